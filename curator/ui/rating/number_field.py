"""Where an exact number is typed: opened by its key, answered by Enter, left by Esc."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

# Five figures are far beyond any quality or heat seen (189 and 324), and still fit the field.
_LARGEST = 99_999


class NumberField(QLineEdit):
    """A line for one number.

    Signals: `entered(number, stays)` on Enter (Shift+Enter stays), `cleared(stays)` on X where that has a
    meaning, `left()` when nothing was decided.
    """

    entered = Signal(int, bool)
    cleared = Signal(bool)
    left = Signal()

    def __init__(
        self, name: str, words: str, parent: QWidget | None = None, *, takes_x: bool = False
    ) -> None:
        super().__init__(parent)
        self._takes_x = takes_x
        self._stays = False
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setProperty("role", "number")
        self.setPlaceholderText("number, Enter")
        self.setAcceptDrops(False)
        self.setValidator(QIntValidator(-1, _LARGEST, self))
        self.hide()

    def open_with(self, number: int | None, *, stays: bool) -> None:
        """Show the field with the present number selected, and take the keyboard."""
        self._stays = stays
        self.setText("" if number is None else str(number))
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter decides, X means none, Esc leaves; anything that is no number is left alone."""
        stays = self._stays or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.isAutoRepeat() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_X}:
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.hasAcceptableInput():
                self._close()
                self.entered.emit(int(self.text()), stays)
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
            self.left.emit()
        elif self._takes_x and event.key() == Qt.Key.Key_X:
            self._close()
            self.cleared.emit(stays)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A number half typed for one article must not wait for another."""
        super().focusOutEvent(event)
        if self.isVisible():
            self.hide()
            self.left.emit()

    def _close(self) -> None:
        # Hidden first, so that losing the focus is not taken for leaving.
        self.hide()
