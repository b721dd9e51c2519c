"""One opened set of folders at work: session, reader, desk, loader and decider joined, and what they report.

It knows no widgets. The window shows what its signals carry, and calls down.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from curator.errors import CuratorError
from curator.library import article_id
from curator.library.launch import StartEngine, start_process
from curator.triage.decisions import Status
from curator.triage.launch import saving_process
from curator.triage.reports import Opened, SaveReport
from curator.triage.saver import StartSaver
from curator.triage.session import Session
from curator.ui.desk.arrivals import Arrivals
from curator.ui.desk.article_loader import ArticleLoader, ReadyArticle
from curator.ui.desk.decider import Decider
from curator.ui.desk.desk import Desk
from curator.ui.desk.folder_problems import FolderProblems
from curator.ui.desk.jobs import Jobs
from curator.ui.desk.librarian import Librarian
from curator.ui.desk.save_reports import SaveReports
from curator.ui.desk.story_links import StoryLinks
from curator.ui.desk.surroundings import Surroundings


class Workbench(QObject):
    """Everything behind the window.

    Signals: `sources_opened(tuple of Path)`, `article_ready(ReadyArticle)` for the current one or
    `article_failed(Path, words)`,
    `reading_progressed(Progressed)`, `reading_finished(ScanSummary)`, `progress_changed(Progress)`,
    `problem_noticed(str)`, `told(str)`, `past_known()` when undo reaches back, `save_reported(SaveReport)`,
    `save_failed(words)`, `save_questioned(words)`, and `shut()` when all is saved and closed.
    """

    sources_opened = Signal(object)
    article_ready = Signal(object)
    article_failed = Signal(object, str)
    reading_progressed = Signal(object)
    reading_finished = Signal(object)
    progress_changed = Signal(object)
    problem_noticed = Signal(str)
    told = Signal(str)
    past_known = Signal()
    save_failed = Signal(str)
    save_questioned = Signal(str)
    save_reported = Signal(object)
    shut = Signal()

    def __init__(
        self,
        journal: Path,
        indexes: Path,
        parent: QObject | None = None,
        start_engine: StartEngine = start_process,
        start_saver: StartSaver | None = None,
    ) -> None:
        super().__init__(parent)
        self.librarian = Librarian(indexes, start_engine, self)
        self._reports = SaveReports(self)
        self.session = Session(journal, self._reports.take, start_saver or saving_process())
        self.jobs = Jobs(2, self)
        self.loader = ArticleLoader(self.jobs, self)
        self.desk = Desk(self.session, self.librarian, self)
        self.surroundings = Surroundings(self.desk, self.session.marks.done, self.loader, self)
        self.links = StoryLinks(self.librarian, self)
        self.problems = FolderProblems(self.librarian, self)
        self.arrivals = Arrivals(self.librarian, self.session, self.desk, self.loader, self)
        self.decider = Decider(self.session, self.desk, self.loader, self.jobs, self)
        self._sources: tuple[Path, ...] = ()
        self._request = self._given_up = 0
        self._is_shut = self._is_shutting = self._is_waiting_for_batch = False
        self._connect()

    def _connect(self) -> None:
        self.librarian.troubled.connect(self.problem_noticed)
        self.arrivals.reading_progressed.connect(self.reading_progressed)
        self.arrivals.reading_finished.connect(self.reading_finished)
        self.arrivals.counted.connect(self._tell_progress)
        self.desk.facts.counted.connect(self._tell_progress)
        self.loader.article_loaded.connect(self._on_loader_article_loaded)
        self.loader.article_failed.connect(self._on_loader_article_failed)
        self.desk.cursor.moved.connect(self._on_cursor_moved)
        self.decider.values_changed.connect(self.article_ready)
        self._reports.opened.connect(self._on_reports_opened)
        self._reports.open_failed.connect(self.arrivals.place_without_past)
        self._reports.save_reported.connect(self._on_reports_save_reported)
        self._reports.save_failed.connect(self.save_failed)
        self._reports.save_questioned.connect(self.save_questioned)
        self._reports.problem_noticed.connect(self.problem_noticed)
        self._reports.arrived.connect(self.desk.departures.take)
        self._reports.reported.connect(self._tell_progress)
        self._reports.closed.connect(self._finish)
        self._reports.broken.connect(self.arrivals.place_without_past)
        self._reports.broken.connect(self._finish)
        self.jobs.job_failed.connect(self._on_jobs_job_failed)

    @property
    def sources(self) -> tuple[Path, ...]:
        """What is open."""
        return self._sources

    def open(self, sources: Sequence[Path]) -> None:
        """Open these folders and files instead of what is open."""
        self._sources = tuple(path.absolute() for path in sources)
        self.loader.clear()
        self.links.clear()
        self.arrivals.clear()
        self._request = self.session.open(self._sources)
        self.librarian.open(self._sources)
        self.arrivals.tell_marks()
        self.desk.clear()
        self.problems.open(self._sources)
        self.sources_opened.emit(self._sources)
        self._tell_progress()

    def reopen(self) -> None:
        """Read the same again from the beginning."""
        if self._sources:
            self.open(self._sources)

    def close_sources(self) -> None:
        """Nothing is open; saves under way go on."""
        self._sources = ()
        self.librarian.open(())
        self.loader.clear()
        self.links.clear()
        self.desk.clear()
        self.problems.open(())
        self._request = self.session.open(())
        self.sources_opened.emit(())

    def retry_saves(self) -> None:
        """Write again what could not be saved."""
        count = self.session.retry_failed()
        self._request = self.session.request
        self.told.emit(f"Trying {count} again" if count else "Nothing has failed")
        self._tell_progress()

    def keep_theirs(self) -> None:
        """Let hold what somebody else has set where a decision clashes with it."""
        count = self.session.keep_theirs()
        self.told.emit("What somebody else had set was kept" if count else "No question is open")
        self._tell_progress()

    def shut_down(self) -> int:
        """Finish what was decided; `shut` follows at once or when the last save is through.

        Returns how many saves are still waited for.
        """
        if self.decider.confirmed and not self._is_waiting_for_batch:
            # The answer was yes: it is decided first. Whoever asks to leave once more leaves.
            self._is_waiting_for_batch = True
            self.decider.batch_decided.connect(self.shut_down)
            return self.decider.confirmed
        self._is_shutting = True
        self._given_up = self.session.progress().unrecorded
        # Once saving has stopped nothing more is reported, though its last thread may be on its way out yet.
        if self.session.close(0) or self.session.progress().is_stopped:
            self._finish()
            return 0
        return self.session.progress().pending

    def join(self) -> None:
        """Wait, after `shut`, for the jobs and the library's engine; nobody looks at the window any more."""
        self.jobs.join()
        self.problems.join()
        self.librarian.join()

    @Slot()
    def _finish(self) -> None:
        # Saves may also break off in the middle of work, and then nobody wants to leave.
        if self._is_shut or not self._is_shutting:
            return
        progress = self.session.progress()
        if progress.is_stopped and progress.unrecorded > self._given_up:
            # Nobody knew, when it was asked to leave, that this would be lost. It can be saved yet.
            self._is_shutting = False
            return
        self._is_shut = True
        self.session.close(None)
        self.librarian.close()
        self.problems.close()
        self.jobs.close()
        self.shut.emit()

    @Slot()
    def _tell_progress(self) -> None:
        self.arrivals.tell_marks()
        self.progress_changed.emit(self.session.progress())

    # What arrives.

    @Slot(object)
    def _on_loader_article_loaded(self, ready: ReadyArticle) -> None:
        self.links.want(ready.article)
        if ready.article.path == self.desk.cursor.current:
            self.article_ready.emit(ready)

    @Slot(object, object)
    def _on_loader_article_failed(self, path: Path, error: CuratorError) -> None:
        if path == self.desk.cursor.current:
            self.article_failed.emit(path, str(error))

    @Slot(object)
    def _on_cursor_moved(self, path: Path | None) -> None:
        self.surroundings.note_move()
        if path is None:
            return
        ready = self.loader.ready(path)
        if ready is not None:
            self.article_ready.emit(ready)
        self.surroundings.read(path)

    @Slot(object)
    def _on_jobs_job_failed(self, error: CuratorError) -> None:
        self.problem_noticed.emit(str(error))

    @Slot(object)
    def _on_reports_opened(self, opened: Opened) -> None:
        if opened.request != self._request:
            return
        self.arrivals.tell_marks()
        self.desk.allow_placing()
        self.arrivals.place()
        for failure in self.session.failures():
            self.desk.set_failed(failure.path, is_failed=True, is_question=failure.is_question)
        self._reports.name(self.session.failures())
        self.past_known.emit()
        if opened.recovered:
            what = "decision" if opened.recovered == 1 else "decisions"
            deed = "was" if opened.recovered == 1 else "were"
            self.told.emit(f"{opened.recovered} {what} from an interrupted session {deed} saved now")

    @Slot(object)
    def _on_reports_save_reported(self, report: SaveReport) -> None:
        is_failed = report.status is Status.FAILED
        if is_failed or self.desk.is_failed(article_id(report.path)):
            self.desk.set_failed(report.path, is_failed=is_failed, is_question=report.is_question)
        if self.session.status_of(report.path) is not Status.PENDING:
            self.desk.rows.settle(article_id(report.path))
        self.librarian.reread((report.path,))
        if is_failed and self.desk.rows.at(report.path) is not None:
            self.loader.reread(report.path)
        self.save_reported.emit(report)
