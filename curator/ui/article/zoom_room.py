"""Where a picture lies in the zoom: all of it in the window, or a part of it, point for point."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF

STEP = 0.2
"""Of the window, by which a key moves a picture that is larger."""


def fitted(size: QSizeF, room: QSizeF) -> QRectF:
    """In the middle of `room`, smaller where it must be, never larger."""
    scale = min(1.0, room.width() / size.width(), room.height() / size.height())
    return _in_the_middle(size * scale, room)


def moved(size: QSizeF, room: QSizeF, offset: QPointF) -> QRectF:
    """In its own size, moved by `offset` from the middle of `room`, as far as there is anything to see."""
    bounded = bounded_offset(size, room, offset)
    return _in_the_middle(size, room).translated(bounded)


def bounded_offset(size: QSizeF, room: QSizeF, offset: QPointF) -> QPointF:
    """`offset`, as far as it does not move an edge of the picture into the window."""
    across = max(0.0, (size.width() - room.width()) / 2)
    down = max(0.0, (size.height() - room.height()) / 2)
    return QPointF(min(across, max(-across, offset.x())), min(down, max(-down, offset.y())))


def _in_the_middle(size: QSizeF, room: QSizeF) -> QRectF:
    # On whole points: half of one makes every pixel a mixture of two.
    left, top = round((room.width() - size.width()) / 2), round((room.height() - size.height()) / 2)
    return QRectF(QPointF(left, top), size)
