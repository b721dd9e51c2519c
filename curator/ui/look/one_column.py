"""A table of one column for long lists: unlike a list view, it never lays out what is not on screen."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget


class OneColumnTable(QTableView):
    """Rows of one height; `is_showing` while the program, not a person, makes a row the current one."""

    def __init__(
        self,
        model: QAbstractItemModel,
        row_height: int,
        name: str,
        words: str,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is its object name, `words` what a screen reader calls it."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setModel(model)
        self.is_showing = False
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self._build_headers(row_height)

    def _build_headers(self, row_height: int) -> None:
        columns, rows = self.horizontalHeader(), self.verticalHeader()
        for header, name in ((columns, "columns"), (rows, "rows")):
            header.setObjectName(f"{self.objectName()}_{name}")
            header.setAccessibleName(f"{self.accessibleName()}, {name}")
        columns.hide()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows.hide()
        rows.setMinimumSectionSize(row_height)
        rows.setDefaultSectionSize(row_height)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_place(self, place: int) -> None:
        """Make the row at `place` current and bring it in sight with a neighbour on either side."""
        self.set_current(place)
        model = self.model()
        if not 0 <= place < model.rowCount():
            return
        for near in (place - 1, place + 1, place):
            if 0 <= near < model.rowCount():
                self.scrollTo(model.index(near, 0), QAbstractItemView.ScrollHint.EnsureVisible)

    def set_current(self, place: int) -> None:
        """Make the row at `place` current, wherever the list is scrolled to."""
        self.is_showing = True
        self.selectionModel().setCurrentIndex(
            self.model().index(place, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.is_showing = False

    def hold(self, place: int, distance: int) -> None:
        """Scroll so that the row at `place` is this far from the top."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.rowViewportPosition(place) - distance)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first row current when none is: nobody has gone there."""
        self.is_showing = True
        super().focusInEvent(event)
        self.is_showing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's own type-to-find would eat the keys: pass everything on to whoever the list belongs to."""
        event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """No rubber band and no drag selection: one row at a time."""
        event.ignore()
