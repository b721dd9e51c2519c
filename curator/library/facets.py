"""Counts what a list of articles is made of, so that it can be narrowed by a click."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from curator.library.query import StateOf
from curator.library.query_states import State
from curator.library.row import Row
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One value, how many articles have it, and the filter that leaves just these."""

    value: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Facets:
    """What a list is made of: the most frequent provider or topic first, the newest month first."""

    providers: tuple[FacetCount, ...]
    topics: tuple[FacetCount, ...]
    months: tuple[FacetCount, ...]
    states: tuple[FacetCount, ...]


def count_facets(rows: Iterable[Row], state_of: StateOf) -> Facets:
    """Count providers, topics, months and states in one pass over `rows`. What no article has is left out."""
    providers: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    months: Counter[tuple[int, int]] = Counter()
    states: Counter[str | None] = Counter()
    for row in rows:
        if row.provider:
            providers[row.provider] += 1
        topics.update(set(row.topics))
        if row.published_at is not None:
            months[row.published_at.year, row.published_at.month] += 1
        states[state_of(row.path)] += 1
    return Facets(
        providers=_most_frequent(providers, "provider"),
        topics=_most_frequent(topics, "topic"),
        months=tuple(
            FacetCount(f"{year:04}-{month:02}", count, f"month:{year:04}-{month:02}")
            for (year, month), count in sorted(months.items(), reverse=True)
        ),
        states=_states(states),
    )


def _most_frequent(counts: Counter[str], field: str) -> tuple[FacetCount, ...]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold()))
    return tuple(FacetCount(value, count, f'{field}="{_quotable(value)}"') for value, count in ordered)


def _quotable(value: str) -> str:
    # The filter language has no escapes; a quote within a name is rare, and a shorter text still finds it.
    return value.replace('"', " ")


def _states(counts: Counter[str | None]) -> tuple[FacetCount, ...]:
    found: list[FacetCount] = []
    for state in (State.UNDECIDED, State.DECIDED, State.REVIEWED, State.LATER, State.CHANGED):
        key = None if state is State.UNDECIDED else state.value
        if counts[key]:
            found.append(FacetCount(state.value, counts[key], state.value))
    return tuple(found)
