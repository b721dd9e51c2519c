"""Dates as articles write them, and ages as lists show them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

_DATE_LENGTH_LIMIT: Final = 64
_USUAL: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_SPACED_OFFSET: Final = re.compile(r"\s+(?=[+-]\d)")
_SHORT_OFFSET: Final = re.compile(r"(?<=\d)([+-])(\d)(?=$|:)")
_UTC_NAME: Final = re.compile(r"\s*(?:Z|UTC|GMT)$", re.IGNORECASE)
_SINGLE_DIGITS: Final = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?=$|[Tt\s])")
_SINGLE_HOUR: Final = re.compile(r"(?<=[T ])(\d)(?=:)")
_LONG_FRACTION: Final = re.compile(r"(\d[.,]\d{6})\d+")
_WORDED: Final = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%Y/%m/%d", "%Y/%m/%d %H:%M", "%Y-%m")

_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
_MONTH: Final = 30.44 * _DAY
_YEAR: Final = 365.25 * _DAY
_UNITS: Final = ((_YEAR, "y"), (_MONTH, "mo"), (_DAY, "d"), (_HOUR, "h"), (_MINUTE, "min"))


def parse_date(text: str) -> datetime | None:
    """The moment `text` names, in UTC; None if it names none. A date without an offset is taken as UTC.

    Understood are ISO 8601 and YAML timestamps with their looser spacing ("2020-4-1 7:03:00 +0200"), e-mail
    dates ("Fri, 24 Jan 2020 13:09:00 GMT"), and a few worded ones ("24 January 2020", "January 24, 2020").
    """
    text = text.strip()
    if not text or len(text) > _DATE_LENGTH_LIMIT:
        return None
    moment = _iso(text) or _email(text) or _worded(text)
    if moment is None:
        return None
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:  # an offset that leads out of the years 1 to 9999
        return None


def age_text(then: datetime, now: datetime) -> str:
    """How long ago `then` was, in its largest unit: "now", "12 min", "7 h", "2 mo", "5 y", "in 3 d"."""
    seconds = (now - then) / timedelta(seconds=1)
    ahead, seconds = seconds < 0, abs(seconds)
    if seconds < _MINUTE:
        return "now"
    size, unit = next(step for step in _UNITS if seconds >= step[0])
    age = f"{int(seconds // size)} {unit}"
    return f"in {age}" if ahead else age


def _iso(text: str) -> datetime | None:
    if _USUAL.fullmatch(text):
        return _moment(text)
    is_utc = _UTC_NAME.search(text) is not None
    text = _UTC_NAME.sub("", text) if is_utc else _SPACED_OFFSET.sub("", text)
    text = _SINGLE_DIGITS.sub(lambda date: f"{date[1]}-{date[2]:0>2}-{date[3]:0>2}", text)
    text = _SINGLE_HOUR.sub(r"0\1", re.sub(r"(?<=\d)[Tt\s]\s*(?=\d)", "T", text, count=1))
    text = _LONG_FRACTION.sub(r"\1", text)
    if "T" in text:
        text = _SHORT_OFFSET.sub(r"\g<1>0\2", text)
    moment = _moment(text)
    return moment.replace(tzinfo=UTC) if moment and is_utc else moment


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _email(text: str) -> datetime | None:
    # Imported here because only feeds write such dates, and the module brings sockets along: 8 ms.
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _worded(text: str) -> datetime | None:
    for pattern in _WORDED:
        try:
            return datetime.strptime(text, pattern).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None
