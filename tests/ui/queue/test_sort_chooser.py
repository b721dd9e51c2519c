"""An order is chosen by its letter, by arrows or by a click; the one in force is marked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QWidget
from pytestqt.qtbot import QtBot

from curator.library import Sort
from curator.ui.commands.commands import CommandId
from curator.ui.commands.sort_fields import SORT_FIELDS
from curator.ui.look.theme import Theme
from curator.ui.queue.sort_chooser import SortChooser
from tests.ui.ear import Ear
from tests.ui.hands import child, press


@pytest.fixture
def chooser(qtbot: QtBot, theme: Theme) -> SortChooser:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    chooser = SortChooser(theme, window)
    window.show()
    chooser.show_sort(Sort.HEAT)
    chooser.open_over()
    return chooser


def orders(chooser: SortChooser) -> QListView:
    return child(chooser, QListView, "sort_list")


@pytest.mark.parametrize(
    ("strokes", "command"),
    [
        (("Q",), CommandId.SORT_QUALITY),
        (("Shift+Q",), CommandId.SORT_LOWEST_QUALITY),
        (("D",), CommandId.SORT_NEWEST),
        (("F",), CommandId.SORT_PATH),
        (("Enter",), CommandId.SORT_HEAT),
        (("Down", "Enter"), CommandId.SORT_LOWEST_HEAT),
        (("K", "Enter"), CommandId.SORT_LOWEST_QUALITY),
    ],
)
def test_keys_choose_an_order(chooser: SortChooser, strokes: tuple[str, ...], command: CommandId) -> None:
    chosen = Ear(chooser.command_chosen)
    for stroke in strokes:
        press(chooser, stroke)
    assert chosen.heard == [command]
    assert not chooser.is_open


@pytest.mark.parametrize("stroke", ["Esc", "O"])
def test_esc_and_its_own_key_leave_the_order(chooser: SortChooser, stroke: str) -> None:
    chosen = Ear(chooser.command_chosen)
    press(chooser, stroke)
    assert (chooser.is_open, chosen.heard) == (False, [])


def test_every_order_is_offered_and_the_one_in_force_is_marked(chooser: SortChooser) -> None:
    model = orders(chooser).model()
    spoken = [
        str(model.index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for place in range(model.rowCount())
    ]
    assert len(spoken) == len(Sort) == len(SORT_FIELDS)
    assert [words for words in spoken if "now" in words] == ["Heat, Highest First, now, key H"]
    assert orders(chooser).currentIndex().data() == "Heat, Highest First"


def test_click_chooses(chooser: SortChooser) -> None:
    chosen, view = Ear(chooser.command_chosen), orders(chooser)
    spot = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen.heard == [CommandId.SORT_OLDEST]
