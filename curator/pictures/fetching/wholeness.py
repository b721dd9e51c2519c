"""Whether a picture goes on to its own end, for answers whose length nobody has told.

An answer in chunks, or one that ends with the connection, looks the same to Qt whether it is whole or was cut
short, depending on which of two things it notices first. Formats that mark their end settle it.
"""

from __future__ import annotations

_TAIL = 64 * 1024
"""Some programs write a little behind the end."""


def is_cut_short(body: bytes) -> bool:
    """Whether `body` begins as a PNG, JPEG, GIF or WebP and lacks the end of it; False for all others."""
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return b"IEND" not in body[-_TAIL:]
    if body.startswith(b"\xff\xd8\xff"):
        return b"\xff\xd9" not in body[-_TAIL:]
    if body.startswith((b"GIF87a", b"GIF89a")):
        return b"\x3b" not in body[-_TAIL:]
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return int.from_bytes(body[4:8], "little") + 8 > len(body)
    return False
