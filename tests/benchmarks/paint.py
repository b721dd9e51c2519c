"""Pictures for generated folders: PNG files of a colour that runs into another, without a picture library."""

from __future__ import annotations

import zlib
from pathlib import Path


def write_picture(path: Path, width: int, height: int, number: int) -> None:
    """Write a PNG of this size; another `number` gives other colours."""
    red, green, blue = (number * 67 % 170 + 30, number * 131 % 170 + 30, number * 29 % 170 + 30)
    rows = bytearray()
    for y in range(height):
        shade = y * 50 // height
        rows += b"\0" + bytes((red - shade // 2, green, blue + shade)) * width
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 1)), (b"IEND", b""))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
