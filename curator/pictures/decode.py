"""Bytes to a QImage of the size that will be shown, within limits, whatever the bytes are.

The format is decided by the first bytes, never by a name or by what a server said, and only the decoder of
that format gets to see the rest. The size is read from the header and checked before anything is decoded.
Runs on any thread; PySide6 releases the interpreter lock while Qt reads, so the window stays smooth.
"""

from __future__ import annotations

import os
import stat
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QFile, QFileDevice, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageIOHandler, QImageReader

from curator.pictures.animation import read_frames
from curator.pictures.formats import HEAD_BYTES, Format, sniff
from curator.pictures.model import Animation, Fit, Limits, PictureError, PictureRequest, PictureState
from curator.pictures.placing import placed
from curator.pictures.svg import MAX_BYTES, check_svg
from curator.pictures.wording import too_large
from curator.records import dataclass

_READ_ONLY = QIODevice.OpenModeFlag.ReadOnly
_ROTATIONS = (
    QImageIOHandler.Transformation.TransformationRotate90,
    QImageIOHandler.Transformation.TransformationMirrorAndRotate90,
    QImageIOHandler.Transformation.TransformationFlipAndRotate90,
    QImageIOHandler.Transformation.TransformationRotate270,
)
"""EXIF orientations that exchange width and height."""
_MOVING = frozenset({Format.GIF, Format.WEBP})
"""Qt shows the first frame of an animated PNG, and does not know of the others."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """An image ready to paint and the natural size of what it was made from, in pixels."""

    image: QImage
    natural: QSize
    frame_count: int = 1


def decode_file(path: Path, request: PictureRequest, limits: Limits) -> Decoded | Animation:
    """The picture in the local file `path`, or its frames, as the request wants it.

    Drawings (SVG) are allowed when they refer to nothing outside themselves. Raises PictureError, also when
    there is no such file, or it is no regular file, unreadable or too large.
    """
    file = QFile()
    file.open(_opened(path, limits), _READ_ONLY, QFileDevice.FileHandleFlag.AutoCloseHandle)
    try:
        return _decode(file, request, limits, is_local=True)
    finally:
        file.close()


def decode_body(body: bytes, request: PictureRequest, limits: Limits) -> Decoded | Animation:
    """The picture in `body`, which came from the network: as `decode_file`, but drawings are refused."""
    buffer = QBuffer()
    buffer.setData(body)
    buffer.open(_READ_ONLY)
    return _decode(buffer, request, limits, is_local=False)


def _opened(path: Path, limits: Limits) -> int:
    """A file descriptor for `path`, once it is known to be a regular file of a bounded size."""
    try:
        # Without O_NONBLOCK opening a pipe would wait for somebody to write to it. Windows wants O_BINARY.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PictureError(PictureState.MISSING, "the file is not there") from error
    except PermissionError as error:
        reason = "a folder, not a picture" if path.is_dir() else "no permission to read the file"
        raise PictureError(PictureState.FAILED, reason) from error
    except (OSError, ValueError) as error:  # ValueError: a path with a zero byte in it
        raise PictureError(PictureState.FAILED, "the file could not be read") from error
    status = os.fstat(descriptor)
    if stat.S_ISREG(status.st_mode) and status.st_size <= limits.max_local_bytes:
        return descriptor
    os.close(descriptor)
    if stat.S_ISDIR(status.st_mode):
        raise PictureError(PictureState.FAILED, "a folder, not a picture")
    if not stat.S_ISREG(status.st_mode):
        raise PictureError(PictureState.FAILED, "not a regular file")
    raise too_large(status.st_size)


def _decode(
    device: QIODevice, request: PictureRequest, limits: Limits, is_local: bool
) -> Decoded | Animation:
    """The picture `device` holds, oriented, in sRGB, at the size `request` asks for."""
    picture_format = sniff(bytes(device.peek(HEAD_BYTES).data()))
    if picture_format is Format.SVG:
        check_svg(bytes(device.peek(MAX_BYTES + 1).data()), is_local)
    # Bound to the one decoder for the format.
    reader = QImageReader(device, picture_format.value.encode())
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    turned = reader.transformation() in _ROTATIONS
    natural = _natural_size(reader, turned, limits)
    request = placed(request, natural, is_drawing=picture_format is Format.SVG)
    scaled = target_size(natural, request, may_enlarge=picture_format is Format.SVG)
    if scaled != natural or picture_format is Format.SVG:
        reader.setScaledSize(scaled.transposed() if turned else scaled)
    if request.is_moving:
        return read_frames(reader, request, natural, limits, partial(_finished, request=request))
    image = reader.read()
    if image.isNull():
        raise _damaged(reader)
    return Decoded(_finished(image, request), natural, _frame_count(reader, picture_format))


def _frame_count(reader: QImageReader, picture_format: Format) -> int:
    """How many frames can be played; in other formats several pictures are pages or sizes."""
    return max(reader.imageCount(), 1) if picture_format in _MOVING else 1


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
