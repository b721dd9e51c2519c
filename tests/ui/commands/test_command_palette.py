"""The palette finds and runs commands from the keyboard and by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from curator.ui.commands.command_palette import CommandPalette
from curator.ui.commands.commands import COMMANDS, CommandId, command_table
from curator.ui.commands.entries import ViewEntry
from curator.ui.look.theme import Theme, ThemeChoice


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    field = QLineEdit(window)
    QVBoxLayout(window).addWidget(field)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    return window


@pytest.fixture
def palette(window: QWidget, theme: Theme) -> CommandPalette:
    palette = CommandPalette(theme, window)
    palette.open_over()
    return palette


def _input(palette: CommandPalette) -> QLineEdit:
    field = palette.findChild(QLineEdit, "palette_input")
    assert isinstance(field, QLineEdit)
    return field


def _list(palette: CommandPalette) -> QListView:
    view = palette.findChild(QListView, "palette_list")
    assert isinstance(view, QListView)
    return view


def test_typed_name_and_enter_run_the_command(palette: CommandPalette, qtbot: QtBot) -> None:
    QTest.keyClicks(_input(palette), "tidy")
    with qtbot.waitSignal(palette.command_chosen) as caught:
        QTest.keyClick(_input(palette), Qt.Key.Key_Return)
    assert caught.args == [CommandId.TIDY]
    assert not palette.is_open


def test_focus_is_back_before_the_command_runs(
    palette: CommandPalette, window: QWidget, qtbot: QtBot
) -> None:
    focused: list[QWidget | None] = []
    palette.command_chosen.connect(lambda _command: focused.append(window.focusWidget()))
    QTest.keyClick(_input(palette), Qt.Key.Key_Return)
    assert focused == [window.findChild(QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly)]


def test_arrows_move_and_go_round(palette: CommandPalette) -> None:
    view, field = _list(palette), _input(palette)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 1
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert view.currentIndex().row() == view.model().rowCount() - 1
    QTest.keyClick(field, Qt.Key.Key_PageDown)
    assert view.currentIndex().row() == view.model().rowCount() - 1


def test_click_runs_the_command_of_the_row(palette: CommandPalette, qtbot: QtBot) -> None:
    view = _list(palette)
    spot = view.visualRect(view.model().index(2, 0)).center()
    with qtbot.waitSignal(palette.command_chosen) as caught:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert caught.args == [COMMANDS[2].id]


@pytest.mark.parametrize("stroke", ["Esc", "Ctrl+K"])
def test_esc_and_its_own_key_close_without_a_command(
    palette: CommandPalette, qtbot: QtBot, stroke: str
) -> None:
    with qtbot.assertNotEmitted(palette.command_chosen):
        if stroke == "Esc":
            QTest.keyClick(_input(palette), Qt.Key.Key_Escape)
        else:
            QTest.keyClick(_input(palette), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert not palette.is_open


def test_enter_without_a_match_does_nothing(palette: CommandPalette, qtbot: QtBot) -> None:
    QTest.keyClicks(_input(palette), "no such thing")
    with qtbot.assertNotEmitted(palette.command_chosen):
        QTest.keyClick(_input(palette), Qt.Key.Key_Return)
    assert palette.is_open
    assert not _list(palette).isVisible()


def test_used_command_is_offered_first_next_time(palette: CommandPalette) -> None:
    QTest.keyClicks(_input(palette), "full screen")
    QTest.keyClick(_input(palette), Qt.Key.Key_Return)
    palette.open_over()
    assert _input(palette).text() == ""
    assert _list(palette).model().index(0, 0).data() == "Full Screen"


def test_only_the_commands_handed_over_are_offered(palette: CommandPalette) -> None:
    table = command_table()
    palette.set_commands([table[CommandId.QUIT], table[CommandId.PALETTE]])
    assert _list(palette).model().rowCount() == 1


def test_tab_stays_in_the_field(palette: CommandPalette) -> None:
    QTest.keyClick(_input(palette), Qt.Key.Key_Tab)
    assert _input(palette).hasFocus()


def test_rows_are_painted_in_both_themes(palette: CommandPalette, theme: Theme) -> None:
    light = _list(palette).viewport().grab().toImage()
    theme.choose(ThemeChoice.DARK)
    assert _list(palette).viewport().grab().toImage() != light


def test_saved_view_is_found_and_opened_by_its_name(palette: CommandPalette, qtbot: QtBot) -> None:
    palette.set_views([ViewEntry("Front page", "View: Front page", "newest first")])
    QTest.keyClicks(_input(palette), "front page")
    with qtbot.waitSignal(palette.view_chosen) as caught, qtbot.assertNotEmitted(palette.command_chosen):
        QTest.keyClick(_input(palette), Qt.Key.Key_Return)
    assert caught.args == ["Front page"]
