"""All keys are on the sheet; any of its own keys and any click take it away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from curator.ui.commands.cheat_sheet import CheatSheet
from curator.ui.commands.command_words import key_sections
from curator.ui.commands.commands import COMMANDS
from curator.ui.look.key_cap import KeyCap
from curator.ui.look.theme import Theme

STEPS = (5, 15, 25, 35, 45, 55, 65, 75, 85, 120)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def sheet(window: QWidget, theme: Theme) -> CheatSheet:
    sheet = CheatSheet(theme, STEPS, window)
    sheet.open_over()
    return sheet


def _area(sheet: CheatSheet) -> QScrollArea:
    area = sheet.findChild(QScrollArea, "cheat_sheet_area")
    assert isinstance(area, QScrollArea)
    return area


def _digits(sheet: CheatSheet) -> QWidget:
    strip = sheet.findChild(QWidget, "cheat_sheet_digits")
    assert isinstance(strip, QWidget)
    return strip


def test_every_line_of_the_table_is_on_it(sheet: CheatSheet) -> None:
    words = {label.text() for label in sheet.findChildren(QLabel)}
    lines = [line for section in key_sections(COMMANDS) for line in section.lines]
    assert {line.words for line in lines} <= words
    shown = {cap.stroke for cap in sheet.findChildren(KeyCap)}
    assert {stroke for line in lines for stroke in line.strokes} <= shown


def test_digits_show_the_qualities_of_the_settings(sheet: CheatSheet, qtbot: QtBot) -> None:
    assert "0 gives 120" in _digits(sheet).accessibleName()
    sheet.set_quality_steps(tuple(range(1, 11)))
    qtbot.waitUntil(lambda: len(sheet.findChildren(QWidget, "cheat_sheet_digits")) == 1)
    assert "0 gives 10" in _digits(sheet).accessibleName()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Question, Qt.Key.Key_F1])
def test_its_own_keys_close_it(sheet: CheatSheet, key: Qt.Key) -> None:
    if key is Qt.Key.Key_Question:
        QTest.keyClicks(sheet, "?")
    else:
        QTest.keyClick(sheet, key)
    assert not sheet.is_open


@pytest.mark.parametrize("spot", [QPoint(5, 5), QPoint(640, 360)])
def test_any_click_closes_it(sheet: CheatSheet, spot: QPoint) -> None:
    below = sheet.childAt(spot) or sheet
    QTest.mouseClick(below, Qt.MouseButton.LeftButton, pos=below.mapFrom(sheet, spot))
    assert not sheet.is_open


def test_rating_key_does_nothing_while_it_is_open(sheet: CheatSheet) -> None:
    QTest.keyClick(sheet, Qt.Key.Key_8)
    assert sheet.is_open


def test_everything_fits_at_1280_by_720(sheet: CheatSheet) -> None:
    assert _area(sheet).verticalScrollBar().maximum() == 0


def test_small_window_scrolls_by_keyboard(sheet: CheatSheet, window: QWidget, qtbot: QtBot) -> None:
    window.resize(640, 420)
    bar = _area(sheet).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    QTest.keyClick(sheet, Qt.Key.Key_Down)
    assert bar.value() > 0
    for _ in range(20):
        QTest.keyClick(sheet, Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()
    assert _area(sheet).horizontalScrollBar().maximum() == 0
