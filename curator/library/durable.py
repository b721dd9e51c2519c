"""The few system calls that make a written file survive a power cut, on each platform."""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
import sys
from contextlib import suppress
from pathlib import Path

TEMPORARY_PREFIX = ".curator-"
TEMPORARY_SUFFIX = ".tmp"


def sync_file(descriptor: int) -> None:
    """Wait until what was written to an open file is on the disk.

    Raises:
        OSError: the disk did not confirm it.
    """
    if sys.platform == "darwin":
        import fcntl

        # There, fsync only reaches the drive's own cache; some file systems do not know the stronger call.
        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError:
            os.fsync(descriptor)
    else:
        os.fsync(descriptor)


def sync_folder(folder: str) -> None:
    """Wait until the names in `folder` are on the disk, so that a rename cannot be forgotten.

    Windows has no such call: its file systems write names through a journal of their own.

    Raises:
        OSError: the disk did not confirm it.
    """
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        sync_file(descriptor)
    finally:
        os.close(descriptor)


def sync_way_to(folder: Path) -> None:
    """Wait until all the names that lead to `folder` are on the disk, for one that may be new.

    As far as this user may look: folders that belong to others have been there for long.
    """
    for above in folder.parents:
        with suppress(OSError):
            sync_folder(str(above))


def write_temporary(target: str, data: bytes, like: os.stat_result) -> str:
    """Write `data` durably to a new hidden file beside `target`, with rights like `like`; return its path.

    The name tells what it was to become, see `left_overs_of`. Whatever fails, no file is left behind. Keeping
    the owner is best effort: only root may give files away.

    Raises:
        OSError: as the system reports it.
    """
    path = f"{_beginning(target)}{secrets.token_hex(6)}{TEMPORARY_SUFFIX}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o600)
    try:
        try:
            _write_all(descriptor, data)
            _take_over_rights(descriptor, path, like)
            sync_file(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:  # also a KeyboardInterrupt must not leave the file behind
        remove_quietly(path)
        raise
    return path


def remove_quietly(path: str) -> None:
    """Remove a temporary file of ours; one that is gone, or that cannot be removed, is left at that."""
    try:
        os.unlink(path)
    except OSError:
        return


def left_overs_of(target: str) -> list[str]:
    """The temporary files which a killed process left of saves of `target`."""
    beginning = _beginning(target)
    try:
        paths = [entry.path for entry in os.scandir(os.path.dirname(target)) if _is_temporary(entry.name)]
    except OSError:
        return []
    return [path for path in paths if path.startswith(beginning)]


def _beginning(target: str) -> str:
    folder, name = os.path.split(target)
    # Of any name: its own may be too long for more letters.
    digest = hashlib.blake2b(os.fsencode(name), digest_size=6).hexdigest()
    return os.path.join(folder, f"{TEMPORARY_PREFIX}{digest}-")


def remove_left_overs(folder: Path) -> int:
    """Remove temporary files which a killed process left in `folder`; return how many.

    Only for a moment when no other Curator is saving.
    """
    try:
        names = [entry.name for entry in os.scandir(folder) if _is_temporary(entry.name)]
    except OSError:
        return 0
    for name in names:
        remove_quietly(os.path.join(folder, name))
    return len(names)


def _is_temporary(name: str) -> bool:
    return name.startswith(TEMPORARY_PREFIX) and name.endswith(TEMPORARY_SUFFIX)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _take_over_rights(descriptor: int, path: str, like: os.stat_result) -> None:
    if sys.platform == "win32":
        os.chmod(path, stat.S_IMODE(like.st_mode))
        return
    mine = os.fstat(descriptor)
    if (mine.st_uid, mine.st_gid) != (like.st_uid, like.st_gid):
        for user, group in ((like.st_uid, like.st_gid), (-1, like.st_gid)):
            try:
                os.fchown(descriptor, user, group)
            except OSError:
                continue
            break
    # After the owner, because changing the owner clears the set-user-id bits.
    os.fchmod(descriptor, stat.S_IMODE(like.st_mode))
