"""A small disk that can be filled to the last byte, for what happens then."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

is_root = hasattr(os, "geteuid") and os.geteuid() == 0


class SmallDisk:
    """A file system of 1 MB that can be filled to the last byte."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"
        self._names: list[Path] = []

    def fill(self, *, but_pages: int = 0) -> None:
        """Leave no room at all, or that for so many pages of 4 KiB."""
        descriptor = os.open(self._ballast, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            while os.write(descriptor, b"x" * 4096):
                pass
        except OSError:
            if but_pages:
                os.ftruncate(descriptor, os.fstat(descriptor).st_size - but_pages * 4096)
        finally:
            os.close(descriptor)

    def free(self) -> None:
        """Make room."""
        self._ballast.unlink()

    def use_up_names(self) -> None:
        """Leave no room for another file, however small; for a disk that was given few names."""
        try:
            while True:
                name = self.folder / f"name-{len(self._names)}"
                name.touch(exist_ok=False)
                self._names.append(name)
        except OSError:
            return

    def free_names(self) -> None:
        """Make room for other files."""
        while self._names:
            self._names.pop().unlink()


@contextmanager
def small_disk(folder: Path, options: str) -> Iterator[SmallDisk]:
    """Mount it, or skip the test."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if not sys.platform.startswith("linux") or not is_root:
        pytest.skip("only root on Linux can mount a small disk")
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", str(folder)], check=True)
