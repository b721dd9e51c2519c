"""The dialog names version and licence and leads to the documentation."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from curator import __version__
from curator.ui.look.headline import Paragraph
from curator.ui.look.theme import Theme
from curator.ui.pages.about_dialog import AboutDialog
from curator.ui.pages.docs_window import DocsWindow


def _dialog(qtbot: QtBot, theme: Theme) -> tuple[AboutDialog, QWidget]:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = AboutDialog(theme, window)
    dialog.show()
    return dialog, window


def test_version_and_licence_are_named(qtbot: QtBot, theme: Theme) -> None:
    dialog, _window = _dialog(qtbot, theme)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert __version__ in words
    assert "MIT licence" in words


def test_no_line_is_cut(qtbot: QtBot, theme: Theme) -> None:
    dialog, _window = _dialog(qtbot, theme)
    for line in dialog.findChildren(Paragraph):
        assert line.height() >= line.heightForWidth(line.width())


def test_documentation_opens_in_a_window(qtbot: QtBot, theme: Theme) -> None:
    dialog, window = _dialog(qtbot, theme)
    button = dialog.findChild(QPushButton, "about_docs")
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    docs = window.findChild(DocsWindow, "docs_window")
    assert isinstance(docs, DocsWindow)
    assert docs.isVisible()


def test_esc_closes(qtbot: QtBot, theme: Theme) -> None:
    dialog, _window = _dialog(qtbot, theme)
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
