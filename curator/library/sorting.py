"""The orders a list of articles can have."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

from curator.library.row import Row


class Sort(StrEnum):
    """How a list is ordered. What a row lacks puts it last, whichever way the order runs; ties go by path."""

    NEWEST = "newest"
    OLDEST = "oldest"
    QUALITY = "quality"
    HEAT = "heat"
    TITLE = "title"
    PROVIDER = "provider"
    PATH = "path"


_Key = Callable[[Row], tuple[bool, float | str, str]]


def in_order(rows: Iterable[Row], sort: Sort = Sort.NEWEST) -> list[Row]:
    """Give the rows in an order; quality and heat run from the highest down."""
    return sorted(rows, key=_KEYS[sort])


def _newest(row: Row) -> tuple[bool, float, str]:
    is_missing, seconds, path = _oldest(row)
    return (is_missing, -seconds, path)


def _oldest(row: Row) -> tuple[bool, float, str]:
    at = row.published_at
    return (at is None, at.timestamp() if at is not None else 0.0, str(row.path))


def _quality(row: Row) -> tuple[bool, float, str]:
    return (row.quality is None, -(row.quality or 0), str(row.path))


def _heat(row: Row) -> tuple[bool, float, str]:
    return (row.heat is None, -(row.heat or 0), str(row.path))


def _title(row: Row) -> tuple[bool, str, str]:
    return (not row.title, row.title.casefold(), str(row.path))


def _provider(row: Row) -> tuple[bool, str, str]:
    return (not row.provider, row.provider.casefold(), str(row.path))


def _path(row: Row) -> tuple[bool, str, str]:
    return (False, str(row.path), "")


_KEYS: dict[Sort, _Key] = {
    Sort.NEWEST: _newest,
    Sort.OLDEST: _oldest,
    Sort.QUALITY: _quality,
    Sort.HEAT: _heat,
    Sort.TITLE: _title,
    Sort.PROVIDER: _provider,
    Sort.PATH: _path,
}
