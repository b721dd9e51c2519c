"""The page in place of an article says what is the case and offers what can be done."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressBar
from pytestqt.qtbot import QtBot

from curator.ui.commands.commands import CommandId
from curator.ui.look.glyphs import Glyph, GlyphView
from curator.ui.look.key_button import KeyButton
from curator.ui.look.theme import Theme
from curator.ui.pages.state import Reading, State
from curator.ui.pages.state_page import StatePage

NOTHING = State(
    "Nothing matches the filter",
    "No article has all of: undecided, quality<60.",
    (CommandId.BACK, CommandId.SEARCH),
    Glyph.SEARCH,
)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> StatePage:
    page = StatePage(theme)
    qtbot.addWidget(page)
    page.resize(800, 600)
    page.show()
    return page


def _text(page: StatePage, name: str) -> QLabel:
    label = page.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label


def _buttons(page: StatePage) -> list[KeyButton]:
    return sorted((b for b in page.findChildren(KeyButton) if b.isVisible()), key=lambda b: b.x())


def test_headline_and_sentence_are_shown_as_plain_text(page: StatePage) -> None:
    page.show_state(State("<b>x</b>", "<a href='x'>y</a>"))
    assert _text(page, "state_headline").text() == "<b>x</b>"
    for label in page.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_button_asks_for_its_command(page: StatePage, qtbot: QtBot) -> None:
    page.show_state(NOTHING)
    qtbot.waitUntil(lambda: len(_buttons(page)) == 2)
    assert [button.text() for button in _buttons(page)] == ["Back to the Queue", "Search and Filter"]
    with qtbot.waitSignal(page.command_requested) as caught:
        QTest.keyClick(_buttons(page)[1], Qt.Key.Key_Return)
    assert caught.args == [CommandId.SEARCH]


def test_next_state_replaces_the_buttons(page: StatePage, qtbot: QtBot) -> None:
    page.show_state(NOTHING)
    page.show_state(State("No articles here", "Nothing to read.", (CommandId.OPEN_FOLDER,), Glyph.FOLDER))
    qtbot.waitUntil(lambda: len(_buttons(page)) == 1)
    assert [button.stroke for button in _buttons(page)] == ["Ctrl+O"]


def test_progress_is_there_only_while_reading(page: StatePage) -> None:
    bar = page.findChild(QProgressBar, "state_progress")
    assert isinstance(bar, QProgressBar)
    page.show_state(State("Reading the folder…", "", reading=Reading(120, 400)))
    assert (bar.isVisible(), bar.value(), bar.maximum()) == (True, 120, 400)
    page.show_state(NOTHING)
    assert not bar.isVisible()


def test_unknown_total_shows_a_busy_bar(page: StatePage) -> None:
    page.show_state(State("Reading the folder…", "", reading=Reading(120)))
    bar = page.findChild(QProgressBar, "state_progress")
    assert isinstance(bar, QProgressBar)
    assert (bar.minimum(), bar.maximum()) == (0, 0)


def test_state_repeated_for_each_batch_keeps_its_buttons(page: StatePage, qtbot: QtBot) -> None:
    page.show_state(State("Reading…", "1", (CommandId.CLOSE_FOLDER,)))
    qtbot.waitUntil(lambda: len(_buttons(page)) == 1)
    before = _buttons(page)
    page.show_state(State("Reading…", "2", (CommandId.CLOSE_FOLDER,)))
    assert _buttons(page) == before


@pytest.mark.parametrize("glyph", Glyph)
def test_every_glyph_is_drawn(page: StatePage, glyph: Glyph) -> None:
    page.show_state(State("", "", glyph=glyph))
    view = page.findChild(GlyphView, "glyph")
    assert isinstance(view, GlyphView)
    image = view.grab().toImage()
    colors = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    assert len(colors) > 5
