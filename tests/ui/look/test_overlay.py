"""What lies over the window has the keyboard to itself, and gives the focus back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from curator.ui.look.overlay import Overlay
from curator.ui.look.theme import Theme


class _Desk(QWidget):
    """A window with a field, that counts the keys which reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []
        self.field = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.key())


@pytest.fixture
def desk(qtbot: QtBot) -> _Desk:
    desk = _Desk()
    qtbot.addWidget(desk)
    desk.resize(600, 400)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    desk.field.setFocus()
    return desk


@pytest.fixture
def overlay(desk: _Desk, theme: Theme) -> Overlay:
    overlay = Overlay(theme, desk)
    overlay.open_over()
    return overlay


def test_it_covers_its_parent_and_follows_its_size(desk: _Desk, overlay: Overlay) -> None:
    assert overlay.geometry() == desk.rect()
    desk.resize(700, 500)
    assert overlay.size() == desk.size()


def test_size_is_right_when_the_window_changed_while_closed(desk: _Desk, overlay: Overlay) -> None:
    overlay.dismiss()
    desk.resize(500, 300)
    overlay.open_over()
    assert overlay.geometry() == desk.rect()


def test_esc_closes_and_returns_the_focus(desk: _Desk, overlay: Overlay, qtbot: QtBot) -> None:
    assert overlay.hasFocus()
    with qtbot.waitSignal(overlay.closed):
        QTest.keyClick(overlay, Qt.Key.Key_Escape)
    assert not overlay.is_open
    assert desk.field.hasFocus()


def test_no_key_reaches_the_window_below(desk: _Desk, overlay: Overlay) -> None:
    for key in (Qt.Key.Key_8, Qt.Key.Key_A, Qt.Key.Key_Tab, Qt.Key.Key_Return):
        QTest.keyClick(overlay, key)
    assert desk.keys == []
    assert desk.field.text() == ""
    assert overlay.hasFocus()


@pytest.mark.parametrize(("key", "is_kept"), [(Qt.Key.Key_O, True), (Qt.Key.Key_Q, False)])
def test_shortcuts_but_quit_are_kept_from_the_window(overlay: Overlay, key: Qt.Key, is_kept: bool) -> None:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    QApplication.sendEvent(overlay, event)
    assert event.isAccepted() is is_kept


def test_click_beside_the_card_closes(overlay: Overlay) -> None:
    overlay._card.setGeometry(100, 100, 200, 100)
    QTest.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=QPoint(150, 150))
    assert overlay.is_open
    QTest.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert not overlay.is_open


def test_what_the_card_covers_is_not_painted_again_for_what_changes_on_it(overlay: Overlay) -> None:
    overlay._card.setGeometry(100, 100, 300, 200)
    picture = QImage(600, 400, QImage.Format.Format_ARGB32)
    shades = []
    for region in (QRect(150, 150, 50, 50), QRect(0, 0, 50, 50), QRect(100, 100, 5, 5)):
        picture.fill(Qt.GlobalColor.white)
        overlay.render(picture, QPoint(), QRegion(region), QWidget.RenderFlag(0))
        shades.append(picture.pixelColor(1, 1) == QColor(Qt.GlobalColor.white))
    assert shades == [True, False, False]


def test_widget_deleted_meanwhile_gets_no_focus(desk: _Desk, overlay: Overlay, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.field.destroyed):
        desk.field.deleteLater()
    overlay.dismiss()
    assert not overlay.is_open


def test_toggle_opens_and_closes(overlay: Overlay) -> None:
    overlay.toggle()
    assert not overlay.is_open
    overlay.toggle()
    assert overlay.is_open
