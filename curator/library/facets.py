"""What a list of articles is made of, so that it can be narrowed by a click; and the folder in figures."""

from __future__ import annotations

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
