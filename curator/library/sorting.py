"""The orders a list of articles can have: one for each field a person sees, both ways round."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

from curator.library.row import Row


class Sort(StrEnum):
    """How a list is ordered. What a row lacks puts it last, whichever way the order runs; ties go by path."""

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
        return _WORDS[self]


_Value = Callable[[Row], int | float | str | None]
"""What an order goes by; None where the row lacks it."""


def in_order(rows: Iterable[Row], sort: Sort = Sort.NEWEST) -> list[Row]:
    """Give the rows in an order; what lacks the field comes last, whichever way it runs."""
    value, is_downwards = _ORDERS[sort]
    by_path = sorted(rows, key=_path)
    present = [row for row in by_path if value(row) is not None]
    missing = [row for row in by_path if value(row) is None]
    # Sorting is stable, also in reverse, so that equal rows stay in the order of their paths.
    present.sort(key=value, reverse=is_downwards)  # type: ignore[arg-type]  # None has been left out
    return present + missing


def _date(row: Row) -> float | None:
    return row.published_at.timestamp() if row.published_at is not None else None


def _quality(row: Row) -> int | None:
    return row.quality


def _heat(row: Row) -> int | None:
    return row.heat


def _related(row: Row) -> int | None:
    return row.related


def _title(row: Row) -> str | None:
    return row.title.casefold() or None


def _provider(row: Row) -> str | None:
    return row.provider.casefold() or None


def _path(row: Row) -> str:
    return str(row.path)


_ORDERS: dict[Sort, tuple[_Value, bool]] = {
    Sort.NEWEST: (_date, True),
    Sort.OLDEST: (_date, False),
    Sort.QUALITY: (_quality, True),
    Sort.LOWEST_QUALITY: (_quality, False),
    Sort.HEAT: (_heat, True),
    Sort.LOWEST_HEAT: (_heat, False),
    Sort.RELATED: (_related, True),
    Sort.FEWEST_RELATED: (_related, False),
    Sort.TITLE: (_title, False),
    Sort.TITLE_BACKWARDS: (_title, True),
    Sort.PROVIDER: (_provider, False),
    Sort.PROVIDER_BACKWARDS: (_provider, True),
    Sort.PATH: (_path, False),
    Sort.PATH_BACKWARDS: (_path, True),
}
"""What each order goes by, and whether it runs from the greatest down."""

_WORDS: dict[Sort, str] = {
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.QUALITY: "highest quality first",
    Sort.LOWEST_QUALITY: "lowest quality first",
    Sort.HEAT: "highest heat first",
    Sort.LOWEST_HEAT: "lowest heat first",
    Sort.RELATED: "most related first",
    Sort.FEWEST_RELATED: "fewest related first",
    Sort.TITLE: "title, A to Z",
    Sort.TITLE_BACKWARDS: "title, Z to A",
    Sort.PROVIDER: "provider, A to Z",
    Sort.PROVIDER_BACKWARDS: "provider, Z to A",
    Sort.PATH: "file, A to Z",
    Sort.PATH_BACKWARDS: "file, Z to A",
}
