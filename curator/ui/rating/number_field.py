"""Where an exact number is typed: opened by its key, answered by Enter, left by Esc."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

# Figures of any script, without what a locale puts between thousands. Five are far beyond any quality or heat
# seen (189 and 324), and still fit the field.
_FIGURES = r"\p{Nd}{1,5}"
_NONE = "-1"


class NumberField(QLineEdit):
    """A line for one number.

    Signals: `entered(number, stays)` on Enter (Shift+Enter stays), `cleared(stays)` on X where that has a
    meaning, `left()` when nothing was decided and nobody else has the keyboard.
    """

    entered = Signal(int, bool)
    cleared = Signal(bool)
    left = Signal()
    shown = Signal(bool)

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
        self.hide()

    def open_with(self, number: int | None, *, stays: bool) -> None:
        """Show the field with the present number selected, and take the keyboard."""
        self._stays = stays
        if self.validator() is None:
            self._take_figures_only()
        self.setText("" if number is None else str(number))
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _take_figures_only(self) -> None:
        # Imported here because Qt's regular expressions take 1 ms to load, and a number is typed later.
        from PySide6.QtCore import QRegularExpression
        from PySide6.QtGui import QRegularExpressionValidator

        pattern = QRegularExpression(f"{_NONE}|{_FIGURES}" if self._takes_x else _FIGURES)
        self.setValidator(QRegularExpressionValidator(pattern, self))

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

    def showEvent(self, event: QShowEvent) -> None:
        """It covers something."""
        super().showEvent(event)
        self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """It covers it no more."""
        super().hideEvent(event)
        self.shown.emit(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A number half typed for one article must not wait for another.

        What took the keyboard inside the window keeps it: letters meant for the search must not decide.
        """
        super().focusOutEvent(event)
        if self.isVisible():
            taker = QApplication.focusWidget()
            self.hide()
            if taker is None or taker is self or taker.window() is not self.window():
                self.left.emit()

    def _close(self) -> None:
        # Hidden first, so that losing the focus is not taken for leaving.
        self.hide()
