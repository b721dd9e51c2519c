"""Pictures in bytes, as Qt writes them."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QImageIOHandler, QImageWriter


def encoded(kind: str, width: int, height: int, colour: str = "teal") -> bytes:
    """A picture of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return written(image, kind)


def written(
    image: QImage,
    kind: str,
    *,
    quality: int = -1,
    is_progressive: bool = False,
    turn: QImageIOHandler.Transformation = QImageIOHandler.Transformation.TransformationNone,
    compression: int = -1,
) -> bytes:
    """The image as Qt writes it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, kind.encode())
    writer.setQuality(quality)
    writer.setProgressiveScanWrite(is_progressive)
    writer.setTransformation(turn)
    if compression >= 0:
        writer.setCompression(compression)
    assert writer.write(image), writer.errorString()
    return bytes(buffer.data().data())
