"""Chips count the states of the folder, and each is a filter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from curator.library import Counts, parse_query
from curator.ui.queue.filter_chips import FilterChips
from tests.ui.hands import child

COUNTS = Counts(all=5_178, undecided=148, published=12, later=3, problems=0)


@pytest.fixture
def chips(qtbot: QtBot) -> FilterChips:
    chips = FilterChips()
    qtbot.addWidget(chips)
    chips.resize(320, 100)
    chips.show_counts(COUNTS)
    chips.show()
    return chips


def button(chips: FilterChips, name: str) -> QPushButton:
    return child(chips, QPushButton, f"filter_{name}")


def shown(chips: FilterChips) -> list[str]:
    return [each.text() for each in chips.findChildren(QPushButton) if not each.isHidden()]


def test_states_that_occur_are_shown_with_their_number(chips: FilterChips) -> None:
    assert shown(chips) == ["All 5,178", "Undecided 148", "Published 12", "Later 3"]
    assert button(chips, "undecided").accessibleName() == "Undecided, 148 articles"


def test_empty_folder_still_has_the_first_two(chips: FilterChips) -> None:
    chips.show_counts(Counts())
    assert shown(chips) == ["All 0", "Undecided 0"]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("all", ""),
        ("undecided", "undecided"),
        ("published", "published"),
        ("later", "later"),
        ("problems", "problem"),
    ],
)
def test_click_chooses_a_filter_that_can_be_understood(
    chips: FilterChips, qtbot: QtBot, name: str, query: str
) -> None:
    with qtbot.waitSignal(chips.query_chosen) as caught:
        QTest.mouseClick(button(chips, name), Qt.MouseButton.LeftButton)
    assert caught.args == [query]
    parse_query(query)


def test_chip_of_the_filter_in_force_is_lit(chips: FilterChips) -> None:
    chips.show_query(" later ")
    lit = [each.objectName() for each in chips.findChildren(QPushButton) if each.isChecked()]
    assert lit == ["filter_later"]
    chips.show_query("quality<60")
    assert not any(each.isChecked() for each in chips.findChildren(QPushButton))


def test_chip_in_force_stays_when_it_counts_nothing(chips: FilterChips) -> None:
    chips.show_query("later")
    chips.show_counts(Counts(all=5))
    assert not button(chips, "later").isHidden()


def test_chips_never_take_the_keyboard(chips: FilterChips) -> None:
    assert {each.focusPolicy() for each in chips.findChildren(QPushButton)} == {Qt.FocusPolicy.NoFocus}


def test_narrow_pane_wraps_its_chips(chips: FilterChips) -> None:
    chips.resize(180, 200)
    chips.grab()
    lines = {each.y() for each in chips.findChildren(QPushButton) if not each.isHidden()}
    assert len(lines) > 1
    assert all(
        each.geometry().right() <= 180 for each in chips.findChildren(QPushButton) if not each.isHidden()
    )
