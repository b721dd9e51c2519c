"""The full page that stands where an article would, when there is none: and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from curator.articles.display_text import neutralise
from curator.ui.commands.commands import CommandId, command_table
from curator.ui.look.glyphs import Glyph, GlyphView
from curator.ui.look.headline import Headline, Paragraph
from curator.ui.look.key_button import KeyButton
from curator.ui.look.theme import Space, Theme
from curator.ui.pages.state import State

_COLUMN_WIDTH = 560
_GLYPH_SIDE = 44
_BUTTON_HEIGHT = 40
_PROGRESS_WIDTH = 280


class StatePage(QWidget):
    """A glyph, a headline, a sentence and up to two buttons in the middle of the page."""

    command_requested = Signal(object)
    """The CommandId of the pressed button."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._commands = command_table()
        self._buttons: dict[KeyButton, CommandId] = {}
        self._state: State | None = None
        self.setObjectName("state_page")
        self._build()

    def _build(self) -> None:
        self._glyph = GlyphView(self._theme, Glyph.NEWSPAPER, _GLYPH_SIDE, "accent", self)
        self._headline = Headline("", parent=self)
        self._headline.setObjectName("state_headline")
        self._summary = Paragraph("", "strong", self)
        self._summary.setObjectName("state_summary")
        self._sentence = Paragraph("", parent=self)
        self._sentence.setObjectName("state_sentence")
        for label in (self._headline, self._summary, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._progress = QProgressBar(self)
        self._progress.setObjectName("state_progress")
        self._progress.setAccessibleName("reading the folder")
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(_PROGRESS_WIDTH)
        self._button_row = QHBoxLayout()
        self._button_row.setSpacing(Space.WIDE)

        column = QWidget(self)
        column.setMaximumWidth(_COLUMN_WIDTH)
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addSpacing(Space.LARGE)
        rows.addWidget(self._headline)
        rows.addSpacing(Space.SMALL)
        rows.addWidget(self._summary)
        rows.addWidget(self._sentence)
        rows.addSpacing(Space.LARGE)
        rows.addWidget(self._progress, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addLayout(self._button_row)
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(column, 1000)
        line.addStretch(1)
        # The eye takes a little above the middle for the middle.
        page.addStretch(4)
        page.addLayout(line)
        page.addStretch(5)

    def show_state(self, state: State) -> None:
        """Say `state` instead of what was said before; cheap enough to be called for every batch read."""
        before, self._state = self._state, state
        self._glyph.set_glyph(state.glyph, "problem" if state.glyph is Glyph.UNREADABLE else "accent")
        for label, text in (
            (self._headline, state.headline),
            (self._summary, state.summary),
            (self._sentence, state.sentence),
        ):
            text = neutralise(text)
            label.setText(text)
            label.setAccessibleName(text)
            label.setVisible(bool(text))
        self.setAccessibleName(neutralise(state.headline))
        self._progress.setVisible(state.reading is not None)
        if state.reading is not None:
            # A range of nothing makes Qt show that something goes on, without saying how far.
            self._progress.setRange(0, state.reading.total)
            self._progress.setValue(min(state.reading.done, state.reading.total))
        if before is None or before.actions != state.actions:
            self._set_actions(state.actions)

    def _set_actions(self, actions: tuple[CommandId, ...]) -> None:
        while self._button_row.takeAt(0) is not None:
            pass
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = {}
        self._button_row.addStretch(1)
        for place, action in enumerate(actions):
            command = self._commands[action]
            stroke = command.keys[0] if command.keys else ""
            button = KeyButton(self._theme, command.text, stroke, self, is_primary=place == 0)
            button.setObjectName(f"state_{action.value}")
            button.setMinimumHeight(_BUTTON_HEIGHT)
            button.clicked.connect(self._on_button_clicked)
            self._buttons[button] = action
            self._button_row.addWidget(button)
        self._button_row.addStretch(1)

    @Slot()
    def _on_button_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, KeyButton) and button in self._buttons:
            self.command_requested.emit(self._buttons[button])
