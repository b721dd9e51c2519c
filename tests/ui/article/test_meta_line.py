"""Who and when in one line, with an icon or a letter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from curator.ui.article.meta_line import MetaLine, paint_icon, provider_color
from curator.ui.look.theme import Theme


@pytest.fixture
def line(qtbot: QtBot, theme: Theme) -> MetaLine:
    line = MetaLine(theme)
    qtbot.addWidget(line)
    line.resize(400, 24)
    line.set_words("Hive Weekly", "9 Jan 2026 · 3 d ago")
    return line


def icon(colour: str) -> QImage:
    image = QImage(22, 22, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


@pytest.mark.parametrize(
    ("who", "when", "text"),
    [("Hive", "today", "Hive · today"), ("Hive", "", "Hive"), ("", "today", "today"), ("", "", "")],
)
def test_line_is_one_text(line: MetaLine, who: str, when: str, text: str) -> None:
    line.set_words(who, when)
    assert (line.text(), line.accessibleDescription()) == (text, text)
    line.grab()


def test_icon_replaces_the_letter_and_goes_with_its_article(line: MetaLine) -> None:
    letter = line.grab().toImage()
    line.set_icon(icon("red"))
    assert line.grab().toImage().pixelColor(11, 12) == QColor("red")
    line.set_words("Hive Weekly", "9 Jan 2026 · 3 d ago")
    assert line.grab().toImage() == letter


def test_long_names_are_cut_rather_than_widening_the_pane(line: MetaLine) -> None:
    line.set_words("W" * 500, "W" * 500)
    assert line.minimumSizeHint().width() <= 120
    line.grab()


def test_colour_of_a_provider_is_always_the_same() -> None:
    assert provider_color("Hive") == provider_color("Hive")
    assert (
        len({provider_color(name).name() for name in ("Hive", "Wasp Post", "Tidewater", "Moss Review")}) > 2
    )


@pytest.mark.parametrize("name", ["", "ß", "\N{GRINNING FACE} news", "<b>"])
def test_any_name_has_a_letter(qtbot: QtBot, name: str) -> None:
    image = QImage(22, 22, QImage.Format.Format_ARGB32)
    image.fill(0)
    with QPainter(image) as painter:
        paint_icon(painter, QRect(0, 0, 22, 22), QPixmap(), name)
    assert image.pixelColor(11, 2).alpha() == 255
