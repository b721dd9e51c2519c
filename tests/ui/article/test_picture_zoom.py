"""A picture over the whole window, until any key or click; nothing is decided below it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.pictures import FetchPolicy, PictureRequest, PictureService
from curator.ui.article.picture_zoom import PictureZoom
from curator.ui.article.zoomed import Zoomed
from tests.pictures.decoding.moving_files import gif
from tests.ui.ear import Ear
from tests.ui.newsroom import write_picture
from tests.ui.queue.test_search_field import Keys
from tests.ui.waiting import TIMEOUT


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
def zoomed(zoom: PictureZoom, tmp_path: Path) -> Zoomed:
    path = write_picture(tmp_path / "moss.png", 200, 100, "green")
    return Zoomed(PictureRequest(path, zoom.box().width(), zoom.box().height()))


def said(zoom: PictureZoom) -> str:
    return zoom.accessibleDescription()


def large(zoom: PictureZoom, folder: Path, count: int = 1) -> Zoomed:
    """A picture four times as wide as the window, its left half red, its right half blue."""
    image = QImage(2400, 1200, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    with QPainter(image) as painter:
        painter.fillRect(1200, 0, 1200, 1200, QColor("blue"))
    path = folder / "large.png"
    assert image.save(str(path))
    return Zoomed(PictureRequest(path, zoom.box().width(), zoom.box().height()), 0, count)


def open_large(zoom: PictureZoom, folder: Path, qtbot: QtBot) -> None:
    zoom.open(large(zoom, folder))
    qtbot.waitUntil(lambda: "Space: full size" in said(zoom), timeout=TIMEOUT)


def open_full(zoom: PictureZoom, folder: Path, qtbot: QtBot) -> None:
    open_large(zoom, folder, qtbot)
    QTest.keyClick(zoom, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "100%. Space: fits the window" in said(zoom), timeout=TIMEOUT)


def test_picture_is_shown_in_the_middle_with_its_size(
    zoom: PictureZoom, zoomed: Zoomed, qtbot: QtBot
) -> None:
    zoom.open(zoomed)
    assert zoom.isVisible()
    qtbot.waitUntil(lambda: said(zoom) == "1 of 1 · 200 × 100 · 100%, small. Esc: closes", timeout=TIMEOUT)
    shown = zoom.grab().toImage()
    assert shown.pixelColor(300, 170) == QColor("green")
    assert shown.pixelColor(20, 170) != QColor("green")


def test_picture_in_memory_is_there_at_once(zoom: PictureZoom, zoomed: Zoomed, qtbot: QtBot) -> None:
    zoom.open(zoomed)
    assert said(zoom) == "loading…. Esc: closes"
    qtbot.waitUntil(lambda: "200" in said(zoom), timeout=TIMEOUT)
    QTest.keyClick(zoom, Qt.Key.Key_Escape)
    zoom.open(zoomed)
    assert "200" in said(zoom)


def test_picture_that_cannot_be_shown_says_why(zoom: PictureZoom, qtbot: QtBot) -> None:
    zoom.open(Zoomed(PictureRequest(Path("/nowhere/gone.png"), 100, 100)))
    words = "Picture: the file is not there. U: tries again, Esc: closes"
    qtbot.waitUntil(lambda: said(zoom) == words, timeout=TIMEOUT)
    wanted = Ear(zoom.retry_requested)
    QTest.keyClick(zoom, Qt.Key.Key_U)
    assert (len(wanted.heard), zoom.isVisible()) == (1, True)


@pytest.mark.parametrize(
    ("is_remote_allowed", "words"),
    [
        (False, "2 of 3 · Picture on the web, not loaded. U: loads the pictures of this folder, "),
        (True, "2 of 3 · Picture blocked: leads into a private network. "),
    ],
)
def test_what_helps_in_the_place_of_the_picture_is_said_here_where_it_helps_here(
    zoom: PictureZoom, qtbot: QtBot, is_remote_allowed: bool, words: str
) -> None:
    request = PictureRequest("http://10.0.0.1/a.png", 100, 100)
    zoom.open(Zoomed(request, 1, 3, None, is_remote_allowed))
    qtbot.waitUntil(lambda: said(zoom) == f"{words}I: next picture, Esc: closes", timeout=TIMEOUT)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_full_size_has_a_pixel_of_the_screen_for_each_of_the_picture(
    zoom: PictureZoom, tmp_path: Path, qtbot: QtBot, key: Qt.Key
) -> None:
    open_full(zoom, tmp_path, qtbot)
    shown = zoom.grab().toImage()
    assert (shown.pixelColor(299, 10), shown.pixelColor(300, 10)) == (QColor("red"), QColor("blue"))
    QTest.keyClick(zoom, key)
    assert "25%. Space: full size" in said(zoom)
    assert zoom.grab().toImage().pixelColor(300, 10) != QColor("blue")


@pytest.mark.parametrize(
    ("keys", "colour"),
    [
        ((Qt.Key.Key_Left,), "red"),
        ((Qt.Key.Key_H,), "red"),
        ((Qt.Key.Key_Right,) * 3, "blue"),
        ((Qt.Key.Key_L,) * 20, "blue"),
        ((Qt.Key.Key_Up, Qt.Key.Key_K, Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_L), "blue"),
    ],
)
def test_full_size_is_moved_by_keys_as_far_as_there_is_a_picture(
    zoom: PictureZoom, tmp_path: Path, qtbot: QtBot, keys: tuple[Qt.Key, ...], colour: str
) -> None:
    open_full(zoom, tmp_path, qtbot)
    for key in keys:
        QTest.keyClick(zoom, key)
    shown = zoom.grab().toImage()
    assert {shown.pixelColor(x, 10).name() for x in (200, 300, 400)} == {QColor(colour).name()}


def test_full_size_is_dragged_by_the_mouse_and_stays_open(
    zoom: PictureZoom, tmp_path: Path, qtbot: QtBot
) -> None:
    open_full(zoom, tmp_path, qtbot)
    QTest.mousePress(zoom, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.mouseMove(zoom, QPoint(300, 100))
    QTest.mouseRelease(zoom, Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    assert zoom.isVisible()
    assert zoom.grab().toImage().pixelColor(450, 10) == QColor("red")


def test_picture_in_full_size_is_not_held_when_it_is_closed(
    zoom: PictureZoom, tmp_path: Path, qtbot: QtBot
) -> None:
    open_full(zoom, tmp_path, qtbot)
    QTest.keyClick(zoom, Qt.Key.Key_Escape)
    assert zoom._full is None


def test_another_picture_is_wanted_only_where_there_is_one(
    zoom: PictureZoom, tmp_path: Path, qtbot: QtBot
) -> None:
    steps = Ear(zoom.step_requested)
    zoom.open(large(zoom, tmp_path, count=2))
    qtbot.waitUntil(lambda: "I: next picture" in said(zoom), timeout=TIMEOUT)
    for key in (Qt.Key.Key_I, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(zoom, key)
    assert steps.heard == [1, 1, -1]
    zoom.open(large(zoom, tmp_path))
    QTest.keyClick(zoom, Qt.Key.Key_I)
    assert zoom.isHidden()


def test_picture_that_moves_is_played_on_request_only(
    zoom: PictureZoom, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "moving.gif"
    path.write_bytes(gif(60, 40, (10, 10)))
    zoom.open(Zoomed(PictureRequest(path, 600, 340)))
    qtbot.waitUntil(lambda: "P: plays" in said(zoom), timeout=TIMEOUT)
    assert zoom._frame is None
    QTest.keyClick(zoom, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: zoom._frame is not None, timeout=TIMEOUT)
    assert "P: stops" in said(zoom)
    QTest.keyClick(zoom, Qt.Key.Key_P)
    assert zoom._frame is None
    assert "P: plays" in said(zoom)


@pytest.mark.parametrize("key", [Qt.Key.Key_8, Qt.Key.Key_A, Qt.Key.Key_Escape, Qt.Key.Key_P, Qt.Key.Key_Z])
def test_any_key_closes_and_reaches_nobody_else(
    zoom: PictureZoom, window: QWidget, zoomed: Zoomed, key: Qt.Key
) -> None:
    keys = Keys(window)
    zoom.open(zoomed)
    assert zoom.hasFocus()
    QTest.keyClick(zoom, key)
    assert zoom.isHidden()
    assert keys.pressed == []


def test_held_key_that_opened_it_does_not_close_it(zoom: PictureZoom, zoomed: Zoomed) -> None:
    zoom.open(zoomed)
    zoom.keyPressEvent(
        QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_I, Qt.KeyboardModifier.NoModifier, "i", True)
    )
    assert zoom.isVisible()


def test_click_closes(zoom: PictureZoom, zoomed: Zoomed) -> None:
    zoom.open(zoomed)
    QTest.mouseClick(zoom, Qt.MouseButton.LeftButton)
    assert zoom.isHidden()


def test_zoom_covers_its_window_whatever_size_that_gets(
    zoom: PictureZoom, window: QWidget, zoomed: Zoomed
) -> None:
    zoom.open(zoomed)
    window.resize(900, 700)
    window.grab()
    assert zoom.geometry() == window.rect()
