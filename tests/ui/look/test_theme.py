"""Light, dark, or as the desktop has it; every colour can be read on its ground."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from curator.ui.look.style_sheet import style_sheet
from curator.ui.look.theme import (
    DARK,
    LIGHT,
    Colors,
    TextSize,
    Theme,
    ThemeChoice,
    interface_font,
    mono_font,
    serif_font,
)
from tests.ui.ear import Ear

BOTH = pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])


class Desktop(QObject):
    """Stands for the desktop's settings, which the offscreen platform does not have."""

    colorSchemeChanged = Signal(object)  # noqa: N815 - Qt's name

    def __init__(self) -> None:
        super().__init__()
        self._scheme = Qt.ColorScheme.Light

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802 - Qt's name
        return self._scheme

    def switch(self, scheme: Qt.ColorScheme) -> None:
        self._scheme = scheme
        self.colorSchemeChanged.emit(scheme)


@pytest.fixture
def desktop(qapp: QApplication) -> Desktop:
    return Desktop()


@pytest.mark.parametrize(("choice", "colors"), [(ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK)])
def test_choice_of_the_person_counts(theme: Theme, choice: ThemeChoice, colors: Colors) -> None:
    theme.choose(choice)
    assert (theme.choice, theme.colors) == (choice, colors)


def test_change_is_told_once(theme: Theme) -> None:
    changes = Ear(theme.changed)
    theme.choose(ThemeChoice.DARK)
    theme.choose(ThemeChoice.DARK)
    assert len(changes.heard) == 1


def test_system_follows_the_desktop(desktop: Desktop) -> None:
    theme = Theme(cast(QStyleHints, desktop), ThemeChoice.SYSTEM)
    changes = Ear(theme.changed)
    assert theme.colors is LIGHT
    desktop.switch(Qt.ColorScheme.Dark)
    assert (theme.colors, len(changes.heard)) == (DARK, 1)


def test_desktop_changes_nothing_for_who_has_chosen(desktop: Desktop) -> None:
    theme = Theme(cast(QStyleHints, desktop), ThemeChoice.LIGHT)
    changes = Ear(theme.changed)
    desktop.switch(Qt.ColorScheme.Dark)
    assert (theme.colors, changes.heard) == (LIGHT, [])
    theme.choose(ThemeChoice.SYSTEM)
    assert theme.colors is DARK


@BOTH
def test_every_colour_is_one(colors: Colors) -> None:
    for name in Colors.__slots__:
        assert name == "is_dark" or colors.color(name).isValid(), name


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours as WCAG 2.2 defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: QColor) -> float:
    red, green, blue = (linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


@BOTH
@pytest.mark.parametrize("ground", ["ground", "panel", "current", "marked"])
@pytest.mark.parametrize(("ink", "least"), [("text", 7.0), ("soft", 4.5), ("problem", 4.4)])
def test_text_can_be_read_on_every_ground(colors: Colors, ground: str, ink: str, least: float) -> None:
    assert contrast(colors.color(ink), colors.color(ground)) >= least


@BOTH
def test_words_on_the_accent_can_be_read(colors: Colors) -> None:
    assert contrast(colors.color("on_accent"), colors.color("accent")) >= 4.5


def test_palette_has_the_colours_of_the_theme(theme: Theme) -> None:
    for choice, colors in ((ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK)):
        theme.choose(choice)
        palette = theme.palette()
        assert palette.color(QPalette.ColorRole.Window) == colors.color("ground")
        assert palette.color(QPalette.ColorRole.Text) == colors.color("text")


@pytest.mark.parametrize("make", [interface_font, serif_font, mono_font])
def test_fonts_come_in_the_size_asked_for(qapp: QApplication, make: type) -> None:
    assert make(TextSize.READING).pixelSize() == TextSize.READING


@pytest.mark.parametrize(
    ("strength", "ink"),
    [("soft", "soft"), ("small", "soft"), ("label", "soft"), ("", "text")]
    + [(name, name) for name in ("problem", "published", "later")],
)
def test_label_is_written_in_the_colour_of_its_strength(
    theme: Theme, qtbot: QtBot, strength: str, ink: str
) -> None:
    label = QLabel("Bees")
    qtbot.addWidget(label)
    label.setProperty("strength", strength)
    label.ensurePolished()
    assert label.palette().color(label.foregroundRole()) == theme.colors.color(ink)


@BOTH
def test_style_sheet_is_complete_and_in_the_colours_of_the_theme(colors: Colors) -> None:
    sheet = style_sheet(colors)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    assert colors.accent in sheet
    other = DARK if colors is LIGHT else LIGHT
    assert other.ground not in sheet
