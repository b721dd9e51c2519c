"""The tables of the index, and how a connection to one is opened, judged and, if need be, replaced.

    article    one version of one file: what lists, filters, stories and statistics need
    packed     which articles are, or relate to, an identity: what links stories (`links`)
    identity   the same, of articles that came after the first reading
    snapshot   all numbers of `article` as columns, good while nothing has changed since (`generation`)
    search     full text; it keeps no text of its own, only which words stand where

A file whose words or links change gets a new row under a new number `n`; its old number is in links and
`search` for nothing, and whatever is found there counts only if `article` still has it. So nothing is ever
searched for to be deleted, and `n` runs upwards, as full text wants it.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from curator.library import links

VERSION: Final = 6
"""Of the tables and of how files are understood; to be raised when either changes."""

KEPT: Final = 40
"""How many folders' indexes are kept; those not used for the longest time go."""

ARTICLE: Final = (
    "n, id, path, mtime_ns, size, inode, title, provider, domain, at, quality, heat, published, topics,"
    " image, excerpt, related, problem, is_editable, keys, own_ids, related_ids, share, digest"
)
"""The columns of `article`. Topics and keys are separated by line breaks, which texts fit for display do not
hold; `at` is seconds since 1970, UTC; `own_ids` and `related_ids` are numbers of identities, 8 bytes each;
`share` is the number by which a queue is shared."""

PLAIN: Final = ("title", "excerpt", "topics", "provider", "related", "body", "name")
"""The columns of `search` in which words are looked for; `name` is that of the file."""

SEARCHED: Final = (*PLAIN, "url", "folder")
"""All columns of `search`; the last two would make most words be found in most articles."""

_APPLICATION: Final = 0x43757261  # "Cura", so that another program's database is not taken for ours
_TABLES: Final = (
    f"CREATE TABLE article ({ARTICLE.replace('n, id,', 'n INTEGER PRIMARY KEY, id INTEGER UNIQUE,', 1)})",
    *links.MAKE_TABLES,
    "CREATE TABLE generation (number INTEGER NOT NULL)",
    "INSERT INTO generation VALUES (0)",
    "CREATE TABLE snapshot (name TEXT PRIMARY KEY, generation INTEGER NOT NULL, data BLOB NOT NULL)",
    # Without the length of each row: ranking, which nobody asks for, would be all that needs it.
    f"CREATE VIRTUAL TABLE search USING fts5({', '.join(SEARCHED)}, content='', columnsize=0,"
    " tokenize='unicode61 remove_diacritics 2')",
)
_BULK_HASH_BYTES: Final = 16 * 1024 * 1024
_HASH_BYTES: Final = 1024 * 1024
_BULK_CACHE_KIB: Final = 16_384
_CACHE_KIB: Final = 2048
"""What a connection keeps of the file; the system keeps it too, and a writer needs more in a bulk only."""
_WAIT_SECONDS: Final = 5.0


def index_file(folder: Path, sources: Sequence[Path]) -> Path:
    """The index of `sources` among those in `folder`."""
    names = "\0".join(os.path.abspath(source) for source in sources)
    digest = hashlib.sha256(os.fsencode(names)).hexdigest()[:24]
    return folder / f"{digest}.sqlite3"


def open_file(file: Path) -> sqlite3.Connection:
    """Open the index at `file` for writing; a damaged one, or one of another version, is replaced.

    Raises:
        OSError, sqlite3.Error: no index can be kept there.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    _drop_oldest(file.parent)
    try:
        return _judged(connect(file))
    except sqlite3.DatabaseError:
        remove(file)
        return _judged(connect(file))


def open_memory() -> sqlite3.Connection:
    """An index for where none can be kept: it does the same work until it is closed."""
    return _judged(connect(":memory:"))


def connect(file: Path | str) -> sqlite3.Connection:
    """A connection that waits for others, and never for the disk: the index can be made anew."""
    connection = sqlite3.connect(file, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        _set_cache(connection, _CACHE_KIB)
        connection.execute("PRAGMA temp_store = MEMORY")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def begin_bulk(connection: sqlite3.Connection) -> None:
    """Before many rows come in: without a lookup by date; full text gathers more before it writes any."""
    _set_hash_bytes(connection, _BULK_HASH_BYTES)
    _set_cache(connection, _BULK_CACHE_KIB)
    connection.execute("DROP INDEX IF EXISTS article_newest")


def end_bulk(connection: sqlite3.Connection) -> None:
    """Make what stories and the newest go by, of all rows at once, unless it is there."""
    _set_hash_bytes(connection, _HASH_BYTES)
    if is_bulk(connection):
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            links.pack(connection)
            connection.execute("CREATE INDEX article_newest ON article (at DESC, n)")
    _set_cache(connection, _CACHE_KIB)
    connection.execute("PRAGMA shrink_memory")


def is_bulk(connection: sqlite3.Connection) -> bool:
    """Whether many rows come in, or came in and were never finished with."""
    newest = "SELECT count(*) FROM sqlite_master WHERE name = 'article_newest'"
    return not connection.execute(newest).fetchone()[0]


def _set_hash_bytes(connection: sqlite3.Connection, size: int) -> None:
    connection.execute("INSERT INTO search (search, rank) VALUES ('hashsize', ?)", (size,))


def _set_cache(connection: sqlite3.Connection, kib: int) -> None:
    connection.execute(f"PRAGMA cache_size = -{kib}")


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is bad: not the disk that is full, and nobody who keeps us waiting."""
    return type(error) is sqlite3.DatabaseError


def _judged(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The connection, with tables made if there were none. Raises sqlite3.DatabaseError if it is not ours."""
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            _make_tables(connection)
        elif (application, version) != (_APPLICATION, VERSION):
            raise sqlite3.DatabaseError("another version")
        else:
            connection.execute(f"SELECT {ARTICLE} FROM article LIMIT 1").fetchone()
            connection.execute("SELECT rowid FROM search WHERE search MATCH '\"a\"' LIMIT 1").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _make_tables(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    # Another Curator may have made them while this one waited.
    if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        for table in _TABLES:
            connection.execute(table)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _drop_oldest(folder: Path) -> None:
    files = sorted(folder.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[KEPT:]:
        remove(file)


def remove(file: Path) -> None:
    """Delete the index at `file`, if there is one."""
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
        with suppress(FileNotFoundError):
            file.with_name(name).unlink()
