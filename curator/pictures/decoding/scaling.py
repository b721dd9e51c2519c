"""How large a picture is shown in its box, and which part of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImageIOHandler

from curator.pictures.model import Fit, PictureRequest

_Turn = QImageIOHandler.Transformation


def target_size(natural: QSize, request: PictureRequest, may_enlarge: bool) -> QSize:
    """The size to scale `natural` to so that it fits (or covers) the box, at least 1 × 1."""
    box = QSize(max(request.width, 1), max(request.height, 1))
    covers = request.fit is Fit.COVER
    if not may_enlarge:
        short = natural.width() < box.width() or natural.height() < box.height()
        inside = natural.width() <= box.width() and natural.height() <= box.height()
        if short if covers else inside:
            return natural
    across = box.width() / natural.width()
    down = box.height() / natural.height()
    factor = max(across, down) if covers else min(across, down)
    return QSize(max(round(natural.width() * factor), 1), max(round(natural.height() * factor), 1))


def is_turned(turn: _Turn) -> bool:
    """Whether an EXIF orientation exchanges width and height."""
    return bool(turn & _Turn.TransformationRotate90)


def kept_part(scaled: QSize, request: PictureRequest) -> QRect | None:
    """What `request` shows of a picture of the size `scaled`: all (None), or the middle where it covers."""
    if request.fit is not Fit.COVER:
        return None
    kept = _middle(scaled, QSize(max(request.width, 1), max(request.height, 1)))
    return None if kept.size() == scaled else kept


def transposed(part: QRect) -> QRect:
    """The same part of a picture whose rows are columns."""
    return QRect(part.y(), part.x(), part.height(), part.width())


def _middle(size: QSize, box: QSize) -> QRect:
    """The largest rectangle with the box's proportions, no larger than the box, in the middle of `size`."""
    kept = box.scaled(size, Qt.AspectRatioMode.KeepAspectRatio).boundedTo(box).expandedTo(QSize(1, 1))
    return QRect(QPoint((size.width() - kept.width()) // 2, (size.height() - kept.height()) // 2), kept)
