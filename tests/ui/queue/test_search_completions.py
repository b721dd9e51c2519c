"""What could be typed next is offered below the query box, chosen with the arrows, and never in the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from curator.library.query_vocabulary import Vocabulary
from curator.ui.look.theme import Theme, ThemeChoice
from curator.ui.queue.search_completions import SearchCompletions
from curator.ui.queue.search_field import SearchField
from tests.ui.ear import Ear
from tests.ui.hands import type_text
from tests.ui.waiting import wait_until

KNOWN = Vocabulary(
    providers=(("BBC News", 212), ("bbc.com", 30), ("The Daily", 3)),
    topics=(("computer vision", 50),),
    months=(("2020-02", 4),),
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 400)
    window.show()
    return window


@pytest.fixture
def search(window: QWidget, theme: Theme) -> SearchField:
    """The field with the keyboard, which knows some names."""
    field = SearchField(theme, window)
    field.setGeometry(100, 10, 300, 36)
    field.show()
    field.set_vocabulary(KNOWN)
    window.activateWindow()
    field.setFocus()
    wait_until(field.hasFocus)
    return field


def popup(search: SearchField) -> SearchCompletions:
    return search.completions


def offered(search: SearchField) -> list[str]:
    """What is seen below the field."""
    found = popup(search)
    model: QAbstractItemModel = found.model()
    rows = range(model.rowCount()) if found.isVisible() else ()
    return [str(model.index(row, 0).data()) for row in rows]


def press(search: SearchField, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(search, key)


def test_typing_narrows_what_is_offered(search: SearchField) -> None:
    assert offered(search) == []
    type_text(search, "p")
    assert offered(search) == ["published", "problem", "provider:", "published:", "path:"]
    type_text(search, "rov")
    assert offered(search) == ["provider:"]
    type_text(search, "iderx")
    assert offered(search) == []


def test_nothing_is_offered_unasked_between_two_words(search: SearchField) -> None:
    type_text(search, "bees ")
    assert offered(search) == []
    QTest.keyClick(search, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert offered(search)[:2] == ["undecided", "-published"]
    assert search.text() == "bees "


def test_down_in_an_empty_field_offers_the_most_useful(search: SearchField) -> None:
    left = Ear(search.left)
    press(search, Qt.Key.Key_Down)
    assert offered(search)[0] == "undecided"
    assert left.heard == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_chosen_one_is_accepted_and_applied_at_once(search: SearchField, key: Qt.Key) -> None:
    queries, left = Ear(search.query_changed), Ear(search.left)
    QTest.keyClicks(search, "bees provider:b")
    press(search, Qt.Key.Key_Down, Qt.Key.Key_Down, key)
    assert search.text() == "bees provider:bbc.com"
    assert queries.heard == ["bees provider:bbc.com"]
    assert offered(search) == []
    assert left.heard == []
    assert search.hasFocus()


def test_field_that_is_accepted_goes_on_to_its_values(search: SearchField) -> None:
    type_text(search, "topi")
    press(search, Qt.Key.Key_Tab)
    assert search.text() == "topic:"
    assert offered(search) == ['topic:"computer vision"']
    press(search, Qt.Key.Key_Tab)
    assert search.text() == 'topic:"computer vision"'
    press(search, Qt.Key.Key_Tab)
    assert not offered(search)


def test_word_that_becomes_a_field_is_looked_for_no_longer(search: SearchField) -> None:
    queries = Ear(search.query_changed)
    type_text(search, "bees prov")
    wait_until(lambda: queries.heard == ["bees prov"])
    press(search, Qt.Key.Key_Tab)
    assert queries.heard == ["bees prov", "bees"]


def test_field_that_is_accepted_at_once_filters_nothing_anew(search: SearchField) -> None:
    search.show_query("bees ")
    queries = Ear(search.query_changed)
    QTest.keyClicks(search, "prov")
    press(search, Qt.Key.Key_Tab)
    assert (search.text(), queries.heard) == ("bees provider:", [])


def test_value_that_is_accepted_is_the_end_of_it(search: SearchField) -> None:
    search.set_vocabulary(Vocabulary(providers=(("BBC", 2), ("BBC News", 1))))
    type_text(search, "provider:bb")
    press(search, Qt.Key.Key_Tab)
    assert (search.text(), offered(search)) == ("provider=BBC", [])


def test_enter_with_none_chosen_applies_what_was_typed_and_leaves(search: SearchField) -> None:
    queries, left = Ear(search.query_changed), Ear(search.left)
    QTest.keyClicks(search, "bbc")
    press(search, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert (queries.heard, len(left.heard)) == (["bbc"], 1)
    assert offered(search) == []


def test_esc_closes_first_and_leaves_then(search: SearchField) -> None:
    left = Ear(search.left)
    type_text(search, "prov")
    press(search, Qt.Key.Key_Escape)
    assert (offered(search), len(left.heard)) == ([], 0)
    press(search, Qt.Key.Key_Escape)
    assert len(left.heard) == 1


def test_down_leaves_when_nothing_is_offered(search: SearchField) -> None:
    left = Ear(search.left)
    type_text(search, "prov")
    press(search, Qt.Key.Key_Escape, Qt.Key.Key_Down)
    assert len(left.heard) == 1


def test_arrows_go_round_by_what_was_typed(search: SearchField) -> None:
    type_text(search, "provider:b")
    seen = []
    for _ in range(4):
        press(search, Qt.Key.Key_Up)
        seen.append(popup(search).currentIndex().row())
    assert seen == [1, 0, -1, 1]
    assert search.text() == "provider:b"


def test_typing_on_lets_go_of_what_was_chosen(search: SearchField) -> None:
    type_text(search, "provider:b")
    press(search, Qt.Key.Key_Down)
    type_text(search, "b")
    assert offered(search) == ['provider:"BBC News"', "provider:bbc.com"]
    assert popup(search).chosen is None


def test_click_accepts_and_leaves_the_keyboard_in_the_field(search: SearchField) -> None:
    type_text(search, "provider:b")
    found = popup(search)
    place = found.visualRect(found.model().index(1, 0)).center()
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert search.text() == "provider:bbc.com"
    assert search.hasFocus()


def test_one_undo_takes_an_accepted_one_back(search: SearchField) -> None:
    type_text(search, "bees prov moss")
    for _ in range(5):
        press(search, Qt.Key.Key_Left)
    QTest.keyClick(search, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    press(search, Qt.Key.Key_Tab)
    assert (search.text(), search.cursorPosition()) == ("bees provider: moss", len("bees provider:"))
    search.undo()
    assert search.text() == "bees prov moss"


def test_nothing_is_offered_in_a_field_that_is_left(search: SearchField, window: QWidget) -> None:
    other = QLineEdit(window)
    other.show()
    type_text(search, "prov")
    other.setFocus()
    assert offered(search) == []
    search.setFocus()
    assert offered(search) == []


def test_filter_chosen_elsewhere_closes_it(search: SearchField) -> None:
    type_text(search, "prov")
    search.show_query("prov")
    assert offered(search) == []


def test_chosen_one_is_told_to_somebody_who_does_not_see_it(search: SearchField) -> None:
    type_text(search, "provider:b")
    assert search.accessibleDescription() == "provider “b”"
    press(search, Qt.Key.Key_Down)
    assert search.accessibleDescription() == 'provider:"BBC News", 212 articles, 1 of 2'
    press(search, Qt.Key.Key_Escape)
    assert search.accessibleDescription() == "provider “b”"


def test_names_that_come_late_are_offered_to_who_waits_for_them(search: SearchField) -> None:
    hornets = Vocabulary(providers=(("Hornet News", 1),))
    type_text(search, "provider:ho")
    assert offered(search) == []
    search.set_vocabulary(hornets)
    assert offered(search) == ['provider:"Hornet News"']
    press(search, Qt.Key.Key_Escape)
    search.set_vocabulary(hornets)
    assert offered(search) == []


def test_counting_anew_leaves_the_choice_alone(search: SearchField) -> None:
    type_text(search, "provider:b")
    press(search, Qt.Key.Key_Down, Qt.Key.Key_Down)
    search.set_vocabulary(Vocabulary(providers=(("bbc.com", 31), ("BBC News", 30))))
    assert search.accessibleDescription() == "provider:bbc.com, 31 articles, 1 of 2"
    search.set_vocabulary(Vocabulary(providers=(("BBC News", 30),)))
    assert popup(search).chosen is None


def test_cursor_that_leaves_the_word_leaves_what_was_offered(search: SearchField) -> None:
    type_text(search, "bees prov")
    press(search, Qt.Key.Key_Left)
    assert offered(search) == ["problem", "provider:"]
    press(search, Qt.Key.Key_Home)
    assert offered(search) == []


def test_it_lies_below_the_field_and_inside_the_window(search: SearchField, window: QWidget) -> None:
    search.set_vocabulary(Vocabulary(providers=tuple((f"{'b' * 300}{number}", 1) for number in range(20))))
    type_text(search, "provider:b")
    for size in ((700, 400), (320, 180)):
        window.resize(*size)
        search.setGeometry(100, 20, 180, 36)
        place = popup(search).geometry()
        assert window.rect().contains(place)
        assert place.top() >= search.geometry().bottom()
        assert window.childAt(place.center()) is popup(search).viewport()


def test_it_goes_along_with_the_field(search: SearchField) -> None:
    type_text(search, "prov")
    search.move(160, 40)
    assert popup(search).geometry().left() == 160
    assert popup(search).geometry().top() > search.geometry().bottom()


def test_it_takes_the_colours_of_the_theme(search: SearchField, theme: Theme) -> None:
    type_text(search, "provider:b")
    press(search, Qt.Key.Key_Down)
    row = popup(search).visualRect(popup(search).currentIndex())
    spot = row.topLeft() + QPoint(row.width() // 2, 3)
    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        theme.choose(choice)
        colour = popup(search).viewport().grab().toImage().pixelColor(spot).name()
        assert colour == theme.colors.current.lower()


def test_model_keeps_the_rules_of_models(search: SearchField) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(popup(search).model(), mode)
    for letter in "provider:bx":
        type_text(search, letter)
    assert tester.model() is popup(search).model()


def test_nobody_but_the_field_ever_has_the_keyboard(search: SearchField) -> None:
    type_text(search, "provider:b")
    press(search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is search
    assert popup(search).focusPolicy() == Qt.FocusPolicy.NoFocus
    assert popup(search).accessibleName()
