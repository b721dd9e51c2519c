"""What a picture stands on where it does not fill its place, and where it is transparent itself."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage

from curator.ui.look.theme import Colors

_LIGHT = QColor("#EFEDE7")
_DARK = QColor("#2B2925")
_SAMPLE = QSize(24, 24)
_SOLID = 250
_SEEN = 40
_BRIGHT = 150
"""Lighter than this on average (of 255), a drawing is meant for a dark page."""


def ground_for(image: QImage, colors: Colors) -> QColor:
    """The theme's own quiet ground; below a transparent picture the one on which it can be made out."""
    brightness = _brightness(image)
    if brightness is None:
        return colors.color("cap")
    return _DARK if brightness > _BRIGHT else _LIGHT


def _brightness(image: QImage) -> float | None:
    """How light what is not transparent is, None for a picture that is solid throughout."""
    if not image.hasAlphaChannel():
        return None
    sample = image.scaled(_SAMPLE, Qt.AspectRatioMode.IgnoreAspectRatio).convertToFormat(
        QImage.Format.Format_ARGB32
    )
    pixels = [sample.pixelColor(x, y) for y in range(sample.height()) for x in range(sample.width())]
    if all(pixel.alpha() >= _SOLID for pixel in pixels):
        return None
    seen = [pixel.lightness() for pixel in pixels if pixel.alpha() >= _SEEN]
    return sum(seen) / len(seen) if seen else 0.0
