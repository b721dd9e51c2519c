"""What a list of articles is made of, so that it can be narrowed by a click."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from curator.library.query_states import State


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One value, how many articles have it, and the filter that leaves just these."""

    value: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Facets:
    """What a list is made of: the most frequent provider or topic first, the newest month first."""

    providers: tuple[FacetCount, ...] = ()
    topics: tuple[FacetCount, ...] = ()
    months: tuple[FacetCount, ...] = ()
    states: tuple[FacetCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """The folder in figures: how many articles are in each state, have something wrong, can be decided."""

    all: int = 0
    undecided: int = 0
    done: int = 0
    published: int = 0
    later: int = 0
    problems: int = 0
    editable: int = 0


def most_frequent(counts: Iterable[tuple[str, int]], field: str) -> tuple[FacetCount, ...]:
    """Values of a field with their counts, as a facet; what no article has is left out."""
    ordered = sorted(
        ((value, count) for value, count in counts if value and count),
        key=lambda item: (-item[1], item[0].casefold()),
    )
    return tuple(FacetCount(value, count, f'{field}="{_quotable(value)}"') for value, count in ordered)


def newest_months(counts: Iterable[tuple[int, int]]) -> tuple[FacetCount, ...]:
    """Months, counted from January 1970, with their counts, as a facet."""
    names = ((f"{1970 + month // 12:04}-{month % 12 + 1:02}", count) for month, count in sorted(counts)[::-1])
    return tuple(FacetCount(name, count, f"month:{name}") for name, count in names if count)


def state_facet(counts: Iterable[tuple[State, int]]) -> tuple[FacetCount, ...]:
    """States with their counts, as a facet."""
    return tuple(FacetCount(state.value, count, state.value) for state, count in counts if count)


def _quotable(value: str) -> str:
    # The filter language has no escapes; a quote within a name is rare, and a shorter text still finds it.
    return value.replace('"', " ")
