"""The list of values to narrow by: says what was clicked; the keyboard stays in the field above it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from curator.ui.queue.facet_model import FacetModel

_EXCLUDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class FacetView(QListView):
    """Signal `line_clicked(place, is_excluding)`: with Shift or Ctrl a value is left out."""

    line_clicked = Signal(int, bool)

    def __init__(self, model: FacetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facet_list")
        self.setAccessibleName("What the listed articles are made of")
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def show_place(self, place: int, *, is_marked: bool) -> None:
        """Make a line current and bring it in sight; it is marked only while keys would act on it."""
        index = self.model().index(place, 0)
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect if is_marked else flag.Clear)
        if index.isValid() and is_marked:
            if place == 1:
                # The title of the first group has no other way to come back in sight.
                self.scrollToTop()
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """It opens small: what was scrolled away then comes back as far as the current line allows."""
        super().resizeEvent(event)
        if self.selectionModel().hasSelection():
            self.scrollToTop()
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No key is meant for the list itself."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses; it does not take the keyboard from where it is."""
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            event.ignore()
            return
        self.line_clicked.emit(index.row(), bool(event.modifiers() & _EXCLUDING))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """No selecting by dragging."""
        event.ignore()
