"""The top says which folder is open and what a filter means, however long both are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from curator.ui.commands.commands import CommandId
from curator.ui.look.theme import Theme
from curator.ui.window.top_bar import TopBar
from tests.ui.ear import Ear
from tests.ui.hands import child, type_text
from tests.ui.waiting import wait_until


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> TopBar:
    bar = TopBar(theme)
    qtbot.addWidget(bar)
    bar.resize(1000, bar.sizeHint().height())
    bar.show()
    return bar


def test_folder_and_its_state_are_shown(bar: TopBar) -> None:
    bar.show_folder("ai", "5,178 articles")
    assert child(bar, QLabel, "folder_name").text() == "ai"
    assert child(bar, QLabel, "folder_state").text() == "5,178 articles"


@pytest.mark.parametrize("command", [CommandId.PALETTE, CommandId.KEYS])
def test_links_lead_to_help(bar: TopBar, command: CommandId) -> None:
    asked = Ear(bar.command_requested)
    QTest.mouseClick(child(bar, QPushButton, f"link_{command.value}"), Qt.MouseButton.LeftButton)
    assert asked.heard == [command]


def test_filter_is_explained_beside_the_box(bar: TopBar) -> None:
    type_text(bar.search, "quality<60")
    meaning = child(bar, QLabel, "search_meaning")
    assert meaning.text() == bar.search.accessibleDescription() != ""
    assert meaning.property("strength") == "small"
    type_text(bar.search, " quality<x")
    assert meaning.property("strength") == "problem"
    assert "at character" in meaning.text()
    bar.search.show_query("")
    assert meaning.text() == ""


def test_what_a_filter_still_lacks_is_said_calmly(bar: TopBar) -> None:
    bar.activateWindow()
    bar.search.setFocus()
    wait_until(bar.search.hasFocus)
    type_text(bar.search, "undecided quality<")
    meaning = child(bar, QLabel, "search_meaning")
    assert meaning.text() == "undecided, quality<… (a number such as 60)"
    assert meaning.property("strength") == "small"


@pytest.mark.parametrize("name", ["W" * 255, "a folder " * 28])
def test_long_folder_name_leaves_room_for_the_rest(bar: TopBar, name: str) -> None:
    bar.show_folder(name, "5,178 articles")
    bar.resize(800, bar.sizeHint().height())
    bar.grab()
    assert name[:100] in child(bar, QLabel, "folder_name").toolTip()
    assert bar.minimumSizeHint().width() <= 800
    for part in (bar.search, child(bar, QWidget, "link_keys")):
        assert part.mapTo(bar, QPoint(part.width(), 0)).x() <= bar.width()
    assert bar.search.width() >= 100


def test_problems_are_counted_once_they_are_known_and_lead_to_the_list(bar: TopBar) -> None:
    link, asked = child(bar, QPushButton, "link_problems"), Ear(bar.command_requested)
    assert not link.isVisible()
    bar.show_problems("3 problems")
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert (link.text(), asked.heard) == ("3 problems", [CommandId.PROBLEMS])
    bar.show_problems("")
    assert not link.isVisible()
