"""The line below a picture in the zoom: what it is, and the keys that do something here."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from curator.records import dataclass
from curator.ui.look.key_cap import CAP_HEIGHT, key_cap_width, paint_key_cap
from curator.ui.look.theme import DARK, Space, TextSize, interface_font

LINE_HEIGHT = 56
"""The strip along the lower edge in which the line stands."""
_GROUND = QColor(12, 11, 10, 236)

Keys = tuple[tuple[str, str], ...]
"""Pairs of a key and what it does; "" where the pair after it says so for both."""


@dataclass(frozen=True, slots=True)
class ZoomLine:
    """Words, what is wrong, and the keys."""

    words: str
    flags: tuple[str, ...] = ()
    keys: Keys = ()

    @property
    def spoken(self) -> str:
        """All of it in one line, for a screen reader."""
        said = ", ".join((self.words, *self.flags))
        return f"{said}. " + ", ".join(f"{key}: {words}" if words else key for key, words in self.keys)


def paint_line(painter: QPainter, room: QRectF, line: ZoomLine) -> None:
    """Paint `line` along the lower edge of `room`, words on the left and keys on the right of its middle."""
    strip = QRectF(room.left(), room.bottom() - LINE_HEIGHT, room.width(), LINE_HEIGHT)
    painter.fillRect(strip, _GROUND)
    font = interface_font(TextSize.SMALL)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    said = [(line.words, DARK.color("text")), *((flag, DARK.color("later")) for flag in line.flags)]
    width = sum(metrics.horizontalAdvance(words) + Space.WIDE for words, _ in said)
    width += sum(_key_width(metrics, key, words) for key, words in line.keys) - Space.WIDE
    left = max(float(Space.WIDE), (strip.width() - width) / 2)
    for words, colour in said:
        painter.setPen(colour)
        left = _paint_words(painter, metrics, strip, left, words) + Space.WIDE
    for key, words in line.keys:
        cap = paint_key_cap(painter, QPointF(left, strip.center().y()), key, DARK)
        painter.setFont(font)
        painter.setPen(DARK.color("soft"))
        left += cap + Space.HAIR
        # Keys that do one thing together stand close, before the words for all of them.
        if words:
            left = _paint_words(painter, metrics, strip, left, words) + Space.WIDE


def _key_width(metrics: QFontMetricsF, key: str, words: str) -> float:
    width = key_cap_width(key) + Space.HAIR
    return width + metrics.horizontalAdvance(words) + Space.WIDE if words else width


def _paint_words(painter: QPainter, metrics: QFontMetricsF, strip: QRectF, left: float, words: str) -> float:
    width = metrics.horizontalAdvance(words)
    middle = strip.center().y()
    box = QRectF(left, middle - CAP_HEIGHT, width + Space.HAIR, 2 * CAP_HEIGHT)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    return left + width
