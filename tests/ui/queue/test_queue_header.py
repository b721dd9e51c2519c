"""The line above the list says the order and the view, and leads to both."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from curator.library import Sort
from curator.ui.commands.commands import CommandId
from curator.ui.look.theme import Theme
from curator.ui.queue.queue_header import QueueHeader
from tests.ui.hands import child


@pytest.fixture
def header(qtbot: QtBot, theme: Theme) -> QueueHeader:
    header = QueueHeader(theme)
    qtbot.addWidget(header)
    header.resize(320, 60)
    header.show()
    return header


def words(header: QueueHeader, command: CommandId) -> str:
    return child(header, QPushButton, f"link_{command.value}").text()


@pytest.mark.parametrize("command", [CommandId.NARROW, CommandId.VIEWS, CommandId.SORT])
def test_word_asks_for_its_command(header: QueueHeader, qtbot: QtBot, command: CommandId) -> None:
    with qtbot.waitSignal(header.command_requested) as caught:
        QTest.mouseClick(child(header, QPushButton, f"link_{command.value}"), Qt.MouseButton.LeftButton)
    assert caught.args == [command]


@pytest.mark.parametrize(
    ("sort", "said"),
    [
        (Sort.OLDEST, "oldest first"),
        (Sort.LOWEST_QUALITY, "lowest quality"),
        (Sort.TITLE, "title, A to Z"),
    ],
)
def test_order_is_said_in_words(header: QueueHeader, sort: Sort, said: str) -> None:
    header.show_sort(sort)
    assert words(header, CommandId.SORT) == said


def test_view_is_named_shortly_and_as_plain_text(header: QueueHeader) -> None:
    header.show_view("R&D <b>" + "w" * 100)
    assert words(header, CommandId.VIEWS).startswith("R&&D <b>ww")
    assert len(words(header, CommandId.VIEWS)) < 30
    header.show_view("")
    assert words(header, CommandId.VIEWS) == "views"
