"""The line in which values are looked for; the keys that move and choose below it are its owner's."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from curator.ui.commands.strokes import stroke_of

_MOVES = frozenset({"Up", "Down", "PageUp", "PageDown"})
_CHOICES = frozenset({"Enter", "Shift+Enter", "Esc"})
# Letters of a value, or the cursor in what is typed, as soon as something is.
_WHEN_EMPTY = frozenset({"-", "Left", "Right"})
_OF_THE_WINDOW = frozenset({"Ctrl+K"})


class FacetField(QLineEdit):
    """Signals: `stroke_pressed(stroke)` of a key that is not typing, `keyboard_came(bool)` or went."""

    stroke_pressed = Signal(str)
    keyboard_came = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facet_search")
        self.setAccessibleName("Find a state, topic, provider or month")
        self.setPlaceholderText("find a state, topic, provider, month")
        self.setAcceptDrops(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves may repeat, choices may not."""
        stroke = stroke_of(event)
        if stroke in _MOVES or stroke in _CHOICES or (stroke in _WHEN_EMPTY and not self.text()):
            if stroke in _MOVES or not event.isAutoRepeat():
                self.stroke_pressed.emit(stroke)
        elif stroke in _OF_THE_WINDOW:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _is_next: bool) -> bool:
        """Tab goes back to the queue and leaves the panel open."""
        self.stroke_pressed.emit("Tab")
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor below is seen."""
        super().focusInEvent(event)
        self.keyboard_came.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The cursor below means nothing now."""
        super().focusOutEvent(event)
        self.keyboard_came.emit(False)
