"""The query box filters shortly after the last key, says where a filter is wrong, and is easily left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.ui.look.theme import Theme, ThemeChoice
from curator.ui.queue.search_field import SearchField
from tests.ui.ear import Ear
from tests.ui.hands import type_text
from tests.ui.waiting import wait_until


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


@pytest.fixture
def active(search: SearchField) -> SearchField:
    """The field with the keyboard."""
    search.activateWindow()
    search.setFocus()
    wait_until(search.hasFocus)
    return search


def test_filter_is_applied_after_the_last_key(search: SearchField, qtbot: QtBot) -> None:
    queries = Ear(search.query_changed)
    QTest.keyClicks(search, "bees")
    assert queries.heard == []
    qtbot.waitUntil(lambda: queries.heard == ["bees"])


def test_letters_that_come_at_once_are_read_once(search: SearchField) -> None:
    said = Ear(search.judged)
    type_text(search, "quality<60 undecided")
    assert len(said.heard) == 1


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
    type_text(search, "quality<60 undecided")
    assert search.property("state") == ""
    assert "quality" in search.accessibleDescription()


def test_wrong_filter_is_shown_with_its_place_and_not_applied(search: SearchField) -> None:
    queries = Ear(search.query_changed)
    type_text(search, "bees quality<x")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert search.property("state") == "error"
    assert search.accessibleDescription() == "“x” is not a whole number (at character 14)"
    assert "at character 14" in search.toolTip()
    assert queries.heard == []


def test_error_goes_with_its_cause(active: SearchField) -> None:
    type_text(active, "bees quality<x")
    assert active.property("state") == "error"
    QTest.keyClick(active, Qt.Key.Key_Backspace)
    wait_until(lambda: active.property("state") == "")


def marked_columns(search: SearchField) -> range:
    """Where, from left to right, something is painted in the colour of a problem within the frame."""
    picture = search.grab().toImage()
    inside = [(x, y) for x in range(4, picture.width() - 4) for y in range(4, picture.height() - 4)]
    colours = ((x, picture.pixelColor(x, y)) for x, y in inside)
    found = [x for x, colour in colours if colour.red() - colour.blue() > 60]
    return range(min(found), max(found) + 1) if found else range(0)


def columns_before_cursor(search: SearchField, text: str, marked: str) -> range:
    """Where `marked` is, when it begins `text`, which ends at the cursor."""
    metrics = QFontMetrics(search.font())
    left = search.cursorRect().center().x() - metrics.horizontalAdvance(text)
    return range(left, left + metrics.horizontalAdvance(marked))


def test_what_is_wrong_is_marked_at_its_own_letters(search: SearchField) -> None:
    type_text(search, "bees quality<xxx moss")
    marked, expected = marked_columns(search), columns_before_cursor(search, "xxx moss", "xxx")
    assert abs(marked.start - expected.start) <= 2
    assert abs(marked.stop - expected.stop) <= 2
    search.show_query("bees")
    assert not marked_columns(search)


def test_mark_stays_with_its_letters_when_the_line_is_scrolled(search: SearchField) -> None:
    type_text(search, f"{'moss ' * 20}quality<xxx bees")
    marked, expected = marked_columns(search), columns_before_cursor(search, "xxx bees", "xxx")
    assert abs(marked.start - expected.start) <= 2
    QTest.keyClick(search, Qt.Key.Key_Home)
    assert not marked_columns(search)


def test_mark_leaves_selection_and_undo_alone(search: SearchField, theme: Theme) -> None:
    search.show_query("bees quality<y")
    search.setSelection(2, 3)
    theme.changed.emit()
    assert (search.text(), search.selectedText()) == ("bees quality<y", "es ")
    assert not search.isUndoAvailable()


def test_mark_takes_the_colour_of_the_theme(search: SearchField, theme: Theme) -> None:
    search.show_query("quality<xxx")
    light = search.grab().toImage()
    theme.choose(ThemeChoice.DARK)
    assert search.grab().toImage() != light


@pytest.mark.parametrize("text", ["bees quality<", 'bees "moss', "bees since:7", "has:ima"])
def test_what_is_unfinished_is_no_error_while_it_is_typed(active: SearchField, text: str) -> None:
    queries, said = Ear(active.query_changed), Ear(active.judged)
    type_text(active, text)
    assert active.property("state") == ""
    assert not any(each[1] for each in said.heard)  # type: ignore[index]  # words and whether they are an error
    assert "…" in active.accessibleDescription()
    assert text not in queries.heard
    QTest.keyClick(active, Qt.Key.Key_Escape)
    QTest.keyClick(active, Qt.Key.Key_Return)
    assert active.property("state") == "error"


def test_what_is_unfinished_is_wrong_when_the_cursor_or_the_keyboard_goes_elsewhere(
    active: SearchField,
) -> None:
    type_text(active, "quality< bees")
    assert active.property("state") == "error"
    for _ in range(5):
        QTest.keyClick(active, Qt.Key.Key_Left)
    assert active.property("state") == ""
    active.clearFocus()
    assert active.property("state") == "error"


def test_filter_before_an_unfinished_piece_stays_in_force(active: SearchField, qtbot: QtBot) -> None:
    queries = Ear(active.query_changed)
    type_text(active, "bees")
    qtbot.waitUntil(lambda: queries.heard == ["bees"])
    type_text(active, " quality<")
    timer = active.findChild(QTimer)
    assert isinstance(timer, QTimer)
    qtbot.waitUntil(lambda: not timer.isActive())
    assert queries.heard == ["bees"]
    assert active.property("state") == ""


def test_mark_does_not_end_what_an_input_method_composes(search: SearchField, theme: Theme) -> None:
    type_text(search, "quality<x ")
    QCoreApplication.sendEvent(search, QInputMethodEvent("と", []))
    composing = search.grab().toImage()
    theme.changed.emit()
    assert search.grab().toImage() == composing


def test_filter_chosen_elsewhere_is_shown_and_not_announced_again(search: SearchField) -> None:
    queries = Ear(search.query_changed)
    QTest.keyClicks(search, "be")
    search.show_query("undecided")
    assert search.text() == "undecided"
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert queries.heard == []


def test_keys_of_decisions_are_text_here(window: QWidget, search: SearchField) -> None:
    keys = Keys(window)
    type_text(search, "8aZ+-?/ xes")
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
