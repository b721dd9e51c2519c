"""What was read of a folder last time, so that it need not be read again: one SQLite file for each opening.

It is never the truth. A row counts only while the file on disk still has the stamp it was read with; all of
it may be deleted at any time, and one that is damaged, or written by another version, is replaced without a
question. So it is written without waiting for the disk, and nothing that goes wrong with it is an error.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final

from curator.library.row import NO_STAMP, Row, Stamp

VERSION: Final = 1
"""Of the columns and of how files are understood; to be raised when either changes."""

KEPT: Final = 40
"""How many folders' indexes are kept; those not used for the longest time go."""

_APPLICATION: Final = 0x43757261  # "Cura", so that another program's database is not taken for ours
_BATCH: Final = 500
# Texts fit for display hold no line breaks, and neither do addresses.
_SEPARATOR: Final = "\n"
_COLUMNS: Final = (
    "path, mtime_ns, size, inode, title, provider, domain, published_at, quality, heat, published, topics,"
    " image, excerpt, related, related_keys, keys, problem, is_editable"
)
_TABLE: Final = (
    f"CREATE TABLE article ({_COLUMNS.replace('path,', 'path BLOB PRIMARY KEY,', 1)}) WITHOUT ROWID"
)
_INSERT: Final = f"INSERT OR REPLACE INTO article VALUES ({', '.join('?' * (_COLUMNS.count(',') + 1))})"
_SELECT: Final = f"SELECT {_COLUMNS} FROM article ORDER BY published_at IS NULL, published_at DESC, path"

_Record = tuple[object, ...]


def index_file(folder: Path, sources: Sequence[Path]) -> Path:
    """The index of `sources` among those in `folder`."""
    names = "\0".join(os.path.abspath(source) for source in sources)
    digest = hashlib.sha256(os.fsencode(names)).hexdigest()[:24]
    return folder / f"{digest}.sqlite3"


class Index:
    """The rows of one set of sources. It belongs to the thread that opened it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, file: Path) -> Index:
        """Open the index at `file`; where that cannot be done, an empty one in memory does the same work."""
        with suppress(OSError, sqlite3.Error):
            file.parent.mkdir(parents=True, exist_ok=True)
            _drop_oldest(file.parent)
            try:
                return cls(_connect(file))
            except sqlite3.DatabaseError:
                _remove(file)
                return cls(_connect(file))
        return cls(_connect(None))

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def stamps(self) -> dict[str, Stamp]:
        """The stamp each file had when it was read, by its path."""
        rows = self._ask("SELECT path, mtime_ns, size, inode FROM article")
        return {_name(path): Stamp(_int(time), _int(size), _int(inode)) for path, time, size, inode in rows}

    def batches(self, first: int) -> Iterator[tuple[Row, ...]]:
        """All rows, the newest article first: `first` of them at once, then some hundreds at a time."""
        with suppress(sqlite3.Error):
            records = self._connection.execute(_SELECT)
            size = first
            while batch := tuple(map(_row, records.fetchmany(size))):
                yield batch
                size = _BATCH

    def put(self, rows: Iterable[Row]) -> None:
        """Keep these rows, but for those of files that could not be read."""
        records = [_record(row) for row in rows if row.stamp != NO_STAMP and _is_storable(row)]
        with suppress(sqlite3.Error), self._connection:
            self._connection.executemany(_INSERT, records)

    def drop(self, paths: Iterable[str]) -> None:
        """Forget these files."""
        with suppress(sqlite3.Error), self._connection:
            self._connection.executemany(
                "DELETE FROM article WHERE path = ?", [(os.fsencode(path),) for path in paths]
            )

    def close(self) -> None:
        """Done with it."""
        with suppress(sqlite3.Error):
            self._connection.close()

    def _ask(self, question: str) -> list[_Record]:
        try:
            return self._connection.execute(question).fetchall()
        except sqlite3.Error:
            return []


def _connect(file: Path | None) -> sqlite3.Connection:
    """A connection to a usable database. Raises sqlite3.DatabaseError for one that is not ours or damaged."""
    connection = sqlite3.connect(file or ":memory:", timeout=1.0)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not tables:
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute(_TABLE)
            connection.commit()
        elif (application, version) != (_APPLICATION, VERSION):
            raise sqlite3.DatabaseError("another version")
        else:
            connection.execute(f"SELECT {_COLUMNS} FROM article LIMIT 1").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _drop_oldest(folder: Path) -> None:
    files = sorted(folder.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[KEPT:]:
        _remove(file)


def _remove(file: Path) -> None:
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
        file.with_name(name).unlink(missing_ok=True)


def _record(row: Row) -> _Record:
    at = row.published_at
    return (
        os.fsencode(row.path),
        row.stamp.mtime_ns,
        row.stamp.size,
        row.stamp.inode,
        row.title,
        row.provider,
        row.domain,
        at.timestamp() if at is not None else None,
        row.quality,
        row.heat,
        row.published,
        _SEPARATOR.join(row.topics),
        row.image,
        row.excerpt,
        row.related,
        _SEPARATOR.join(row.related_keys),
        _SEPARATOR.join(row.keys),
        row.problem,
        row.is_editable,
    )


def _row(record: _Record) -> Row:
    path, mtime_ns, size, inode, title, provider, domain, at, quality, heat, published = record[:11]
    topics, image, excerpt, related, related_keys, keys, problem, is_editable = record[11:]
    return Row(
        path=Path(_name(path)),
        title=str(title),
        provider=str(provider),
        domain=str(domain),
        published_at=datetime.fromtimestamp(at, UTC) if isinstance(at, float) else None,
        quality=_optional(quality),
        heat=_optional(heat),
        published=bool(published) if published is not None else None,
        topics=_parts(topics),
        has_image=bool(image),
        image=str(image),
        excerpt=str(excerpt),
        related=_int(related),
        related_keys=_parts(related_keys),
        keys=_parts(keys),
        stamp=Stamp(_int(mtime_ns), _int(size), _int(inode)),
        problem=str(problem),
        is_editable=bool(is_editable),
    )


def _is_storable(row: Row) -> bool:
    # Half a surrogate pair, as a broken escape leaves it, is no text to SQLite.
    try:
        "".join((row.title, row.excerpt, row.provider, row.domain, row.problem, *row.topics)).encode()
    except UnicodeEncodeError:
        return False
    return True


def _name(path: object) -> str:
    """A file name as Python has it; in the table it is bytes, since not every name is text."""
    return os.fsdecode(path) if isinstance(path, bytes) else ""


def _parts(text: object) -> tuple[str, ...]:
    return tuple(str(text).split(_SEPARATOR)) if text else ()


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _optional(value: object) -> int | None:
    return value if isinstance(value, int) else None
