"""The names a folder knows, for completing a filter: publishers, topics, months."""

from __future__ import annotations

from collections.abc import Iterable

from curator.library.facets import FacetCount, Facets
from curator.records import dataclass

Counted = tuple[str, int]
"""A value and how many articles have it."""

# A name that is not among so many is typed sooner than found in a list.
_MOST_VALUES = 5_000


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Values that can stand in a filter, each with its number of articles, what is offered first in front."""

    providers: tuple[Counted, ...] = ()
    topics: tuple[Counted, ...] = ()
    months: tuple[Counted, ...] = ()

    @classmethod
    def of(cls, facets: Facets) -> Vocabulary:
        """Take over what has been counted."""
        return cls(_counted(facets.providers), _counted(facets.topics), _counted(facets.months))


NO_VOCABULARY = Vocabulary()
"""What is known before anything has been counted."""


def articles_hint(count: int) -> str:
    """Say a number of articles."""
    return f"{count:,} article" if count == 1 else f"{count:,} articles"


def _counted(counts: Iterable[FacetCount]) -> tuple[Counted, ...]:
    # What cannot be seen in a line of text cannot be chosen in it either.
    return tuple((each.value, each.count) for each in counts if each.value.isprintable())[:_MOST_VALUES]
