"""Keeps saving and git from each other's feet while either rewrites files of a working tree.

git writes a file in place, so who reads it then may find half of it; and what is saved while git replaces
files could be gone. So each working tree of git has a lock, a file beside its index that says nothing:
whoever saves shares it for a moment, and a sync has it alone. A process that dies loses it. Where it cannot
be had at all, in a repository that may only be read, say, saving goes on without.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

NAME: Final = "curator.lock"
_GIT: Final = ".git"
_POINTER: Final = b"gitdir: "
_LONGEST_POINTER: Final = 8192
_PAUSE: Final = 0.02
_FRESH: Final = 1.0
_FOLDERS: Final = 10_000


class SavingLocks:
    """The locks that whoever saves shares, for one thread; knows for a second where each folder's lock is."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, str | None]] = {}

    @contextmanager
    def saving(self, paths: Iterable[Path]) -> Iterator[None]:
        """Save files in here; a sync of their working trees is waited for, and waits."""
        held: list[int] = []
        try:
            # In one order for all, though who saves never keeps out others who save.
            for git_folder in sorted({found for path in paths if (found := self._find(path)) is not None}):
                descriptor = _open(git_folder)
                if descriptor is not None:
                    held.append(descriptor)
                    _share(descriptor)
            yield
        finally:
            for descriptor in held:
                os.close(descriptor)

    def _find(self, path: Path) -> str | None:
        folder = os.path.dirname(path)
        if os.path.islink(path):
            folder = os.path.dirname(os.path.realpath(path))
        now = time.monotonic()
        until, git_folder = self._known.get(folder, (0.0, None))
        if until < now:
            git_folder = git_folder_of(os.path.realpath(folder))
            if len(self._known) >= _FOLDERS:
                self._known.clear()
            self._known[folder] = (now + _FRESH, git_folder)
        return git_folder


def git_folder_of(folder: str) -> str | None:
    """The git directory of the working tree that a folder lies in; None where there is none."""
    while True:
        candidate = f"{folder}/{_GIT}"
        if os.path.isdir(candidate):
            return candidate
        if os.path.isfile(candidate):
            return _pointed_to(folder, candidate)
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def _pointed_to(folder: str, pointer: str) -> str | None:
    """Where the git directory of a linked working tree or a submodule is."""
    try:
        with open(pointer, "rb") as file:
            text = file.read(_LONGEST_POINTER)
    except OSError:
        return None
    if not text.startswith(_POINTER):
        return None
    return os.path.join(folder, os.fsdecode(text.removeprefix(_POINTER).rstrip(b"\r\n")))


@contextmanager
def rewriting(git_folder: str, pause: Callable[[float], None]) -> Iterator[int | None]:
    """Let git rewrite files of a working tree in here; nobody saves meanwhile.

    Gives the open lock, which is to stay open in git, so that it holds for as long as git works even if this
    process dies; None where there cannot be one. `pause` waits some seconds while others save; it may raise.
    """
    descriptor = _open(git_folder)
    try:
        while descriptor is not None and not _take(descriptor):
            pause(_PAUSE)
        yield descriptor
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _open(git_folder: str) -> int | None:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
    try:
        return os.open(f"{git_folder}/{NAME}", flags, 0o666)
    except OSError:
        return None


def _share(descriptor: int) -> None:
    if sys.platform == "win32":
        # There are no shared locks here: who saves keeps out others who save, for a moment.
        while not _take(descriptor):
            time.sleep(_PAUSE)
        return
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
    except OSError:
        return  # a file system without locks


def _take(descriptor: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
