"""A line of keys and what each does here, for a panel that has keys of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from curator.ui.look.flow_layout import FlowLayout
from curator.ui.look.key_cap import KeyCap
from curator.ui.look.theme import Space, Theme

Hints = Sequence[tuple[str, str]]
"""Pairs of a stroke and what it does."""


class KeyHints(QWidget):
    """Goes on in another line where it is narrow; a key and its words stay together."""

    def __init__(self, theme: Theme, name: str, hints: Hints, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pairs: list[QWidget] = []
        self.setObjectName(name)
        self._flow = FlowLayout(self, Space.SMALL)
        self._flow.setContentsMargins(Space.BASE, 0, Space.BASE, 0)
        self.show_hints(hints)

    def show_hints(self, hints: Hints) -> None:
        """Show other keys."""
        for pair in self._pairs:
            self._flow.removeWidget(pair)
            # It lives until the event loop comes round, and would be seen among its successors.
            pair.hide()
            pair.deleteLater()
        self._pairs = [self._pair(stroke, words) for stroke, words in hints]
        self.setAccessibleName(", ".join(f"{stroke}: {words}" for stroke, words in hints))

    def _pair(self, stroke: str, words: str) -> QWidget:
        pair = QWidget(self)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.HAIR)
        label = QLabel(words, pair)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("strength", "small")
        row.addWidget(KeyCap(self._theme, stroke, pair))
        row.addWidget(label)
        self._flow.addWidget(pair)
        pair.show()
        return pair
