"""JPEG: its size, and what its scans cost in memory and time.

A file with several scans is held as coefficients, two bytes a sample, whatever the size it is shown at, and
every scan passes over all of them: a few hundred bytes can so make a decoder work for minutes. libjpeg-turbo
advises programs to count the scans (`djpeg -maxscans`, section "Security" of its README); real files have a
dozen. The cost is bounded too, as it depends on the size: `_MAX_WORK` is what a progressive picture of 100
megapixels has, 0.7 ns for each sample as measured.
"""

from __future__ import annotations

import re
import struct
from typing import BinaryIO

from curator.pictures.decoding.headers.header import Header, damaged, exactly, too_complicated, unknown_kind
from curator.records import dataclass

_MAX_SEGMENTS = 5_000
"""Before the pixels; the largest colour profile takes 255."""
_MAX_SCANS = 100
_MAX_WORK = 1_000_000_000
"""Samples passed over in all scans."""
_BLOCK_WORK = 8
"""In samples: what passing over a block of 64 costs even if a scan has nothing for it."""
_MAX_SKIPPED = 1 << 20
_PIECE = 4096
_CHUNK = 1 << 20
_MARKER = re.compile(rb"\xff([^\x00\xff])")
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a length."""
_SCAN = b"\xff\xda"
_SHOWN = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive; no camera and no program writes the other nine."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """The frame header: the size and the samples of each component by its number."""

    width: int
    height: int
    is_progressive: bool
    samples: dict[int, int]


def read_jpeg(file: BinaryIO) -> Header:
    """The header of the JPEG `file` begins with. Raises PictureError."""
    file.seek(2)
    frame = _frame_of(file)
    length, count = struct.unpack(">HB", exactly(file, 3))
    if not 1 <= count <= 4 or length < 6 + 2 * count:
        raise damaged()
    if not frame.is_progressive and count == len(frame.samples):
        # All there is in one pass: decoded in rows.
        return Header(frame.width, frame.height, 0, is_scalable=True)
    file.seek(-5, 1)
    _check_scans(file, frame)
    return Header(frame.width, frame.height, 2 * sum(frame.samples.values()), is_scalable=True)


def _frame_of(file: BinaryIO) -> _Frame:
    """The frame header; `file` is left behind the marker of the first scan."""
    found: _Frame | None = None
    for _ in range(_MAX_SEGMENTS):
        marker = _next_marker(file)
        if marker == 0xDA and found is not None:
            return found
        if marker in _BARE:
            continue
        if marker in {0xD8, 0xD9, 0xDA}:
            break
        (length,) = struct.unpack(">H", exactly(file, 2))
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            if marker not in _SHOWN:
                raise unknown_kind("a rare JPEG")
            if found is not None:
                break
            found = _frame(exactly(file, max(length - 2, 0)), marker == 0xC2)
        else:
            file.seek(max(length - 2, 0), 1)
    raise damaged()


def _next_marker(file: BinaryIO) -> int:
    """The number of the next marker; what stands before it is skipped, as the decoder does."""
    for _ in range(_MAX_SKIPPED // _PIECE):
        start = file.tell()
        piece = file.read(_PIECE)
        if found := _MARKER.search(piece):
            file.seek(start + found.end())
            return found[1][0]
        if len(piece) < _PIECE:
            break
        file.seek(-1, 1)
    raise damaged()


def _frame(body: bytes, is_progressive: bool) -> _Frame:
    if len(body) < 6 or len(body) < 6 + 3 * body[5]:
        raise damaged()
    _, height, width, count = struct.unpack_from(">BHHB", body)
    factors = {body[6 + 3 * n]: divmod(body[7 + 3 * n], 16) for n in range(count)}
    if not 1 <= count <= 4 or len(factors) < count or not width or not height:
        raise damaged()
    if not all(1 <= factor <= 4 for pair in factors.values() for factor in pair):
        raise damaged()
    across = max(pair[0] for pair in factors.values())
    down = max(pair[1] for pair in factors.values())
    samples = {
        number: _whole(width * h, across * 8) * _whole(height * v, down * 8) * 64
        for number, (h, v) in factors.items()
    }
    return _Frame(width, height, is_progressive, samples)


def _whole(count: int, of: int) -> int:
    return -(-count // of)


def _check_scans(file: BinaryIO, frame: _Frame) -> None:
    """Raise PictureError when the scans from here on are too many or too much work.

    Within a scan the byte 255 is never followed by the mark of another, so searching for it finds them all.
    What is found in what follows the picture counts as well; that may be a second, smaller one.
    """
    scans, work, rest = 0, 0, b""
    while data := file.read(_CHUNK):
        data = rest + data
        at = data.find(_SCAN)
        while 0 <= at < len(data) - 12:
            scans += 1
            work += _work(data[at + 2 : at + 16], frame)
            if scans > _MAX_SCANS or work > _MAX_WORK:
                raise too_complicated()
            at = data.find(_SCAN, at + 2)
        rest = data[at:] if at >= 0 else data[-1:]


def _work(scan: bytes, frame: _Frame) -> int:
    """Samples a scan passes over: those of its components, by its share of the 64 frequencies."""
    count = min(scan[2], 4)
    samples = sum(frame.samples.get(scan[3 + 2 * n], 0) for n in range(count))
    if not frame.is_progressive:
        return samples
    first, last = scan[3 + 2 * count : 5 + 2 * count] if 5 + 2 * count <= len(scan) else (0, 63)
    return samples * (min(max(last - first, 0), 63) + 1 + _BLOCK_WORK) // 64
