"""A decoded image made ready to paint: turned, scaled, cut, in sRGB, in a format that paints fast.

The order is for memory and time: everything but the scaling works on the small image.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageIOHandler, QTransform

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


def finished(image: QImage, scaled: QSize, turn: _Turn, request: PictureRequest) -> QImage:
    """`image` at the size `scaled` (of the upright picture), ready to paint for `request`."""
    image = _upright(_scaled(image, scaled.transposed() if is_turned(turn) else scaled), turn)
    if request.fit is Fit.COVER:
        image = image.copy(_middle(image.size(), QSize(max(request.width, 1), max(request.height, 1))))
    space = image.colorSpace()
    srgb = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    if space.isValid() and space != srgb:
        converted = image.convertedToColorSpace(srgb)
        image = image if converted.isNull() else converted
    paints_fast = QImage.Format.Format_RGB32
    if image.hasAlphaChannel():
        paints_fast = QImage.Format.Format_ARGB32_Premultiplied
    return image.convertToFormat(paints_fast)


def _scaled(image: QImage, size: QSize) -> QImage:
    """Each new pixel the mean of those it stands for."""
    if image.size() == size:
        return image
    if image.format() is QImage.Format.Format_ARGB32:
        # In place; scaling would make a whole second image of it.
        image.convertTo(QImage.Format.Format_ARGB32_Premultiplied)
    return image.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _upright(image: QImage, turn: _Turn) -> QImage:
    """As EXIF has it: mirrored or flipped first, then turned to the right."""
    across = bool(turn & _Turn.TransformationMirror)
    down = bool(turn & _Turn.TransformationFlip)
    if across or down:
        image = image.mirrored(across, down)
    return image.transformed(QTransform().rotate(90)) if is_turned(turn) else image


def _middle(size: QSize, box: QSize) -> QRect:
    """The largest rectangle with the box's proportions, no larger than the box, in the middle of `size`."""
    kept = box.scaled(size, Qt.AspectRatioMode.KeepAspectRatio).boundedTo(box).expandedTo(QSize(1, 1))
    return QRect(QPoint((size.width() - kept.width()) // 2, (size.height() - kept.height()) // 2), kept)
