"""What the system's errors mean for a save: what happened, that nothing was harmed, and what can be done."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path

from curator.errors import SaveFailed

UNHARMED = "The file is as it was."

_READING: Mapping[int, tuple[str, str]] = {
    errno.ENOENT: ("the file is gone", "Nothing was written. Put it back, then try again."),
    errno.ENOTDIR: ("the file is gone", "Nothing was written. Put it back, then try again."),
    errno.EACCES: ("you may not read this file", f"{UNHARMED} Change its permissions, then try again."),
    errno.ELOOP: (
        "the link leads round in a circle",
        "Nothing was written. Repair the link, then try again.",
    ),
    errno.EIO: ("the disk reports an error", f"{UNHARMED} Check the disk, then try again."),
    errno.ESTALE: (
        "the network drive has lost track of the file",
        f"{UNHARMED} Wait until the drive answers again, then try again.",
    ),
    errno.EBUSY: ("another program holds the file", f"{UNHARMED} Close it there, then try again."),
}
_WRITING: Mapping[int, tuple[str, str]] = {
    **_READING,
    errno.ENOSPC: ("the disk is full", f"{UNHARMED} Free some space, then try again."),
    errno.EDQUOT: ("your quota on this disk is used up", f"{UNHARMED} Free some space, then try again."),
    errno.EROFS: ("the disk is read-only", f"{UNHARMED} Make it writable, then try again."),
    errno.EACCES: (
        "you may not write in this folder",
        f"{UNHARMED} Change its permissions, then try again.",
    ),
    errno.EPERM: ("the system does not permit it", f"{UNHARMED} Change the permissions, then try again."),
    errno.EISDIR: ("a folder has taken the file's place", "Move it away, then try again."),
}
_PROTECTED: Mapping[int, tuple[str, str]] = {
    errno.EROFS: _WRITING[errno.EROFS],
    errno.EPERM: (
        "the file is protected against any change (immutable)",
        f"{UNHARMED} Take the protection off, then try again.",
    ),
}
_READ_ONLY = ("the file is read-only", f"{UNHARMED} Make it writable, then try again.")


def reading_failed(path: Path, error: OSError) -> SaveFailed:
    """The file could not be read."""
    if error.errno == errno.ENOENT and os.path.islink(path):
        dangling = (
            "the link leads to a file that is gone",
            "Nothing was written. Put it back, then try again.",
        )
        return SaveFailed(path, *dangling)
    return _failure(path, error, _READING)


def writing_failed(path: Path, error: OSError) -> SaveFailed:
    """The new content could not be written beside the file, or not be swapped in."""
    return _failure(path, error, _WRITING)


def check_writable(path: Path, target: str, status: os.stat_result) -> None:
    """Refuse where a swap would succeed although the file itself says no: a swap asks only the folder.

    What counts is whether the system would let this user write the file, so the superuser is not refused.
    A file with several names is refused as well: a swap would part them without a word, as git and most
    editors do, and writing in place could tear the file.

    Raises:
        SaveFailed: with the reason.
    """
    if not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise SaveFailed(path, *_PROTECTED.get(_reason_against_writing(target), _READ_ONLY))
    if status.st_nlink > 1:
        raise SaveFailed(
            path,
            f"the file has {status.st_nlink} names (hard links), and saving would part them",
            f"{UNHARMED} Replace it by a copy of its own, then try again.",
        )


def _reason_against_writing(target: str) -> int:
    """Which error it is; only for a file that may not be written, so that nobody hears of a file opened."""
    try:
        os.close(os.open(target, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0)))
    except OSError as error:
        return error.errno or 0
    return 0


def _failure(path: Path, error: OSError, meanings: Mapping[int, tuple[str, str]]) -> SaveFailed:
    other = (f"the file could not be read or written ({error.strerror or error})", f"{UNHARMED} Try again.")
    return SaveFailed(path, *meanings.get(error.errno or 0, other))
