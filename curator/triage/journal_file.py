"""The journal's database file: its tables, and opening it whatever state it is in."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from curator.errors import JournalError, JournalLost
from curator.library.durable import sync_folder, sync_way_to
from curator.records import dataclass

VERSION = 4
"""Of the tables below, in SQLite's user_version. A higher one was written by a newer Curator.

2: entries know which article they were made of.
3: entries know what the fields said before, and what somebody else has made of those that are in question.
4: entries may be about an article's lead picture; the tables are the same.
"""

BUSY_SECONDS = 20.0
"""How long to wait for another process's transaction, which takes milliseconds."""

# Paths are kept as the bytes the system uses, because a file name need not be text.
_TABLES = """
CREATE TABLE groups (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('decision', 'undo', 'redo')),
    answers INTEGER REFERENCES groups (id),
    at TEXT NOT NULL
) STRICT;
CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    group_id INTEGER NOT NULL REFERENCES groups (id),
    path BLOB NOT NULL,
    mark TEXT,
    previous_mark TEXT,
    fields TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'saved', 'failed', 'undone')),
    failure TEXT NOT NULL DEFAULT '',
    undo TEXT NOT NULL DEFAULT '{}',
    digest BLOB NOT NULL DEFAULT x'',
    undoes INTEGER REFERENCES entries (id),
    keys TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    void_mark TEXT,
    seen TEXT NOT NULL DEFAULT '{}',
    theirs TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX entries_by_path ON entries (path, id);
CREATE INDEX entries_by_group ON entries (group_id);
CREATE INDEX entries_open ON entries (status) WHERE status IN ('pending', 'failed');
CREATE INDEX groups_answering ON groups (answers) WHERE answers IS NOT NULL;
"""

# What makes the tables of a version out of those of the version before.
_MIGRATIONS = {
    2: """
ALTER TABLE entries ADD COLUMN keys TEXT NOT NULL DEFAULT '';
ALTER TABLE entries ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE entries ADD COLUMN void_mark TEXT;
""",
    3: """
ALTER TABLE entries ADD COLUMN seen TEXT NOT NULL DEFAULT '{}';
ALTER TABLE entries ADD COLUMN theirs TEXT NOT NULL DEFAULT '{}';
""",
    4: "",
}

_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """An open database, ready for use. `kept_as` is where a damaged one was moved, None if there was none."""

    connection: sqlite3.Connection
    kept_as: Path | None = None
    damage: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a database was opened, and which file that was."""

    path: Path
    device: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> Place:
        """The file that is at `path` now. Raises OSError when there is none."""
        status = os.stat(path)
        return cls(path, status.st_dev, status.st_ino)

    def check(self) -> None:
        """Make sure that it is still there: SQLite would go on writing to a file that was deleted.

        Raises:
            JournalLost: it was deleted, or another one is there.
        """
        with suppress(OSError):
            if Place.of(self.path) == self:
                return
        raise JournalLost("the journal of decisions was taken away while it was in use", is_away=True)


def open_journal_file(path: Path) -> OpenedFile:
    """Open or create the database at `path`, moving a damaged one aside.

    Raises:
        JournalError: it was written by a newer Curator, or it cannot be opened at all.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise JournalError(
            f"the folder for the journal cannot be made ({error.strerror}: {path.parent})",
            f"Without it no decision is safe. {_system_advice(error)}",
        ) from error
    with journal_errors():
        if not path.exists():
            # Before the database, so that a start which is killed here is made up for by the next one.
            sync_way_to(path.parent)
        try:
            return OpenedFile(_open(path))
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            damage = str(error)
        kept_as = _move_aside(path)
        return OpenedFile(_open(path), kept_as, damage)


@contextmanager
def journal_errors() -> Iterator[None]:
    """Turn errors of the database, or of its file, into a JournalError."""
    try:
        yield
    except sqlite3.Error as error:
        is_damage = isinstance(error, sqlite3.DatabaseError) and _is_damage(error)
        kind = JournalLost if is_damage else JournalError
        raise kind(f"the journal of decisions cannot be used ({error})", _advice(error)) from error
    except OSError as error:
        raise JournalError(
            f"the journal of decisions cannot be used ({error.strerror or error})", _system_advice(error)
        ) from error


def _open(path: Path) -> sqlite3.Connection:
    if path.exists() and not os.access(path, os.W_OK):
        # It would be opened all the same, and what SQLite lays beside it would be read-only for good.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    sync_folder(str(path.parent))
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    version = _version(connection)
    if version > VERSION:
        raise JournalError(
            f"the journal was written by a newer Curator (version {version}, this one knows {VERSION})",
            "Use that Curator, or set CURATOR_HOME to another folder.",
        )
    if version == 0:
        # Before anything is changed in what may be somebody else's.
        _check_empty(connection)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")  # only macOS has it, and needs it
    connection.execute("PRAGMA foreign_keys = ON")
    answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if answer != "ok":
        raise _Damage(str(answer))
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again inside the transaction, because another process may just have made the tables.
        version = _version(connection)
        if version == 0:
            _create(connection)
        else:
            _migrate(connection, version)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _create(connection: sqlite3.Connection) -> None:
    _check_empty(connection)
    _execute_all(connection, _TABLES)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _check_empty(connection: sqlite3.Connection) -> None:
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise _Damage("it holds something else")


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring the tables up to date; a Curator of the version before can go on using them meanwhile."""
    for step in range(version + 1, VERSION + 1):
        _execute_all(connection, _MIGRATIONS[step])
        connection.execute(f"PRAGMA user_version = {step}")


def _execute_all(connection: sqlite3.Connection, statements: str) -> None:
    # Not executescript, which would commit the transaction.
    for statement in statements.split(";\n"):
        connection.execute(statement)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


class _Damage(sqlite3.DatabaseError):
    """Damage which SQLite reports as an answer rather than as an error."""

    sqlite_errorname = "SQLITE_CORRUPT"


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    name: str = getattr(error, "sqlite_errorname", "")
    return any(name.startswith(damaged) for damaged in _DAMAGED)


def _move_aside(path: Path) -> Path:
    """Rename the database and what belongs to it; the name says when."""
    moment = time.strftime("%Y%m%d-%H%M%S")
    kept_as = path.with_name(f"{path.stem}.damaged-{moment}{path.suffix}")
    number = 1
    while kept_as.exists():
        number += 1
        kept_as = path.with_name(f"{path.stem}.damaged-{moment}-{number}{path.suffix}")
    for suffix in ("-wal", "-shm", ""):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(kept_as.with_name(kept_as.name + suffix))
    return kept_as


def _system_advice(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full; free some space, then try again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "Check the permissions of its folder, or set CURATOR_HOME."
    return "Make room for it, or set CURATOR_HOME to another folder."


def _advice(error: sqlite3.Error) -> str:
    name: str = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_FULL"):
        return "The disk is full; free some space, then try again."
    if name.startswith("SQLITE_IOERR"):
        # What a full disk is called by whoever makes the file of shared memory.
        return "Its disk is full or failing; free some space or check it, then try again."
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "Another program holds it; close that, then try again."
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")):
        return "Check the permissions of its folder, or set CURATOR_HOME."
    return "Try again."
