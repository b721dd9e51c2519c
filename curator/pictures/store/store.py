"""The pictures kept on disk between sessions, by the address they were asked for: one SQLite file.

Each store is used on one thread: the network's, or that of a job that wants to know how much is kept. It is a
cache: whatever goes wrong with it costs a fetch and is never an error. A damaged file is deleted and begun
anew; where nothing can be written, nothing is kept. Two Curators may share it.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto
from pathlib import Path
from typing import TypeVar

from curator.records import dataclass

T = TypeVar("T")

_NAME = "pictures.sqlite3"
_VERSION = 1
_SCHEMA = """
CREATE TABLE pictures (
    id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, final_address TEXT NOT NULL, etag TEXT NOT NULL,
    last_modified TEXT NOT NULL, fresh_until REAL NOT NULL, used_at REAL NOT NULL, size INTEGER NOT NULL
);
CREATE INDEX by_use ON pictures (used_at, size);
CREATE TABLE bodies (id INTEGER PRIMARY KEY, body BLOB NOT NULL);
"""
_DAMAGED = frozenset({sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
"""SQLITE_ERROR: a table or a column is not there. The statements themselves are sound."""
_BUSY_SECONDS = 0.5
"""Another Curator is waited for, rather than fetch a picture without keeping it; it takes milliseconds."""
_TRIES = 3
"""Openings that fail in a row until the store gives up for this session."""
_OLD = re.compile(r"data[0-9]+|prepared")
"""Folders of the cache of Qt's that was here before."""


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture as it came, and what is needed to ask whether it has changed.

    `address` is the one asked for, `final_address` the one it came from after all redirects. Texts are ""
    where the server gave none; `fresh_until` is in seconds since 1970.
    """

    address: str
    final_address: str
    body: bytes
    etag: str = ""
    last_modified: str = ""
    fresh_until: float = 0.0


class Stored(Enum):
    """What became of a wish to keep a picture."""

    YES = auto()
    NO = auto()
    FULL = auto()
    """Only what must not go could have made room."""
    FAILED = auto()
    """It could not be written, as on a full disk."""


class PictureStore:
    """Keeps up to `capacity` bytes of pictures in `folder`, those used last."""

    def __init__(self, folder: Path, capacity: int, clock: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._capacity = capacity
        self._clock = clock
        self._connection: sqlite3.Connection | None = None
        self._failed = 0

    def get(self, address: str) -> StoredPicture | None:
        """What is kept for `address`, which counts as used now; None when there is nothing."""
        return self._attempt(lambda database: _read(database, address, self._clock()))

    def put(self, kept: StoredPicture, keeping_since: float | None = None) -> Stored:
        """Keep a picture in place of what was kept for its address; others go to make room.

        With `keeping_since`, only those not used since that moment go.
        """
        if not kept.body or len(kept.body) > self._capacity:
            return Stored.NO

        def work(database: sqlite3.Connection) -> Stored:
            try:
                with _transaction(database):
                    _delete(database, kept.address)
                    if not self._make_room(database, len(kept.body), keeping_since):
                        database.execute("ROLLBACK")
                        return Stored.FULL
                    _insert(database, kept, self._clock())
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise
                # Another Curator writes for long, which is over the next time.
                return Stored.NO
            return Stored.YES

        return self._attempt(work) or Stored.FAILED

    def refresh(self, address: str, fresh_until: float) -> None:
        """The server says that what is kept for `address` has not changed."""

        def work(database: sqlite3.Connection) -> None:
            database.execute("UPDATE pictures SET fresh_until = ? WHERE address = ?", (fresh_until, address))

        self._attempt(work)

    def drop(self, address: str) -> None:
        """Keep nothing for `address` any more."""

        def work(database: sqlite3.Connection) -> None:
            with _transaction(database):
                _delete(database, address)

        self._attempt(work)

    @property
    def held(self) -> int:
        """Bytes of all pictures kept."""
        return self._attempt(_held) or 0

    def close(self) -> None:
        """Close the file; the next use would open it again."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    # -- the file --

    def _attempt(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """Do `work`, once more with a new file when this one is damaged; None when it cannot be done."""
        for is_last in (False, True):
            if self._failed >= _TRIES:
                return None
            try:
                self._connection = self._connection or self._open()
                result = work(self._connection)
            except (sqlite3.Error, OSError) as error:
                code = getattr(error, "sqlite_errorcode", None)
                if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL):
                    # What is kept can still be read.
                    return None
                self.close()
                if is_last or code is None or code & 0xFF not in _DAMAGED:
                    self._failed += 1
                    return None
                self._start_over()
            else:
                self._failed = 0
                return result
        return None

    def _open(self) -> sqlite3.Connection:
        self._folder.mkdir(parents=True, exist_ok=True)
        for old in self._folder.iterdir():
            if _OLD.fullmatch(old.name) and old.is_dir() and not old.is_symlink():
                shutil.rmtree(old, ignore_errors=True)
        database = sqlite3.connect(self._folder / _NAME, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            _prepare(database)
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _start_over(self) -> None:
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                (self._folder / f"{_NAME}{ending}").unlink(missing_ok=True)

    def _make_room(self, database: sqlite3.Connection, size: int, keeping_since: float | None) -> bool:
        """Let go of pictures until `size` bytes fit, or of none when that is not possible."""
        excess = _held(database) + size - self._capacity
        if excess <= 0:
            return True
        gone = []
        for number, its_size, used_at in database.execute(
            "SELECT id, size, used_at FROM pictures ORDER BY used_at, size, id"
        ):
            if excess <= 0 or (keeping_since is not None and used_at >= keeping_since):
                break
            gone.append((number,))
            excess -= its_size
        if excess > 0:
            return False
        database.executemany("DELETE FROM bodies WHERE id = ?", gone)
        database.executemany("DELETE FROM pictures WHERE id = ?", gone)
        return True


def _prepare(database: sqlite3.Connection) -> None:
    """Set the connection up, and make the tables where they are not there yet."""
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA journal_size_limit = 8388608")
    # What was written last may be lost with the power; the file itself stays sound.
    database.execute("PRAGMA synchronous = NORMAL")
    with _transaction(database):
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version == _VERSION:
            return
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in tables:
            database.execute(f'DROP TABLE IF EXISTS "{name.replace(chr(34), chr(34) * 2)}"')
        for statement in filter(str.strip, _SCHEMA.split(";")):
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {_VERSION}")


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        if database.in_transaction:
            database.execute("COMMIT")
    except BaseException:
        # SQLite has rolled back by itself after some errors.
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def _held(database: sqlite3.Connection) -> int:
    held: int = database.execute("SELECT coalesce(sum(size), 0) FROM pictures").fetchone()[0]
    return held


def _read(database: sqlite3.Connection, address: str, now: float) -> StoredPicture | None:
    row = database.execute(
        "SELECT pictures.id, final_address, body, etag, last_modified, fresh_until"
        " FROM pictures JOIN bodies USING (id) WHERE address = ?",
        (address,),
    ).fetchone()
    # A damaged file that SQLite still reads may hold anything in any column.
    if row is None or [type(value) for value in row[1:]] != [str, bytes, str, str, float]:
        return None
    with suppress(sqlite3.OperationalError):  # busy, or the disk is full: then it is not marked as used
        database.execute("UPDATE pictures SET used_at = ? WHERE id = ?", (now, row[0]))
    return StoredPicture(address, *row[1:])


def _delete(database: sqlite3.Connection, address: str) -> None:
    database.execute("DELETE FROM bodies WHERE id IN (SELECT id FROM pictures WHERE address = ?)", (address,))
    database.execute("DELETE FROM pictures WHERE address = ?", (address,))


def _insert(database: sqlite3.Connection, kept: StoredPicture, now: float) -> None:
    inserted = database.execute(
        "INSERT INTO pictures (address, final_address, etag, last_modified, fresh_until, used_at, size)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            *(kept.address, kept.final_address, kept.etag, kept.last_modified),
            *(kept.fresh_until, now, len(kept.body)),
        ),
    )
    database.execute("INSERT INTO bodies (id, body) VALUES (?, ?)", (inserted.lastrowid, kept.body))
