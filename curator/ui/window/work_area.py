"""The three panes: queue, article, story; in a narrow window the story lies below the article."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from curator.ui.article.article_panel import ArticlePanel
from curator.ui.look.theme import Theme
from curator.ui.pages.state import State
from curator.ui.queue.list_model import ListSource
from curator.ui.queue.queue_panel import QueuePanel
from curator.ui.story.related_panel import RelatedPanel

if TYPE_CHECKING:
    from curator.ui.pages.state_page import StatePage

# Below this width three columns would leave the article less than its line length.
NARROW = 1100
_SIZES = (320, 700, 320)


class WorkArea(QWidget):
    """Owns the panes and where they lie; who listens connects to them by name.

    Signals: `command_requested(CommandId)` from the page in the article's place, `alone_changed(bool)` when a
    page stands alone because there is no article at all, `article_covered()` when a page takes the article's
    place, `article_shown(bool)` with either.
    """

    command_requested = Signal(object)
    alone_changed = Signal(bool)
    article_covered = Signal()
    article_shown = Signal(bool)

    def __init__(self, theme: Theme, source: ListSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("work_area")
        self._theme = theme
        self.queue = QueuePanel(theme, source, self)
        self.article = ArticlePanel(theme, self)
        self.story = RelatedPanel(theme, self)
        self._middle = QStackedWidget(self)
        self._middle.setObjectName("article_stack")
        self._middle.addWidget(self.article)
        self._column = QSplitter(Qt.Orientation.Vertical, self)
        self._column.setObjectName("article_column_splitter")
        self._column.addWidget(self._middle)
        self._columns = QSplitter(Qt.Orientation.Horizontal, self)
        self._columns.setObjectName("splitter")
        for pane in (self.queue, self._column, self.story):
            self._columns.addWidget(pane)
        self._columns.setChildrenCollapsible(False)
        self._columns.setStretchFactor(1, 1)
        self.queue.setMinimumWidth(220)
        self.story.setMinimumWidth(220)
        self._is_narrow = False
        self._kept: tuple[int, ...] = _SIZES
        self.set_sizes(_SIZES)
        self._columns.splitterMoved.connect(self._on_columns_splitter_moved)
        self._is_alone = self._is_story_empty = False
        self._state: State | None = None
        self._is_list_shown = self._is_story_shown = True
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._columns)

    @cached_property
    def page(self) -> StatePage:
        """The page, built when there is first something to say in place of an article."""
        # Imported here because a start with articles shows it to nobody.
        from curator.ui.pages.state_page import StatePage

        page = StatePage(self._theme, self)
        page.command_requested.connect(self.command_requested)
        self._middle.addWidget(page)
        return page

    def sizes(self) -> tuple[int, ...]:
        """The widths the person has given the columns, to be kept between sessions."""
        return self._kept

    def set_sizes(self, sizes: Sequence[int]) -> None:
        """Give the columns these widths; a number of widths that does not fit is ignored."""
        if len(sizes) == len(_SIZES):
            self._kept = tuple(sizes)
            self._columns.setSizes(list(sizes))

    def show_page(self, state: State, *, is_alone: bool = False) -> None:
        """Show a page in place of the article; `is_alone` when there is nothing to list beside it."""
        self._set_alone(is_alone)
        self._state = state
        page = self.page
        page.show_state(state)
        self._middle.setCurrentWidget(page)
        self.show_panes(list_shown=self._is_list_shown, story_shown=self._is_story_shown)
        self.article_covered.emit()
        self.article_shown.emit(False)

    def show_article(self) -> None:
        """Show the article again."""
        self._set_alone(False)
        self._state = None
        if not self.is_article_shown:
            self._middle.setCurrentWidget(self.article)
            self.show_panes(list_shown=self._is_list_shown, story_shown=self._is_story_shown)
            self.article_shown.emit(True)

    @property
    def is_article_shown(self) -> bool:
        """Whether the article, not a page, is in the middle."""
        return self._middle.currentWidget() is self.article

    @property
    def page_shown(self) -> State | None:
        """What stands in place of the article, None for the article itself."""
        return self._state

    @property
    def is_list_shown(self) -> bool:
        """Whether the person wants to see the list."""
        return self._is_list_shown

    @property
    def is_story_shown(self) -> bool:
        """Whether the person wants to see the story."""
        return self._is_story_shown

    def fit_story(self) -> None:
        """Below the article the story takes what its cards need, and a third of the height at most."""
        if self._is_narrow:
            height = min(self.story.wanted_height(), self.height() // 3)
            self._column.setSizes([self.height() - height, height])

    def show_story_empty(self, *, is_empty: bool) -> None:
        """Below the article, a story pane with nothing in it would only take the article's room."""
        self._is_story_empty = is_empty
        self.fit_story()
        self.show_panes(list_shown=self._is_list_shown, story_shown=self._is_story_shown)

    def show_panes(self, *, list_shown: bool, story_shown: bool) -> None:
        """Show or hide the panes beside the article."""
        self._is_list_shown = list_shown
        self._is_story_shown = story_shown
        is_queue_shown = list_shown and not self._is_alone
        if not is_queue_shown and self.queue.view.hasFocus():
            # Qt would hand the keyboard to the query box, and the next decision would be taken for a filter.
            self.window().setFocus(Qt.FocusReason.OtherFocusReason)
        self.queue.setVisible(is_queue_shown)
        is_idle = not self.is_article_shown or (self._is_narrow and self._is_story_empty)
        self.story.setVisible(story_shown and not is_idle)

    def _set_alone(self, is_alone: bool) -> None:
        if is_alone != self._is_alone:
            self._is_alone = is_alone
            self.show_panes(list_shown=self._is_list_shown, story_shown=self._is_story_shown)
            self.alone_changed.emit(is_alone)

    @Slot()
    def _on_columns_splitter_moved(self) -> None:
        if not self._is_narrow:
            self._kept = tuple(self._columns.sizes())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Crossing the width moves the story below the article, or back beside it."""
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        if is_narrow:
            self._column.addWidget(self.story)
            self.fit_story()
        else:
            self._columns.addWidget(self.story)
            left, _, right = self._kept
            self._columns.setSizes([left, self.width() - left - right, right])
        self.story.set_below(is_below=is_narrow)
        self.show_panes(list_shown=self._is_list_shown, story_shown=self._is_story_shown)
