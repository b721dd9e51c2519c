"""What is to be committed next: git's index, and others beside it that nobody else sees."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from curator.git.repository import Repository
from curator.git.running import Git
from curator.library.durable import remove_quietly
from curator.records import dataclass

_NAME: Final = "curator-index-"


@dataclass(frozen=True, slots=True)
class Line:
    """A file in an index: its mode, the name of its content, its path as git spells it."""

    mode: str
    content: str
    path: bytes

    def __bytes__(self) -> bytes:
        return f"{self.mode} {self.content}\t".encode() + self.path + b"\0"


@contextmanager
def index_aside(repository: Repository, *, is_copy: bool) -> Iterator[dict[str, str]]:
    """Another index for the time being, as an environment for git; a copy of the real one, or empty.

    A copy knows which files are as they were, which takes long to find out again.
    """
    path = repository.git_dir / f"{_NAME}{os.getpid()}"
    remove_left_overs(repository)
    try:
        if is_copy and (real := repository.git_dir / "index").exists():
            shutil.copyfile(real, path)
        yield {"GIT_INDEX_FILE": str(path)}
    finally:
        remove_quietly(str(path))


def remove_left_overs(repository: Repository) -> None:
    """Remove what a killed sync left. Only for who holds the lock."""
    for path in repository.git_dir.glob(f"{_NAME}*"):
        remove_quietly(str(path))


def put(git: Git, lines: Iterable[Line], environment: dict[str, str] | None = None) -> None:
    """Set files in an index. Raises GitFailed."""
    given = b"".join(map(bytes, lines))
    if given:
        git.output("update-index", "-z", "--index-info", stdin=given, environment=environment)


def staged_back(git: Git) -> list[Line]:
    """What makes the index say what HEAD does, removals first."""
    found = git.output("diff-index", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "HEAD")
    parts = found.split(b"\0")
    lines = []
    for about, path in zip(parts[::2], parts[1::2], strict=False):
        old_mode, _, old, *_ = about.decode().removeprefix(":").split(" ")
        # A file that HEAD does not have comes with a mode and a name of zeros, which removes it.
        lines.append(Line(old_mode, old, path))
    return sorted(lines, key=lambda line: line.mode.strip("0") != "")


def lines_of(git: Git, paths: Iterable[bytes]) -> dict[bytes, Line]:
    """What the index says of these files; what is not in it is left out."""
    wanted = set(paths)
    lines = {}
    for shown in git.output("ls-files", "-z", "--stage").split(b"\0"):
        about, _, path = shown.partition(b"\t")
        if path in wanted:
            mode, content, _stage = about.decode().split(" ")
            lines[path] = Line(mode, content, path)
    return lines


def path_of(repository: Repository, path: bytes) -> Path:
    """Where a file of an index lies."""
    return repository.root / os.fsdecode(path)
