"""The list of findings: shows where a person is in it and says what was clicked; keys go to its owner."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from curator.ui.look.one_column import OneColumnTable
from curator.ui.problems.problem_delegate import ProblemDelegate
from curator.ui.problems.problem_model import KindEntry, ProblemModel


class ProblemView(OneColumnTable):
    """Signal `row_clicked(row)`. What is looked at stays where it is, whatever is put in above it."""

    row_clicked = Signal(int)

    def __init__(self, model: ProblemModel, delegate: ProblemDelegate, parent: QWidget | None = None) -> None:
        super().__init__(model, delegate.row_height, "problem_list", "Problems", parent)
        self.setItemDelegate(delegate)
        self._problems = model
        self._delegate = delegate
        self._has_begun = False
        self._held: tuple[int, int] | None = None
        self._left: tuple[int, tuple[str, str] | None] = (-1, None)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll_bar_value_changed)
        model.modelAboutToBeReset.connect(self._on_model_model_about_to_be_reset)
        model.modelReset.connect(self._on_model_model_reset)
        model.rowsAboutToBeInserted.connect(self._on_model_rows_about_to_be_inserted)
        model.rowsInserted.connect(self._on_model_rows_inserted)

    @property
    def row(self) -> int:
        """The current row, -1 for none."""
        return self.currentIndex().row()

    def page(self) -> int:
        """How many rows are on screen, less one for the eye to hold on to."""
        return max(1, self.viewport().height() // max(1, self.verticalHeader().defaultSectionSize()) - 1)

    # Where a person goes.

    def step(self, rows: int) -> None:
        """Go so many findings on or back; the row that heads a kind is stopped at only while it is folded."""
        self._has_begun = True
        last = self._problems.rowCount() - 1
        row = min(max(0, self.row + rows), last)
        if self._is_passed_by(row):
            onwards = row + (1 if rows > 0 or row == 0 else -1)
            row = onwards if 0 <= onwards <= last else row
        self.go_to(row)

    def go_to(self, row: int) -> None:
        """Go to a row, or to the finding below it where it heads some."""
        if 0 <= row < self._problems.rowCount():
            self.show_place(row + 1 if self._is_passed_by(row) else row)

    def go_to_kind(self, kinds: int) -> None:
        """Go so many kinds on or back, to its first finding; from the last to the first, and round."""
        self._has_begun = True
        heads = self._problems.heads
        if heads:
            here = bisect_right(heads, max(0, self.row)) - 1
            head = heads[(here + kinds) % len(heads)]
            self.go_to(head)
            self.show_from(head)

    def fold(self, *, is_folded: bool) -> None:
        """Fold or unfold the kind of the current row."""
        self._has_begun = True
        head = self._problems.set_folded(self.row, is_folded=is_folded)
        if head >= 0:
            # Folded, it is a row to stop at.
            self.go_to(head)

    def toggle_fold(self) -> None:
        """Fold the kind that is unfolded, and the other way round."""
        self.fold(is_folded=self._is_passed_by(self.row))

    def show_from(self, row: int) -> None:
        """Scroll so that a row is the topmost, as far as there are rows below it."""
        self.scrollTo(self._problems.index(row), QAbstractItemView.ScrollHint.PositionAtTop)

    def _is_passed_by(self, row: int) -> bool:
        entry = self._problems.entry(row)
        return isinstance(entry, KindEntry) and entry.is_open

    # What comes in.

    @Slot()
    def _on_model_model_about_to_be_reset(self) -> None:
        self._left = (self.row, self._problems.about(self.row))

    @Slot()
    def _on_model_model_reset(self) -> None:
        row, about = self._left
        self._has_begun = self._has_begun and self._problems.rowCount() > 0
        same = self._problems.row_about(about)
        self.go_to(same if same >= 0 else min(max(0, row), self._problems.rowCount() - 1))

    @Slot(QModelIndex, int, int)
    def _on_model_rows_about_to_be_inserted(self, _parent: QModelIndex, first: int, _last: int) -> None:
        anchor = self._anchor()
        self._held = (anchor, self.rowViewportPosition(anchor)) if 0 <= first <= anchor else None

    @Slot(QModelIndex, int, int)
    def _on_model_rows_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        if not self._has_begun:
            # Whoever only watches what comes sees it from the top.
            self.go_to(0)
            self.scrollToTop()
        elif self._held is not None:
            row, distance = self._held
            self.hold(row + last - first + 1, distance)

    @Slot()
    def _on_scroll_bar_value_changed(self) -> None:
        # What is painted over the rows does not move with them.
        self.viewport().update()

    def _anchor(self) -> int:
        current = self.currentIndex()
        is_seen = current.isValid() and self.viewport().rect().intersects(self.visualRect(current))
        return current.row() if is_seen else self.rowAt(0)

    def _band_head(self) -> int:
        """The row whose kind is named over the topmost ones, as it is scrolled away itself; -1 for none."""
        top = self.rowAt(0)
        place = bisect_right(self._problems.heads, top) - 1
        head = self._problems.heads[place] if place >= 0 and top >= 0 else -1
        # Where the next kind begins in the band, its own row is about to take over.
        is_next_near = self.rowAt(self._delegate.band_height) in self._problems.heads[place + 1 :]
        return -1 if is_next_near or (top == head and not self.rowViewportPosition(top)) else head

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a row, or on the name of the kind over it."""
        point = event.position().toPoint()
        row = self.rowAt(point.y())
        if point.y() < self._delegate.band_height:
            head = self._band_head()
            row = head if head >= 0 else row
        if event.button() is not Qt.MouseButton.LeftButton or row < 0:
            event.ignore()
            return
        self.row_clicked.emit(row)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and over them which kind they are of."""
        super().paintEvent(event)
        head = self._band_head()
        entry = self._problems.entry(head)
        if isinstance(entry, KindEntry):
            with QPainter(self.viewport()) as painter:
                band = QRect(0, 0, self.viewport().width(), self._delegate.band_height)
                self._delegate.paint_band(painter, band, entry)
