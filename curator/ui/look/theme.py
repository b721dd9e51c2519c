"""Colours, type and spacing of the window, in light and dark.

The values come from the project's drawings of the window: two grounds, three strengths of text, one accent,
and a colour for each state of an article. Colour never says anything alone; each state also has a word.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette, QStyleHints

from curator.records import dataclass

SERIF_FAMILIES = (
    "New York",
    "Charter",
    "Source Serif 4",
    "Source Serif Pro",
    "Noto Serif",
    "Georgia",
    "Cambria",
    "DejaVu Serif",
    "Liberation Serif",
)


class Space(IntEnum):
    """Distances in device-independent pixels; everything is a multiple of four."""

    HAIR = 4
    SMALL = 8
    BASE = 12
    WIDE = 16
    LARGE = 24
    HUGE = 40


BAR_HEAD = 20
"""Height of the first line of every part of the rating bar, so that what is below stands on one height."""


class TextSize(IntEnum):
    """The four sizes of type, in device-independent pixels."""

    SMALL = 12
    BASE = 14
    READING = 17
    TITLE = 29


class ThemeChoice(StrEnum):
    """What the person asked for; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colors:
    """One theme's colours as #RRGGBB."""

    is_dark: bool
    ground: str
    panel: str
    line: str
    text: str
    soft: str
    faint: str
    accent: str
    on_accent: str
    current: str
    marked: str
    published: str
    unpublished: str
    later: str
    problem: str
    cap: str

    def color(self, name: str) -> QColor:
        """The colour called `name` ("accent") as Qt paints it."""
        return QColor(str(getattr(self, name)))


LIGHT = Colors(
    is_dark=False,
    ground="#F6F5F2",
    panel="#FFFFFF",
    line="#E6E3DC",
    text="#1D1B18",
    soft="#6C675F",
    faint="#9B958A",
    accent="#2F5BEA",
    on_accent="#FFFFFF",
    current="#ECF0FE",
    marked="#FBF3DF",
    published="#1B8A5A",
    unpublished="#8A857C",
    later="#B7791F",
    problem="#C2410C",
    cap="#EFEDE7",
)
DARK = Colors(
    is_dark=True,
    ground="#161513",
    panel="#1E1D1A",
    line="#312F2A",
    text="#EDEAE3",
    soft="#A8A297",
    faint="#757065",
    accent="#86A3FF",
    on_accent="#11131C",
    current="#262E4A",
    marked="#3A3222",
    published="#4CC38A",
    unpublished="#8F897E",
    later="#E0A94A",
    problem="#FB923C",
    cap="#2B2925",
)


def interface_font(size: int = TextSize.BASE, *, bold: bool = False) -> QFont:
    """The desktop's own font at `size` pixels, with figures of equal width."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def serif_font(size: int, *, bold: bool = False) -> QFont:
    """The first reading face of the list which this machine has, at `size` pixels."""
    present = set(QFontDatabase.families())
    family = next((name for name in SERIF_FAMILIES if name in present), "serif")
    font = QFont(family)
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font


def mono_font(size: int = TextSize.SMALL) -> QFont:
    """The desktop's monospaced font at `size` pixels, for key caps and file names."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(size)
    return font


class Theme(QObject):
    """The colours in force; `changed` is emitted when the desktop or the person switches them."""

    changed = Signal()

    def __init__(self, hints: QStyleHints, choice: ThemeChoice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hints = hints
        self._choice = choice
        self._colors = self._pick()
        hints.colorSchemeChanged.connect(self._on_hints_color_scheme_changed)

    @property
    def colors(self) -> Colors:
        """The colours to paint with now."""
        return self._colors

    @property
    def choice(self) -> ThemeChoice:
        """What the person asked for."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Switch to `choice` and tell everybody."""
        self._choice = choice
        self._on_hints_color_scheme_changed()

    def palette(self) -> QPalette:
        """The Qt palette of the current colours, for everything a style sheet does not reach."""
        colors = self._colors
        palette = QPalette()
        role = QPalette.ColorRole
        for name, roles in (
            ("ground", (role.Window, role.AlternateBase)),
            ("panel", (role.Base, role.Button, role.ToolTipBase)),
            ("text", (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText)),
            ("accent", (role.Highlight, role.Link, role.Accent)),
            ("on_accent", (role.HighlightedText,)),
            ("faint", (role.PlaceholderText,)),
            ("line", (role.Mid, role.Midlight, role.Dark)),
        ):
            for each in roles:
                palette.setColor(each, colors.color(name))
        for each in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, each, colors.color("faint"))
        return palette

    def _pick(self) -> Colors:
        if self._choice is ThemeChoice.SYSTEM:
            return DARK if self._hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice is ThemeChoice.DARK else LIGHT

    @Slot()
    def _on_hints_color_scheme_changed(self) -> None:
        colors = self._pick()
        if colors is not self._colors:
            self._colors = colors
            self.changed.emit()
