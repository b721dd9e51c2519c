"""Merges text as git does, by asking the user's own git; its settings for conflicts hold."""

from __future__ import annotations

import os
import subprocess
import tempfile
from typing import Final

from curator.records import dataclass

DEFAULT_MARKER_SIZE: Final = 7
_MOST_CONFLICTS: Final = 127
"""Above it, the exit status of `git merge-file` is an error and no count of conflicts."""

_VERSIONS: Final = ("ours", "base", "theirs")


@dataclass(frozen=True, slots=True)
class Text:
    """A merged text; unless it `is_clean` it holds conflict markers, or is ours where git cannot merge."""

    data: bytes
    is_clean: bool


class TextMerge:
    """`git merge-file`, with conflict markers of one size."""

    def __init__(self, marker_size: int = DEFAULT_MARKER_SIZE) -> None:
        self._marker_size = marker_size

    def merge(self, base: bytes, ours: bytes, theirs: bytes) -> Text:
        """Merge three versions; of binary ones ours stays and is in conflict, as with git itself."""
        with tempfile.TemporaryDirectory(prefix="curator-merge-") as folder:
            paths = [os.path.join(folder, name) for name in _VERSIONS]
            for path, data in zip(paths, (ours, base, theirs), strict=True):
                with open(path, "wb") as file:
                    file.write(data)
            labels = [word for name in _VERSIONS for word in ("-L", name)]
            size = f"--marker-size={self._marker_size}"
            done = subprocess.run(
                ["git", "merge-file", "-p", "-q", size, *labels, *paths], capture_output=True, check=False
            )
        if not 0 <= done.returncode <= _MOST_CONFLICTS:
            return Text(ours, is_clean=False)
        return Text(done.stdout, is_clean=done.returncode == 0)

    def conflict(self, ours: bytes, theirs: bytes) -> Text:
        """Put two versions of whole lines between markers, for a conflict that is none to git."""
        ending = b"\r\n" if b"\r\n" in ours + theirs else b"\n"
        size = self._marker_size
        parts = [b"<" * size + b" ours" + ending, ours, b"=" * size + ending, theirs]
        return Text(b"".join(parts) + b">" * size + b" theirs" + ending, is_clean=False)
