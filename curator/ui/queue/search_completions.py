"""The list under the query box with what could be typed next; it never has the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from curator.library.query_completion import Completion
from curator.ui.look.theme import Space, Theme
from curator.ui.queue.completion_list import ROW_HEIGHT, CompletionDelegate, CompletionModel

_WIDEST = 560
_MARGIN = Space.HAIR + 1


class SearchCompletions(QListView):
    """Laid over the window below a field. Signals: `completion_clicked(Completion)`, `choice_changed()`."""

    completion_clicked = Signal(object)
    choice_changed = Signal()

    def __init__(self, theme: Theme, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self._model = CompletionModel(self)
        self._delegate = CompletionDelegate(theme, self)
        self.setObjectName("search_completions")
        self.setAccessibleName("completions of the filter")
        self.setProperty("role", "card")
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(Space.HAIR, Space.HAIR, Space.HAIR, Space.HAIR)
        self.setMouseTracking(True)
        self.hide()
        self.clicked.connect(self._on_self_clicked)
        theme.changed.connect(self.viewport().update)

    @property
    def is_open(self) -> bool:
        """Whether it is seen below the field."""
        return not self.isHidden()

    @property
    def chosen(self) -> Completion | None:
        """The one the arrow keys are at."""
        row = self.currentIndex().row()
        return self._model.completions[row] if row >= 0 else None

    @property
    def best(self) -> Completion | None:
        """The one that was chosen, else the first; None when it is closed."""
        return (self.chosen or self._model.completions[0]) if self.is_open else None

    @property
    def choice_words(self) -> str:
        """What is chosen, for somebody who does not see it; "" for nothing."""
        chosen, count = self.chosen, self._model.rowCount()
        if chosen is None:
            return ""
        return f"{chosen.text}, {chosen.hint}, {self.currentIndex().row() + 1} of {count}"

    def offer(self, completions: Sequence[Completion]) -> None:
        """Show these, none of them chosen; close when there are none."""
        if not completions:
            self.dismiss()
            return
        if self._model.completions != tuple(completions):
            self._model.set_completions(completions)
        self._choose(-1)
        self._place()
        self.show()
        self.raise_()

    def renew(self, completions: Sequence[Completion]) -> None:
        """Show what is known now; the one that was chosen stays so, wherever it is."""
        chosen = self.chosen.text if self.chosen else ""
        texts = [each.text for each in completions]
        self.offer(completions)
        if chosen in texts:
            self._choose(texts.index(chosen))

    def dismiss(self) -> None:
        """Close."""
        if self.is_open:
            self.hide()
            self._choose(-1)

    def step(self, step: int) -> None:
        """Go up or down; beyond either end lies what was typed."""
        count = self._model.rowCount() + 1
        self._choose((self.currentIndex().row() + 1 + step) % count - 1)

    def follow(self) -> None:
        """The field is elsewhere now, or wider."""
        if self.is_open:
            self._place()

    def _place(self) -> None:
        """Stand below the field, inside the window."""
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            window.installEventFilter(self)
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + Space.HAIR))
        completions = self._model.completions
        width = max(self._field.width(), min(_WIDEST, self._delegate.ideal_width(completions) + 2 * _MARGIN))
        width = min(width, window.width() - 2 * Space.HAIR)
        left = max(Space.HAIR, min(corner.x(), window.width() - Space.HAIR - width))
        height = len(completions) * ROW_HEIGHT + 2 * _MARGIN
        room = max(ROW_HEIGHT, window.height() - corner.y() - Space.HAIR)
        self.setGeometry(QRect(left, corner.y(), width, min(height, room)))

    def _choose(self, row: int) -> None:
        before = self.currentIndex().row()
        self.setCurrentIndex(self._model.index(row) if row >= 0 else QModelIndex())
        if row != before:
            self.choice_changed.emit()

    @Slot(QModelIndex)
    def _on_self_clicked(self, index: QModelIndex) -> None:
        self.completion_clicked.emit(self._model.completions[index.row()])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay inside the window when it becomes smaller."""
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self.follow()
        return super().eventFilter(watched, event)
