"""Counts what a list of articles is made of, so that it can be narrowed by a click."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from curator.library.query import Query, StateOf
from curator.library.query_edit import single_valued
from curator.library.query_parse import quoted
from curator.library.query_states import State, passing_marks
from curator.library.row import Row


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


def with_alternatives(count: Callable[[Query], Facets], query: Query) -> Facets:
    """Count what passes `query`; of a field that has one value, also what could be chosen in place of it.

    With January chosen February has nothing that passes, yet it is February a person wants to go to next.
    """
    facets = count(query)
    fixed = {single_valued(term) for term in query.terms}
    if "state" in fixed:
        facets = replace(facets, states=count(_without("state", query)).states)
    if "provider" in fixed:
        facets = replace(facets, providers=count(_without("provider", query)).providers)
    if "month" in fixed:
        facets = replace(facets, months=count(_without("month", query)).months)
    return facets


def _without(field: str, query: Query) -> Query:
    return Query(tuple(term for term in query.terms if single_valued(term) != field), query.text)


def count_facets(rows: Iterable[Row], state_of: StateOf) -> Facets:
    """Count providers, topics, months and states in one pass over `rows`. What no article has is left out."""
    providers, topics = _Names("provider"), _Names("topic")
    months: Counter[tuple[int, int]] = Counter()
    states: Counter[str | None] = Counter()
    for row in rows:
        if row.provider:
            providers.add((row.provider,))
        if row.topics:
            topics.add(row.topics)
        if row.published_at is not None:
            months[row.published_at.year, row.published_at.month] += 1
        states[state_of(row.path)] += 1
    return Facets(
        providers=providers.counts(),
        topics=topics.counts(),
        months=tuple(
            FacetCount(f"{year:04}-{month:02}", count, f"month:{year:04}-{month:02}")
            for (year, month), count in sorted(months.items(), reverse=True)
        ),
        states=_states(states),
    )


class _Folded(dict[str, str]):
    """Names without case, each folded once however often it comes."""

    def __missing__(self, name: str) -> str:
        folded = self[name] = name.casefold()
        return folded


class _Names:
    """Counts names as the filter tells them apart, without case; each is called by its first spelling."""

    def __init__(self, field: str) -> None:
        self._field = field
        self._folded = _Folded()
        self._found: list[str] = []

    def add(self, names: Sequence[str]) -> None:
        """Count one article that has these."""
        if len(names) == 1:
            self._found.append(self._folded[names[0]])
        else:
            self._found += {*map(self._folded.__getitem__, names)}

    def counts(self) -> tuple[FacetCount, ...]:
        """The most frequent first, of equals by the alphabet."""
        # Counting all at once is several times quicker than one by one.
        ordered = sorted(Counter(self._found).items(), key=lambda item: (-item[1], item[0]))
        spellings: dict[str, str] = {}
        for name, key in self._folded.items():
            spellings.setdefault(key, name)
        named = ((spellings[key], count) for key, count in ordered)
        return tuple(FacetCount(name, count, f"{self._field}={quoted(name)}") for name, count in named)


def _states(counts: Counter[str | None]) -> tuple[FacetCount, ...]:
    found: list[FacetCount] = []
    for state in (State.UNDECIDED, State.DECIDED, State.REVIEWED, State.LATER, State.CHANGED):
        count = sum(counts[mark] for mark in passing_marks(state))
        if count:
            found.append(FacetCount(state.value, count, state.value))
    return tuple(found)
