"""TIFF: the size of its first page, what its pixels take, and whether its compression is a usual one."""

from __future__ import annotations

import struct
from typing import BinaryIO

from curator.pictures.decoding.headers.header import Header, damaged, exactly, unknown_kind

_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _SAMPLES = 256, 257, 258, 259, 277
_KNOWN = {_WIDTH: 0, _HEIGHT: 0, _BITS: 1, _COMPRESSION: 1, _SAMPLES: 1}
"""What is read, with what it is when it is not named (TIFF 6.0, section 8)."""
_SHORT, _LONG = 3, 4
_MAX_ENTRIES = 512
_COMPRESSIONS = frozenset({1, 2, 3, 4, 5, 8, 32773, 32946})
"""None, fax, LZW, deflate, PackBits. Others bring a decoder of their own, with bounds of its own or none."""


def read_tiff(file: BinaryIO) -> Header:
    """The header of the first page of the TIFF in `file`. Raises PictureError."""
    file.seek(0)
    order = "<" if exactly(file, 2) == b"II" else ">"
    _, start = struct.unpack(order + "HI", exactly(file, 6))
    file.seek(start)
    (count,) = struct.unpack(order + "H", exactly(file, 2))
    if count > _MAX_ENTRIES:
        raise damaged()
    entries = exactly(file, 12 * count)
    said: dict[int, int] = {}
    for number in range(count):
        _note(said, file, order, entries[12 * number : 12 * number + 12])
    values = {**_KNOWN, **said}
    width, height = values[_WIDTH], values[_HEIGHT]
    if values[_COMPRESSION] not in _COMPRESSIONS:
        raise unknown_kind("a rare TIFF")
    if not width or not height or values[_BITS] > 64 or values[_SAMPLES] > 16:
        raise damaged()
    return Header(width, height, width * height * _bytes_a_pixel(values[_BITS], values[_SAMPLES]))


def _note(said: dict[int, int], file: BinaryIO, order: str, entry: bytes) -> None:
    """Note what an entry says; of a list, its first.

    What is said twice, or in another kind of number, the decoder may read in another way: PictureError.
    """
    tag, kind, count = struct.unpack_from(order + "HHI", entry)
    if tag not in _KNOWN:
        return
    if tag in said or kind not in {_SHORT, _LONG} or not count:
        raise damaged()
    place = entry[8:12]
    if count * (2 if kind == _SHORT else 4) > 4:
        file.seek(struct.unpack(order + "I", place)[0])
        place = exactly(file, 4)
    (value,) = struct.unpack_from(order + ("H" if kind == _SHORT else "I"), place)
    said[tag] = value


def _bytes_a_pixel(bits: int, samples: int) -> int:
    """Of the image, in the worst case one strip that holds it all, and what is made of it to be scaled."""
    strip = max(bits * samples // 8, 1)
    grey = strip if samples == 1 else 0
    # Four channels of 8 bits, of 16, or of 32 with a fraction, as Qt holds them.
    return strip + grey + (4 if bits <= 8 else 8 if bits <= 16 else 16)
