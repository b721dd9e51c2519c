"""Holdings made of rows, for tests of what is asked of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from curator.library import Row, Sort, parse_query
from curator.library.holdings import Holdings
from curator.library.index import Index
from curator.library.record import Record
from curator.library.stored import Stored, stored_of


def stored(rows: Iterable[Row]) -> list[Stored]:
    """Rows as the index stores them."""
    return [stored_of(Record(row)) for row in rows]


def holdings_of(*rows: Row, marks: Mapping[Path, str] | None = None) -> Holdings:
    """What a library has of a folder with these articles."""
    holdings = Holdings(Index.in_memory())
    holdings.put(stored(rows))
    holdings.end_bulk()
    holdings.set_marks((Row(path, "").id, mark) for path, mark in (marks or {}).items())
    return holdings


def names(
    holdings: Holdings, query: str = "", sort: Sort = Sort.NEWEST, now: datetime | None = None
) -> list[str]:
    """The file names of what passes a filter, in order."""
    return [row.path.name for row in holdings.rows(holdings.select(parse_query(query), sort, now))]


def row_at(path: str, *keys: str) -> Row:
    """A row with nothing but a place and its identities."""
    return Row(Path(path), Path(path).name, keys=keys)
