"""The list of articles: shows the queue and says what was clicked; keys belong to the window."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from curator.ui.queue.list_model import ArticleListModel, ItemRole


class ArticleListView(QTableView):
    """A table of one column: unlike a list view, it never lays out what is not on screen.

    Signals: `article_clicked(place)`, `mark_clicked(place)` (Ctrl), `range_clicked(place)` (Shift).
    """

    article_clicked = Signal(int)
    mark_clicked = Signal(int)
    range_clicked = Signal(int)

    def __init__(self, model: ArticleListModel, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("article_list")
        self.setAccessibleName("Articles")
        self.setModel(model)
        self._build(row_height)
        self._articles = model
        self._is_showing = False

    def _build(self, row_height: int) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        columns, rows = self.horizontalHeader(), self.verticalHeader()
        for header, name in ((columns, "columns"), (rows, "rows")):
            header.setObjectName(f"article_list_{name}")
            header.setAccessibleName(f"Articles, {name}")
        columns.hide()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows.hide()
        rows.setMinimumSectionSize(row_height)
        rows.setDefaultSectionSize(row_height)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_place(self, place: int) -> None:
        """Make the article at `place` current and bring it in sight with a neighbour on either side."""
        self.set_current(place)
        model = self.model()
        if not 0 <= place < model.rowCount():
            return
        for near in (place - 1, place + 1, place):
            if 0 <= near < model.rowCount():
                self.scrollTo(model.index(near, 0), QAbstractItemView.ScrollHint.EnsureVisible)

    def set_current(self, place: int) -> None:
        """Make the article at `place` current, wherever the list is scrolled to."""
        self._is_showing = True
        self.selectionModel().setCurrentIndex(
            self.model().index(place, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self._is_showing = False

    def anchor(self) -> tuple[int, int] | None:
        """What a person looks at, (article, its distance from the top): the current one, else the topmost."""
        current = self.currentIndex()
        top = self.rowAt(0)
        if current.isValid() and self.viewport().rect().intersects(self.visualRect(current)):
            top = current.row()
        article = self._articles.article_at(top)
        return None if article is None else (article, self.rowViewportPosition(top))

    def hold(self, place: int, distance: int) -> None:
        """Scroll so that the row at `place` is this far from the top."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.rowViewportPosition(place) - distance)

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
