"""Bytes to a QImage of the size that will be shown, within limits, whatever the bytes are.

The format is decided by the first bytes, never by a name or by what a server said, and only the decoder of
that format gets to see the rest. The size is read from the header and checked before anything is decoded.
Runs on any thread; PySide6 releases the interpreter lock while Qt reads, so the window stays smooth.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageIOHandler, QImageReader

from curator.pictures.formats import Format, sniff
from curator.pictures.model import Fit, Limits, PictureError, PictureRequest, PictureState
from curator.pictures.svg import check_svg
from curator.pictures.wording import too_large

_ROTATIONS = (
    QImageIOHandler.Transformation.TransformationRotate90,
    QImageIOHandler.Transformation.TransformationMirrorAndRotate90,
    QImageIOHandler.Transformation.TransformationFlipAndRotate90,
    QImageIOHandler.Transformation.TransformationRotate270,
)
"""EXIF orientations that exchange width and height."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """An image ready to paint and the natural size of what it was made from, in pixels."""

    image: QImage
    natural: QSize


def read_local(path: Path, limits: Limits) -> bytes:
    """All bytes of the picture file `path`.

    Raises PictureError when there is no such file, or it is no regular file, unreadable or too large.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise PictureError(PictureState.FAILED, "a folder, not a picture")
        if not stat.S_ISREG(status.st_mode):
            raise PictureError(PictureState.FAILED, "not a regular file")
        if status.st_size > limits.max_local_bytes:
            raise too_large(status.st_size)
        with path.open("rb") as file:
            return file.read(limits.max_local_bytes)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PictureError(PictureState.MISSING, "the file is not there") from error
    except PermissionError as error:
        raise PictureError(PictureState.FAILED, "no permission to read the file") from error
    except (OSError, ValueError) as error:  # ValueError: a path with a zero byte in it
        raise PictureError(PictureState.FAILED, "the file could not be read") from error


def decode(data: bytes, request: PictureRequest, limits: Limits, is_local: bool) -> Decoded:
    """The picture in `data`, oriented, in sRGB, at the size `request` asks for.

    `is_local` allows drawings (SVG) that refer to nothing outside themselves; from the network they are
    refused. Raises PictureError.
    """
    picture_format = sniff(data)
    if picture_format is Format.SVG:
        check_svg(data, is_local)
    reader, _buffer = _open(data, picture_format)
    turned = reader.transformation() in _ROTATIONS
    natural = _natural_size(reader, turned, limits)
    scaled = target_size(natural, request, may_enlarge=picture_format is Format.SVG)
    if scaled != natural or picture_format is Format.SVG:
        reader.setScaledSize(scaled.transposed() if turned else scaled)
    image = reader.read()
    if image.isNull():
        raise _damaged(reader)
    return Decoded(_finished(image, request), natural)


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


def _open(data: bytes, picture_format: Format) -> tuple[QImageReader, QBuffer]:
    """A reader bound to the one decoder for the format, and the buffer, which must outlive it."""
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, picture_format.value.encode())
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    return reader, buffer


def _natural_size(reader: QImageReader, turned: bool, limits: Limits) -> QSize:
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        raise _damaged(reader)
    if size.width() * size.height() > limits.max_pixels:
        raise PictureError(
            PictureState.FAILED,
            f"too large: {size.width():,} × {size.height():,} pixels".replace(",", "\u202f"),
        )
    return size.transposed() if turned else size


def _damaged(reader: QImageReader) -> PictureError:
    if reader.error() is QImageReader.ImageReaderError.UnsupportedFormatError:
        return PictureError(PictureState.FAILED, "a kind of picture this system cannot show")
    return PictureError(PictureState.FAILED, "the picture is damaged")


def _finished(image: QImage, request: PictureRequest) -> QImage:
    """Cut to the proportions of the box where it has to cover it, in sRGB, in a format that paints fast."""
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


def _middle(size: QSize, box: QSize) -> QRect:
    """The largest rectangle with the box's proportions, no larger than the box, in the middle of `size`."""
    kept = box.scaled(size, Qt.AspectRatioMode.KeepAspectRatio).boundedTo(box).expandedTo(QSize(1, 1))
    return QRect(QPoint((size.width() - kept.width()) // 2, (size.height() - kept.height()) // 2), kept)
