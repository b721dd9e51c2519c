"""The scale shows the exact quality in the nearest of ten steps, whatever number it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from curator.ui.look.theme import Theme, ThemeChoice
from curator.ui.rating.number_field import NumberField
from curator.ui.rating.quality_scale import QualityScale, ScaleCell
from tests.ui.ear import Ear
from tests.ui.hands import child

STEPS = (5, 15, 25, 35, 45, 55, 65, 75, 85, 120)


@pytest.fixture
def scale(window: QWidget, theme: Theme) -> QualityScale:
    scale = QualityScale(theme, window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(scale)
    return scale


def cell(scale: QualityScale, position: int) -> ScaleCell:
    return child(scale, ScaleCell, f"quality_{position}")


def lit(scale: QualityScale) -> list[int]:
    """The positions of the steps that show the article's own value."""
    return [position for position in range(1, 11) if cell(scale, position)._value is not None]


@pytest.mark.parametrize(
    ("value", "position"),
    [(80, 8), (72, 7), (75, 8), (74, 7), (7, 1), (0, 1), (-5, 1), (100, 10), (189, 10), (99_999, 10)],
)
def test_exact_value_stands_in_the_nearest_step(scale: QualityScale, value: int, position: int) -> None:
    scale.set_value(value)
    assert lit(scale) == [position]
    assert cell(scale, position)._value == value
    assert (scale.text(), scale.accessibleDescription()) == (str(value), str(value))
    assert scale.property("value") == value


def test_article_without_a_value_lights_no_step(scale: QualityScale) -> None:
    scale.set_value(80)
    scale.set_value(None)
    assert lit(scale) == []
    assert (scale.text(), scale.accessibleDescription()) == ("", "not set")
    assert child(scale, QLabel, "quality_label").text() == "QUALITY · not set"


def test_steps_of_the_settings_are_the_ones_shown(scale: QualityScale) -> None:
    scale.set_steps(STEPS)
    assert [cell(scale, position).accessibleName() for position in (1, 10)] == ["Quality 5", "Quality 120"]
    scale.set_value(110)
    assert lit(scale) == [10]


@pytest.mark.parametrize(("position", "digit"), [(1, "1"), (9, "9"), (10, "0")])
def test_click_rates_like_the_digit_of_the_step(scale: QualityScale, position: int, digit: str) -> None:
    rated = Ear(scale.rated)
    QTest.mouseClick(cell(scale, position), Qt.MouseButton.LeftButton)
    assert rated.heard == [(position, False)]
    assert cell(scale, position).digit == digit


def test_second_click_of_a_double_click_rates_nothing(scale: QualityScale) -> None:
    rated = Ear(scale.rated)
    QTest.mouseClick(cell(scale, 3), Qt.MouseButton.LeftButton)
    QTest.mouseDClick(cell(scale, 3), Qt.MouseButton.LeftButton)
    assert len(rated.heard) == 1


def test_clicks_never_take_the_keyboard(scale: QualityScale) -> None:
    assert cell(scale, 1).focusPolicy() is Qt.FocusPolicy.NoFocus


def test_exact_number_is_asked_for_and_passed_on(scale: QualityScale, qtbot: QtBot) -> None:
    scale.set_value(72)
    entered = Ear(scale.exact_entered)
    scale.open_entry(stays=True)
    field = child(scale, NumberField, "quality_entry")
    assert field.selectedText() == "72"
    QTest.keyClicks(field, "95")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert entered.heard == [(95, True)]


def test_asking_can_be_left(scale: QualityScale) -> None:
    left = Ear(scale.entry_left)
    scale.open_entry(stays=False)
    QTest.keyClick(child(scale, NumberField, "quality_entry"), Qt.Key.Key_Escape)
    assert len(left.heard) == 1


def test_value_and_theme_change_what_is_painted(scale: QualityScale, theme: Theme) -> None:
    empty = scale.grab().toImage()
    scale.set_value(72)
    light = scale.grab().toImage()
    theme.choose(ThemeChoice.DARK)
    assert len({bytes(each.constBits()) for each in (empty, light, scale.grab().toImage())}) == 3
