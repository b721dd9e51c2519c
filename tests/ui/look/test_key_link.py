"""A link runs its command by a click and shows the key that does the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from curator.ui.commands.commands import CommandId
from curator.ui.look.key_cap import KeyCap
from curator.ui.look.key_link import KeyLink
from curator.ui.look.theme import Theme
from tests.ui.hands import child


@pytest.fixture
def link(qtbot: QtBot, theme: Theme) -> KeyLink:
    link = KeyLink(theme, "source", "B", CommandId.OPEN_SOURCE)
    qtbot.addWidget(link)
    link.show()
    return link


def button(link: KeyLink) -> QPushButton:
    return child(link, QPushButton, "link_open-source")


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_link_asks_for_its_command(link: KeyLink, qtbot: QtBot, way: str) -> None:
    with qtbot.waitSignal(link.command_requested) as caught:
        if way == "mouse":
            QTest.mouseClick(button(link), Qt.MouseButton.LeftButton)
        else:
            QTest.keyClick(button(link), Qt.Key.Key_Space)
    assert caught.args == [CommandId.OPEN_SOURCE]


def test_link_shows_its_key(link: KeyLink) -> None:
    assert [cap.stroke for cap in link.findChildren(KeyCap)] == ["B"]


def test_link_may_say_where_it_leads(link: KeyLink) -> None:
    link.set_words("bees.example")
    assert (button(link).text(), button(link).accessibleName()) == ("bees.example", "bees.example")


def test_ampersand_of_an_address_is_no_mnemonic(link: KeyLink) -> None:
    link.set_words("a&b.example")
    assert button(link).shortcut().isEmpty()
    assert (button(link).text(), button(link).accessibleName()) == ("a&&b.example", "a&b.example")


def test_long_name_is_shortened_to_the_end_that_says_whose_it_is(link: KeyLink) -> None:
    host = "bank.example." + "a." * 100 + "evil.example"
    link.set_words(host)
    assert button(link).text().startswith("…")
    assert button(link).text().endswith(".evil.example")
    assert button(link).minimumSizeHint().width() < 260
    assert button(link).accessibleName() == host


def test_link_takes_the_keyboard_by_tab_only(link: KeyLink) -> None:
    assert button(link).focusPolicy() is Qt.FocusPolicy.TabFocus
