"""A report can be read and copied."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from curator.ui.look.theme import Theme
from curator.ui.pages.report_dialog import ReportDialog

REPORT = "Curator met an error\n<b>TypeError</b>: x"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def dialog(window: QWidget, theme: Theme) -> ReportDialog:
    dialog = ReportDialog(theme, REPORT, Path("/state/problems.log"), window)
    dialog.show()
    return dialog


def test_report_is_shown_as_it_is(dialog: ReportDialog) -> None:
    text = dialog.findChild(QPlainTextEdit, "report_text")
    assert isinstance(text, QPlainTextEdit)
    assert text.toPlainText() == REPORT
    assert text.isReadOnly()


def test_button_copies_the_report(dialog: ReportDialog) -> None:
    copy = dialog.findChild(QPushButton, "report_copy")
    assert isinstance(copy, QPushButton)
    QTest.keyClick(copy, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == REPORT


def test_esc_closes(dialog: ReportDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
