"""Search, chips, and the way back: what Esc leaves, step by step."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from curator.library import Facets, ScanSummary, Sort, parse_query
from curator.library.query_vocabulary import NO_VOCABULARY, Vocabulary
from curator.ui.commands.command_runner import Handler
from curator.ui.commands.commands import CommandId
from curator.ui.desk.workbench import Workbench
from curator.ui.window.main_window import MainWindow


class FilterCommands(QObject):
    """Joins the query box and the chips to the desk."""

    def __init__(
        self, window: MainWindow, workbench: Workbench, sort: Sort, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workbench = workbench
        self._sort = workbench.desk.sort = sort
        window.runner.register(self._handlers())
        window.top.search.query_changed.connect(self._on_search_query_changed)
        window.area.queue.chips.query_chosen.connect(self._on_chips_query_chosen)
        workbench.sources_opened.connect(self._on_workbench_sources_opened)
        workbench.reading_finished.connect(self._on_workbench_reading_finished)

    def _handlers(self) -> dict[CommandId, Handler]:
        return {
            CommandId.SEARCH: lambda stays: self._search(),
            CommandId.TIDY: lambda stays: self._workbench.desk.refresh_order(),
            CommandId.BACK: lambda stays: self._back(),
        }

    def _search(self) -> None:
        self._window.top.search.setFocus()
        self._window.top.search.selectAll()

    @Slot(str)
    def _on_search_query_changed(self, text: str) -> None:
        self._window.area.queue.chips.show_query(text)
        self._workbench.desk.choose(parse_query(text), self._sort)

    @Slot(str)
    def _on_chips_query_chosen(self, text: str) -> None:
        self._window.top.search.show_query(text)
        self._on_search_query_changed(text)

    @Slot(object)
    def _on_workbench_reading_finished(self, _summary: ScanSummary) -> None:
        self._workbench.jobs.submit(self._workbench.desk.catalogue.snapshot().facets, self.take_facets)

    @Slot(object)
    def take_facets(self, facets: Facets) -> None:
        """Complete filters with what the folder is made of, or what is known of that so far."""
        search = self._window.top.search
        # What a filter leaves is not all that could be asked for instead.
        if self._workbench.desk.query.is_empty or search.vocabulary == NO_VOCABULARY:
            search.set_vocabulary(Vocabulary.of(facets))

    @Slot()
    def _on_workbench_sources_opened(self) -> None:
        self._window.top.search.set_vocabulary(NO_VOCABULARY)

    def _back(self) -> None:
        """The question, the marks, another pane, a page, the filter, a notice: whichever comes first."""
        window, desk, decider = self._window, self._workbench.desk, self._workbench.decider
        if decider.has_pending_batch:
            decider.drop_batch()
        elif desk.batch:
            desk.batch.clear()
        elif not window.area.queue.view.hasFocus():
            window.take_keyboard()
        elif window.can_show_article_again:
            window.area.show_article()
        elif window.top.search.text():
            self._on_chips_query_chosen("")
        elif window.notices.shown is not None:
            window.notices.withdraw(window.notices.shown)
