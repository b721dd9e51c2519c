"""The list of articles: shows the queue and says what was clicked; keys belong to the window."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from curator.ui.queue.list_model import ArticleListModel, ItemRole


class ArticleListView(QListView):
    """Signals: `article_clicked(place)`, `mark_clicked(place)` (Ctrl), `range_clicked(place)` (Shift)."""

    article_clicked = Signal(int)
    mark_clicked = Signal(int)
    range_clicked = Signal(int)

    def __init__(self, model: ArticleListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("article_list")
        self.setAccessibleName("Articles")
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._is_showing = False

    def show_place(self, place: int) -> None:
        """Make the article at `place` current and bring it in sight with a neighbour on either side."""
        model = self.model()
        index = model.index(place, 0)
        self._is_showing = True
        self.setCurrentIndex(index)
        self._is_showing = False
        if not index.isValid():
            return
        for near in (place - 1, place + 1, place):
            if 0 <= near < model.rowCount():
                self.scrollTo(model.index(near, 0), QAbstractItemView.ScrollHint.EnsureVisible)

    def path_text(self, place: int) -> str:
        """The file of the article at `place`, for assistive tools and tests."""
        return str(self.model().index(place, 0).data(ItemRole.PATH) or "")

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """An assistive tool moved the cursor: that is a click by another name."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._is_showing:
            self.article_clicked.emit(current.row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first row current when none is: nobody has gone there."""
        self._is_showing = True
        super().focusInEvent(event)
        self._is_showing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's own type-to-find would eat the decision keys: pass everything on to the window."""
        event.ignore()

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

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """No rubber band and no drag selection: a decision needs one article at a time."""
        event.ignore()
