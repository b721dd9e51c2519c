"""A word that runs a command, with the key that does the same beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from curator.ui.commands.commands import CommandId
from curator.ui.look.key_cap import KeyCap
from curator.ui.look.theme import Space, Theme

# A host name may have 253 characters, and a button is as wide as all of them.
_WORDS_WIDTH = 220


class KeyLink(QWidget):
    """Signal `command_requested(CommandId)` when the word is clicked."""

    command_requested = Signal(object)

    def __init__(
        self, theme: Theme, words: str, stroke: str, command: CommandId, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._command = command
        self._button = QPushButton(self)
        self._button.setObjectName(f"link_{command.value}")
        self._button.setProperty("role", "link")
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.clicked.connect(self._on_button_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.HAIR)
        layout.addWidget(self._button)
        layout.addWidget(KeyCap(theme, stroke, self))
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Change the word, as when it names where a link leads; of a long name the end says whose it is."""
        metrics = QFontMetrics(self._button.font())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideLeft, _WORDS_WIDTH)
        # An ampersand would make the letter after it a key.
        self._button.setText(shown.replace("&", "&&"))
        self._button.setAccessibleName(words)

    @Slot()
    def _on_button_clicked(self) -> None:
        self.command_requested.emit(self._command)
