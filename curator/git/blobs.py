"""Contents of files as git keeps them: many read by one process, many written by another."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from curator.errors import GitFailed
from curator.git.running import Git

_PORTION = 500
"""Contents asked for at once, so that they are not all in memory."""


def read_blobs(git: Git, names: Sequence[str]) -> Iterator[bytes]:
    """The contents of these objects, in order. Raises GitFailed when one is not there."""
    for start in range(0, len(names), _PORTION):
        portion = names[start : start + _PORTION]
        wanted = "".join(f"{name}\n" for name in portion).encode()
        yield from _contents(git.output("cat-file", "--batch", stdin=wanted), len(portion))


def _contents(data: bytes, count: int) -> Iterator[bytes]:
    at = 0
    for _ in range(count):
        end = data.index(b"\n", at)
        words = data[at:end].split(b" ")
        if len(words) != 3:
            raise GitFailed("cat-file", data[at:end].decode(errors="replace"))
        size = int(words[2])
        yield data[end + 1 : end + 1 + size]
        at = end + 2 + size


def write_blobs(git: Git, contents: Sequence[bytes]) -> list[str]:
    """Keep contents as they are; returns their names, in order."""
    if not contents:
        return []
    with tempfile.TemporaryDirectory(prefix="curator-sync-") as folder:
        paths = [os.path.join(folder, str(number)) for number in range(len(contents))]
        for path, data in zip(paths, contents, strict=True):
            Path(path).write_bytes(data)
        listed = "".join(f"{path}\n" for path in paths).encode()
        return git.text("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=listed).split("\n")
