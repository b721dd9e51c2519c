"""The documentation is read inside the window and fetches nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QListView, QTextBrowser
from pytestqt.qtbot import QtBot

from curator.ui.look.theme import Theme, ThemeChoice
from curator.ui.pages.docs_window import DocsPage, DocsWindow, read_docs

PAGES = (
    DocsPage("KEYS.md", "Keys", "# Keys\n\nPress [more](MORE.md) or [out](https://example.org/).\n"),
    DocsPage("MORE.md", "More", "# More\n\n<b>raw</b> ![x](file:///etc/hostname)\n"),
)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> DocsWindow:
    window = DocsWindow(theme, PAGES)
    qtbot.addWidget(window)
    window.show()
    return window


def _reader(window: DocsWindow) -> QTextBrowser:
    reader = window.findChild(QTextBrowser, "docs_reader")
    assert isinstance(reader, QTextBrowser)
    return reader


def test_pages_are_read_with_their_titles(tmp_path: Path) -> None:
    (tmp_path / "B.md").write_text("intro\n# Beta #\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("no heading", encoding="utf-8")
    (tmp_path / "note.txt").write_text("no page", encoding="utf-8")
    assert [(page.name, page.title) for page in read_docs(tmp_path)] == [("B.md", "Beta"), ("a.md", "a")]


def test_first_page_is_shown(window: DocsWindow) -> None:
    assert _reader(window).toPlainText().startswith("Keys")


def test_link_between_pages_is_followed(window: DocsWindow) -> None:
    _reader(window).anchorClicked.emit(QUrl("MORE.md#part"))
    assert _reader(window).toPlainText().startswith("More")
    titles = window.findChild(QListView, "docs_titles")
    assert isinstance(titles, QListView)
    assert titles.currentIndex().data() == "More"


@pytest.mark.parametrize("link", ["https://example.org/", "file:///etc/passwd", "../other.md"])
def test_link_out_leads_nowhere(window: DocsWindow, link: str) -> None:
    _reader(window).anchorClicked.emit(QUrl(link))
    assert _reader(window).toPlainText().startswith("Keys")


def test_nothing_is_loaded_from_disk_or_network(window: DocsWindow) -> None:
    kind = QTextDocument.ResourceType.ImageResource.value
    assert _reader(window).loadResource(kind, QUrl("file:///etc/hostname")) is None


def test_page_survives_a_change_of_theme(window: DocsWindow, theme: Theme) -> None:
    theme.choose(ThemeChoice.DARK)
    assert _reader(window).toPlainText().startswith("Keys")


def test_no_pages_is_an_empty_window(qtbot: QtBot, theme: Theme) -> None:
    window = DocsWindow(theme, ())
    qtbot.addWidget(window)
    theme.choose(ThemeChoice.DARK)
    assert _reader(window).toPlainText() == ""
