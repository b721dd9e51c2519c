"""ICO: several sizes of one icon, of which only the one that suits best is given to a decoder.

Qt's decoder takes the first, and opens what an entry holds whatever the entry says of its size.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

from PySide6.QtCore import QSize

from curator.pictures.decoding.headers.header import Header, damaged, exactly
from curator.pictures.decoding.scaling import target_size
from curator.pictures.model import PictureRequest
from curator.records import dataclass

_MAX_ENTRIES = 256
_MAX_BYTES = 4 * 1024 * 1024
"""Of one entry: 1,024 × 1,024 pixels; a usual one has at most 256 × 256."""
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class _Entry:
    width: int
    height: int
    bits: int
    length: int
    start: int
    text: bytes


def read_ico(file: BinaryIO, request: PictureRequest) -> tuple[Header, bool]:
    """The icon's largest size with the entry that suits `request`, and whether that is a PNG.

    That is the smallest which needs not be enlarged, else the largest. Raises PictureError.
    """
    file.seek(4)
    (count,) = struct.unpack("<H", exactly(file, 2))
    if not 1 <= count <= _MAX_ENTRIES:
        raise damaged()
    entries = [_entry(text) for text in _parts(exactly(file, 16 * count))]
    usable = sorted(
        (entry for entry in entries if 40 <= entry.length <= _MAX_BYTES),
        key=lambda entry: (entry.width * entry.height, entry.bits),
    )
    if not usable:
        raise damaged()
    largest = usable[-1]
    shown = target_size(QSize(largest.width, largest.height), request, may_enlarge=False)
    fitting = [entry for entry in usable if entry.width >= shown.width() and entry.height >= shown.height()]
    chosen = largest
    if fitting:
        # Of those of one size, the one with most colours.
        side = fitting[0].width, fitting[0].height
        chosen = [entry for entry in fitting if (entry.width, entry.height) == side][-1]
    file.seek(chosen.start)
    body = exactly(file, chosen.length)
    if body.startswith(_PNG):
        return Header(largest.width, largest.height, 0, content=body, is_icon=True), True
    inner_width, inner_height = struct.unpack_from("<ii", body, 4)
    if (inner_width, abs(inner_height)) != (chosen.width, 2 * chosen.height):
        raise damaged()
    alone = b"\0\0\1\0\1\0" + chosen.text[:12] + struct.pack("<I", 22) + body
    held = chosen.width * chosen.height * 8
    return Header(largest.width, largest.height, held, content=alone, is_icon=True), False


def _parts(table: bytes) -> list[bytes]:
    return [table[at : at + 16] for at in range(0, len(table), 16)]


def _entry(text: bytes) -> _Entry:
    width, height, _, _, _, bits, length, start = struct.unpack("<BBBBHHII", text)
    return _Entry(width or 256, height or 256, bits, length, start, text)
