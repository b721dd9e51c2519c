"""What the window says: notices, pages in place of an article, the state of session and folder in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from curator.errors import CuratorError
from curator.library import Batch, ScanSummary
from curator.triage.progress import Progress
from curator.ui.commands.commands import CommandId
from curator.ui.desk.decider import PendingBatch
from curator.ui.desk.folder_facts import Counts
from curator.ui.desk.workbench import Workbench
from curator.ui.pages.state_page import State
from curator.ui.rating.session_status import SessionStatus
from curator.ui.window.explanations import (
    all_decided,
    articles_words,
    folder_name,
    list_decided,
    nothing_editable_words,
    nothing_found,
    nothing_left,
    nothing_matches,
    pace_words,
    read_only_words,
    reading_words,
)
from curator.ui.window.notice_bar import Notice, NoticeAction, NoticeBar, NoticeKind
from curator.ui.window.saving import leaving_words, save_state
from curator.ui.window.top_bar import TopBar
from curator.ui.window.work_area import WorkArea


class Messages(QObject):
    """Listens to the workbench and speaks to the person; the one road for errors."""

    def __init__(
        self,
        workbench: Workbench,
        notices: NoticeBar,
        area: WorkArea,
        top: TopBar,
        status: SessionStatus,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._notices = notices
        self._area = area
        self._top = top
        self._status = status
        self._counts = Counts()
        self._is_reading = False
        self._had_articles = False
        self._end: State | None = None
        self._question: Notice | None = None
        self._failure: Notice | None = None
        self._told: Notice | None = None
        self._connect()

    def _connect(self) -> None:
        workbench, desk, decider = self._workbench, self._workbench.desk, self._workbench.decider
        workbench.sources_opened.connect(self._on_workbench_sources_opened)
        workbench.reading_progressed.connect(self._on_workbench_reading_progressed)
        workbench.reading_finished.connect(self._on_workbench_reading_finished)
        workbench.progress_changed.connect(self._on_workbench_progress_changed)
        workbench.problem_noticed.connect(self.show_problem)
        workbench.save_failed.connect(self.show_failure)
        workbench.told.connect(self.tell)
        workbench.past_known.connect(self._on_workbench_past_known)
        desk.cursor.order_changed.connect(self._on_cursor_order_changed)
        desk.facts.counted.connect(self._on_facts_counted)
        desk.batch.changed.connect(self._on_batch_changed)
        decider.decided.connect(self._on_decider_decided)
        decider.undone.connect(self._on_decider_undone)
        decider.refused.connect(self.tell)
        decider.batch_asked.connect(self._on_decider_batch_asked)
        decider.batch_answered.connect(self._on_batch_changed)

    @Slot(str)
    def tell(self, words: str) -> None:
        """Say something that passes."""
        self._told = Notice(words, NoticeKind.INFO)
        self._notices.show_notice(self._told)

    @Slot(str)
    def show_problem(self, words: str) -> None:
        """Say something that stays until it is dismissed."""
        self._notices.show_notice(Notice(words, NoticeKind.PROBLEM))

    @Slot(str)
    def show_failure(self, words: str) -> None:
        """Say that something was not saved; the newest is enough, and none when all is saved."""
        if self._failure is not None:
            self._notices.withdraw(self._failure)
        retry = NoticeAction("Retry", "F6", CommandId.RETRY_SAVES)
        self._failure = Notice(words, NoticeKind.PROBLEM, (retry,)) if words else None
        if self._failure is not None:
            self._notices.show_notice(self._failure)

    def warn_of_leaving(self, unrecorded: int) -> None:
        """Quitting now would lose decisions."""
        retry = NoticeAction("Try again", "F6", CommandId.RETRY_SAVES)
        leave = NoticeAction("Quit anyway", "Ctrl+Q", CommandId.QUIT)
        self._ask(Notice(leaving_words(unrecorded), NoticeKind.QUESTION, (retry, leave)))

    @Slot(object)
    def show_error(self, error: CuratorError) -> None:
        """An error that came up the road."""
        self.show_problem(str(error))

    @Slot()
    def show_end(self) -> None:
        """Everything listed is decided."""
        desk = self._workbench.desk
        if desk.query.is_empty or not self._counts.undecided:
            self._end = all_decided(self._counts, self._workbench.session.progress())
        else:
            self._end = list_decided(desk.query.describe(), self._counts.undecided)
        self._area.show_page(self._end)

    def _ask(self, question: Notice | None) -> None:
        """Ask this in place of the question before, or ask nothing any more."""
        if self._question is not None:
            self._notices.withdraw(self._question)
        self._question = question
        if question is not None:
            self._notices.show_notice(question)

    def _show_folder(self, words: str) -> None:
        self._top.show_folder(folder_name(self._workbench.sources), words)

    @Slot(object)
    def _on_workbench_sources_opened(self, sources: Sequence[Path]) -> None:
        self._is_reading = bool(sources)
        self._had_articles = False
        self._notices.clear()
        self._status.show_last("", can_undo=False)
        self._show_folder("opening…" if sources else "")

    @Slot(object)
    def _on_workbench_reading_progressed(self, batch: Batch) -> None:
        self._had_articles = True
        self._show_folder(reading_words(batch))

    @Slot(object)
    def _on_workbench_reading_finished(self, summary: ScanSummary) -> None:
        self._is_reading = False
        self._on_workbench_past_known()
        self._show_folder(articles_words(len(self._workbench.desk.catalogue)))
        if summary.is_empty:
            self._area.show_page(nothing_found(self._workbench.sources, summary), is_alone=True)
        elif not any(row.is_editable for row in self._workbench.desk.catalogue):
            self.show_problem(nothing_editable_words(summary.found))
        elif summary.missing:
            missing = summary.missing[0]
            self.show_problem(f"{missing.path} was left out: {missing.reason}")
        if summary.read_only:
            self.show_problem(read_only_words(summary))

    @Slot(object)
    def _on_workbench_progress_changed(self, progress: Progress) -> None:
        self._status.show_progress(progress.decided, progress.total, pace_words(progress))
        state = save_state(progress)
        if not progress.failed and self._failure is not None:
            self.show_failure("")
        self._status.show_save_state(state.words, state.level)

    @Slot()
    def _on_workbench_past_known(self) -> None:
        """Undo reaches back to an earlier session: say to which article, once its title is known."""
        last = self._workbench.session.last()
        row = self._workbench.desk.row(last.paths[0]) if last is not None else None
        if row is not None:
            self._status.show_last(f"last time: “{row.title}”", can_undo=True)

    @Slot()
    def _on_cursor_order_changed(self) -> None:
        desk = self._workbench.desk
        if not len(desk.cursor.queue) and not self._is_reading and self._workbench.sources:
            if len(desk.catalogue):
                self._area.show_page(nothing_matches(desk.query.describe()))
            elif self._had_articles:
                self._area.show_page(nothing_left(folder_name(self._workbench.sources)), is_alone=True)
        if not self._is_reading and self._workbench.sources:
            self._show_folder(articles_words(len(desk.catalogue)))

    @Slot(object)
    def _on_facts_counted(self, counts: Counts) -> None:
        self._counts = counts
        self._area.queue.chips.show_counts(counts)
        # The last decision is counted a moment after the page has come.
        if self._end is not None and self._area.page_shown is self._end:
            self.show_end()

    @Slot()
    def _on_batch_changed(self) -> None:
        count = len(self._workbench.desk.batch.paths)
        if not count:
            self._ask(None)
            return
        words = "1 article marked" if count == 1 else f"{count:,} articles marked"
        back = NoticeAction("Clear", "Esc", CommandId.BACK)
        self._ask(Notice(f"{words}. A decision now asks for all of them.", NoticeKind.QUESTION, (back,)))

    @Slot(object)
    def _on_decider_batch_asked(self, pending: PendingBatch) -> None:
        actions = (
            NoticeAction("Yes", "Enter", CommandId.CONFIRM),
            NoticeAction("No", "Esc", CommandId.BACK),
        )
        self._ask(Notice(pending.question, NoticeKind.QUESTION, actions))

    @Slot(str)
    def _on_decider_decided(self, words: str) -> None:
        if self._told is not None:
            self._notices.withdraw(self._told)
        self._status.show_last(f"last: {words}", can_undo=True)
        self._on_workbench_progress_changed(self._workbench.session.progress())

    @Slot(str)
    def _on_decider_undone(self, words: str) -> None:
        self._status.show_last(words, can_undo=self._workbench.session.last() is not None)
        self._on_workbench_progress_changed(self._workbench.session.progress())
