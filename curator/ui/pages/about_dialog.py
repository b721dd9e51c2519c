"""What this is: name, version, licence, and the way to the documentation."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from curator import __version__
from curator.assets import asset
from curator.ui.look.glyphs import Glyph, GlyphView
from curator.ui.look.headline import Headline, Paragraph
from curator.ui.look.key_button import KeyButton
from curator.ui.look.theme import Space, Theme
from curator.ui.pages.docs_window import DocsWindow, read_docs

_WIDTH = 440
_GLYPH_SIDE = 44
_SENTENCE = "Decide, article by article, what a folder of Markdown publishes."
_LICENCE = "Free software under the MIT licence, without any warranty."


class AboutDialog(QDialog):
    """A small dialog; Esc closes it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("about_dialog")
        self.setAccessibleName("about Curator")
        self.setWindowTitle("About Curator")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        self._lines: dict[str, Paragraph] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        glyph = GlyphView(self._theme, Glyph.NEWSPAPER, _GLYPH_SIDE, "accent", self)
        headline = Headline("Curator", parent=self)
        made_with = f"Python {platform.python_version()}, Qt and PySide6 {PySide6.__version__} (LGPL)"
        lines = (
            ("about_version", f"Version {__version__}", "strong"),
            ("about_sentence", _SENTENCE, "soft"),
            ("about_figures", "", "small"),
            ("about_licence", f"{_LICENCE}\nMade with {made_with}.", "small"),
        )
        self._docs = KeyButton(self._theme, "Documentation", parent=self)
        self._docs.setObjectName("about_docs")
        self._close = KeyButton(self._theme, "Close", "Esc", self)
        self._close.setObjectName("about_close")
        self._rows = rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.LARGE, Space.LARGE + Space.SMALL, Space.LARGE, Space.LARGE)
        rows.setSpacing(Space.SMALL)
        rows.addWidget(glyph, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addSpacing(Space.SMALL)
        headline.setAlignment(Qt.AlignmentFlag.AlignCenter)
        rows.addWidget(headline)
        for name, text, strength in lines:
            line = Paragraph(text, strength, self)
            line.setObjectName(name)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            rows.addWidget(line)
            self._lines[name] = line
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.BASE)
        buttons.addStretch(1)
        buttons.addWidget(self._docs)
        buttons.addWidget(self._close)
        buttons.addStretch(1)
        rows.addSpacing(Space.WIDE)
        rows.addLayout(buttons)

    def _connect(self) -> None:
        self._docs.clicked.connect(self._on_docs_clicked)
        self._close.clicked.connect(self.reject)

    @Slot()
    def _on_docs_clicked(self) -> None:
        window = DocsWindow(self._theme, read_docs(asset("docs")), self.parentWidget())
        self.accept()
        window.show()

    @Slot(str)
    def show_figures(self, words: str) -> None:
        """Say what the caches hold."""
        self._lines["about_figures"].setText(words)
        self._take_height()

    def _take_height(self) -> None:
        self.setFixedHeight(self._rows.totalHeightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the wrapped lines need, which is known once they have their type."""
        self._take_height()
        super().showEvent(event)
