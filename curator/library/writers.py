"""Tells whether some program is writing a file at the moment, which would tear what is read or swapped now.

Programs that write in place empty the file first; git makes a new one and fills it. Linux knows who has a
file open for writing and says so to its owner, by refusing a lease on it. Elsewhere nobody can tell.
"""

from __future__ import annotations

import errno
import signal
import sys

if sys.platform == "linux":
    import fcntl


def is_being_written(descriptor: int) -> bool:
    """Say whether somebody has this file, which is open for reading, open for writing too.

    False where that is not known.
    """
    if sys.platform != "linux":
        return False
    try:
        # Who wants to write meanwhile waits, and we are told by a signal: by one that does nothing.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    return False
