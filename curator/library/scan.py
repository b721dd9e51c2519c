"""Turns folders and files into batches of rows while somebody is waiting for the first of them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from curator.library.reading import load_row
from curator.library.row import NO_STAMP, Row
from curator.library.walk import Skipped, find_articles

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
    rows, has a `summary`.
    """

    rows: tuple[Row, ...]
    found: int
    read: int
    is_counted: bool
    summary: ScanSummary | None = None


def scan(sources: Sequence[Path], cancelled: Callable[[], bool] = lambda: False) -> Iterator[Batch]:
    """Read all articles in `sources` (folders and single files), newest file names first within a folder.

    The generator runs on whichever thread asks it for the next batch; `cancelled` is asked often and must be
    cheap. After a cancellation one last batch with the summary still comes.
    """
    return _Scan(sources, cancelled).batches()


class _Scan:
    """One walk over the sources with what it has learned so far."""

    def __init__(self, sources: Sequence[Path], cancelled: Callable[[], bool]) -> None:
        self._cancelled = cancelled
        self._skipped: list[Skipped] = []
        self._missing: list[Skipped] = []
        self._folders: dict[str, bool] = {}
        self._unreadable = 0
        self._read = 0
        self._paths = find_articles(sources, self._skipped.append, self._missing.append)

    def batches(self) -> Iterator[Batch]:
        """Yield a small batch at once, then count everything, then the rest with a known total."""
        first = self._rows(islice(self._paths, FIRST_BATCH), FIRST_BATCH)
        if first:
            yield Batch(first, self._read, self._read, is_counted=False)
        rest = self._count()
        found = self._read + len(rest)
        waiting = iter(rest)
        while rows := self._rows(waiting, BATCH):
            yield Batch(rows, found, self._read, is_counted=True)
        yield Batch((), found, self._read, is_counted=True, summary=self._summary())

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
