"""What the system says of its file systems: which of them cannot be watched, and how much may be watched.

Linux tells all of it in files; of other systems only what a path shows is known, and the rest shows in use.
"""

from __future__ import annotations

import os
import re
import select
from collections.abc import Iterable, Mapping
from pathlib import Path

_SHARE = 4
"""One in so many of the user's watches may be ours; the others are for editors and desktops."""

_REMOTE = frozenset(
    {
        "9p", "acfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "drvfs", "glusterfs", "gpfs",
        "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "prl_fs", "smb3", "smbfs", "vboxsf",
        "virtiofs", "vmhgfs",
    }
)  # fmt: skip
"""File systems that others change without this kernel taking part, so that it has nothing to tell."""

_ESCAPE = re.compile(r"\\([0-7]{3})")


def watch_allowance(system: Path = Path("/proc/sys")) -> int | None:
    """Say how many folders may be watched with regard for others; None where no limit is known."""
    limits = [_number(system / name) for name in ("fs/inotify/max_user_watches", "user/max_inotify_watches")]
    known = [limit for limit in limits if limit is not None]
    return min(known) // _SHARE if known else None


def event_queue_length(system: Path = Path("/proc/sys")) -> int | None:
    """Say how many events the system keeps for a watcher that is slow; None where that is not known."""
    return _number(system / "fs/inotify/max_queued_events")


def unwatchable_type(folders: Iterable[str], mounts: Path = Path("/proc/self/mountinfo")) -> str:
    """Name the type of the first file system below `folders` that others can change unseen, "" when none is.

    A file system served by a program ("fuse.sshfs") counts as one, whatever the program: it can change its
    files behind the system's back.
    """
    types = _types_by_place(mounts)
    if not any(map(_is_remote, types.values())):
        return next(("network share" for folder in folders if folder.startswith("\\\\")), "")
    return next((kind for folder in folders if _is_remote(kind := _type_of(folder, types))), "")


class MountTable:
    """Notices that something was mounted or unmounted, at the price of one system call a question."""

    def __init__(self) -> None:
        self._file: int | None = None
        try:
            self._file = os.open("/proc/self/mountinfo", os.O_RDONLY)
        except OSError:
            return  # Not Linux, or no /proc here: nothing is ever noticed.
        self._poll = select.poll()
        self._poll.register(self._file, select.POLLPRI)

    def has_changed(self) -> bool:
        """Say whether the table is different from when this was last asked."""
        return self._file is not None and bool(self._poll.poll(0))

    def close(self) -> None:
        """Give the table back; it may not be asked any more."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _number(path: Path) -> int | None:
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def _types_by_place(mounts: Path) -> dict[str, str]:
    try:
        lines = os.fsdecode(mounts.read_bytes()).split("\n")
    except OSError:
        return {}
    types: dict[str, str] = {}
    for line in lines:
        # 36 35 98:0 /root /mount\040point rw,noatime shared:1 - ext3 /dev/root rw,errors=continue
        before, _, after = line.partition(" - ")
        if after:
            types[_ESCAPE.sub(_unescape, before.split(" ")[4])] = after.split(" ")[0]
    return types


def _unescape(match: re.Match[str]) -> str:
    return chr(int(match[1], 8))


def _type_of(folder: str, types: Mapping[str, str]) -> str:
    place = os.path.realpath(folder)
    while place not in types:
        above = os.path.dirname(place)
        if above == place:
            return ""
        place = above
    return types[place]


def _is_remote(kind: str) -> bool:
    return kind in _REMOTE or kind == "fuse" or kind.startswith("fuse.")
