"""Reads the points and stretches of time of a filter: 7d, 2020-01-24, 2020-01..2020-03."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from curator.library.query_dates import Age, Before, Dated, InMonth, Since
from curator.library.query_terms import Term
from curator.records import dataclass

_UNITS = {
    "h": ("hour", 1),
    "d": ("day", 24),
    "w": ("week", 24 * 7),
    "m": ("month", 24 * 30),
    "y": ("year", 24 * 365),
}
_AGE = re.compile(r"(\d{1,5})([hdwmy])", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_WHOLE = r"(?:\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?)?"
_PART = r"(?:\d{0,5}|\d{4}-\d{0,2}|\d{4}-\d{1,2}-\d{0,2})"
_BEGUN = re.compile(rf"{_WHOLE}\.|(?:{_WHOLE}\.\.)?{_PART}", re.ASCII)
_RANGE = ".."


@dataclass(frozen=True, slots=True)
class Stretch:
    """A day, a month or a year as it was typed: from `start` on, before `end`."""

    start: datetime
    end: datetime
    is_month: bool = False


def read_age(value: str) -> Age | None:
    """Read 24h, 7d, 2w, 3m or 1y; None for anything else."""
    age = _AGE.fullmatch(value.lower())
    if age is None:
        return None
    unit, hours = _UNITS[age[2]]
    return Age(int(age[1]), unit, timedelta(hours=hours * int(age[1])))


def read_stretch(value: str) -> Stretch | None:
    """Read 2020, 2020-01 or 2020-01-24; None for anything else."""
    date = _DATE.fullmatch(value)
    if date is None:
        return None
    year, month, day = int(date[1]), int(date[2] or 1), int(date[3] or 1)
    try:
        start = datetime(year, month, day, tzinfo=UTC)
        if date[3]:
            return Stretch(start, start + timedelta(days=1))
        if date[2]:
            return Stretch(start, _month_after(start), is_month=True)
        return Stretch(start, datetime(year + 1, 1, 1, tzinfo=UTC))
    except (ValueError, OverflowError):
        return None


def read_months(value: str) -> Term | None:
    """Read a month, or the months from one to another; None for anything else."""
    ends = [read_stretch(part) for part in value.split(_RANGE)]
    if len(ends) > 2 or not all(end and end.is_month for end in ends):
        return None
    return _within([end for end in ends if end])


def read_dates(value: str) -> Term | None:
    """Read a day, month or year, or from one to another, either of which may be left out; else None."""
    parts = value.split(_RANGE)
    ends = [read_stretch(part) for part in parts if part]
    found = [end for end in ends if end]
    if len(parts) > 2 or len(found) < len(ends) or not found:
        return None
    if len(found) == len(parts):
        return _within(found)
    return Since(found[0].start) if parts[0] else Before(found[0].end)


def compared_with(sign: str, stretch: Stretch) -> Term:
    """Say "after the 24th" and the like in conditions: a day, month or year counts whole."""
    sides: dict[str, Callable[[], Term]] = {
        "<": lambda: Before(stretch.start),
        "<=": lambda: Before(stretch.end),
        ">": lambda: Since(stretch.end),
        ">=": lambda: Since(stretch.start),
    }
    return sides[sign]()


def is_time_begun(value: str) -> bool:
    """Say whether typing on can make this an age, a date, or a range of dates."""
    return _BEGUN.fullmatch(value) is not None


def _within(ends: list[Stretch]) -> Term:
    first, last = sorted((ends[0], ends[-1]), key=lambda stretch: stretch.start)
    if first == last and first.is_month:
        return InMonth(first.start.year, first.start.month)
    return Dated(first.start, last.end)


def _month_after(start: datetime) -> datetime:
    return datetime(start.year + start.month // 12, start.month % 12 + 1, 1, tzinfo=UTC)
