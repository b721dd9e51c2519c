"""Lets several Curators write one file one after another, so that none overwrites what another just wrote.

Between the last look at a file and the swap there is a moment in which somebody else may swap as well. Other
programs are not asked to take turns; among Curators nothing is lost by it. The lock is on the file itself,
not on its name: whoever gets it after a swap holds a file that is no more, and sees that by its inode.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def turn_at(path: str) -> Iterator[bool]:
    """Say whether it is this process's turn to swap the file at `path`, until the block ends.

    It is where nobody can be asked: on Windows, on drives without locks, of a file that cannot be opened.
    """
    if sys.platform == "win32":
        yield True
        return
    import fcntl

    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        yield True
        return
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        except OSError:
            yield True
        else:
            yield True
    finally:
        os.close(descriptor)
