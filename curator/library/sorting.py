"""The orders a list of articles can have: one for each field a person sees, both ways round."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Final

from curator.records import dataclass


class Sort(StrEnum):
    """How a list is ordered. What an article lacks puts it last, whichever way the order runs.

    Ties go by newest, then as the articles were found: within a folder by descending name.
    """

    NEWEST = "newest"
    OLDEST = "oldest"
    QUALITY = "quality"
    LOWEST_QUALITY = "lowest-quality"
    HEAT = "heat"
    LOWEST_HEAT = "lowest-heat"
    RELATED = "related"
    FEWEST_RELATED = "fewest-related"
    TITLE = "title"
    TITLE_BACKWARDS = "title-backwards"
    PROVIDER = "provider"
    PROVIDER_BACKWARDS = "provider-backwards"
    PATH = "path"
    PATH_BACKWARDS = "path-backwards"

    @property
    def words(self) -> str:
        """The order in words, as a fragment: "highest quality first"."""
        return ORDERS[self].words


class Basis(Enum):
    """What an order goes by."""

    DATE = "at"
    QUALITY = "quality"
    HEAT = "heat"
    RELATED = "related"
    TITLE = "title"
    PROVIDER = "provider"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class Direction:
    """What an order goes by, whether it runs from the greatest down, and how it is called."""

    basis: Basis
    is_downwards: bool
    words: str


ORDERS: Final = {
    Sort.NEWEST: Direction(Basis.DATE, True, "newest first"),
    Sort.OLDEST: Direction(Basis.DATE, False, "oldest first"),
    Sort.QUALITY: Direction(Basis.QUALITY, True, "highest quality first"),
    Sort.LOWEST_QUALITY: Direction(Basis.QUALITY, False, "lowest quality first"),
    Sort.HEAT: Direction(Basis.HEAT, True, "highest heat first"),
    Sort.LOWEST_HEAT: Direction(Basis.HEAT, False, "lowest heat first"),
    Sort.RELATED: Direction(Basis.RELATED, True, "most related first"),
    Sort.FEWEST_RELATED: Direction(Basis.RELATED, False, "fewest related first"),
    Sort.TITLE: Direction(Basis.TITLE, False, "title, A to Z"),
    Sort.TITLE_BACKWARDS: Direction(Basis.TITLE, True, "title, Z to A"),
    Sort.PROVIDER: Direction(Basis.PROVIDER, False, "provider, A to Z"),
    Sort.PROVIDER_BACKWARDS: Direction(Basis.PROVIDER, True, "provider, Z to A"),
    Sort.PATH: Direction(Basis.PATH, False, "file, A to Z"),
    Sort.PATH_BACKWARDS: Direction(Basis.PATH, True, "file, Z to A"),
}
