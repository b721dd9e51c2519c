"""How long an answer may be used without asking the server again, by RFC 9111, for one person's own cache.

Pure: headers and a time go in, a judgement comes out. Serving an old copy because the server is out of reach
is not decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from curator.records import dataclass

_DAY = 24 * 60 * 60.0
_LONGEST = 365 * _DAY
_HEURISTIC_SHARE = 0.1
"""Of the time a picture had not changed when it was sent (RFC 9111, section 4.2.2)."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """For how many seconds from now an answer is fresh, and whether it may be kept on disk at all."""

    seconds: float
    may_be_kept: bool


def freshness_of(headers: Mapping[str, str], now: float) -> Freshness:
    """The freshness of an answer that arrived at `now` (seconds since 1970); names are in lower case."""
    directives = _directives(headers.get("cache-control", ""))
    if "no-store" in directives:
        return Freshness(0.0, may_be_kept=False)
    if "no-cache" in directives or headers.get("vary", "").strip() == "*":
        return Freshness(0.0, may_be_kept=True)
    sent = _time(headers.get("date", ""))
    left = _lifetime(headers, directives, now if sent is None else sent) - _age(headers, sent, now)
    return Freshness(min(max(left, 0.0), _LONGEST), may_be_kept=True)


def retry_seconds(headers: Mapping[str, str], now: float) -> float | None:
    """What Retry-After asks for, in seconds from `now`; None when it is missing or makes no sense."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    at = _time(text)
    return None if at is None else max(at - now, 0.0)


def _lifetime(headers: Mapping[str, str], directives: Mapping[str, str], sent: float) -> float:
    if "max-age" in directives:
        return _seconds(directives["max-age"])
    if "expires" in headers:
        # What is no date, as "0", means that it has expired.
        expires = _time(headers["expires"])
        return 0.0 if expires is None else expires - sent
    changed = _time(headers.get("last-modified", ""))
    return 0.0 if changed is None else min((sent - changed) * _HEURISTIC_SHARE, _DAY)


def _age(headers: Mapping[str, str], sent: float | None, now: float) -> float:
    """How old the answer was on arrival: by its own count, or by the two clocks if that is more."""
    apparent = 0.0 if sent is None else max(now - sent, 0.0)
    return max(apparent, _seconds(headers.get("age", "0")))


def _directives(text: str) -> dict[str, str]:
    """Cache-Control taken apart. Of several `max-age` the shortest counts."""
    found: dict[str, str] = {}
    for part in _parts(text):
        name, _, value = part.partition("=")
        name, value = name.strip().lower(), value.strip().strip('"')
        if name == "max-age" and name in found:
            value = str(int(min(_seconds(value), _seconds(found[name]))))
        if name:
            found[name] = value
    return found


def _parts(text: str) -> list[str]:
    """Split at commas that are not inside quotes."""
    outside = text.split('"')
    for place in range(1, len(outside), 2):
        outside[place] = outside[place].replace(",", " ")
    return '"'.join(outside).split(",")


def _seconds(text: str) -> float:
    """A count of seconds; what is none counts as 0, so that the server is asked again."""
    text = text.strip()
    return min(float(text[:12]), _LONGEST) if text.isascii() and text.isdigit() else 0.0


def _time(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp() if text else None
    except (ValueError, OverflowError, OSError):
        return None
