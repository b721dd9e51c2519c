"""The top of the window: which folder, the query box, and where help is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from curator.ui.commands.commands import CommandId
from curator.ui.look.key_link import KeyLink
from curator.ui.look.short_text import ShortText
from curator.ui.look.theme import Space, TextSize, Theme, interface_font
from curator.ui.look.tool_tip import tool_tip
from curator.ui.queue.search_field import SearchField

_NAME_WIDTH = 240


class TopBar(QWidget):
    """Signal `command_requested(CommandId)` from the links on the right."""

    command_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.setProperty("role", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchField(theme, self)
        self.search.setMaximumWidth(440)
        self._name = self._label("folder_name", "strong")
        self._words = self._label("folder_state", "soft")
        self._meaning = ShortText(interface_font(TextSize.SMALL), 1, self)
        self._meaning.setObjectName("search_meaning")
        self._meaning.setAccessibleName("What the filter means")
        self._meaning.setProperty("strength", "small")
        self.search.judged.connect(self._on_search_judged)
        self._words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._problems = KeyLink(theme, "problems", "P", CommandId.PROBLEMS, self)
        self._problems.hide()
        palette = KeyLink(theme, "palette", "Ctrl+K", CommandId.PALETTE, self)
        keys = KeyLink(theme, "keys", "?", CommandId.KEYS, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.WIDE, Space.SMALL - 1, Space.BASE, Space.SMALL - 1)
        layout.setSpacing(Space.BASE)
        layout.addWidget(self._name)
        layout.addWidget(self._words)
        layout.addWidget(self.search, 3)
        layout.addWidget(self._meaning, 2)
        for link in (self._problems, palette, keys):
            link.command_requested.connect(self.command_requested)
            layout.addWidget(link)

    def show_folder(self, name: str, words: str) -> None:
        """Show which folder is open and, in words, what is in it."""
        # A name may have 255 characters, and a label would widen the window for all of them.
        metrics = QFontMetrics(interface_font(bold=True))
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH)
        self._name.setText(shown)
        self._name.setToolTip(tool_tip(name) if shown != name else "")
        self._words.setText(words)

    def show_problems(self, words: str) -> None:
        """Say how many problems the folder is known to have; "" for none, or when nobody has looked."""
        self._problems.set_words(words or "problems")
        self._problems.setVisible(bool(words))

    @Slot(str, bool)
    def _on_search_judged(self, words: str, is_error: bool) -> None:
        self._meaning.setText(words)
        self._meaning.setToolTip(tool_tip(words))
        strength = "problem" if is_error else "small"
        if self._meaning.property("strength") != strength:
            self._meaning.setProperty("strength", strength)
            self._meaning.style().unpolish(self._meaning)
            self._meaning.style().polish(self._meaning)

    def _label(self, name: str, strength: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("strength", strength)
        return label
