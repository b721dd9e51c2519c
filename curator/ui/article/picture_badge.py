"""The small dark label on a picture: which it is, how large, and in colour what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from curator.ui.article.picture_words import PictureWords
from curator.ui.look.key_cap import key_cap_width, paint_key_cap
from curator.ui.look.theme import DARK, Space, TextSize, interface_font

_GROUND = QColor(20, 18, 15, 225)
_TEXT = QColor("#F4F1EA")
_FLAG = QColor("#F0BC66")
_NOTE = QColor("#C9C3B7")
_RADIUS = 6
_BETWEEN = " · "

Piece = tuple[str, QColor]


def pieces(words: PictureWords) -> list[Piece]:
    """What stands on the badge, piece by piece, each in its colour."""
    said = [(words.badge, _TEXT)] if words.badge else []
    said += [(flag, _FLAG) for flag in words.flags]
    return said + [(note, _NOTE) for note in words.notes]


def paint_badge(painter: QPainter, room: QRectF, words: PictureWords) -> None:
    """Paint the badge of a picture into the lower right corner of `room`; nothing where nothing is said."""
    said = pieces(words)
    if not said:
        return
    font = interface_font(TextSize.SMALL)
    metrics = QFontMetrics(font)
    most = max(0, int(room.width()) - 2 * (Space.BASE + Space.SMALL))
    said = _shortened(said, metrics, most)
    key = words.key if not words.reason else ""
    cap = Space.SMALL + key_cap_width(key) if key else 0
    width = metrics.horizontalAdvance(_BETWEEN.join(text for text, _ in said)) + cap + 2 * Space.SMALL
    height = metrics.height() + Space.SMALL
    box = QRectF(room.right() - width - Space.BASE, room.bottom() - height - Space.BASE, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    painter.setFont(font)
    left = box.left() + Space.SMALL
    for number, (text, colour) in enumerate(said):
        if number:
            left = _paint_text(painter, metrics, QRectF(left, box.top(), width, height), _BETWEEN, _NOTE)
        left = _paint_text(painter, metrics, QRectF(left, box.top(), width, height), text, colour)
    if key:
        paint_key_cap(painter, QPointF(left + Space.SMALL, box.center().y()), key, DARK)


def _paint_text(painter: QPainter, metrics: QFontMetrics, box: QRectF, text: str, colour: QColor) -> float:
    painter.setPen(colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    return box.left() + metrics.horizontalAdvance(text)


def _shortened(said: Sequence[Piece], metrics: QFontMetrics, most: int) -> list[Piece]:
    """As many pieces as there is room for, from the first on; the accessible description has them all."""
    kept = list(said)
    while len(kept) > 1 and metrics.horizontalAdvance(_BETWEEN.join(text for text, _ in kept)) > most:
        kept.pop()
    return kept
