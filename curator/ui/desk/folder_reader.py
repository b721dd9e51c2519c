"""The opened folders: read as a stream, read again where something changed, watched for what others do."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from curator.library import Batch, Index, Row, ScanSummary, StatWatcher, index_file, load_row, scan
from curator.records import dataclass
from curator.ui.desk.jobs import Jobs

# A change by others is on screen within a second or two.
_WATCH_MILLISECONDS = 1500


@dataclass(frozen=True, slots=True)
class News:
    """What others, or our own saves, changed on disk."""

    rows: tuple[Row, ...] = ()
    removed: tuple[Path, ...] = ()


class _Watch:
    """The watcher with the lock it needs when jobs and answers meet."""

    def __init__(self, sources: Sequence[Path], rows: Sequence[Row]) -> None:
        self._watcher = StatWatcher(sources, rows)
        self._lock = threading.Lock()

    def know(self, rows: Sequence[Row]) -> None:
        with self._lock:
            for row in rows:
                self._watcher.know(row.path, row.stamp)

    def look(self) -> News:
        with self._lock:
            changes = self._watcher.poll()
        rows = tuple(load_row(path) for path in (*changes.changed, *changes.added))
        self.know(rows)
        return News(rows, changes.removed)


class FolderReader(QObject):
    """Reads, reads again, and looks at the disk now and then.

    Signals: `rows_arrived(Batch)` during the first reading, `reading_finished(ScanSummary)`, and
    `news_arrived(News)` for every later change, our own saves included.
    """

    rows_arrived = Signal(object)
    reading_finished = Signal(object)
    news_arrived = Signal(object)
    _batch_read = Signal(int, object)

    def __init__(self, jobs: Jobs, indexes: Path, parent: QObject | None = None) -> None:
        """`indexes` is the folder in which what was read is remembered; it may not exist yet."""
        super().__init__(parent)
        self._jobs = jobs
        self._indexes = indexes
        self._generation = 0
        self._sources: tuple[Path, ...] = ()
        self._rows: dict[Path, Row] = {}
        self._watch: _Watch | None = None
        self._is_looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(_WATCH_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self._batch_read.connect(self._on_batch_read)

    def open(self, sources: Sequence[Path]) -> None:
        """Read these folders and files from the beginning; an earlier reading is given up."""
        self.close()
        self._sources = tuple(sources)
        generation = self._generation
        self._jobs.submit(partial(self._scan, generation, self._sources), partial(self._finish, generation))

    def close(self) -> None:
        """Give up reading and watching."""
        self._generation += 1
        self._timer.stop()
        self._watch = None
        self._rows = {}
        self._is_looking = False

    def reread(self, paths: Sequence[Path]) -> None:
        """Read single articles again, as after our own save."""
        generation = self._generation
        self._jobs.submit(
            lambda: News(tuple(load_row(path) for path in paths)), partial(self._tell_news, generation)
        )

    @Slot()
    def look(self) -> None:
        """Look at the disk once; nothing to do while an earlier look is still under way."""
        if self._watch is None or self._is_looking:
            return
        self._is_looking = True
        self._jobs.submit(self._watch.look, partial(self._tell_look, self._generation))

    def _scan(self, generation: int, sources: tuple[Path, ...]) -> ScanSummary:
        summary = ScanSummary()
        with Index.open(index_file(self._indexes, sources)) as index:
            for batch in scan(sources, lambda: generation != self._generation, index):
                self._batch_read.emit(generation, batch)
                summary = batch.summary or summary
        return summary

    @Slot(int, object)
    def _on_batch_read(self, generation: int, batch: Batch) -> None:
        if generation != self._generation:
            return
        if batch.rows:
            self._rows.update((row.path, row) for row in batch.rows)
            self.rows_arrived.emit(batch)
        if batch.removed:
            for path in batch.removed:
                self._rows.pop(path, None)
            self.news_arrived.emit(News(removed=batch.removed))

    def _finish(self, generation: int, summary: ScanSummary) -> None:
        if generation != self._generation:
            return
        self._watch = _Watch(self._sources, tuple(self._rows.values()))
        self._rows = {}
        self._timer.start()
        self.reading_finished.emit(summary)

    def _tell_look(self, generation: int, news: News) -> None:
        if generation == self._generation:
            self._is_looking = False
            self._tell_news(generation, news)

    def _tell_news(self, generation: int, news: News) -> None:
        if generation != self._generation or not (news.rows or news.removed):
            return
        if self._watch is not None and not self._is_looking:
            self._watch.know(news.rows)
        self.news_arrived.emit(news)
