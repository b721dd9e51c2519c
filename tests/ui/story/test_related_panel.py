"""The story pane: cards to move in and to open, and no key of a decision eaten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QStyle, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from curator.articles import Provider, Related
from curator.library import Row
from curator.triage.decisions import Mark
from curator.ui.commands.commands import CommandId
from curator.ui.look.theme import Theme, ThemeChoice
from curator.ui.story.related_delegate import RelatedDelegate
from curator.ui.story.related_model import RelatedCard, RelatedModel
from curator.ui.story.related_panel import RelatedList, RelatedPanel
from tests.ui.ear import Ear
from tests.ui.hands import child, press
from tests.ui.queue.test_search_field import Keys

WASPS = RelatedCard(
    Related("Wasps build with paper", quality=50, provider=Provider("Wasp Post")),
    False,
    False,
    None,
    None,
    None,
)
HORNETS = RelatedCard(
    Related("Hornets", quality=89, provider=Provider("Hornet News")),
    leads=True,
    outranks=True,
    row=Row(Path("/news/hornets.md"), "Hornets", quality=89, published=True),
    mark=Mark.DECIDED,
    image=None,
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(320, 600)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def panel(window: QWidget, theme: Theme) -> RelatedPanel:
    panel = RelatedPanel(theme, window)
    panel.resize(window.size())
    panel.show_story([WASPS, HORNETS], 3)
    panel.show()
    return panel


def list_of(panel: RelatedPanel) -> RelatedList:
    return child(panel, RelatedList, "related_list")


def place(panel: RelatedPanel) -> int:
    return list_of(panel).currentIndex().row()


def test_story_says_how_many_publishers_tell_it(panel: RelatedPanel) -> None:
    assert child(panel, QLabel, "story_headline").text() == "Story · 3 publishers"
    assert not list_of(panel).isHidden()
    assert child(panel, QLabel, "story_empty").isHidden()


def test_article_nobody_else_tells_has_words_instead_of_a_list(panel: RelatedPanel) -> None:
    panel.show_story([], 1)
    assert child(panel, QLabel, "story_headline").text() == "Story"
    assert list_of(panel).isHidden()
    assert not child(panel, QLabel, "story_empty").isHidden()
    assert not panel.enter()


@pytest.mark.parametrize(("cards", "offered"), [([WASPS], False), ([WASPS, HORNETS], True)])
def test_marking_the_story_is_offered_when_some_of_it_is_here(
    panel: RelatedPanel, cards: list[RelatedCard], offered: bool
) -> None:
    panel.show_story(cards, 2)
    button = child(panel, QPushButton, "link_story")
    assert button.isVisibleTo(panel) is offered
    if offered:
        asked = Ear(panel.command_requested)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert asked.heard == [CommandId.STORY]


def test_entering_puts_the_keyboard_on_the_first_card(panel: RelatedPanel) -> None:
    assert panel.enter()
    assert list_of(panel).hasFocus()
    assert place(panel) == 0


@pytest.mark.parametrize(
    ("keys", "at"),
    [("J", 1), ("Down", 1), ("J J J", 1), ("J K", 0), ("Down Up Up", 0)],
)
def test_keys_move_inside_and_stop_at_the_ends(panel: RelatedPanel, keys: str, at: int) -> None:
    panel.enter()
    for key in keys.split():
        press(list_of(panel), key)
    assert place(panel) == at


def test_enter_and_double_click_open_a_card(panel: RelatedPanel) -> None:
    opened = Ear(panel.related_requested)
    panel.enter()
    press(list_of(panel), "J")
    press(list_of(panel), "Enter")
    middle = list_of(panel).visualRect(list_of(panel).model().index(0, 0)).center()
    QTest.mouseClick(list_of(panel).viewport(), Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseDClick(list_of(panel).viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert opened.heard == [1, 0]


@pytest.mark.parametrize("key", ["8", "A", "Shift+8", "Esc", "Ctrl+K", "Space", "Z"])
def test_every_other_key_is_the_windows(panel: RelatedPanel, window: QWidget, key: str) -> None:
    panel.enter()
    keys = Keys(window)
    press(list_of(panel), key)
    assert len(keys.pressed) == len(key.split("+"))
    assert place(panel) == 0


def test_letters_of_other_scripts_are_the_windows(panel: RelatedPanel, window: QWidget) -> None:
    panel.enter()
    keys = Keys(window)
    event = QKeyEvent(QEvent.Type.KeyPress, ord("Ф"), Qt.KeyboardModifier.NoModifier, "ф")
    QApplication.sendEvent(list_of(panel), event)
    assert keys.pressed == [ord("Ф")]


def test_picture_arrives_at_its_card(panel: RelatedPanel) -> None:
    image = QImage(84, 60, QImage.Format.Format_RGB32)
    panel.set_image(1, HORNETS, image)
    arrived = panel.card(1)
    assert arrived is not None
    assert arrived.image is image
    assert panel.card(0) == WASPS


def test_news_of_the_folder_keeps_pictures_and_place(panel: RelatedPanel) -> None:
    image = QImage(84, 60, QImage.Format.Format_RGB32)
    panel.set_image(1, HORNETS, image)
    panel.enter()
    press(list_of(panel), "J")
    panel.refresh([WASPS, replace(HORNETS, mark=Mark.LATER)])
    card = panel.card(1)
    assert card is not None
    assert (card.mark, card.image, place(panel)) == (Mark.LATER, image, 1)


def test_pane_below_the_article_looks_like_it(panel: RelatedPanel) -> None:
    panel.set_below(is_below=True)
    assert panel.property("role") == "below"
    panel.set_below(is_below=False)
    assert panel.property("role") == "right"


def test_wanted_height_grows_with_the_cards(panel: RelatedPanel) -> None:
    two = panel.wanted_height()
    panel.show_story([WASPS], 2)
    assert two > panel.wanted_height() > 0


def painted(theme: Theme, card: RelatedCard, *, has_cursor: bool = False, width: int = 300) -> QImage:
    """One card as it is painted, on a transparent ground twice as wide."""
    model = RelatedModel()
    model.set_cards([card])
    delegate = RelatedDelegate(theme)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, delegate.sizeHint(option, model.index(0)).height())
    if has_cursor:
        option.state = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
    image = QImage(2 * width, option.rect.height(), QImage.Format.Format_ARGB32)
    image.fill(0)
    with QPainter(image) as painter:
        delegate.paint(painter, option, model.index(0))
    return image


def test_cards_look_like_what_they_say(qtbot: QtBot, theme: Theme) -> None:
    image = QImage(84, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    looks = [
        painted(theme, WASPS),
        painted(theme, WASPS, has_cursor=True),
        painted(theme, HORNETS),
        painted(theme, replace(HORNETS, leads=False)),
        painted(theme, replace(HORNETS, mark=Mark.LATER)),
        painted(theme, replace(WASPS, image=image)),
    ]
    assert all(one != other for number, one in enumerate(looks) for other in looks[:number])
    theme.choose(ThemeChoice.DARK)
    assert painted(theme, WASPS) != looks[0]


@pytest.mark.parametrize("title", ["", "W" * 500, "\N{GRINNING FACE}" * 300, "<b>bold</b> " * 50])
def test_nothing_is_painted_beside_the_card(qtbot: QtBot, theme: Theme, title: str) -> None:
    item = Related(title, quality=99_999, provider=Provider(title[:120], title[:120]))
    row = Row(Path("/news/a.md"), title, quality=-99_999, published=False)
    shown = painted(theme, RelatedCard(item, True, True, row, Mark.DECIDED, None), has_cursor=True)
    beside = shown.copy(300, 0, 300, shown.height())
    empty = QImage(beside.size(), beside.format())
    empty.fill(0)
    assert beside == empty
