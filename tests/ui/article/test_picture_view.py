"""The place of the picture: a picture with its size, or a reason in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from curator.pictures import Fit, Picture, PictureRequest, PictureState
from curator.ui.article.picture_view import PictureView
from curator.ui.article.picture_words import PictureWords
from curator.ui.look.theme import Theme, ThemeChoice
from tests.ui.ear import Ear
from tests.ui.waiting import TIMEOUT

REQUEST = PictureRequest(Path("/news/moss.png"), 320, 180, Fit.PLACE)
SAID = PictureWords("1 of 2 · 640 × 360")
NOTHING = PictureWords(reason="No picture")


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
    view.show_picture(picture(), SAID, "M")
    assert view.has_picture
    assert view.accessibleDescription() == "Picture 1 of 2 · 640 × 360"
    assert view.grab().toImage().pixelColor(160, 90) == QColor("green")


def test_picture_for_another_size_of_the_place_leaves_no_gap(view: PictureView) -> None:
    view.show_picture(picture(), SAID, "M")
    view.resize(320, 140)
    shown = view.grab().toImage()
    for x, y in ((1, 70), (318, 70), (160, 1), (30, 138)):
        assert shown.pixelColor(x, y).red() < 50, (x, y)


@pytest.mark.parametrize(("width", "height"), [(100, 180), (320, 40)])
def test_picture_of_another_shape_stands_whole_on_quiet_ground(
    view: PictureView, theme: Theme, width: int, height: int
) -> None:
    view.show_picture(picture("green", width, height), SAID, "M")
    shown = view.grab().toImage()
    assert shown.pixelColor(160, 90) == QColor("green")
    assert shown.pixelColor(20, 20) == shown.pixelColor(300, 20) == theme.colors.color("cap")


def test_small_picture_is_not_blown_up(view: PictureView, theme: Theme) -> None:
    small = Picture(REQUEST, PictureState.READY, picture("green", 160, 90).image, "", 160, 90)
    view.show_picture(small, SAID, "M")
    shown = view.grab().toImage()
    assert shown.pixelColor(81, 46) == shown.pixelColor(238, 133) == QColor("green")
    assert shown.pixelColor(78, 90) == shown.pixelColor(160, 43) == theme.colors.color("cap")


@pytest.mark.parametrize(("ink", "is_on_dark"), [("white", True), ("black", False)])
def test_transparent_picture_stands_on_what_it_can_be_seen_on(
    view: PictureView, theme: Theme, ink: str, is_on_dark: bool
) -> None:
    image = QImage(320, 180, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.fillRect(100, 60, 120, 60, QColor(ink))
    view.show_picture(Picture(REQUEST, PictureState.READY, image, "", 640, 360), SAID, "M")
    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        theme.choose(choice)
        assert (view.grab().toImage().pixelColor(40, 90).lightness() < 80) is is_on_dark


def test_picture_that_cannot_be_shown_says_why_and_which_key_helps(view: PictureView) -> None:
    words = PictureWords(reason="Picture: not found (404)", key="U", help="tries again")
    view.show_picture(failure(PictureState.MISSING, "not found (404)"), words, "M")
    assert not view.has_picture
    assert view.accessibleDescription() == "Picture: not found (404). U tries again"
    with_key = view.grab().toImage()
    view.show_nothing("M", PictureWords(reason="Picture: not found (404)"))
    assert view.grab().toImage() != with_key


def test_awaited_picture_takes_the_place_of_the_one_before(view: PictureView) -> None:
    view.show_picture(picture(), SAID, "M")
    view.await_picture("M")
    assert (view.has_picture, view.accessibleDescription()) == (False, "Picture, loading")


def test_picture_that_takes_long_is_said_to_be_loading(theme: Theme, qtbot: QtBot) -> None:
    view = PictureView(theme, patience=0)
    qtbot.addWidget(view)
    view.resize(320, 180)
    view.await_picture("M")
    before = view.grab().toImage()
    qtbot.waitUntil(lambda: view.accessibleDescription() == "Picture, still loading", timeout=TIMEOUT)
    assert view.grab().toImage() != before
    view.show_nothing("M", PictureWords())
    assert view.grab().toImage() == before


def test_badge_tells_what_is_wrong_in_another_colour(view: PictureView) -> None:
    view.show_picture(picture(), SAID, "M")
    plain = view.grab().toImage()
    view.show_picture(picture(), PictureWords(SAID.badge, ("small",), ("kept copy",)), "M")
    assert view.accessibleDescription() == "Picture 1 of 2 · 640 × 360, small, kept copy"
    assert view.grab().toImage() != plain


def test_placeholder_shows_the_letter_of_the_provider(view: PictureView) -> None:
    view.show_nothing("moss", NOTHING)
    one = view.grab().toImage()
    view.show_nothing("hive", NOTHING)
    assert view.grab().toImage() != one
    view.show_nothing("", NOTHING)
    view.grab()


def test_placeholder_is_in_the_colours_of_the_theme(view: PictureView, theme: Theme) -> None:
    view.show_nothing("M", NOTHING)
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
