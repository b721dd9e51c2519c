"""Swaps a new file in for another in one step, and gives back what comes out instead of dropping it.

A rename drops whatever stands under the name, also what another program has written there a microsecond ago,
after the last look. Where the system can exchange two names (Linux, macOS), what comes out is looked at
afterwards; when it is not what was expected, it is put back. Elsewhere a plain rename has to do.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
from collections.abc import Callable
from functools import cache

from curator.library.writers import is_being_written
from curator.records import dataclass

_AT_FDCWD = -100
_EXCHANGE = 2
_UNKNOWN_HERE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What a system or a file system says that cannot exchange names."""

_MOST_TURNS = 50


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether the new file is in, and, oldest first, what others have written that is in no file any more."""

    is_in: bool
    lost: tuple[bytes, ...] = ()


def swap_in(new: str, data: bytes, target: str, expected: bytes) -> Outcome:
    """Let `target`, which should hold `expected`, be the file `new`, which holds `data`.

    If it is in, there is no `new` any more. If not, `target` holds what others made of it last, and `new` is
    rubbish. Readers always find one or the other.

    Raises:
        OSError: as the system reports it; nothing has changed.
    """
    if not exchange(new, target):
        os.replace(new, target)
        return Outcome(is_in=True)
    out = _content(new)
    if out == expected:
        os.unlink(new)
        return Outcome(is_in=True)
    # What came out is put back. What comes out then should be what was in for a moment; otherwise it is newer
    # still, and was made by somebody who may have seen that moment.
    put: bytes | None = data
    lost: list[bytes | None] = []
    for _ in range(_MOST_TURNS):
        back = out
        exchange(new, target)
        out = _content(new)
        if out == put:
            break
        put = back
        lost.append(back)
    return Outcome(is_in=False, lost=tuple(content for content in lost if content is not None))


def exchange(one: str, other: str) -> bool:
    """Let two names change places in one step; False where that is not possible.

    Raises:
        OSError: it is possible, and failed; nothing has changed.
    """
    call = _exchange_call()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNKNOWN_HERE:
        return False
    raise OSError(number, os.strerror(number), one, None, other)


@cache
def _exchange_call() -> Callable[[bytes, bytes], int] | None:
    """The system's call, which gives 0 when it succeeded, or None."""
    if sys.platform == "win32":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        swap = library.renamex_np
        swap.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint)
        return lambda one, other: int(swap(one, other, _EXCHANGE))
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        rename = library.renameat2
        rename.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
        return lambda one, other: int(rename(_AT_FDCWD, one, _AT_FDCWD, other, _EXCHANGE))
    return None


def _content(path: str) -> bytes | None:
    """What a file holds; None for what is no file, cannot be read, or is just being written."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        with open(path, "rb") as file:
            content = file.read()
            return None if is_being_written(file.fileno()) else content
    except OSError:
        return None
