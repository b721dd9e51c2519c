"""The heat is shown with the words that explain it, and can be typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from curator.ui.look.short_text import ShortText
from curator.ui.look.theme import Theme
from curator.ui.rating.heat_field import HeatField
from curator.ui.rating.number_field import NumberField
from tests.ui.ear import Ear
from tests.ui.hands import child

REASON = "outranked by <b>Hive Weekly</b>, 72"


@pytest.fixture
def heat(window: QWidget, theme: Theme) -> HeatField:
    heat = HeatField(theme, window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(heat)
    return heat


@pytest.mark.parametrize(
    ("value", "reason", "figure", "text", "words"),
    [
        (82, "leads its story", "82", "82", "leads its story"),
        (82, "", "82", "82", ""),
        (-1, "", "−1", "-1", "no heat of its own"),
        (-1, REASON, "−1", "-1", REASON),
        (None, "", "–", "", "not set"),
        (99_999, "", "99999", "99999", ""),
    ],
)
def test_heat_is_shown_with_its_reason(
    heat: HeatField, value: int | None, reason: str, figure: str, text: str, words: str
) -> None:
    heat.set_heat(value, reason)
    assert child(heat, QLabel, "heat_number").text() == figure
    assert child(heat, ShortText, "heat_reason").text() == words
    assert (heat.text(), heat.property("value")) == (text, value)
    assert heat.accessibleDescription() == ", ".join(part for part in (text or "not set", words) if part)


def test_number_is_typed_in_place_of_the_value(heat: HeatField) -> None:
    heat.set_heat(82, "leads its story")
    entered = Ear(heat.exact_entered)
    heat.open_entry(stays=False)
    field = child(heat, NumberField, "heat_entry")
    assert field.selectedText() == "82"
    assert child(heat, QLabel, "heat_number").isHidden()
    QTest.keyClicks(field, "120")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert entered.heard == [(120, False)]
    assert not child(heat, QLabel, "heat_number").isHidden()


def test_x_is_no_heat(heat: HeatField) -> None:
    none, entered = Ear(heat.none_entered), Ear(heat.exact_entered)
    heat.open_entry(stays=True)
    QTest.keyClick(child(heat, NumberField, "heat_entry"), Qt.Key.Key_X)
    assert (none.heard, entered.heard) == ([True], [])


def test_asking_can_be_left(heat: HeatField) -> None:
    left = Ear(heat.entry_left)
    heat.open_entry(stays=False)
    QTest.keyClick(child(heat, NumberField, "heat_entry"), Qt.Key.Key_Escape)
    assert len(left.heard) == 1
