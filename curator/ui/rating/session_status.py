"""How far the session has come, whether everything is saved, and what was decided last."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from curator.ui.commands.commands import CommandId
from curator.ui.look.key_link import KeyLink
from curator.ui.look.short_text import ShortText
from curator.ui.look.theme import BAR_HEAD, Space, Theme, interface_font
from curator.ui.look.tool_tip import tool_tip


class SaveLevel(Enum):
    """How the state of saving is shown: the style sheet's strength for it."""

    SAVED = "published"
    PENDING = "soft"
    FAILED = "problem"


class SessionStatus(QWidget):
    """Signal `command_requested(CommandId)` from the undo beside the last decision."""

    command_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last_words = ""
        self.setObjectName("session_status")
        self.setAccessibleName("Session")
        self._build(theme)
        self._undo.command_requested.connect(self.command_requested)

    def _build(self, theme: Theme) -> None:
        self._words = ShortText(interface_font(), 1, self)
        self._words.setObjectName("progress_text")
        self._save_state = QLabel(self)
        self._save_state.setObjectName("save_state")
        self._save_state.setAccessibleName("State of saving")
        self._save_state.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar(self)
        self._bar.setObjectName("progress")
        self._bar.setAccessibleName("Progress")
        self._bar.setTextVisible(False)
        self._last = QLabel(self)
        self._last.setObjectName("last_decision")
        self._last.setAccessibleName("Last decision")
        self._last.setTextFormat(Qt.TextFormat.PlainText)
        self._last.setProperty("strength", "small")
        self._last.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._undo = KeyLink(theme, "undo", "Z", CommandId.UNDO, self)
        self._undo.hide()
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(self._words, 1)
        head.addWidget(self._save_state)
        foot = QHBoxLayout()
        foot.setSpacing(Space.HAIR)
        foot.addWidget(self._last, 1)
        foot.addWidget(self._undo)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(6)
        layout.addLayout(head, 0, 0)
        layout.addWidget(self._bar, 1, 0)
        layout.addLayout(foot, 2, 0)
        layout.setRowMinimumHeight(0, BAR_HEAD)
        layout.setRowMinimumHeight(2, 24)

    def show_progress(self, decided: int, total: int, words: str) -> None:
        """Show `decided` of `total` articles; `words` say it with the pace."""
        self._bar.setMaximum(max(1, total))
        self._bar.setValue(decided)
        self._bar.setFormat(words)
        self._bar.setAccessibleDescription(words)
        self._words.setText(words)
        self._words.setToolTip(tool_tip(words))

    def show_save_state(self, words: str, level: SaveLevel) -> None:
        """Say truthfully how far saving has come."""
        self._save_state.setText(words)
        self._save_state.setAccessibleDescription(words)
        if self._save_state.property("strength") != level.value:
            self._save_state.setProperty("strength", level.value)
            self._save_state.style().unpolish(self._save_state)
            self._save_state.style().polish(self._save_state)

    def show_last(self, words: str, *, can_undo: bool) -> None:
        """Say what was decided last, and offer to take it back."""
        self._last_words = words
        self._last.setAccessibleDescription(words)
        self._last.setToolTip(tool_tip(words))
        self._undo.setVisible(can_undo)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The last decision is cut to the room there is."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = QFontMetrics(self._last.font())
        self._last.setText(
            metrics.elidedText(self._last_words, Qt.TextElideMode.ElideRight, self._last.width())
        )
