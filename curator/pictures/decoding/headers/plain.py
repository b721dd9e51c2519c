"""GIF, BMP and WebP: their sizes, and what their pixels take."""

from __future__ import annotations

import struct
from typing import BinaryIO

from curator.pictures.decoding.headers.header import Header, damaged, exactly

_INDEXED = 8
"""Bits a pixel, up to which the pixels are indices."""


def read_gif(file: BinaryIO) -> Header:
    """The header of the GIF in `file`; the frames are drawn on a canvas with alpha, a second is kept."""
    file.seek(6)
    width, height = struct.unpack("<HH", exactly(file, 4))
    return Header(width, height, width * height * 8)


def read_bmp(file: BinaryIO) -> Header:
    """The header of the BMP in `file`. Raises PictureError."""
    file.seek(14)
    (length,) = struct.unpack("<I", exactly(file, 4))
    if length == 12:
        width, height, _, bits = struct.unpack("<HHHH", exactly(file, 8))
    elif length >= 40:
        width, height, _, bits = struct.unpack("<iiHH", exactly(file, 12))
    else:
        raise damaged()
    height = abs(height)
    if width <= 0 or not height:
        raise damaged()
    # Only the later kinds of head know of alpha.
    has_alpha = bits == 32 and length > 40
    return Header(width, height, width * height * (6 if bits <= _INDEXED else 8 if has_alpha else 4))


def read_webp(file: BinaryIO) -> Header:
    """The header of the WebP in `file`. Raises PictureError.

    A still one is decoded beside the image (lossy ones by rows); one that moves has a canvas and a frame.
    """
    file.seek(12)
    name, _ = struct.unpack("<4sI", exactly(file, 8))
    body = exactly(file, 10)
    if name == b"VP8X":
        width, height = (int.from_bytes(body[at : at + 3], "little") + 1 for at in (4, 7))
        return Header(width, height, width * height * (12 if body[0] & 2 else 8))
    if name == b"VP8L" and body[0] == 0x2F:
        bits = int.from_bytes(body[1:5], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        return Header(width, height, width * height * 8)
    if name == b"VP8 ":
        width, height = (side & 0x3FFF for side in struct.unpack("<HH", body[6:]))
        if body[3:6] != b"\x9d\x01\x2a" or not width or not height:
            raise damaged()
        return Header(width, height, width * height * 6)
    raise damaged()
