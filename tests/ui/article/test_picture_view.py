"""The place of the picture: a picture with its size, or a reason in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from curator.pictures import Picture, PictureRequest, PictureState
from curator.ui.article.picture_view import PictureView
from curator.ui.look.theme import Theme, ThemeChoice
from tests.ui.ear import Ear

REQUEST = PictureRequest(Path("/news/moss.png"), 320, 180)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> PictureView:
    view = PictureView(theme)
    qtbot.addWidget(view)
    view.resize(320, 180)
    view.show()
    return view


def picture(colour: str = "green", width: int = 320, height: int = 180) -> Picture:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return Picture(REQUEST, PictureState.READY, image, "", 640, 360)


def failure(state: PictureState, reason: str) -> Picture:
    return Picture(REQUEST, state, reason=reason)


def test_picture_fills_its_place_and_says_its_size(view: PictureView) -> None:
    view.show_picture(picture(), 0, 2, "M")
    assert view.has_picture
    assert (view.words, view.accessibleDescription()) == ("", "Picture 1 of 2 · 640 × 360")
    assert view.grab().toImage().pixelColor(160, 90) == QColor("green")


@pytest.mark.parametrize(("width", "height"), [(320, 180), (100, 400), (400, 100), (1, 1)])
def test_picture_of_any_shape_leaves_no_gap(view: PictureView, width: int, height: int) -> None:
    view.show_picture(picture("green", width, height), 0, 1, "M")
    shown = view.grab().toImage()
    for x, y in ((1, 90), (318, 90), (160, 1), (30, 178)):
        assert shown.pixelColor(x, y).red() < 50, (x, y)


@pytest.mark.parametrize("state", [PictureState.MISSING, PictureState.FAILED, PictureState.BLOCKED])
def test_picture_that_cannot_be_shown_says_why(view: PictureView, state: PictureState) -> None:
    view.show_picture(failure(state, "not found (404)"), 0, 1, "M")
    assert not view.has_picture
    assert view.words == view.accessibleDescription() == "Picture: not found (404)"


def test_failure_without_a_reason_still_says_something(view: PictureView) -> None:
    view.show_picture(failure(PictureState.FAILED, ""), 0, 1, "M")
    assert view.words == "Picture cannot be shown"


def test_awaited_picture_takes_the_place_of_the_one_before(view: PictureView) -> None:
    view.show_picture(picture(), 0, 1, "M")
    view.await_picture("M")
    assert (view.has_picture, view.words, view.accessibleDescription()) == (False, "", "Picture, loading")


def test_placeholder_shows_the_letter_of_the_provider(view: PictureView) -> None:
    view.show_nothing("moss", "No picture")
    one = view.grab().toImage()
    view.show_nothing("hive", "No picture")
    assert view.grab().toImage() != one
    view.show_nothing("", "No picture")
    view.grab()


def test_placeholder_is_in_the_colours_of_the_theme(view: PictureView, theme: Theme) -> None:
    view.show_nothing("M", "No picture")
    light = view.grab().toImage()
    theme.choose(ThemeChoice.DARK)
    assert view.grab().toImage().pixelColor(160, 20).lightness() < light.pixelColor(160, 20).lightness()


@pytest.mark.parametrize(
    ("button", "at", "clicks"),
    [
        (Qt.MouseButton.LeftButton, QPoint(10, 10), 1),
        (Qt.MouseButton.RightButton, QPoint(10, 10), 0),
        (Qt.MouseButton.LeftButton, QPoint(500, 10), 0),
    ],
)
@pytest.mark.qt_log_ignore("Mouse event .* (not accepted|occurs outside)")  # it says so only to tests
def test_click_on_the_picture_wants_it_larger(
    view: PictureView, button: Qt.MouseButton, at: QPoint, clicks: int
) -> None:
    heard = Ear(view.clicked)
    QTest.mousePress(view, button, pos=QPoint(10, 10))
    QTest.mouseRelease(view, button, pos=at)
    assert len(heard.heard) == clicks


def test_pictures_are_asked_for_at_the_full_height_of_their_place(view: PictureView) -> None:
    view.set_full_height(240)
    view.setFixedHeight(150)
    assert view.device_size() == QSize(320, 240) * view.devicePixelRatioF()
