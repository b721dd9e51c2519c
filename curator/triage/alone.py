"""Tells whether another Curator is at work on the same journal, by a lock that a dying process loses."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType


class Presence:
    """Held for as long as a process may save.

    `is_alone` is True when nobody else was there at the moment it was taken: then unfinished saves in the
    journal, and temporary files beside articles, can only be left over from a crash.
    """

    def __init__(self, path: Path) -> None:
        """Take the lock file at `path`, creating it. Raises OSError when that cannot be done."""
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        self.is_alone = self._take()

    def _take(self) -> bool:
        if sys.platform == "win32":
            import msvcrt

            # There are no shared locks here, so only the first process of several counts as alone.
            try:
                msvcrt.locking(self._descriptor, msvcrt.LK_NBLCK, 1)
            except OSError:
                return False
            return True
        import fcntl

        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            fcntl.flock(self._descriptor, fcntl.LOCK_SH)
            return False
        return True

    def share(self) -> None:
        """Let others in, after the left-overs are dealt with. They will not count as alone."""
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def close(self) -> None:
        """Give the lock back; more than once is fine."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Presence:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
