"""The first page offers a folder, the sample and what was open lately, by mouse and by keyboard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from curator.ui.look.key_button import KeyButton
from curator.ui.look.theme import Theme, ThemeChoice
from curator.ui.pages.recent_card import RecentCard
from curator.ui.pages.welcome import WelcomePage
from curator.ui.settings import RecentFolder

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
DESK = RecentFolder(
    (Path("/news/ai"),),
    "artificial-intelligence",
    5178,
    148,
    "you were at 84 of 232",
    NOW - timedelta(days=1),
)
DONE = RecentFolder((Path("/news/pa"),), "microsoft-power-apps", 192)
GONE = RecentFolder((Path("/stick/drafts"),), "drafts", 38, 4)
MORE = RecentFolder((Path("/news/old"),), "old", 1, 1)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> WelcomePage:
    page = WelcomePage(theme)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.set_recents((DESK, DONE, GONE, MORE), frozenset({GONE.paths}), NOW)
    page.show()
    qtbot.waitExposed(page)
    return page


def _cards(page: WelcomePage) -> list[RecentCard]:
    cards = [card for card in page.findChildren(RecentCard) if card.isVisible()]
    return sorted(cards, key=lambda card: card.x())


def _button(page: QWidget, name: str) -> KeyButton:
    button = page.findChild(KeyButton, name)
    assert isinstance(button, KeyButton)
    return button


def test_open_button_asks_for_a_folder(page: WelcomePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.open_requested):
        QTest.mouseClick(_button(page, "welcome_open"), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_sample_opens_from_the_keyboard(page: WelcomePage, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(page.sample_requested):
        QTest.keyClick(_button(page, "welcome_sample"), key)


def test_three_newest_folders_are_offered(page: WelcomePage) -> None:
    assert [card.accessibleName().split(",")[0] for card in _cards(page)] == [DESK.name, DONE.name, GONE.name]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_key_on_a_card_opens_its_paths(page: WelcomePage, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(page.recent_requested) as caught:
        QTest.keyClick(_cards(page)[1], key)
    assert caught.args == [DONE.paths]


def test_click_on_a_missing_folder_still_asks_for_it(page: WelcomePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.recent_requested) as caught:
        QTest.mouseClick(_cards(page)[2], Qt.MouseButton.LeftButton)
    assert caught.args == [GONE.paths]


def test_tab_reaches_every_button_and_card_in_reading_order(page: WelcomePage) -> None:
    page.activateWindow()
    _button(page, "welcome_open").setFocus()
    visited = []
    for _ in range(5):
        focused = page.focusWidget()
        visited.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert visited == [_button(page, "welcome_open"), _button(page, "welcome_sample"), *_cards(page)]


def test_folder_that_is_gone_says_so(page: WelcomePage) -> None:
    spoken = [card.accessibleName() for card in _cards(page)]
    assert ["not found" in words for words in spoken] == [False, False, True]


def test_new_recents_replace_the_old_cards(page: WelcomePage, qtbot: QtBot) -> None:
    page.set_recents((MORE,), now=NOW)
    qtbot.waitUntil(lambda: len(_cards(page)) == 1)
    assert [card.accessibleName() for card in _cards(page)] == ["old, 1 article, 1 undecided"]
    page.set_recents(())
    assert _cards(page) == []


def test_dragging_changes_the_invitation_and_back(page: WelcomePage) -> None:
    headline = page.findChild(QLabel, "welcome_headline")
    assert isinstance(headline, QLabel)
    calm = page.grab().toImage()
    page.set_dragging(True)
    assert headline.text() == "Let go to open"
    assert page.grab().toImage() != calm
    page.set_dragging(False)
    assert headline.text() == "Drop a folder of articles here"


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (800, 560)])
@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_nothing_is_cut_or_overlaps(
    page: WelcomePage, theme: Theme, choice: ThemeChoice, width: int, height: int
) -> None:
    theme.choose(choice)
    page.resize(width, height)
    page.grab()
    assert (page.width(), page.height()) == (width, height)
    zone = page.findChild(QWidget, "drop_zone")
    assert isinstance(zone, QWidget)
    assert zone.geometry().bottom() < _cards(page)[0].mapTo(page, _cards(page)[0].rect().topLeft()).y()
    for card in _cards(page):
        assert page.rect().contains(card.mapTo(page, card.rect().bottomRight()))
    for button in page.findChildren(KeyButton):
        assert button.width() >= button.sizeHint().width()
