"""What the tests of the rating bar share: a window whose keyboard can be somewhere else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """An active window with a second place for the keyboard, called "elsewhere"."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 120)
    elsewhere = QWidget(window)
    elsewhere.setObjectName("elsewhere")
    elsewhere.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    QVBoxLayout(window).addWidget(elsewhere)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window
