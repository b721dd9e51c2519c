"""Turns folders and files into batches of rows while somebody is waiting for the first of them.

With an index the rows of last time come first, at once, and only what changed since is read.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from curator.library.index import Index
from curator.library.reading import load_row
from curator.library.row import NO_STAMP, Row, Stamp
from curator.library.walk import Skipped, find_articles
from curator.records import dataclass

FIRST_BATCH = 20
"""Rows in the first batch: a screen of the list, read in a few milliseconds."""

BATCH = 500
"""Rows in a later batch: few enough that taking one in does not hold the window up for a frame."""

BATCH_SECONDS = 0.5
"""A later batch is also handed out after this long, so that a slow disk still shows progress."""


@dataclass(frozen=True, slots=True)
class ScanSummary:
    """What a finished (or cancelled) scan can say about the whole; the window explains it in words.

    `found` counts the articles that became rows, `unreadable` those of them the disk refused to give.
    `skipped` are folders left out on purpose or because they could not be listed, `missing` the sources that
    could not be opened at all. `read_only` are the folders with articles in which nothing can be saved.
    """

    found: int = 0
    unreadable: int = 0
    skipped: tuple[Skipped, ...] = ()
    missing: tuple[Skipped, ...] = ()
    read_only: tuple[Path, ...] = ()
    folders: int = 0
    is_cancelled: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing was found."""
        return self.found == 0

    @property
    def is_read_only(self) -> bool:
        """No folder that has articles can be written to."""
        return 0 < self.folders == len(self.read_only)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a scan.

    `found` is the number of articles known of so far: a lower bound until `is_counted`, then the total.
    `read` is how many of them have been handed out, these included. Only the last batch, which may have no
    rows, has a `summary`, and in `removed` the files of the index which are not there any more.
    """

    rows: tuple[Row, ...]
    found: int
    read: int
    is_counted: bool
    summary: ScanSummary | None = None
    removed: tuple[Path, ...] = ()


def scan(
    sources: Sequence[Path], cancelled: Callable[[], bool] = lambda: False, index: Index | None = None
) -> Iterator[Batch]:
    """Read all articles in `sources` (folders and single files), newest file names first within a folder.

    What `index` knows comes first; after that only files whose stamp is another one now are read, and the
    index is brought up to date. The generator runs on whichever thread asks it for the next batch;
    `cancelled` is asked often and must be cheap. After a cancellation one last batch with the summary comes.
    """
    return _Scan(sources, cancelled, index).batches()


class _Scan:
    """One walk over the sources with what it has learned so far."""

    def __init__(self, sources: Sequence[Path], cancelled: Callable[[], bool], index: Index | None) -> None:
        self._cancelled = cancelled
        self._index = index
        self._known = index.stamps() if index is not None else {}
        self._seen: set[str] = set()
        self._skipped: list[Skipped] = []
        self._missing: list[Skipped] = []
        self._folders: dict[str, bool] = {}
        self._unreadable = 0
        self._read = 0
        self._paths = find_articles(sources, self._skipped.append, self._missing.append)

    def batches(self) -> Iterator[Batch]:
        """Yield what can be shown at once, then look at the disk, then the rest with a known total."""
        if self._known:
            yield from self._remembered()
            unread = self._changed()
        else:
            first = self._rows(islice(self._paths, FIRST_BATCH), FIRST_BATCH)
            if first:
                yield Batch(first, self._read, self._read, is_counted=False)
            unread = self._count()
        found = self._read + len(unread)
        waiting = iter(unread)
        while rows := self._rows(waiting, BATCH):
            yield Batch(rows, found, self._read, is_counted=True)
        removed = self._removed()
        yield Batch((), found, self._read, is_counted=True, summary=self._summary(), removed=removed)

    def _remembered(self) -> Iterator[Batch]:
        found, read = len(self._known), 0
        for rows in self._index.batches(FIRST_BATCH) if self._index is not None else ():
            if self._cancelled():
                return
            read += len(rows)
            yield Batch(rows, found, read, is_counted=True)

    def _changed(self) -> list[Path]:
        """Look at every file; give those that are not as the index has them, and count the others as read."""
        unread: list[Path] = []
        for path in self._count():
            name = str(path)
            self._seen.add(name)
            if self._known.get(name) == _stamp_of(path):
                self._note_folder(os.path.dirname(name))
                self._read += 1
            else:
                unread.append(path)
        return unread

    def _removed(self) -> tuple[Path, ...]:
        # A drive that is away, or a folder that may not be listed just now, has not lost its articles.
        if self._index is None or self._cancelled() or self._missing:
            return ()
        gone = [name for name in self._known if name not in self._seen]
        self._index.drop(gone)
        return tuple(map(Path, gone))

    def _count(self) -> list[Path]:
        paths: list[Path] = []
        for path in self._paths:
            if self._cancelled():
                break
            paths.append(path)
        return paths

    def _rows(self, paths: Iterator[Path], limit: int) -> tuple[Row, ...]:
        rows: list[Row] = []
        until = time.monotonic() + BATCH_SECONDS
        while len(rows) < limit and not self._cancelled() and (not rows or time.monotonic() < until):
            path = next(paths, None)
            if path is None:
                break
            row = load_row(path)
            self._unreadable += row.stamp == NO_STAMP
            self._note_folder(os.path.dirname(path))
            rows.append(row)
        self._read += len(rows)
        if self._index is not None:
            self._index.put(rows)
        return tuple(rows)

    def _note_folder(self, folder: str) -> None:
        # A save is a rename, so it is the folder that must be writable, not the file.
        if folder not in self._folders:
            self._folders[folder] = os.access(folder, os.W_OK)

    def _summary(self) -> ScanSummary:
        return ScanSummary(
            found=self._read,
            unreadable=self._unreadable,
            skipped=tuple(self._skipped),
            missing=tuple(self._missing),
            read_only=tuple(Path(folder) for folder, is_writable in self._folders.items() if not is_writable),
            folders=len(self._folders),
            is_cancelled=self._cancelled(),
        )


def _stamp_of(path: Path) -> Stamp:
    try:
        return Stamp.of(path.stat())
    except OSError:
        return NO_STAMP
