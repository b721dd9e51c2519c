"""A key as it is drawn beside what it does: "Ctrl K" on a small rounded cap.

`KeyCap` is the widget; delegates and buttons paint the same cap with `paint_key_cap`.
"""

from __future__ import annotations

import sys
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from curator.ui.look.theme import Colors, Space, TextSize, Theme, mono_font

CAP_HEIGHT = 18
_PADDING = 6
_RADIUS = 4.0
_ON_ACCENT_STRENGTH = 0.18
_MODIFIERS = ("Ctrl+", "Shift+")
_WORDS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "PageUp": "Page ↑", "PageDown": "Page ↓"}
_MAC_WORDS = {"Ctrl": "⌘", "Shift": "⇧", "Backspace": "⌫", "Enter": "↩"}


class CapTone(Enum):
    """What the cap lies on."""

    PLAIN = "plain"
    ON_ACCENT = "on accent"
    ON_PICTURE = "on a picture's ground"
    """Which has the colour of a plain cap itself."""


def cap_text(stroke: str) -> str:
    """How `stroke` ("Ctrl+Shift+Z") is written on a cap ("Ctrl Shift Z")."""
    words: list[str] = []
    rest = stroke
    while modifier := next((each for each in _MODIFIERS if rest.startswith(each)), ""):
        words.append(modifier[:-1])
        rest = rest[len(modifier) :]
    words.append(_WORDS.get(rest, rest))
    if sys.platform == "darwin":
        words = [_MAC_WORDS.get(word, word) for word in words]
    return " ".join(words)


def key_cap_width(stroke: str) -> float:
    """The width of the cap of `stroke`, in device-independent pixels."""
    return max(CAP_HEIGHT + 2.0, _metrics().horizontalAdvance(cap_text(stroke)) + 2 * _PADDING)


def paint_key_cap(
    painter: QPainter,
    left_center: QPointF,
    stroke: str,
    colors: Colors,
    tone: CapTone = CapTone.PLAIN,
) -> float:
    """Paint the cap of `stroke` with the middle of its left edge at `left_center`; its width."""
    width = key_cap_width(stroke)
    top = round(left_center.y() - CAP_HEIGHT / 2)
    rect = QRectF(round(left_center.x()) + 0.5, top + 0.5, width - 1, CAP_HEIGHT - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if tone is CapTone.ON_ACCENT:
        fill = colors.color("on_accent")
        fill.setAlphaF(_ON_ACCENT_STRENGTH)
        edge, ink = QColor(Qt.GlobalColor.transparent), colors.color("on_accent")
    else:
        ground = "panel" if tone is CapTone.ON_PICTURE else "cap"
        fill, edge, ink = colors.color(ground), colors.color("line"), colors.color("soft")
    painter.setPen(QPen(edge, 1))
    painter.setBrush(fill)
    painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
    painter.setFont(_cap_font())
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, cap_text(stroke))
    painter.restore()
    return width


def paint_key_caps_from_right(
    painter: QPainter, right_center: QPointF, strokes: tuple[str, ...], colors: Colors
) -> float:
    """Paint the caps of `strokes` in this order, the last ending at `right_center`; the width they take."""
    widths = [key_cap_width(stroke) for stroke in strokes]
    taken = sum(widths) + Space.HAIR * max(0, len(widths) - 1)
    x = right_center.x() - taken
    for stroke, width in zip(strokes, widths, strict=True):
        paint_key_cap(painter, QPointF(x, right_center.y()), stroke, colors)
        x += width + Space.HAIR
    return taken


def _cap_font() -> QFont:
    font = mono_font(TextSize.SMALL)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _metrics() -> QFontMetricsF:
    return QFontMetricsF(_cap_font())


class KeyCap(QWidget):
    """One key as a label."""

    def __init__(self, theme: Theme, stroke: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._stroke = stroke
        self.setObjectName("key_cap")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._name()
        theme.changed.connect(self._on_theme_changed)

    @property
    def stroke(self) -> str:
        """The key shown, as in the table of commands."""
        return self._stroke

    def set_stroke(self, stroke: str) -> None:
        """Show another key."""
        self._stroke = stroke
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"key {cap_text(self._stroke)}")

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the words on the cap."""
        return QSize(round(key_cap_width(self._stroke) + 0.5), CAP_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """A cap is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cap."""
        with QPainter(self) as painter:
            paint_key_cap(painter, QPointF(0, self.height() / 2), self._stroke, self._theme.colors)
