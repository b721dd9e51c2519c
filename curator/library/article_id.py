"""Numbers that stand for paths and addresses where many are held: eight bytes instead of a hundred.

They are computed, not handed out, so every process and every session gives a file the same number. Both are
63 bits of BLAKE2b: among a million files, two share one with a chance of 1 in 18 million. The index would
then list only one of the two; no file is ever written by number.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path


def article_id(path: str | Path) -> int:
    """The number of the article at `path` (absolute); 63 bits, as SQLite's integers are signed."""
    return _number(os.fsencode(path))


def key_id(key: str) -> int:
    """The number of an identity (`Article.keys`), by which articles and related items find each other."""
    return _number(key.encode("utf-8", "surrogatepass"))


def _number(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") >> 1
