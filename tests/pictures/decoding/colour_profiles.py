"""A colour profile for four inks, and how a profile gets into a JPEG."""

from __future__ import annotations

import struct
from itertools import product

_IDENTITY = bytes(range(256))


def jpeg_with_profile(data: bytes, profile: bytes) -> bytes:
    """The JPEG with the profile as its first note (ICC.1:2004-10, annex B.4)."""
    note = b"ICC_PROFILE\0\1\1" + profile
    return data[:2] + b"\xff\xe2" + struct.pack(">H", len(note) + 2) + note + data[2:]


def ink_profile() -> bytes:
    """A profile of cyan, magenta, yellow and black in tables of two steps each (ICC.1:2004-10, 10.9)."""
    colours = b"".join(_lab(*inks) for inks in product((0, 1), repeat=4))
    tags = (
        (b"A2B0", _table(4, 3, colours)),
        (b"B2A0", _table(3, 4, bytes(8 * 4))),
        (b"wtpt", b"XYZ \0\0\0\0" + _fixed(0.9642, 1, 0.8249)),
        (b"desc", b"desc\0\0\0\0" + struct.pack(">I", 5) + b"inks\0" + bytes(80)),
        (b"cprt", b"text\0\0\0\0none\0"),
    )
    start, listed, data = 128 + 4 + 12 * len(tags), b"", b""
    for name, content in tags:
        padded = content + b"\0" * (-len(content) % 4)
        listed += name + struct.pack(">II", start + len(data), len(padded))
        data += padded
    head = struct.pack(">I4sI4s4s4s", start + len(data), b"test", 0x02400000, b"prtr", b"CMYK", b"Lab ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + _fixed(0.9642, 1, 0.8249)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + listed + data


def _lab(cyan: int, magenta: int, yellow: int, black: int) -> bytes:
    """What these inks look like on paper: lightness, and two colours around 128."""
    light = 255 * (1 - black) * (1 - 0.4 * cyan) * (1 - 0.5 * magenta) * (1 - 0.1 * yellow)
    reddish = (60 * magenta - 40 * cyan) * (1 - black)
    yellowish = (80 * yellow - 40 * cyan - 10 * magenta) * (1 - black)
    return bytes((round(light), reddish + 128, yellowish + 128))


def _table(inputs: int, outputs: int, grid: bytes) -> bytes:
    head = b"mft1\0\0\0\0" + bytes((inputs, outputs, 2, 0)) + _fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)
    return head + _IDENTITY * inputs + grid + _IDENTITY * outputs


def _fixed(*numbers: float) -> bytes:
    return b"".join(struct.pack(">i", round(number * 65_536)) for number in numbers)
