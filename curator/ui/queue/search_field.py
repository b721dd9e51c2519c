"""The query box: words and fields, applied shortly after the last key, errors shown at the spot."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from curator.errors import QueryError
from curator.library import parse_query
from curator.ui.look.key_cap import key_cap_width, paint_key_cap
from curator.ui.look.theme import Space, Theme
from curator.ui.look.tool_tip import tool_tip

# Long enough for two quick letters, short enough to feel immediate.
_DEBOUNCE_MILLISECONDS = 120


class SearchField(QLineEdit):
    """A line for a filter.

    Signals: `query_changed(text)` for a filter that can be understood, `left()` on Esc and Enter, and
    `judged(words, is_error)` with what the filter means or what is wrong with it.
    """

    query_changed = Signal(str)
    left = Signal()
    judged = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("search")
        self.setProperty("state", "")
        self.setAccessibleName("Search and filter")
        self.setPlaceholderText("words, undecided, quality<60, provider:bbc, since:7d …")
        self.setClearButtonEnabled(False)
        # A dropped folder is the window's, not a text to search for.
        self.setAcceptDrops(False)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DEBOUNCE_MILLISECONDS)
        self._timer.timeout.connect(self._apply)
        self.textEdited.connect(self._on_self_text_edited)
        theme.changed.connect(self.update)

    def show_query(self, text: str) -> None:
        """Show a filter chosen elsewhere, without announcing it again."""
        self._timer.stop()
        self.setText(text)
        self._judge(text)

    @Slot(str)
    def _on_self_text_edited(self, text: str) -> None:
        self._judge(text)
        self._timer.start()

    @Slot()
    def _apply(self) -> None:
        if self._judge(self.text()):
            self.query_changed.emit(self.text().strip())

    def _judge(self, text: str) -> bool:
        """Say what the filter means, or what is wrong with it and where."""
        try:
            words, state = parse_query(text).describe(), ""
        except QueryError as error:
            words, state = f"{error} (at character {error.position + 1})", "error"
        self.setToolTip(tool_tip(words))
        self.setAccessibleDescription(words)
        self.judged.emit(words if text.strip() else "", bool(state))
        if self.property("state") != state:
            self.setProperty("state", state)
            self.style().unpolish(self)
            self.style().polish(self)
        return not state

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Enter go back to the queue; Ctrl+K belongs to the window, not to text editing."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            if self._timer.isActive():
                self._timer.stop()
                self._apply()
            self.left.emit()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_K:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The key that leads here, as long as nothing is typed."""
        super().paintEvent(event)
        if not self.text() and not self.hasFocus():
            with QPainter(self) as painter:
                left = self.width() - key_cap_width("/") - Space.SMALL
                paint_key_cap(painter, QPointF(left, self.height() / 2), "/", self._theme.colors)
