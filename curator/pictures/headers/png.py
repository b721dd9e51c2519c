"""PNG: its size, what its pixels take, and a copy without what only costs.

Compressed text is unpacked by the decoder although nobody reads it: 5 MB of it kept a processor busy for 20
seconds. So what does not change the picture is left out before the decoder sees it.
"""

from __future__ import annotations

import os
import struct
from typing import BinaryIO

from curator.pictures.headers.header import Header, damaged, exactly, too_complicated

_SIGNATURE = 8
_MAX_CHUNKS = 65_536
"""Usual writers begin a new one every 8 KiB, which makes 8,192 of the largest file we open."""
_NEEDED = frozenset(
    {*(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP"), b"eXIf"}
)
"""What makes the picture; all others (text, times, frames, previews) are not for showing it."""
_COSTLY = frozenset({b"zTXt", b"iTXt", b"tEXt", b"sPLT"})
"""What the decoder unpacks or copies besides the pixels; a second profile (iCCP) is as useless."""
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def read_png(file: BinaryIO) -> Header:
    """The header of the PNG in `file`. Raises PictureError."""
    file.seek(_SIGNATURE)
    length, name, width, height, depth, kind = struct.unpack(">I4sIIBB", exactly(file, 18))
    if name != b"IHDR" or length != 13 or kind not in _CHANNELS or not width or not height:
        raise damaged()
    held = _held(width * height, depth, kind)
    return Header(width, height, held, content=_without_text(file))


def _held(pixels: int, depth: int, kind: int) -> int:
    """The image in memory; what has neither 8 nor 16 bits a channel is held a second time to be scaled."""
    if depth == 16:
        return pixels * (2 if kind == 0 else 8) + (pixels * 8 if kind == 0 else 0)
    if kind in {0, 3}:
        return pixels * max(depth, 1) // 8 + pixels * 4
    return pixels * 4


def _without_text(file: BinaryIO) -> bytes | None:
    """A copy without what only costs; None when there is nothing of the kind."""
    size = file.seek(0, os.SEEK_END)
    kept: list[tuple[int, int]] = []
    profiles, has_costly = 0, False
    at = _SIGNATURE
    for _ in range(_MAX_CHUNKS):
        if at + 8 > size:
            break
        file.seek(at)
        length, name = struct.unpack(">I4s", exactly(file, 8))
        after = min(at + 12 + length, size)
        profiles += name == b"iCCP"
        is_costly = name in _COSTLY or (name == b"iCCP" and profiles > 1)
        if name in _NEEDED and not is_costly:
            _keep(kept, at, after)
        has_costly = has_costly or is_costly
        at = after
        if name == b"IEND":
            break
    else:
        raise too_complicated()
    return _copied(file, kept) if has_costly else None


def _keep(kept: list[tuple[int, int]], start: int, end: int) -> None:
    """Add a stretch of the file to those that are kept, in one with its neighbour where it can be."""
    if kept and kept[-1][1] == start:
        kept[-1] = (kept[-1][0], end)
    else:
        kept.append((start, end))


def _copied(file: BinaryIO, stretches: list[tuple[int, int]]) -> bytes:
    file.seek(0)
    parts = [exactly(file, _SIGNATURE)]
    for start, end in stretches:
        file.seek(start)
        parts.append(exactly(file, end - start))
    return b"".join(parts)
