"""Search, chips, facets and order, and the way back: what Esc leaves, step by step."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from curator.library import Facets, Query, Sort, parse_query
from curator.library.query_states import State
from curator.library.query_vocabulary import NO_VOCABULARY, Vocabulary
from curator.ui.commands.command_runner import Handler
from curator.ui.commands.commands import CommandId
from curator.ui.desk.workbench import Workbench
from curator.ui.window.main_window import MainWindow


class FilterCommands(QObject):
    """Joins the query box, the chips, the facets and the order to the desk.

    Signal `filter_chosen()` when filter or order are others.
    """

    filter_chosen = Signal()

    def __init__(
        self, window: MainWindow, workbench: Workbench, sort: Sort, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workbench = workbench
        self._desk = workbench.desk
        self._desk.sort = sort
        self._show_sort(sort)
        window.runner.register(self._handlers())
        window.top.search.query_changed.connect(self._on_search_query_changed)
        workbench.sources_opened.connect(self._on_workbench_sources_opened)
        window.area.queue.chips.query_chosen.connect(self._on_query_chosen)
        window.area.queue.facets.query_chosen.connect(self._on_query_chosen)
        workbench.desk.facts.facets_counted.connect(window.area.queue.facets.show_facets)
        workbench.desk.facts.facets_counted.connect(self.take_facets)

    def _handlers(self) -> dict[CommandId, Handler]:
        return {
            CommandId.SEARCH: lambda stays: self._search(),
            CommandId.TIDY: lambda stays: self._workbench.desk.refresh_order(),
            CommandId.NARROW: lambda stays: self._narrow(),
            CommandId.SHOW_UNDONE: lambda stays: self.choose(State.UNDONE.value, self._desk.sort),
            CommandId.SORT: lambda stays: self._choose_sort(),
            CommandId.BACK: lambda stays: self._back(),
            **{CommandId(f"sort-{sort}"): partial(self._sort_by, sort) for sort in Sort},
        }

    def _search(self) -> None:
        self._window.top.search.setFocus()
        self._window.top.search.selectAll()

    def _narrow(self) -> None:
        area = self._window.area
        if not self._workbench.session.progress().total:
            self._window.announcer.tell("There are no articles to narrow down")
            return
        if area.queue.facets.has_keyboard:
            # Only the mouse comes here from there.
            area.queue.facets.close_panel()
            return
        if not area.is_list_shown:
            area.show_panes(list_shown=True, story_shown=area.is_story_shown)
        area.queue.facets.open_panel()

    def _choose_sort(self) -> None:
        self._window.overlays.sorts.show_sort(self._desk.sort)
        self._window.overlays.sorts.open_over()

    def _sort_by(self, sort: Sort, _stays: bool) -> None:
        self._choose(self._desk.query, sort)

    def choose(self, text: str, sort: Sort) -> None:
        """List what passes a filter, in an order, and show both where they are shown.

        Raises:
            QueryError: the filter cannot be understood; nothing has changed.
        """
        query = parse_query(text)
        self._window.top.search.show_query(text)
        self._choose(query, sort)

    def _choose(self, query: Query, sort: Sort) -> None:
        queue = self._window.area.queue
        queue.chips.show_query(query.text)
        queue.facets.show_query(query.text)
        self._show_sort(sort)
        self._desk.choose(query, sort)
        self.filter_chosen.emit()

    def _show_sort(self, sort: Sort) -> None:
        self._window.area.queue.header.show_sort(sort)
        self._window.menus.mark_sort(CommandId(f"sort-{sort}"))

    @Slot(str)
    def _on_search_query_changed(self, text: str) -> None:
        self._choose(parse_query(text), self._desk.sort)

    @Slot(str)
    def _on_query_chosen(self, text: str) -> None:
        self.choose(text, self._desk.sort)

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
        elif window.area.queue.facets.is_open:
            window.area.queue.facets.close_panel()
        elif window.can_show_article_again:
            window.area.show_article()
        elif window.top.search.text():
            self.choose("", desk.sort)
        elif window.notices.shown is not None:
            window.notices.withdraw(window.notices.shown)
