"""How the process keeps memory that is free again."""

from __future__ import annotations

import sys
from typing import Final

_MMAP_THRESHOLD: Final = -3
_TRIM_THRESHOLD: Final = -1
"""The numbers of mallopt(3)."""

_LARGE: Final = 128 * 1024
"""Bytes; what glibc itself begins with."""


def return_large_blocks() -> bool:
    """Have blocks of 128 KiB and more go back to the system when they are freed; say whether that is so.

    The C library of Linux takes such a block from the system at first, but each time one is freed it raises
    the limit to that size, up to 32 MiB, and serves the next from a heap that hardly ever shrinks. The lists
    and columns of 100,000 articles come and go in blocks of that size: 20 MiB more would be kept, unused.
    """
    if sys.platform != "linux":
        return False
    # Imported here because it takes 3 ms, which no start should wait for.
    import ctypes

    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return False  # another C library, which has ways of its own
    return all(mallopt(number, _LARGE) == 1 for number in (_MMAP_THRESHOLD, _TRIM_THRESHOLD))
