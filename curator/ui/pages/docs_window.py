"""Reads the documentation that comes with Curator, inside the window and without a network."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, QUrl, Slot
from PySide6.QtGui import (
    QStandardItem,
    QStandardItemModel,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListView, QTextBrowser, QWidget

from curator.records import dataclass
from curator.ui.look.theme import Space, TextSize, Theme, serif_font

_SIZE = (960, 680)
_LIST_WIDTH = 216
_ROW_HEIGHT = 32
_ROOM = 32
_LINE_HEIGHT = 135.0
"""In per cent of what the font asks for."""
_HEADINGS = {1: TextSize.TITLE, 2: TextSize.READING}
_LIST_SHEET = """
QListView::item {{ padding: 0px 10px; border-radius: 6px; color: {colors.soft}; }}
QListView::item:selected {{ background: {colors.current}; color: {colors.text}; }}
"""
_TITLE = re.compile(r"^#\s+(.+?)\s*#*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class DocsPage:
    """One page: its file name, by which other pages link to it, its title and its Markdown."""

    name: str
    title: str
    text: str


def read_docs(folder: Path) -> tuple[DocsPage, ...]:
    """The Markdown files of `folder` as pages, by title; raises OSError.

    They come with the program and are few and small, like its icons.
    """
    pages = []
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        title = _TITLE.search(text)
        pages.append(DocsPage(path.name, title.group(1) if title else path.stem, text))
    return tuple(sorted(pages, key=lambda page: page.title))


class _Reader(QTextBrowser):
    """A browser that fetches nothing: no picture, no page, from no disk and no network."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        return None


class DocsWindow(QDialog):
    """Titles on the left, the page on the right; links lead between the pages and nowhere else."""

    def __init__(self, theme: Theme, pages: tuple[DocsPage, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages = pages
        self.setObjectName("docs_window")
        self.setAccessibleName("documentation")
        self.setWindowTitle("Curator Documentation")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._build()
        self._connect()
        self._dress()
        if pages:
            self._select(0)

    def _build(self) -> None:
        self._titles = QListView(self)
        self._titles.setObjectName("docs_titles")
        self._titles.setAccessibleName("pages")
        model = QStandardItemModel(self)
        for page in self._pages:
            item = QStandardItem(page.title)
            item.setSizeHint(QSize(0, _ROW_HEIGHT))
            model.appendRow(item)
        self._titles.setModel(model)
        self._titles.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._titles.setFixedWidth(_LIST_WIDTH)
        self._titles.setSpacing(2)
        self._reader = _Reader(self)
        self._reader.setObjectName("docs_reader")
        self._reader.setAccessibleName("page")
        self._reader.setOpenLinks(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.BASE, Space.BASE, Space.HAIR, Space.BASE)
        row.setSpacing(Space.BASE)
        row.addWidget(self._titles)
        row.addWidget(self._reader, 1)

    def _connect(self) -> None:
        self._titles.selectionModel().currentChanged.connect(self._on_titles_current_changed)
        self._reader.anchorClicked.connect(self._on_reader_anchor_clicked)
        self._theme.changed.connect(self._on_theme_changed)

    def _dress(self) -> None:
        colors = self._theme.colors
        self._titles.setStyleSheet(_LIST_SHEET.format(colors=colors))

    def _select(self, row: int) -> None:
        index = self._titles.model().index(row, 0)
        self._titles.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _show(self, row: int) -> None:
        document = self._reader.document()
        features = QTextDocument.MarkdownFeature
        document.setMarkdown(self._pages[row].text, features.MarkdownDialectGitHub | features.MarkdownNoHTML)
        document.setDocumentMargin(_ROOM)
        _set_type(document)
        self._reader.moveCursor(QTextCursor.MoveOperation.Start)

    @Slot(QModelIndex, QModelIndex)
    def _on_titles_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._show(current.row())

    @Slot(QUrl)
    def _on_reader_anchor_clicked(self, url: QUrl) -> None:
        names = [page.name for page in self._pages]
        if url.isRelative() and url.path() in names:
            self._select(names.index(url.path()))
        elif url.isRelative() and not url.path() and url.hasFragment():
            self._reader.scrollToAnchor(url.fragment())

    @Slot()
    def _on_theme_changed(self) -> None:
        self._dress()
        if self._titles.currentIndex().isValid():
            # Colours of links are part of the laid-out document.
            self._show(self._titles.currentIndex().row())


def _set_type(document: QTextDocument) -> None:
    """Give headings the reading face and every paragraph room, which Markdown itself says nothing of."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        cursor.setPosition(block.position())
        shape = QTextBlockFormat()
        shape.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        shape.setTopMargin((Space.LARGE if level > 1 else 0) if level else 0)
        shape.setBottomMargin(Space.SMALL)
        cursor.mergeBlockFormat(shape)
        if level:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            letters = QTextCharFormat()
            letters.setFont(serif_font(_HEADINGS.get(level, TextSize.BASE), bold=True))
            cursor.setCharFormat(letters)
        block = block.next()
