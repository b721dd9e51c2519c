"""The article as it is read: all its parts, plain, in a column that nothing widens; told when painted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from curator.articles import Article, Problem, Provider
from curator.frontmatter import HeaderKind
from curator.ui.article.article_panel import ArticlePanel
from curator.ui.article.meta_line import MetaLine
from curator.ui.commands.commands import CommandId
from curator.ui.look.chip_row import ChipRow
from curator.ui.look.selectable_text import SelectableText
from curator.ui.look.theme import Theme
from tests.ui.ear import Ear
from tests.ui.hands import child

BEES = Article(
    Path("/news/bees.md"),
    HeaderKind.YAML,
    "Bees dance in the dark",
    excerpt="They do it by heart.",
    date_text="yesterday",
    url="https://www.bees.example/dance",
    amp_url="https://bees.example/amp",
    provider=Provider("Hive Weekly", "hive.example"),
    topics=("Bees", "Dance"),
    is_secured=True,
    is_editable=True,
)
BARE = Article(Path("/news/bare.md"), HeaderKind.YAML, "bare.md", is_editable=True)
HOSTILE = "<b>bold</b><img src='file:///etc/passwd'> \N{RIGHT-TO-LEFT MARK}" + "W" * 400


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> ArticlePanel:
    panel = ArticlePanel(theme)
    qtbot.addWidget(panel)
    panel.resize(700, 600)
    panel.show()
    qtbot.waitUntil(panel.isVisible)
    return panel


def text(panel: ArticlePanel, name: str) -> str:
    return child(panel, QLabel, name).text()


def shown(panel: ArticlePanel, name: str) -> bool:
    return not child(panel, QWidget, name).isHidden()


def test_all_parts_are_shown(panel: ArticlePanel) -> None:
    panel.show_article(BEES, "The body.", "3 d")
    assert text(panel, "article_title") == "Bees dance in the dark"
    assert text(panel, "article_excerpt") == "They do it by heart."
    assert text(panel, "body") == "The body."
    assert child(panel, MetaLine, "article_meta").text() == "Hive Weekly · yesterday"
    assert child(panel, ChipRow, "topics").words == ("Bees", "Dance")
    assert child(panel, QPushButton, "link_open-source").text() == "bees.example"
    assert shown(panel, "secured")
    assert panel.path == BEES.path


def test_parts_an_article_lacks_take_no_room(panel: ArticlePanel) -> None:
    panel.show_article(BEES, "The body.", "")
    panel.show_article(BARE, "", "")
    assert [name for name in ("article_excerpt", "problems", "body", "secured") if shown(panel, name)] == []
    for name in ("link_open-source", "link_open-amp", "link_copy-link"):
        assert not child(panel, QPushButton, name).isVisibleTo(panel)
    assert child(panel, MetaLine, "article_meta").text() == "bare.md · no date"


def test_problems_are_shown(panel: ArticlePanel) -> None:
    panel.show_article(replace(BEES, problems=(Problem("quality", "quality is a list", 4),)), "", "")
    assert text(panel, "problems") == "line 4: quality is a list"
    assert shown(panel, "problems")


def test_what_is_found_beside_the_others_comes_when_it_is_known(panel: ArticlePanel) -> None:
    panel.show_article(BEES, "", "")
    panel.show_beside(BARE, ["of another article"])
    assert not shown(panel, "problems")
    panel.show_beside(BEES, ["title is missing"])
    assert (text(panel, "problems"), shown(panel, "problems")) == ("title is missing", True)
    panel.show_article(BEES, "", "", ["line 2: heat is 3"])
    assert text(panel, "problems") == "line 2: heat is 3"


def test_what_is_wrong_is_scrolled_to(panel: ArticlePanel) -> None:
    panel.resize(500, 200)
    panel.show_article(replace(BEES, excerpt="A long way down. " * 60), "", "", ["title is missing"])
    panel.show_problems()
    label = child(panel, QLabel, "problems")
    top = label.mapTo(panel.viewport(), label.rect().topLeft()).y()
    assert 0 < top < panel.viewport().height() - label.height()


@pytest.mark.parametrize("command", [CommandId.OPEN_SOURCE, CommandId.OPEN_AMP, CommandId.COPY_LINK])
def test_links_ask_for_their_commands(panel: ArticlePanel, command: CommandId) -> None:
    panel.show_article(BEES, "", "")
    asked = Ear(panel.command_requested)
    QTest.mouseClick(child(panel, QPushButton, f"link_{command.value}"), Qt.MouseButton.LeftButton)
    assert asked.heard == [command]


def test_article_is_told_to_be_painted_once_it_is(panel: ArticlePanel, qtbot: QtBot) -> None:
    painted = Ear(panel.article_painted)
    panel.show_article(BEES, "", "")
    assert painted.heard == []
    qtbot.waitUntil(lambda: bool(painted.heard))
    assert set(painted.heard) == {BEES.path}


def test_article_that_is_awaited_is_never_told_to_be_painted(panel: ArticlePanel, qtbot: QtBot) -> None:
    panel.show_article(BEES, "", "")
    panel.await_article(BARE.path, "bare.md", "Hive", "")
    painted = Ear(panel.article_painted)
    panel.grab()
    assert painted.heard == []
    panel.show_article(BARE, "", "")
    panel.grab()
    assert set(painted.heard) == {BARE.path}


def test_awaited_article_shows_nothing_of_the_one_before(panel: ArticlePanel) -> None:
    panel.show_article(BEES, "The body.", "3 d")
    panel.await_article(BARE.path, "Bare", "Tidewater", "")
    assert text(panel, "article_title") == "Bare"
    assert child(panel, MetaLine, "article_meta").text() == "Tidewater"
    assert child(panel, ChipRow, "topics").words == ()
    hidden = ("article_excerpt", "problems", "body", "secured", "link_open-source", "link_copy-link")
    assert not any(child(panel, QWidget, name).isVisibleTo(panel) for name in hidden)


def test_article_that_cannot_be_read_says_why(panel: ArticlePanel) -> None:
    panel.await_article(BARE.path, "Bare", "Tidewater", "the file is gone")
    assert panel.picture.accessibleDescription() == ""
    assert text(panel, "problems") == "the file is gone"
    assert shown(panel, "problems")


def test_space_scrolls_to_the_end_and_says_when_it_is_there(panel: ArticlePanel, qtbot: QtBot) -> None:
    panel.show_article(BEES, "A line.\n" * 100, "")
    qtbot.waitUntil(lambda: panel.verticalScrollBar().maximum() > 0)
    pages = 0
    while panel.scroll_on():
        pages += 1
    assert pages > 1
    assert panel.verticalScrollBar().value() == panel.verticalScrollBar().maximum()
    panel.scroll_back()
    assert panel.verticalScrollBar().value() < panel.verticalScrollBar().maximum()


def test_another_article_begins_at_its_top_and_the_same_one_stays(panel: ArticlePanel, qtbot: QtBot) -> None:
    panel.show_article(BEES, "A line.\n" * 100, "")
    qtbot.waitUntil(lambda: panel.verticalScrollBar().maximum() > 0)
    panel.scroll_on()
    there = panel.verticalScrollBar().value()
    panel.show_article(replace(BEES, quality=80), "A line.\n" * 100, "")
    assert panel.verticalScrollBar().value() == there
    panel.show_article(BARE, "A line.\n" * 100, "")
    assert panel.verticalScrollBar().value() == 0


def test_keys_are_left_to_the_window(panel: ArticlePanel) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_8):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        panel.keyPressEvent(event)
        assert not event.isAccepted()


@pytest.mark.parametrize("width", [420, 700, 1600])
def test_hostile_text_widens_nothing(panel: ArticlePanel, width: int) -> None:
    provider = Provider(HOSTILE[:120], HOSTILE[:120])
    url = "https://" + "w" * 60 + "." + "w" * 60 + ".example/"
    topics = tuple(HOSTILE[:120] for _ in range(40))
    hostile = replace(BEES, title=HOSTILE, excerpt=HOSTILE, provider=provider, url=url, topics=topics)
    panel.resize(width, 600)
    panel.show_article(replace(hostile, problems=(Problem("", HOSTILE),)), HOSTILE, "3 d")
    panel.grab()
    page = child(panel, QWidget, "article_page")
    assert page.width() == panel.viewport().width()
    for part in page.findChildren(QWidget):
        if part.isVisibleTo(page):
            right = part.mapTo(page, QPoint(part.width(), 0)).x()
            assert right <= page.width(), part.objectName()


def test_hostile_text_is_never_markup(panel: ArticlePanel) -> None:
    panel.show_article(replace(BEES, title=HOSTILE, excerpt=HOSTILE), HOSTILE, "3 d")
    for name in ("article_title", "article_excerpt", "body", "problems", "article_meta"):
        assert child(panel, QLabel, name).textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("name", ["article_title", "article_excerpt", "body", "problems"])
def test_word_longer_than_the_column_is_broken(panel: ArticlePanel, name: str) -> None:
    word = "https://bees.example/" + "a" * 400
    shown = replace(BEES, title=word, excerpt=word, problems=(Problem("", word),))
    panel.show_article(shown, word, "")
    label = child(panel, QLabel, name)
    assert label.heightForWidth(600) > 2 * label.fontMetrics().height()


@pytest.mark.parametrize(("width", "height"), [(1600, 900), (700, 600), (420, 300)])
def test_picture_leaves_room_for_the_text(panel: ArticlePanel, width: int, height: int) -> None:
    panel.resize(width, height)
    panel.show_article(BEES, "A line.\n" * 50, "")
    panel.grab()
    assert panel.picture.height() <= max(140, height * 0.4)
    column = child(panel, QWidget, "article_column")
    assert column.width() <= 680


def test_new_size_is_told_for_the_pictures(panel: ArticlePanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.resized):
        panel.resize(800, 700)


def test_text_of_an_article_is_laid_out_once(panel: ArticlePanel, monkeypatch: pytest.MonkeyPatch) -> None:
    widths: list[int] = []
    body = child(panel, SelectableText, "body")
    measure = body._measure

    def noted(width: int) -> int:
        widths.append(width)
        return measure(width)

    monkeypatch.setattr(body, "_measure", noted)
    for article, length in ((BEES, 400), (BARE, 5), (BEES, 500)):
        panel.show_article(article, "It was a fine day. " * length, "3 d")
        panel.grab()
        QCoreApplication.processEvents()
    assert widths == [panel._column.width()] * 3


@pytest.mark.parametrize("length", [2, 400])
def test_article_is_painted_first_as_it_stays(panel: ArticlePanel, qtbot: QtBot, length: int) -> None:
    panel.show_article(BARE, "It was a fine day. " * (402 - length), "")
    panel.grab()
    body = child(panel, SelectableText, "body")
    shown: list[tuple[QRect, int]] = []
    panel.article_painted.connect(
        lambda _: shown.append((body.geometry(), panel.verticalScrollBar().maximum()))
    )
    panel.show_article(BEES, "It was a fine day. " * length, "3 d")
    qtbot.waitUntil(lambda: bool(shown))
    QCoreApplication.processEvents()
    assert shown[0] == (body.geometry(), panel.verticalScrollBar().maximum())
    assert (shown[0][1] > 0) == (length == 400)
