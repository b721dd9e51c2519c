"""A decoded image made ready to paint: in sRGB, in a format that paints fast.

Reading, scaling and turning happen inside Qt's reader, with the interpreter lock released. Converting does
not release it: 24 megapixels would stop the window for half a second. So the image, already as small as it is
shown, is converted in stripes; between two of them the GUI thread gets its turn.
"""

from __future__ import annotations

from PySide6.QtCore import QThread
from PySide6.QtGui import QColorSpace, QImage

_STRIPE_PIXELS = 65_536
"""A millisecond or two of converting colours."""
_PAUSE = 50
"""Microseconds."""


def finished(image: QImage) -> QImage:
    """`image` in sRGB and ready to paint; itself when it is so already."""
    paints_fast = QImage.Format.Format_RGB32
    if image.hasAlphaChannel():
        paints_fast = QImage.Format.Format_ARGB32_Premultiplied
    srgb = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    space = image.colorSpace()
    is_other = space.isValid() and space != srgb
    if image.format() is paints_fast and not is_other:
        return image
    made = QImage(image.size(), paints_fast)
    if is_other or space.isValid():
        made.setColorSpace(srgb)
    rows = max(_STRIPE_PIXELS // image.width(), 1)
    target, line = memoryview(made.bits()), made.bytesPerLine()
    for top in range(0, image.height(), rows):
        stripe = image.copy(0, top, image.width(), min(rows, image.height() - top))
        # Held by name: the view of its bytes does not keep an image alive.
        converted = _converted(stripe, srgb if is_other else None, paints_fast)
        data = converted.constBits()
        target[top * line : top * line + len(data)] = data
        # Only who sleeps lets go of the lock at once; who merely offers it is asked for it after 5 ms.
        QThread.usleep(_PAUSE)
    return made


def _converted(stripe: QImage, space: QColorSpace | None, to: QImage.Format) -> QImage:
    """A profile that Qt cannot make anything of is passed over, as if there were none."""
    if space is not None:
        converted = stripe.convertedToColorSpace(space, to)
        if not converted.isNull():
            return converted
    return stripe.convertToFormat(to)
