"""Drawings (SVG): painted sharp at the size they are shown, in a bounded time.

How long painting takes cannot be told from a drawing: a page of text can make it minutes. It grows at most
with the area, though. So it is painted very small first, then larger in steps, each no longer than what the
step before lets expect; one that cannot get large enough that way is refused.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from curator.pictures.decoding.headers.header import damaged
from curator.pictures.decoding.scaling import kept_part, target_size
from curator.pictures.decoding.svg import too_complicated
from curator.pictures.model import PictureRequest
from curator.pictures.placing import placed

_FIRST_SIDE = 24
_STEP = 4.0
"""Sixteen times the area, and so the time."""
_SECONDS = 0.7
"""For one step; all steps together take less than twice that."""
_SOFT = 0.3
"""A drawing that gets this close to its size is shown enlarged from it."""
_MAX_RATIO = 100
"""Of the sides."""


Clock = Callable[[], float]


def draw(
    content: bytes, request: PictureRequest, clocks: tuple[Clock, ...] = (time.monotonic, time.process_time)
) -> tuple[QImage, QSize]:
    """The drawing as `request` wants it, and its natural size. It must have been checked (`check_svg`)."""
    natural = _natural(content)
    fitting = placed(request, natural, is_drawing=True)
    scaled = target_size(natural, fitting, may_enlarge=True)
    part = kept_part(scaled, fitting) or QRect(QPoint(0, 0), scaled)
    factor = min(_FIRST_SIDE / max(part.width(), part.height()), 1.0)
    while True:
        began = [clock() for clock in clocks]
        image = _painted(content, scaled, part, factor)
        if factor == 1.0:
            return image, natural
        # Other programs make the one clock run ahead, other pictures the other; Qt paints on several threads.
        took = min(clock() - start for clock, start in zip(clocks, began, strict=True))
        more = min(math.sqrt(_SECONDS / max(took, 1e-6)), _STEP)
        if more * factor < 1.0 and more < 1.5:
            break
        factor = min(more * factor, 1.0)
    if factor < _SOFT:
        raise too_complicated()
    smooth, whole = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.IgnoreAspectRatio
    return image.scaled(part.size(), whole, smooth), natural


def _natural(content: bytes) -> QSize:
    device = _device(content)
    size = _reader(device).size()
    if size.isEmpty() or max(size.width(), size.height()) > _MAX_RATIO * min(size.width(), size.height()):
        raise damaged()
    return size


def _painted(content: bytes, scaled: QSize, part: QRect, factor: float) -> QImage:
    """`part` of the drawing at the size `scaled`, both made smaller by `factor`."""
    device = _device(content)
    reader = _reader(device)
    reader.setScaledSize(QSize(_less(scaled.width(), factor), _less(scaled.height(), factor)))
    left, top = round(part.x() * factor), round(part.y() * factor)
    reader.setScaledClipRect(QRect(left, top, _less(part.width(), factor), _less(part.height(), factor)))
    image = reader.read()
    if image.isNull():
        raise damaged()
    return image


def _less(side: int, factor: float) -> int:
    return max(round(side * factor), 1)


def _device(content: bytes) -> QBuffer:
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer


def _reader(device: QIODevice) -> QImageReader:
    reader = QImageReader(device, b"svg")
    reader.setAutoDetectImageFormat(False)
    return reader
