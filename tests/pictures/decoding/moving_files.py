"""Writes pictures that move, as no writer of Qt's does."""

from __future__ import annotations

import struct
from collections.abc import Sequence


def gif(width: int, height: int, delays: Sequence[int], frame: tuple[int, int] = (1, 1)) -> bytes:
    """A GIF of red with a frame for each of `delays` (hundredths of a second), in turn green and blue."""
    palette = bytes((255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255))
    parts = [b"GIF89a", struct.pack("<HHBBB", width, height, 0x91, 0, 0), palette]
    parts.append(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0")
    parts.append(_gif_frame((width, height), 0, delays[0]))
    parts += [_gif_frame(frame, 1 + turn % 2, delay) for turn, delay in enumerate(delays[1:])]
    return b"".join(parts) + b";"


def _gif_frame(size: tuple[int, int], colour: int, delay: int) -> bytes:
    control = b"\x21\xf9\x04\x04" + struct.pack("<H", delay) + b"\0\0"
    place = b"\x2c" + struct.pack("<HHHH", 0, 0, *size) + b"\0\x02"
    return control + place + _blocks(_codes(colour, size[0] * size[1]))


def _codes(colour: int, count: int) -> bytes:
    """GIF's compression in its plainest form: three bits a pixel, the table emptied before it grows."""
    one = _CODES[colour]
    codes = ("001" + one + one) * (count // 2) + ("001" + one) * (count % 2) + _END
    # Written from the lowest bit of each byte on.
    return int(codes[::-1], 2).to_bytes((len(codes) + 7) // 8, "little")


_CODES = ("000", "100", "010", "110")
_END = "101"


def _blocks(data: bytes) -> bytes:
    pieces = [data[start : start + 255] for start in range(0, len(data), 255)]
    return b"".join(bytes((len(piece),)) + piece for piece in pieces) + b"\0"


def webp(frames: Sequence[bytes], size: tuple[int, int], delay: int) -> bytes:
    """A WebP that moves, of still ones (as Qt writes them) of one size, each shown for `delay` ms."""
    width, height = (_three(side - 1) for side in size)
    chunks = _chunk(b"VP8X", bytes((0x12, 0, 0, 0)) + width + height) + _chunk(b"ANIM", bytes(6))
    for still in frames:
        place = bytes(6) + width + height + _three(delay) + b"\0"
        chunks += _chunk(b"ANMF", place + still[12:])
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


def webp_head(width: int, height: int, is_moving: bool) -> bytes:
    """The beginning of a WebP of this size, without any frame."""
    sides = _three(width - 1) + _three(height - 1)
    chunks = _chunk(b"VP8X", bytes((2 if is_moving else 0, 0, 0, 0)) + sides)
    chunks += _chunk(b"ANIM", bytes(6)) if is_moving else b""
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _three(number: int) -> bytes:
    return number.to_bytes(3, "little")
