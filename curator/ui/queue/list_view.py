"""The list of articles: shows the queue and says what was clicked; keys belong to the window."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from curator.ui.look.one_column import OneColumnTable
from curator.ui.queue.list_model import ArticleListModel, ItemRole


class ArticleListView(OneColumnTable):
    """Signals: `article_clicked(place)`, `mark_clicked(place)` (Ctrl), `range_clicked(place)` (Shift)."""

    article_clicked = Signal(int)
    mark_clicked = Signal(int)
    range_clicked = Signal(int)

    def __init__(self, model: ArticleListModel, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(model, row_height, "article_list", "Articles", parent)
        self._articles = model

    def anchor(self) -> tuple[int, int] | None:
        """What a person looks at, (article, its distance from the top): the current one, else the topmost."""
        current = self.currentIndex()
        top = self.rowAt(0)
        if current.isValid() and self.viewport().rect().intersects(self.visualRect(current)):
            top = current.row()
        article = self._articles.article_at(top)
        return None if article is None else (article, self.rowViewportPosition(top))

    def path_text(self, place: int) -> str:
        """The file of the article at `place`, for assistive tools and tests."""
        return str(self.model().index(place, 0).data(ItemRole.PATH) or "")

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """An assistive tool moved the cursor: that is a click by another name."""
        super().currentChanged(current, previous)
        if current.isValid() and not self.is_showing:
            self.article_clicked.emit(current.row())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes to that article; with Ctrl it marks it, with Shift it marks up to it."""
        index: QModelIndex = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            event.ignore()
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.mark_clicked.emit(index.row())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.range_clicked.emit(index.row())
        else:
            self.article_clicked.emit(index.row())
        event.accept()
