"""A button shows its key, has room for it, and is pressed by Enter as well as by Space."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.ui.look.key_button import KeyButton
from curator.ui.look.theme import Theme, ThemeChoice


def _button(qtbot: QtBot, theme: Theme, stroke: str = "", *, is_primary: bool = False) -> KeyButton:
    button = KeyButton(theme, "Open folder…", stroke, is_primary=is_primary)
    qtbot.addWidget(button)
    button.show()
    return button


def test_key_needs_room_of_its_own(qtbot: QtBot, theme: Theme) -> None:
    plain, with_key = _button(qtbot, theme), _button(qtbot, theme, "Ctrl+O")
    assert with_key.sizeHint().width() > plain.sizeHint().width() + 40
    assert with_key.accessibleName() == "Open folder"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_press_it(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    button = _button(qtbot, theme)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_held_enter_presses_once(qtbot: QtBot, theme: Theme) -> None:
    button = _button(qtbot, theme)
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True
    )
    with qtbot.assertNotEmitted(button.clicked):
        QApplication.sendEvent(button, held)


@pytest.mark.parametrize("is_primary", [True, False])
def test_it_is_painted_in_both_themes_and_when_disabled(qtbot: QtBot, theme: Theme, is_primary: bool) -> None:
    button = _button(qtbot, theme, "Ctrl+O", is_primary=is_primary)
    light = button.grab().toImage()
    theme.choose(ThemeChoice.DARK)
    dark = button.grab().toImage()
    button.setEnabled(False)
    assert light != dark != button.grab().toImage()
