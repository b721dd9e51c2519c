"""Bytes to a QImage of the size that will be shown, within limits, whatever the bytes are.

The format is decided by the first bytes, never by a name or by what a server said, and only the decoder of
that format gets to see the rest. The size, and what decoding will cost, are read from the header and checked
before a decoder sees anything. Runs on any thread; PySide6 releases the interpreter lock while Qt reads, so
the window stays smooth.
"""

from __future__ import annotations

import io
import os
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QBuffer, QFile, QIODevice, QSize, QThread
from PySide6.QtGui import QImage, QImageReader

from curator.pictures.decoding.animation import UNTIMED, read_frames
from curator.pictures.decoding.drawing import draw
from curator.pictures.decoding.finishing import finished
from curator.pictures.decoding.formats import HEAD_BYTES, Format, sniff
from curator.pictures.decoding.headers.header import Header, damaged, unknown_kind
from curator.pictures.decoding.headers.reading import read_header
from curator.pictures.decoding.opening import open_regular
from curator.pictures.decoding.scaling import is_turned, kept_part, target_size, transposed
from curator.pictures.decoding.svg import MAX_BYTES, check_svg
from curator.pictures.decoding.turns import Turns
from curator.pictures.model import Animation, Fit, Limits, PictureError, PictureRequest, PictureState
from curator.pictures.placing import placed
from curator.records import dataclass

_READ_ONLY = QIODevice.OpenModeFlag.ReadOnly
_PIECE = 1 << 20
_PAUSE = 20
"""Microseconds, for the GUI thread to take the lock."""
_MOVING = frozenset({Format.GIF, Format.WEBP})
"""Qt shows the first frame of an animated PNG, and does not know of the others."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """An image ready to paint and the natural size of what it was made from, in pixels."""

    image: QImage
    natural: QSize
    frame_count: int = 1


def decode_file(
    path: Path, request: PictureRequest, limits: Limits, turns: Turns | None = None
) -> Decoded | Animation:
    """The picture in the local file `path`, or its frames, as the request wants it.

    Raises PictureError, also when there is no such file, or it is no regular file, unreadable or too large.
    """
    with os.fdopen(open_regular(path, limits), "rb") as file:
        return _decode(file, request, limits, turns or Turns(limits))


def decode_body(
    body: bytes, request: PictureRequest, limits: Limits, turns: Turns | None = None
) -> Decoded | Animation:
    """The picture in `body`, which came from the network, or its frames: as `decode_file`."""
    with io.BytesIO(body) as file:
        return _decode(file, request, limits, turns or Turns(limits))


def _decode(file: BinaryIO, request: PictureRequest, limits: Limits, turns: Turns) -> Decoded | Animation:
    """The picture `file` holds, oriented, in sRGB, at the size `request` asks for."""
    picture_format = sniff(file.read(HEAD_BYTES))
    if picture_format is Format.SVG:
        file.seek(0)
        return _drawn(file.read(MAX_BYTES + 1), request)
    content, header = None, None
    if picture_format is not Format.AVIF:
        header, picture_format = read_header(picture_format, file, request)
        _check_size(header.width, header.height, limits)
        content = header.content
    with turns.for_bytes(_held(header, request, limits)):
        if content is None and picture_format is Format.TIFF:
            # Its decoder maps a file into memory, and reading what was cut off meanwhile ends the program.
            file.seek(0)
            content = file.read()
        device = _device(file, content)
        try:
            return _read(device, picture_format, header, request, limits)
        finally:
            device.close()


def _drawn(content: bytes, request: PictureRequest) -> Decoded | Animation:
    """A drawing, which does not move."""
    check_svg(content)
    image, natural = draw(content, request)
    if request.is_moving:
        return Animation(request, (image,), (UNTIMED,))
    return Decoded(image, natural)


def _device(file: BinaryIO, content: bytes | None) -> QIODevice:
    """What the decoder reads from: `content` where there is some, else all of `file`, which stays open."""
    if isinstance(file, io.BytesIO):
        content = content or file.getvalue()
    if content is None:
        os.lseek(file.fileno(), 0, os.SEEK_SET)
        on_disk = QFile()
        on_disk.open(file.fileno(), _READ_ONLY)
        return on_disk
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.ReadWrite)
    # In pieces, as copying holds the interpreter lock: 20 MB at once would stop the window for 25 ms.
    for start in range(0, len(content), _PIECE):
        buffer.write(content[start : start + _PIECE])
        QThread.usleep(_PAUSE)
    buffer.seek(0)
    return buffer


def _read(
    device: QIODevice, picture_format: Format, header: Header | None, request: PictureRequest, limits: Limits
) -> Decoded | Animation:
    """Decode what was found harmless. Bound to the one decoder for the format."""
    reader = QImageReader(device, picture_format.value.encode())
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    stored = reader.size()
    if not stored.isValid() or stored.isEmpty():
        raise _failure(reader, picture_format)
    _check_size(stored.width(), stored.height(), limits)
    decoded = stored
    if header is not None:
        if not header.is_icon and (stored.width() > header.width or stored.height() > header.height):
            # What it costs was reckoned for something smaller.
            raise damaged()
        stored = QSize(header.width, header.height)
    turn = reader.transformation()
    natural = stored.transposed() if is_turned(turn) else stored
    fitting = placed(request, natural, is_drawing=False)
    scaled = target_size(natural, fitting, may_enlarge=False)
    # The reader scales, cuts and turns, in this order and without the interpreter lock.
    if scaled != (decoded.transposed() if is_turned(turn) else decoded):
        reader.setScaledSize(scaled.transposed() if is_turned(turn) else scaled)
    part = kept_part(scaled, fitting)
    if part is not None:
        reader.setScaledClipRect(transposed(part) if is_turned(turn) else part)
    if request.is_moving:
        return read_frames(reader, request, natural, limits)
    image = reader.read()
    if image.isNull():
        raise _failure(reader, picture_format)
    count = max(reader.imageCount(), 1) if picture_format in _MOVING else 1
    return Decoded(finished(image), natural, count)


def _check_size(width: int, height: int, limits: Limits) -> None:
    if width * height > limits.max_pixels:
        raise _too_many_pixels(width, height)


def _held(header: Header | None, request: PictureRequest, limits: Limits) -> int:
    """The bytes decoding holds at most. Raises PictureError when they are too many."""
    if header is None:
        # Of which only the decoder knows: it is taken to be heavy.
        return limits.light_bytes + 1
    held = header.held
    if header.is_scalable:
        natural = QSize(header.width, header.height)
        # Filling the place takes the most.
        most = replace(request, fit=Fit.COVER) if request.fit is Fit.PLACE else request
        scaled = target_size(natural, most, may_enlarge=False)
        # The decoder makes halves, quarters and eighths, the last that is large enough.
        drawn = max(min(header.pixels, 4 * scaled.width() * scaled.height()), header.pixels // 64)
        held += 4 * drawn
    if held > limits.max_held_bytes:
        raise _too_many_pixels(header.width, header.height)
    return held


def _too_many_pixels(width: int, height: int) -> PictureError:
    pixels = f"{width:,} × {height:,} pixels".replace(",", "\u202f")
    return PictureError(PictureState.FAILED, f"too large: {pixels}")


def _failure(reader: QImageReader, picture_format: Format) -> PictureError:
    if reader.error() is QImageReader.ImageReaderError.UnsupportedFormatError:
        return unknown_kind(picture_format.value.upper())
    return damaged()
