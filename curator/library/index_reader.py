"""Asks the index: rows by their number, words, links between stories. Answers are of one moment each."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from typing import Final

from curator.library import links
from curator.library.row import Row
from curator.library.schema import PLAIN, is_bulk
from curator.library.stored import Cell, row_of_cells, spaced

PORTION: Final = 500
"""How many numbers are asked for in one statement."""

_ROW: Final = (
    "path, mtime_ns, size, inode, title, provider, domain, at, quality, heat, published, topics, image,"
    " excerpt, related, problem, is_editable, keys"
)
FACTS: Final = (
    "n, id, mtime_ns, size, inode, at, quality, heat, published, related, provider, domain, topics,"
    " image != '', excerpt != '', problem != '', keys != '', is_editable,"
    " own_ids, share"
)
"""What `Columns` holds of each article."""


def in_portions(numbers: Iterable[int]) -> Iterator[tuple[str, list[int]]]:
    """Cut numbers into portions, each with the question marks that stand for it."""
    whole = list(numbers)
    for start in range(0, len(whole), PORTION):
        portion = whole[start : start + PORTION]
        yield ",".join("?" * len(portion)), portion


class IndexReader:
    """One connection, for one thread at a time. Errors are sqlite3.Error."""

    def __init__(self, connection: sqlite3.Connection, *, is_shared: bool = False) -> None:
        self._connection = connection
        self._is_shared = is_shared

    def close(self) -> None:
        """Done with it; a connection that the writer uses too stays open."""
        if not self._is_shared:
            with suppress(sqlite3.Error):
                self._connection.close()

    def newest(self, limit: int) -> list[int]:
        """The ids of the newest articles: a first page, long before all is known."""
        records = self._connection.execute(
            "SELECT id FROM article ORDER BY at DESC, n LIMIT ?", (limit,)
        ).fetchall()
        return [number for (number,) in records]

    def count(self) -> int:
        """How many articles there are."""
        ((count,),) = self._connection.execute("SELECT count(*) FROM article").fetchall()
        return int(count)

    def rows(self, ids: Iterable[int]) -> list[Row]:
        """The rows of these articles, in any order; those that are gone are left out."""
        found: list[Row] = []
        for marks, portion in in_portions(ids):
            cells = self._connection.execute(f"SELECT {_ROW} FROM article WHERE id IN ({marks})", portion)
            found += map(row_of_cells, cells)
        return found

    def facts(self) -> Iterator[list[tuple[Cell, ...]]]:
        """The numbers of all articles (`FACTS`), by `n`, some thousands at a time."""
        records = self._connection.execute(f"SELECT {FACTS} FROM article ORDER BY n")
        while portion := records.fetchmany(5000):
            yield portion

    def snapshot(self) -> dict[str, bytes]:
        """What `Index.keep_snapshot` kept last; nothing, if anything has changed since."""
        records = self._connection.execute(
            "SELECT name, data FROM snapshot JOIN generation ON generation = number"
        )
        return dict(records.fetchall())

    def texts(self, column: str) -> list[tuple[int, str | bytes]]:
        """(n, text) of all articles, for an order by "title" or "path"."""
        return self._connection.execute(f"SELECT n, {column} FROM article").fetchall()

    def search(self, *texts: str, columns: Sequence[str] = PLAIN) -> list[int]:
        """The `n` of articles that have all of these texts, each of them as words that follow each other.

        The last word of a text may be begun only. They are looked for in any of `columns`, of those in
        `SEARCHED`. Some `n` may be of versions that are no more.
        """
        if not all(any(map(str.isalnum, text)) for text in texts):
            return []
        # One question for all of them: what is rare spares full text most of what is frequent.
        match = f"{{{' '.join(columns)}}} : ({' AND '.join(map(_phrase, texts))})"
        records = self._connection.execute("SELECT rowid FROM search WHERE search MATCH ?", (match,))
        return list(chain.from_iterable(records.fetchall()))

    def texts_of(self, column: str, numbers: Iterable[int]) -> list[tuple[int, str | bytes]]:
        """(n, text) of these articles."""
        found: list[tuple[int, str | bytes]] = []
        for marks, portion in in_portions(numbers):
            found += self._connection.execute(
                f"SELECT n, {column} FROM article WHERE n IN ({marks})", portion
            ).fetchall()
        return found

    def with_identity(self, key: int) -> list[Row]:
        """The articles that have this identity (`key_id`), by path."""
        return self._rows_of(self.numbers_with(key))

    def numbers_with(self, key: int) -> set[int]:
        """The `n` of articles that have this identity; some may be of versions that are no more."""
        found = self._having((key,), is_own=True)
        return found | links.named(self._connection, key) if is_bulk(self._connection) else found

    def story(self, number: int) -> list[Row]:
        """The articles of the folder that tell the same story as this one (its id), its leader first.

        They are the articles this one relates to, those that relate to it, and what those in turn relate to:
        an article and its related items, seen from any of them. It goes no further, because chains of
        "related" soon lead to another story. The leader is the one with the highest quality, of equals the
        first by path.
        """
        own = self._keys_of("own_ids", "id", (number,))
        tellers = self._having(own, is_own=True) | self._having(own, is_own=False)
        related = self._keys_of("related_ids", "n", tellers) | self._keys_of("own_ids", "n", tellers)
        members = tellers | self._having(related | self._keys_of("related_ids", "id", (number,)), is_own=True)
        rows = {row.path: row for row in (*self._rows_of(members), *self.rows((number,)))}
        return sorted(rows.values(), key=_leader_first)

    def _having(self, keys: Iterable[int], *, is_own: bool) -> set[int]:
        return links.having(self._connection, keys, is_own=is_own)

    def _keys_of(self, column: str, by: str, numbers: Iterable[int]) -> set[int]:
        keys: set[int] = set()
        for marks, portion in in_portions(numbers):
            for (packed,) in self._connection.execute(
                f"SELECT {column} FROM article WHERE {by} IN ({marks})", portion
            ):
                keys.update(array("q", packed))
        return keys

    def _rows_of(self, numbers: Iterable[int]) -> list[Row]:
        found: list[Row] = []
        for marks, portion in in_portions(numbers):
            cells = self._connection.execute(f"SELECT {_ROW} FROM article WHERE n IN ({marks})", portion)
            found += map(row_of_cells, cells)
        return sorted(found, key=lambda row: row.path)


def _phrase(text: str) -> str:
    """A text as full text asks for it; half a surrogate pair is no text to SQLite."""
    text = spaced(text.encode("utf-8", "replace").decode())
    return '"' + text.replace('"', '""').replace("\0", " ") + '" *'


def _leader_first(row: Row) -> tuple[float, str]:
    return (-row.quality if row.quality is not None else float("inf"), str(row.path))
