"""A picture over the whole window, until any key or click; nothing is decided below it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.pictures import FetchPolicy, PictureRequest, PictureService
from curator.ui.article.picture_zoom import PictureZoom
from tests.ui.newsroom import write_picture
from tests.ui.queue.test_search_field import Keys


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def zoom(window: QWidget) -> Iterator[PictureZoom]:
    service = PictureService(policy=FetchPolicy(is_remote_allowed=False), parent=window)
    yield PictureZoom(service, window)
    service.close()


@pytest.fixture
def request_of(zoom: PictureZoom, tmp_path: Path) -> PictureRequest:
    path = write_picture(tmp_path / "moss.png", 200, 100, "green")
    return PictureRequest(path, zoom.box().width(), zoom.box().height())


def test_picture_is_shown_in_the_middle_with_its_size(
    zoom: PictureZoom, request_of: PictureRequest, qtbot: QtBot
) -> None:
    zoom.open(request_of)
    assert zoom.isVisible()
    qtbot.waitUntil(lambda: zoom.accessibleDescription() == "200 × 100 · any key closes")
    shown = zoom.grab().toImage()
    assert shown.pixelColor(300, 200) == QColor("green")
    assert shown.pixelColor(20, 200) != QColor("green")


def test_picture_in_memory_is_there_at_once(
    zoom: PictureZoom, request_of: PictureRequest, qtbot: QtBot
) -> None:
    zoom.open(request_of)
    qtbot.waitUntil(lambda: "200" in zoom.accessibleDescription())
    QTest.keyClick(zoom, Qt.Key.Key_Escape)
    zoom.open(request_of)
    assert zoom.accessibleDescription() == "200 × 100 · any key closes"


def test_picture_that_cannot_be_shown_says_why(zoom: PictureZoom, qtbot: QtBot) -> None:
    zoom.open(PictureRequest(Path("/nowhere/gone.png"), 100, 100))
    qtbot.waitUntil(lambda: zoom.accessibleDescription() == "the file is not there · any key closes")


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_8, Qt.Key.Key_A, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Z]
)
def test_any_key_closes_and_reaches_nobody_else(
    zoom: PictureZoom, window: QWidget, request_of: PictureRequest, key: Qt.Key
) -> None:
    keys = Keys(window)
    zoom.open(request_of)
    assert zoom.hasFocus()
    QTest.keyClick(zoom, key)
    assert zoom.isHidden()
    assert keys.pressed == []


def test_held_key_that_opened_it_does_not_close_it(zoom: PictureZoom, request_of: PictureRequest) -> None:
    zoom.open(request_of)
    zoom.keyPressEvent(
        QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_I, Qt.KeyboardModifier.NoModifier, "i", True)
    )
    assert zoom.isVisible()


def test_click_closes(zoom: PictureZoom, request_of: PictureRequest) -> None:
    zoom.open(request_of)
    QTest.mouseClick(zoom, Qt.MouseButton.LeftButton)
    assert zoom.isHidden()


def test_zoom_covers_its_window_whatever_size_that_gets(
    zoom: PictureZoom, window: QWidget, request_of: PictureRequest
) -> None:
    zoom.open(request_of)
    window.resize(900, 700)
    window.grab()
    assert zoom.geometry() == window.rect()
