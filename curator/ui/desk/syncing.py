"""Syncs the opened folders with git, on a thread of its own; tells how far it is and how it ended.

git's part of the work is done by git, in processes. Before it begins, the decisions on their way to files
are waited for; those made meanwhile wait at the lock that saving and syncing share, and are saved after.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from curator.errors import CuratorError, SyncCancelled
from curator.git.questions import Answer, FieldsInQuestion
from curator.git.running import Cancellation
from curator.git.sync import Step, Synced
from curator.library.article_id import article_id
from curator.triage.progress import Progress
from curator.ui.desk.jobs import Jobs
from curator.ui.desk.workbench import Workbench


class Syncing(QObject):
    """One sync at a time.

    Signals: `waiting(int)` saves before it begins, `advanced(Step, share)` with None for a share that is not
    known, and one of these in the end: `synced(tuple of Synced)`, `questioned(FieldsInQuestion)`,
    `stopped(CuratorError)`, `cancelled()`. Before `synced`, where there is something to tell,
    `colleagues_decided(mapping)` with the articles (ids) that each colleague had decided, by name.
    """

    waiting = Signal(int)
    advanced = Signal(object, object)
    synced = Signal(object)
    colleagues_decided = Signal(object)
    questioned = Signal(object)
    stopped = Signal(object)
    cancelled = Signal()
    _advancing = Signal(object, object)

    def __init__(self, workbench: Workbench, journal: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._journal = journal
        self._jobs = Jobs(1, self)
        self._cancellation: Cancellation | None = None
        self._answer: Answer | None = None
        self._is_waiting = False
        self.sources: tuple[Path, ...] = ()
        """What the last sync was started for."""

        self._told: tuple[object, object] = (None, None)
        self._advancing.connect(self._on_advancing, Qt.ConnectionType.QueuedConnection)
        self._jobs.job_crashed.connect(workbench.jobs.job_crashed)
        self._jobs.job_crashed.connect(self._on_jobs_job_crashed)
        workbench.progress_changed.connect(self._on_workbench_progress_changed)
        workbench.shut.connect(self._on_workbench_shut)

    @property
    def is_running(self) -> bool:
        """A sync is under way, or waits for saves."""
        return self._cancellation is not None

    def start(self, answer: Answer | None = None) -> None:
        """Sync what is open; an answer is to what was asked the last time."""
        if self.is_running or not self._workbench.sources:
            return
        self._cancellation, self._answer = Cancellation(), answer
        self.sources = self._workbench.sources
        self._is_waiting = True
        self._on_workbench_progress_changed(self._workbench.session.progress())

    def cancel(self) -> None:
        """Stop as soon as that leaves everything whole."""
        if self._cancellation is None:
            return
        self._cancellation.request()
        if self._is_waiting:
            self._end()
            self.cancelled.emit()

    def _begin(self, cancellation: Cancellation) -> None:
        self._is_waiting = False
        self._told = (None, None)
        work = partial(
            _sync_all,
            self.sources,
            self._journal,
            self._answer,
            self._tell_advance,
            cancellation,
        )
        self._jobs.submit(work, self._finish, self._fail)

    def _tell_advance(self, step: Step, share: float | None) -> None:
        """On the thread of the sync; git tells the same percentage many times."""
        told = (step, None if share is None else round(share, 2))
        if told != self._told:
            self._told = told
            self._advancing.emit(*told)

    @Slot(object, object)
    def _on_advancing(self, step: Step, share: float | None) -> None:
        if self.is_running:
            self.advanced.emit(step, share)

    def _finish(self, done: tuple[tuple[Synced, ...], dict[str, list[int]]]) -> None:
        synced, decided = done
        self._end()
        if decided:
            self.colleagues_decided.emit(decided)
        self.synced.emit(synced)

    def _fail(self, error: CuratorError) -> None:
        self._end()
        match error:
            case SyncCancelled():
                self.cancelled.emit()
            case FieldsInQuestion():
                self.questioned.emit(error)
            case _:
                self.stopped.emit(error)

    def _end(self) -> None:
        self._cancellation = None
        self._is_waiting = False
        # What came in is seen by the watch; where there is none, this is how it is seen.
        if self._workbench.sources:
            self._workbench.librarian.look()

    @Slot(object)
    def _on_jobs_job_crashed(self, _error: BaseException) -> None:
        self._end()
        self.cancelled.emit()

    @Slot(object)
    def _on_workbench_progress_changed(self, progress: Progress) -> None:
        if not self._is_waiting or self._cancellation is None:
            return
        if progress.pending:
            self.waiting.emit(progress.pending)
        else:
            self._begin(self._cancellation)

    @Slot()
    def _on_workbench_shut(self) -> None:
        if self._cancellation is not None:
            self._cancellation.request()
        self._jobs.close()


def _sync_all(
    sources: Sequence[Path],
    journal: Path,
    answer: Answer | None,
    progress: Callable[[Step, float | None], None],
    cancellation: Cancellation,
) -> tuple[tuple[Synced, ...], dict[str, list[int]]]:
    """Sync the repository of each source once, and say who had decided what; raises as `Sync.run` does."""
    # Imported here because it opens the journal, which a start leaves to another process.
    from curator.git.sync import Sync, Wishes
    from curator.triage.journal import Journal

    opened = Journal.open(journal)
    try:
        done: dict[Path, Synced] = {}
        for source in sources:
            folder = source if source.is_dir() else source.parent
            sync = Sync(folder, opened, Wishes(answer), progress, cancellation=cancellation)
            if sync.root not in done:
                done[sync.root] = sync.run()
        return tuple(done.values()), _decided_by(sources, done.values())
    finally:
        opened.close()


def _decided_by(sources: Sequence[Path], done: Iterable[Synced]) -> dict[str, list[int]]:
    """The articles that came in decided, by the name of who did it, called as they are below the sources."""
    called = {Path(os.path.realpath(source)): source for source in sources}
    decided: dict[str, list[int]] = {}
    for decision in (each for synced in done for each in synced.received):
        for real, source in called.items():
            if decision.path.is_relative_to(real):
                article = article_id(source / decision.path.relative_to(real))
                decided.setdefault(decision.author, []).append(article)
    return decided
