"""PNG: its size, what its pixels take, and a copy without what only costs.

Compressed text is unpacked by the decoder although nobody reads it: 5 MB of it kept a processor busy for 20
seconds. So what does not change the picture is left out before the decoder sees it.
"""

from __future__ import annotations

import os
import struct
from typing import BinaryIO

from curator.pictures.decoding.headers.header import Header, damaged, exactly, too_complicated
from curator.records import dataclass

_SIGNATURE = 8
_MAX_CHUNKS = 65_536
"""Usual writers begin a new one every 8 KiB, which makes 8,192 of the largest file we open."""
_NEEDED = frozenset(
    {*(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"cICP"), b"eXIf"}
)
"""What makes the picture, besides a profile; all others (text, times, frames, previews) do not."""
_COSTLY = frozenset({b"zTXt", b"iTXt", b"tEXt", b"sPLT"})
"""What the decoder unpacks or copies besides the pixels; a second profile (iCCP) is as useless."""
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A part of the file, from its length to its checksum."""

    name: bytes
    start: int
    end: int


def read_png(file: BinaryIO) -> Header:
    """The header of the PNG in `file`. Raises PictureError."""
    file.seek(_SIGNATURE)
    length, name, width, height, depth, kind = struct.unpack(">I4sIIBB", exactly(file, 18))
    if name != b"IHDR" or length != 13 or kind not in _CHANNELS or not width or not height:
        raise damaged()
    chunks = _chunks(file)
    has_alpha = kind in {4, 6} or any(chunk.name == b"tRNS" for chunk in chunks)
    held = _held(width * height, depth, kind, has_alpha)
    return Header(width, height, held, content=_without_text(file, chunks))


def _held(pixels: int, depth: int, kind: int, has_alpha: bool) -> int:
    """The image in memory, and the one made of it to be scaled; only plain colours need no second."""
    if depth == 16:
        return pixels * (16 if kind else 10)
    if kind in {0, 3}:
        return pixels * depth // 8 + pixels * 5
    return pixels * (8 if has_alpha else 4)


def _chunks(file: BinaryIO) -> list[_Chunk]:
    """What the file is made of, up to its end or where it breaks off."""
    size = file.seek(0, os.SEEK_END)
    found: list[_Chunk] = []
    at = _SIGNATURE
    while at + 8 <= size:
        if len(found) == _MAX_CHUNKS:
            raise too_complicated()
        file.seek(at)
        length, name = struct.unpack(">I4s", exactly(file, 8))
        found.append(_Chunk(name, at, min(at + 12 + length, size)))
        if name == b"IEND":
            break
        at = found[-1].end
    return found


def _without_text(file: BinaryIO, chunks: list[_Chunk]) -> bytes | None:
    """A copy without what only costs; None when there is nothing of the kind."""
    profiles = [chunk for chunk in chunks if chunk.name == b"iCCP"]
    if not profiles[1:] and not any(chunk.name in _COSTLY for chunk in chunks):
        return None
    kept: list[tuple[int, int]] = []
    for chunk in chunks:
        if chunk.name in _NEEDED or chunk in profiles[:1]:
            _keep(kept, chunk.start, chunk.end)
    return _copied(file, kept)


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
