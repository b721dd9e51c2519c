"""What the window says: notices, pages in place of an article, the state of session and folder in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from curator.articles.display_text import shown_name
from curator.library import Counts, Row, article_id
from curator.library.messages import Progressed, ScanSummary
from curator.triage.progress import Progress
from curator.ui.commands.commands import CommandId
from curator.ui.desk.decider import PendingBatch
from curator.ui.desk.workbench import Workbench
from curator.ui.pages.state import State
from curator.ui.rating.session_status import SessionStatus
from curator.ui.window.announcer import Announcer
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
from curator.ui.window.notice_bar import NoticeAction
from curator.ui.window.saving import save_state
from curator.ui.window.top_bar import TopBar
from curator.ui.window.work_area import WorkArea


class Messages(QObject):
    """Listens to the workbench and says what it means, in notices, pages and the words of the bars."""

    def __init__(
        self,
        workbench: Workbench,
        announcer: Announcer,
        area: WorkArea,
        top: TopBar,
        status: SessionStatus,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._announcer = announcer
        self._area = area
        self._top = top
        self._status = status
        self._counts = Counts()
        self._is_reading = False
        self._had_articles = False
        self._end: State | None = None
        self._found = 0
        self._watch_words = ""
        self._has_decided = False
        self._connect()

    def _connect(self) -> None:
        workbench, desk, decider = self._workbench, self._workbench.desk, self._workbench.decider
        workbench.sources_opened.connect(self._on_workbench_sources_opened)
        workbench.librarian.watching.connect(self._on_librarian_watching)
        workbench.reading_progressed.connect(self._on_workbench_reading_progressed)
        workbench.reading_finished.connect(self._on_workbench_reading_finished)
        workbench.progress_changed.connect(self._on_workbench_progress_changed)
        workbench.problem_noticed.connect(self._announcer.show_problem)
        workbench.save_failed.connect(self._announcer.show_failure)
        workbench.save_questioned.connect(self._announcer.show_clash)
        workbench.told.connect(self._announcer.tell)
        workbench.past_known.connect(self._on_workbench_past_known)
        desk.cursor.order_changed.connect(self._on_cursor_order_changed)
        desk.facts.counted.connect(self._on_facts_counted)
        desk.batch.changed.connect(self._on_batch_changed)
        decider.decided.connect(self._on_decider_decided)
        decider.undone.connect(self._on_decider_undone)
        decider.refused.connect(self._announcer.tell)
        decider.batch_asked.connect(self._on_decider_batch_asked)
        decider.batch_answered.connect(self._on_batch_changed)

    @Slot()
    def show_end(self) -> None:
        """Everything listed is decided."""
        desk = self._workbench.desk
        if desk.query.is_empty or not self._counts.undecided:
            self._end = all_decided(self._counts, self._workbench.session.progress())
        else:
            self._end = list_decided(desk.query.describe(), self._counts.undecided)
        self._area.show_page(self._end)

    def _show_articles(self) -> None:
        words = articles_words(self._found)
        self._show_folder(f"{words} · {self._watch_words}" if self._watch_words else words)

    @Slot(str)
    def _on_librarian_watching(self, words: str) -> None:
        self._watch_words = words
        if not self._is_reading and self._workbench.sources:
            self._show_articles()

    def _show_folder(self, words: str) -> None:
        self._top.show_folder(folder_name(self._workbench.sources), words)

    @Slot(object)
    def _on_workbench_sources_opened(self, sources: Sequence[Path]) -> None:
        self._is_reading = bool(sources)
        self._had_articles = self._has_decided = False
        self._found = 0
        self._watch_words = ""
        self._announcer.start_over()
        self._status.show_last("", can_undo=False)
        self._show_folder("opening…" if sources else "")

    @Slot(object)
    def _on_workbench_reading_progressed(self, progressed: Progressed) -> None:
        self._had_articles = True
        self._show_folder(reading_words(progressed))

    @Slot(object)
    def _on_workbench_reading_finished(self, summary: ScanSummary) -> None:
        self._is_reading = False
        self._on_workbench_past_known()
        self._found = summary.found
        self._show_articles()
        if summary.is_empty:
            self._area.show_page(nothing_found(self._workbench.sources, summary), is_alone=True)
        elif not summary.editable:
            self._announcer.show_problem(nothing_editable_words(summary.found))
        elif summary.missing:
            missing = summary.missing[0]
            self._announcer.show_problem(f"{shown_name(str(missing.path))} was left out: {missing.reason}")
        if summary.read_only:
            self._announcer.show_problem(read_only_words(summary))

    @Slot(object)
    def _on_workbench_progress_changed(self, progress: Progress) -> None:
        self._status.show_progress(progress.decided, progress.total, pace_words(progress))
        state = save_state(progress)
        if not progress.failed and not progress.is_stopped:
            self._announcer.show_failure("")
        self._status.show_save_state(state.words, state.level)

    @Slot()
    def _on_workbench_past_known(self) -> None:
        """Undo reaches back to an earlier session: say to which article, once its title is known."""
        last = self._workbench.session.last()
        if last is not None:
            self._workbench.desk.rows.fetch((article_id(last.paths[0]),), self._show_last_time)

    def _show_last_time(self, rows: Sequence[Row]) -> None:
        last = self._workbench.session.last()
        if rows and last is not None and rows[0].path == last.paths[0] and not self._has_decided:
            self._status.show_last(f"last time: “{rows[0].title}”", can_undo=True)

    @Slot()
    def _on_cursor_order_changed(self) -> None:
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        """A page where there is nothing to list."""
        desk = self._workbench.desk
        if not len(desk.cursor.queue) and not self._is_reading and self._workbench.sources:
            if self._found:
                self._area.show_page(nothing_matches(desk.query.describe()))
            elif self._had_articles:
                self._area.show_page(nothing_left(folder_name(self._workbench.sources)), is_alone=True)

    @Slot(object)
    def _on_facts_counted(self, counts: Counts) -> None:
        self._counts = counts
        if not self._is_reading and self._workbench.sources:
            self._found = counts.all
            self._show_articles()
            self._show_emptiness()
        self._area.queue.chips.show_counts(counts)
        # The last decision is counted a moment after the page has come.
        if self._end is not None and self._area.page_shown is self._end:
            self.show_end()

    @Slot()
    def _on_batch_changed(self) -> None:
        count = len(self._workbench.desk.batch)
        if not count:
            self._announcer.ask_nothing()
            return
        words = "1 article marked" if count == 1 else f"{count:,} articles marked"
        back = NoticeAction("Clear", "Esc", CommandId.BACK)
        self._announcer.ask(f"{words}. A decision now asks for all of them.", back)

    @Slot(object)
    def _on_decider_batch_asked(self, pending: PendingBatch) -> None:
        yes = NoticeAction("Yes", "Enter", CommandId.CONFIRM)
        no = NoticeAction("No", "Esc", CommandId.BACK)
        self._announcer.ask(pending.question, yes, no)

    @Slot(str)
    def _on_decider_decided(self, words: str) -> None:
        self._has_decided = True
        self._announcer.take_back()
        self._status.show_last(f"last: {words}", can_undo=True)
        self._on_workbench_progress_changed(self._workbench.session.progress())

    @Slot(str)
    def _on_decider_undone(self, words: str) -> None:
        self._status.show_last(words, can_undo=self._workbench.session.last() is not None)
        self._on_workbench_progress_changed(self._workbench.session.progress())
