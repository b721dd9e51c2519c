"""The query box filters shortly after the last key, says where a filter is wrong, and is easily left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.ui.look.theme import Theme
from curator.ui.queue.search_field import SearchField
from tests.ui.ear import Ear


class Keys(QObject):
    """Notes the keys that reach a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.pressed: list[int] = []
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.pressed.append(event.key())
        return False


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def search(window: QWidget, theme: Theme) -> SearchField:
    field = SearchField(theme, window)
    field.resize(400, 36)
    field.show()
    return field


def test_filter_is_applied_after_the_last_key(search: SearchField, qtbot: QtBot) -> None:
    queries = Ear(search.query_changed)
    QTest.keyClicks(search, "bees")
    assert queries.heard == []
    qtbot.waitUntil(lambda: queries.heard == ["bees"])


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Down])
def test_leaving_applies_the_filter_at_once(search: SearchField, key: Qt.Key) -> None:
    queries, left = Ear(search.query_changed), Ear(search.left)
    QTest.keyClicks(search, "bees")
    QTest.keyClick(search, key)
    assert (queries.heard, len(left.heard)) == (["bees"], 1)


def test_leaving_without_a_change_filters_nothing(search: SearchField) -> None:
    queries = Ear(search.query_changed)
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert queries.heard == []


def test_filter_is_explained_in_words(search: SearchField) -> None:
    QTest.keyClicks(search, "quality<60 undecided")
    assert search.property("state") == ""
    assert "quality" in search.accessibleDescription()


def test_wrong_filter_is_shown_with_its_place_and_not_applied(search: SearchField) -> None:
    queries = Ear(search.query_changed)
    QTest.keyClicks(search, "bees quality<x")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert search.property("state") == "error"
    assert search.accessibleDescription() == "“x” is not a whole number (at character 14)"
    assert "at character 14" in search.toolTip()
    assert queries.heard == []


def test_error_goes_with_its_cause(search: SearchField) -> None:
    QTest.keyClicks(search, 'bees "')
    assert search.property("state") == "error"
    QTest.keyClick(search, Qt.Key.Key_Backspace)
    assert search.property("state") == ""


def test_filter_chosen_elsewhere_is_shown_and_not_announced_again(search: SearchField) -> None:
    queries = Ear(search.query_changed)
    QTest.keyClicks(search, "be")
    search.show_query("undecided")
    assert search.text() == "undecided"
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert queries.heard == []


def test_keys_of_decisions_are_text_here(window: QWidget, search: SearchField) -> None:
    keys = Keys(window)
    QTest.keyClicks(search, "8aZ+-?/ xes")
    QTest.keyClick(search, Qt.Key.Key_Backspace)
    assert search.text() == "8aZ+-?/ xe"
    assert keys.pressed == []


def test_palette_can_be_called_from_here(window: QWidget, search: SearchField) -> None:
    keys = Keys(window)
    QTest.keyClick(search, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert keys.pressed[-1] == Qt.Key.Key_K


def test_dropped_folder_is_left_to_the_window(search: SearchField) -> None:
    # A line of text takes the addresses of dropped files, and would be filtered by them.
    assert not search.acceptDrops()


def test_key_that_leads_here_is_shown_while_nothing_is_typed(search: SearchField) -> None:
    search.clearFocus()
    empty = search.grab().toImage()
    search.setText(" ")
    assert search.grab().toImage() != empty
