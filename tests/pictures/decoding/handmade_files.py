"""Writes picture files byte by byte: what no writer of Qt's makes, and what nobody should."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence

Scan = tuple[Sequence[int], int, int, int, bytes]
"""Components, first and last frequency, approximation, data."""


BASELINE, PROGRESSIVE, ARITHMETIC = 0xC0, 0xC2, 0xCA
MEAN: Scan = ((1, 2, 3), 0, 0, 0, b"\0")
DETAIL: Scan = ((1,), 1, 63, 0, b"\0")
REFINEMENT: Scan = ((1,), 1, 63, 0x10, b"\xbf\xff\0" * 60)
"""Of progressive JPEGs: they end where their data does, and decoders take the rest for zeros."""


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(
    width: int,
    height: int,
    depth: int,
    kind: int,
    rows: Iterable[bytes] = (),
    extra: bytes = b"",
    interlaced: bool = False,
) -> bytes:
    """A PNG of these rows, or else of zeros, with chunks of one's own before the pixels."""
    given = list(rows)
    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, interlaced)
    packed = (
        zlib.compress(b"".join(b"\0" + row for row in given))
        if given
        else zeros(_row_bytes(width, depth, kind) * height + (2 * height + 64 if interlaced else 0))
    )
    body = png_chunk(b"IHDR", header) + extra + png_chunk(b"IDAT", packed) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _row_bytes(width: int, depth: int, kind: int) -> int:
    return (width * depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[kind] + 7) // 8 + 1


def zeros(count: int) -> bytes:
    """So many zeros, packed as zlib does: a thousandth."""
    block = 1 << 20
    packer = zlib.compressobj(9)
    begin = packer.compress(bytes(block)) + packer.flush(zlib.Z_FULL_FLUSH)
    # Each block stands for itself, so that one is packed and repeated.
    again = packer.compress(bytes(block)) + packer.flush(zlib.Z_FULL_FLUSH)
    end = zlib.compressobj(9, wbits=-15)
    rest = end.compress(bytes(count % block)) + end.flush()
    if count < block:
        return zlib.compress(bytes(count), 9)
    checksum = struct.pack(">HH", count % 65_521, 1)
    return begin + again * (count // block - 1) + rest + checksum


def jpeg(width: int, height: int, kind: int, scans: Sequence[Scan], components: int = 3) -> bytes:
    """A JPEG of one's own scans; its only codes are the bit 0 for no difference, or a run of empty blocks."""
    names = range(1, components + 1)
    frame = struct.pack(">BHHB", 8, height, width, components)
    parts = [b"\xff\xd8", _segment(0xDB, b"\0" + bytes([1]) * 64)]
    parts.append(_segment(kind, frame + b"".join(bytes((name, 0x11, 0)) for name in names)))
    parts += [_segment(0xC4, bytes((table, 1)) + bytes(15) + code) for table, code in _CODES]
    for chosen, first, last, approximation, data in scans:
        named = b"".join(bytes((name, 0)) for name in chosen)
        parts.append(_segment(0xDA, bytes((len(chosen),)) + named + bytes((first, last, approximation))))
        parts.append(data)
    return b"".join(parts) + b"\xff\xd9"


_CODES = ((0x00, b"\0"), (0x10, b"\xe0"))


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def bmp(width: int, height: int, bits: int, compression: int, data: bytes) -> bytes:
    head = 54 + 1024
    core = struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, compression, len(data), 0, 0, 256, 0)
    return b"BM" + struct.pack("<IHHI", head + len(data), 0, 0, head) + core + bytes(1024) + data


def tiff(entries: Sequence[tuple[int, int, int]], data: bytes = b"", next_page: int = 0) -> bytes:
    """A TIFF of entries (tag, kind, value); the pixels begin at byte 8, the entries follow them."""
    start = 8 + len(data) + len(data) % 2
    directory = b"".join(
        struct.pack("<HHI", tag, kind, 1) + struct.pack("<I", value) for tag, kind, value in sorted(entries)
    )
    head = b"II*\0" + struct.pack("<I", start) + data + b"\0" * (len(data) % 2)
    return head + struct.pack("<H", len(entries)) + directory + struct.pack("<I", next_page)


def tiff_entries(
    width: int, height: int, length: int, bits: int = 8, compression: int = 1, photometric: int = 1
) -> list[tuple[int, int, int]]:
    """The entries of a TIFF of one channel in one strip of `length` bytes."""
    return [
        *((256, 4, width), (257, 4, height), (258, 3, bits), (259, 3, compression), (262, 3, photometric)),
        *((273, 4, 8), (277, 3, 1), (278, 4, height), (279, 4, length)),
    ]


def ico(entries: Sequence[tuple[int, int, bytes]]) -> bytes:
    """An icon of entries: width and height as its table has them, and what is there."""
    parts = [struct.pack("<HHH", 0, 1, len(entries))]
    start = 6 + 16 * len(entries)
    for width, height, body in entries:
        parts.append(struct.pack("<BBBBHHII", width % 256, height % 256, 0, 0, 1, 32, len(body), start))
        start += len(body)
    return b"".join([*parts, *(body for _, _, body in entries)])
