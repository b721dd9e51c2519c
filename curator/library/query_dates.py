"""Conditions of a filter on the date of an article."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from curator.library.query_terms import Term
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class Age:
    """A span of time as it is typed: 7 and "day"."""

    count: int
    unit: str
    span: timedelta

    def __str__(self) -> str:
        return f"{self.count} {self.unit}s" if self.count != 1 else self.unit


Moment = Age | datetime
"""A point in time: so long ago, or a date (aware)."""


def point(moment: Moment, now: datetime) -> datetime:
    """The moment itself, `now` (aware) being the present."""
    if isinstance(moment, datetime):
        return moment
    try:
        return now - moment.span
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Since(Term):
    """Dated at this moment or after it. An article without a date is neither before nor after."""

    moment: Moment

    def describe(self) -> str:
        if isinstance(self.moment, Age):
            return f"from the last {self.moment}"
        return f"since {self.moment:%Y-%m-%d}"


@dataclass(frozen=True, slots=True)
class Before(Term):
    """Dated before this moment."""

    moment: Moment

    def describe(self) -> str:
        if isinstance(self.moment, Age):
            return f"older than {'a ' if self.moment.count == 1 else ''}{self.moment}"
        return f"before {self.moment:%Y-%m-%d}"


@dataclass(frozen=True, slots=True)
class InMonth(Term):
    """Dated in this month of its own calendar, as the facets count it."""

    year: int
    month: int

    def describe(self) -> str:
        return f"in {self.year:04}-{self.month:02}"


@dataclass(frozen=True, slots=True)
class Dated(Term):
    """Dated from `start` on and before `end`: whole days, the first and the last included."""

    start: datetime
    end: datetime

    def describe(self) -> str:
        first, last = (day.date().isoformat() for day in (self.start, self.end - timedelta(days=1)))
        if first == last:
            return f"on {first}"
        if first[8:] == "01" == f"{self.end:%d}":
            first, last = first[:7], last[:7]
            if first[5:] == "01" == f"{self.end:%m}":
                first, last = first[:4], last[:4]
        return f"in {first}" if first == last else f"from {first} to {last}"
