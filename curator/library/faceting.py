"""Makes facets of counts: what could be chosen, in the order in which it is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from curator.library.facets import FacetCount, Facets
from curator.library.query import Query
from curator.library.query_edit import single_valued
from curator.library.query_parse import quoted
from curator.library.query_states import State


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


def name_facet(counts: Iterable[tuple[str, int]], field: str) -> tuple[FacetCount, ...]:
    """Values of a field with their counts, the most frequent first; what no article has is left out.

    Spellings that differ by case only are one value, as the filter has it, called by the first of them.
    """
    spellings: dict[str, str] = {}
    totals: dict[str, int] = {}
    for value, count in counts:
        if value and count:
            key = value.casefold()
            spellings.setdefault(key, value)
            totals[key] = totals.get(key, 0) + count
    ordered = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    named = ((spellings[key], count) for key, count in ordered)
    return tuple(FacetCount(name, count, f"{field}={quoted(name)}") for name, count in named)


def month_facet(counts: Iterable[tuple[int, int]]) -> tuple[FacetCount, ...]:
    """Months, counted from January 1970, with their counts, the newest first."""
    names = ((f"{1970 + month // 12:04}-{month % 12 + 1:02}", count) for month, count in sorted(counts)[::-1])
    return tuple(FacetCount(name, count, f"month:{name}") for name, count in names if count)


def state_facet(counts: Iterable[tuple[State, int]]) -> tuple[FacetCount, ...]:
    """States with their counts, in the order of work."""
    return tuple(FacetCount(state.value, count, state.value) for state, count in counts if count)
