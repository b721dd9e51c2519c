"""Conditions of a filter on the date of an article."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from curator.library.query_terms import Predicate, Term, TextOf
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


def _point(moment: Moment, now: datetime) -> datetime:
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

    def predicate(self, now: datetime, text_of: TextOf) -> Predicate:
        start = _point(self.moment, now)
        return lambda row, state: row.published_at is not None and row.published_at >= start

    def describe(self) -> str:
        if isinstance(self.moment, Age):
            return f"from the last {self.moment}"
        return f"since {self.moment:%Y-%m-%d}"


@dataclass(frozen=True, slots=True)
class Before(Term):
    """Dated before this moment."""

    moment: Moment

    def predicate(self, now: datetime, text_of: TextOf) -> Predicate:
        end = _point(self.moment, now)
        return lambda row, state: row.published_at is not None and row.published_at < end

    def describe(self) -> str:
        if isinstance(self.moment, Age):
            return f"older than {'a ' if self.moment.count == 1 else ''}{self.moment}"
        return f"before {self.moment:%Y-%m-%d}"


@dataclass(frozen=True, slots=True)
class InMonth(Term):
    """Dated in this month of its own calendar, as the facets count it."""

    year: int
    month: int

    def predicate(self, now: datetime, text_of: TextOf) -> Predicate:
        wanted = (self.year, self.month)
        return lambda row, state: (at := row.published_at) is not None and (at.year, at.month) == wanted

    def describe(self) -> str:
        return f"from {self.year:04}-{self.month:02}"
