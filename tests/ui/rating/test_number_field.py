"""A number is typed, then decided by Enter, left by Esc, and never waits for another article."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.ui.rating.number_field import NumberField
from tests.ui.ear import Ear
from tests.ui.hands import child

SHIFT = Qt.KeyboardModifier.ShiftModifier


class Heard:
    """A field and what it has announced."""

    def __init__(self, window: QWidget, *, takes_x: bool) -> None:
        self.field = NumberField("number", "Exact number", window, takes_x=takes_x)
        layout = window.layout()
        assert layout is not None
        layout.addWidget(self.field)
        self.entered, self.cleared, self.left = (
            Ear(signal) for signal in (self.field.entered, self.field.cleared, self.field.left)
        )

    def open(self, number: int | None = None, *, stays: bool = False) -> NumberField:
        self.field.open_with(number, stays=stays)
        return self.field

    @property
    def all(self) -> tuple[list[object], list[object], int]:
        return self.entered.heard, self.cleared.heard, len(self.left.heard)


@pytest.fixture
def heard(window: QWidget) -> Heard:
    return Heard(window, takes_x=False)


@pytest.fixture
def with_x(window: QWidget) -> Heard:
    return Heard(window, takes_x=True)


def test_field_opens_with_the_present_number_selected(heard: Heard) -> None:
    field = heard.open(72)
    assert (field.isVisible(), field.hasFocus(), field.selectedText()) == (True, True, "72")
    QTest.keyClicks(field, "95")
    assert field.text() == "95"


def test_enter_decides_and_closes(heard: Heard) -> None:
    field = heard.open()
    QTest.keyClicks(field, "95")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert heard.all == ([(95, False)], [], 0)
    assert field.isHidden()


@pytest.mark.parametrize(("opened", "held"), [(True, Qt.KeyboardModifier.NoModifier), (False, SHIFT)])
def test_shift_at_either_end_stays(heard: Heard, opened: bool, held: Qt.KeyboardModifier) -> None:
    field = heard.open(95, stays=opened)
    QTest.keyClick(field, Qt.Key.Key_Enter, held)
    assert heard.all == ([(95, True)], [], 0)


def test_esc_leaves_without_a_decision(heard: Heard) -> None:
    field = heard.open(95)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert heard.all == ([], [], 1)
    assert field.isHidden()


def test_enter_without_a_number_waits(heard: Heard) -> None:
    field = heard.open()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert heard.all == ([], [], 0)
    assert field.isVisible()


@pytest.mark.parametrize("typed", ["a8b0", "8,0", "8.0", "8 0", "+80"])
def test_only_figures_are_taken(heard: Heard, typed: str) -> None:
    field = heard.open()
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert heard.all == ([(80, False)], [], 0)


@pytest.mark.parametrize("language", ["en_US", "de_DE", "fr_FR", "ar_EG"])
def test_figures_mean_the_same_in_every_locale(heard: Heard, language: str) -> None:
    heard.field.setLocale(QLocale(language))
    field = heard.open()
    QTest.keyClicks(field, "1,2.3 4")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert heard.all == ([(1234, False)], [], 0)


def test_quality_is_never_negative(heard: Heard) -> None:
    field = heard.open()
    QTest.keyClicks(field, "-5")
    assert field.text() == "5"


def test_numbers_end_at_five_figures(heard: Heard) -> None:
    field = heard.open()
    QTest.keyClicks(field, "123456")
    assert field.text() == "12345"


def test_x_means_none_where_that_has_a_meaning(with_x: Heard) -> None:
    field = with_x.open(12)
    QTest.keyClick(field, Qt.Key.Key_X)
    assert with_x.all == ([], [False], 0)
    assert field.isHidden()


def test_shift_x_means_none_and_stays(with_x: Heard) -> None:
    QTest.keyClick(with_x.open(), Qt.Key.Key_X, SHIFT)
    assert with_x.all == ([], [True], 0)


def test_minus_one_may_be_typed_where_it_means_none(with_x: Heard) -> None:
    field = with_x.open()
    QTest.keyClicks(field, "-1")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert with_x.all == ([(-1, False)], [], 0)


def test_x_is_no_number_elsewhere(heard: Heard) -> None:
    field = heard.open(12)
    QTest.keyClick(field, Qt.Key.Key_X)
    assert heard.all == ([], [], 0)
    assert field.text() == "12"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_X])
def test_held_key_that_opened_the_field_does_not_answer_it(with_x: Heard, key: Qt.Key) -> None:
    field = with_x.open(12)
    field.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True))
    assert with_x.all == ([], [], 0)
    assert field.isVisible()


def test_half_typed_number_is_dropped_when_the_keyboard_goes_elsewhere(heard: Heard, window: QWidget) -> None:
    field = heard.open()
    QTest.keyClicks(field, "9")
    child(window, QWidget, "elsewhere").setFocus()
    assert field.isHidden()
    assert heard.entered.heard == []


def test_keyboard_stays_where_it_went(heard: Heard, window: QWidget) -> None:
    elsewhere = child(window, QWidget, "elsewhere")
    back = QWidget(window)
    back.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    back.show()
    heard.field.left.connect(back.setFocus)
    heard.open()
    elsewhere.setFocus()
    assert elsewhere.hasFocus()


def test_keyboard_is_given_back_when_another_window_takes_it(
    heard: Heard, window: QWidget, qtbot: QtBot
) -> None:
    heard.open(9)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    assert heard.all == ([], [], 1)
    assert heard.field.isHidden()
