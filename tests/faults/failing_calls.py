"""Makes single system calls fail as a disk or a network drive would, where no such disk can be had."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest


class FailingCalls:
    """The calls fail with an error number for what lies in a folder, until they are mended."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._folder = str(folder)
        self._patch = patch
        self._error = 0
        self.times = 0

    def mend(self) -> None:
        """Let everything work again."""
        self._error = 0

    def rename(self, error: int) -> None:
        """Let the swap fail, on a drive that cannot exchange names; the old file stays."""
        cannot_exchange(self._patch)
        self._replace("replace", error, lambda old, _new: self._is_ours(old))

    def sync_file(self, error: int) -> None:
        """Let the disk refuse to confirm what was written to a file."""
        self._replace("fsync", error, lambda opened: self._is_ours(opened) and not _is_folder(opened))

    def sync_folder(self, error: int) -> None:
        """Let the disk refuse to confirm a name."""
        self._replace("fsync", error, lambda opened: self._is_ours(opened) and _is_folder(opened))

    def close(self, error: int) -> None:
        """Let the disk say only at the end that it did not take what was written."""

        def is_written(opened: int) -> bool:
            return self._is_ours(opened) and _path_of(opened).endswith(".tmp")

        self._replace("close", error, is_written, after=True)

    def create(self, error: int) -> None:
        """Let no new file be made."""
        self._replace("open", error, lambda path, flags, *_: bool(flags & os.O_CREAT) and self._is_ours(path))

    def _replace(self, name: str, error: int, concerns: Callable[..., bool], *, after: bool = False) -> None:
        self._error = error
        real = getattr(os, name)

        def call(*arguments: object) -> object:
            fails = self._error and concerns(*arguments)
            if fails and after:
                real(*arguments)
            if fails:
                self.times += 1
                raise OSError(self._error, os.strerror(self._error))
            return real(*arguments)

        self._patch.setattr(os, name, call)

    def _is_ours(self, thing: object) -> bool:
        path = _path_of(thing) if isinstance(thing, int) else str(thing)
        return path == self._folder or path.startswith(self._folder + os.sep)


def cannot_exchange(patch: pytest.MonkeyPatch) -> None:
    """Swap by a plain rename, as on network drives."""
    patch.setattr("curator.library.swap.exchange", lambda _one, _other: False)


def _path_of(opened: int) -> str:
    try:
        return os.readlink(f"/proc/self/fd/{opened}")
    except OSError:
        return ""


def _is_folder(opened: int) -> bool:
    return os.path.isdir(_path_of(opened))
