"""What was read of a folder last time, so that it need not be read again: one SQLite file for each opening.

It is never the truth. A row counts only while the file on disk still has the stamp it was read with; all of
it may be deleted at any time, and one that is damaged, or written by another version, is replaced without a
question. So it is written without waiting for the disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final

from curator.library import links
from curator.library.index_reader import IndexReader, in_portions
from curator.library.schema import (
    ARTICLE,
    SEARCHED,
    begin_bulk,
    connect,
    end_bulk,
    is_damage,
    open_file,
    open_memory,
    remove,
)
from curator.library.stored import Stored
from curator.records import dataclass

_NAMES: Final = ARTICLE.split(", ")
_INSERT: Final = f"INSERT INTO article VALUES ({', '.join('?' * len(_NAMES))})"
_UPDATE: Final = f"UPDATE article SET {', '.join(f'{name} = ?' for name in _NAMES[1:-1])} WHERE n = ?"
_CHANGED: Final = "UPDATE generation SET number = number + 1"
_SEARCH: Final = (
    f"INSERT INTO search (rowid, {', '.join(SEARCHED)}) VALUES ({', '.join('?' * (len(SEARCHED) + 1))})"
)

_Known = tuple[int, int]
"""The number and the digest of an article that is there."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an article was put: its number, and the one it had before, None if it is new."""

    n: int
    former: int | None
    stored: Stored


class Index:
    """The articles of one set of sources, for the one thread that writes. Errors are sqlite3.Error."""

    def __init__(self, connection: sqlite3.Connection, file: Path | None) -> None:
        self._connection = connection
        self._file = file
        self.is_kept = file is not None
        """Whether it is there the next time."""

        ((count, last),) = connection.execute("SELECT count(*), max(n) FROM article").fetchall()
        self._next = (last or 0) + 1
        self._bulk: dict[int, _Known] | None = None
        self.is_empty = not count
        """Whether there was nothing in it when it was opened."""

    @classmethod
    def open(cls, file: Path) -> Index:
        """Open the index at `file`; where that cannot be done, an empty one in memory does the same work."""
        with suppress(OSError, sqlite3.Error):
            try:
                index = cls(open_file(file), file)
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
            else:
                if not index._wastes():
                    return index
                index.close()
            remove(file)
            return cls(open_file(file), file)
        return cls.in_memory()

    @classmethod
    def in_memory(cls) -> Index:
        """An index that is forgotten when it is closed."""
        return cls(open_memory(), None)

    def reader(self) -> IndexReader:
        """A view for another thread, which never waits for the writing. To be closed before the index."""
        if self._file is None:
            return IndexReader(self._connection, is_shared=True)
        return IndexReader(connect(self._file))

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def begin_bulk(self) -> None:
        """Many articles come into an empty index: what lookups go by is made in the end."""
        begin_bulk(self._connection)
        self._bulk = {}

    def end_bulk(self) -> None:
        """The many articles are in, or nothing of the kind was begun."""
        self._bulk = None
        end_bulk(self._connection)

    def put(self, articles: Sequence[Stored]) -> list[Placed]:
        """Keep these, replacing what there was of the same files; all of them or, on an error, none."""
        # Of the same file twice the later one counts.
        latest = {article.id: article for article in articles}
        known = self._known(list(latest))
        placed: list[Placed] = []
        for article in latest.values():
            there = known.get(article.id)
            former = there[0] if there is not None else None
            n = former if former is not None and there == (former, article.digest) else self._next
            self._next += n == self._next
            known[article.id] = (n, article.digest)
            placed.append(Placed(n, former, article))
        self._write(placed)
        if self._bulk is not None:
            self._bulk.update(known)
        return placed

    def drop(self, ids: Iterable[int]) -> None:
        """Forget these articles."""
        self._begin()
        with self._connection:
            self._connection.executemany("DELETE FROM article WHERE id = ?", [(number,) for number in ids])
            self._connection.execute(_CHANGED)

    def keep_snapshot(self, parts: Mapping[str, bytes]) -> None:
        """Keep all that is known in a form that is quick to load; it is good until the next change."""
        self._begin()
        with self._connection:
            self._connection.execute("DELETE FROM snapshot")
            self._connection.executemany(
                "INSERT INTO snapshot SELECT ?, number, ? FROM generation", list(parts.items())
            )

    def close(self) -> None:
        """Done with it."""
        with suppress(sqlite3.Error):
            self._connection.execute("PRAGMA optimize")
        with suppress(sqlite3.Error):
            self._connection.close()

    def _begin(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def _known(self, ids: Sequence[int]) -> dict[int, _Known]:
        if self._bulk is not None:
            return {number: self._bulk[number] for number in ids if number in self._bulk}
        found: dict[int, _Known] = {}
        for marks, portion in in_portions(ids):
            for number, n, digest in self._connection.execute(
                f"SELECT id, n, digest FROM article WHERE id IN ({marks})", portion
            ):
                found[number] = (n, digest)
        return found

    def _write(self, placed: Sequence[Placed]) -> None:
        fresh = [put for put in placed if put.n != put.former]
        replaced = [(put.former,) for put in fresh if put.former is not None]
        same = [put for put in placed if put.n == put.former]
        execute = self._connection.executemany
        self._begin()
        with self._connection:
            execute("DELETE FROM article WHERE n = ?", replaced)
            execute(_INSERT, [(put.n, *put.stored.article, put.stored.digest) for put in fresh])
            if self._bulk is None:
                links.add(self._connection, ((put.n, put.stored) for put in fresh))
            execute(_SEARCH, [(put.n, *put.stored.texts) for put in fresh])
            execute(_UPDATE, [(*put.stored.article, put.n) for put in same])
            self._connection.execute(_CHANGED)

    def _wastes(self) -> bool:
        """Whether most of it is about versions that are no more; making it anew is then quicker."""
        ((count,),) = self._connection.execute("SELECT count(*) FROM article").fetchall()
        return self._next > 10_000 and self._next > 3 * count
