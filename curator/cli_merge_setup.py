"""`curator merge --install` and `--uninstall`: names the merge driver in a repository, or takes it out.

The driver is a command in the repository's own configuration, which git never takes from a clone; which files
it is for stands in `info/attributes`, or, for everybody, in `.gitattributes`. What else stands there stays.
"""

from __future__ import annotations

import os
from pathlib import Path

from curator.cli_output import safe
from curator.errors import NoRepository
from curator.git.driver import DRIVER, PATTERNS, driver_command
from curator.git.running import Git

_NAME = "articles by field (Curator)"


def install(folder: str, *, is_shared: bool = False) -> list[str]:
    """Set the driver up for the repository of a folder; returns what was done, in words.

    Raises NoRepository.
    """
    attributes = _attributes(folder, is_shared=is_shared)
    for key, value in (("name", _NAME), ("driver", driver_command())):
        _git(folder, "config", "--local", f"merge.{DRIVER}.{key}", value)
    present = _lines(attributes)
    missing = [line for line in _wanted() if line.encode() not in map(bytes.strip, present)]
    if missing:
        if present and not present[-1].endswith(b"\n"):
            present[-1] += b"\n"
        _write(attributes, present + [line.encode() + b"\n" for line in missing])
    done = "now merges" if missing else "already merges"
    said = [f"git {done} {' and '.join(PATTERNS)} by field here, as {safe(str(attributes))} says."]
    if is_shared:
        said.append(
            "Commit that file; every clone needs `curator merge --install` once, git takes no commands."
        )
    return said


def uninstall(folder: str, *, is_shared: bool = False) -> list[str]:
    """Take out what `install` put in; returns what was done, in words.

    Raises NoRepository.
    """
    attributes = _attributes(folder, is_shared=is_shared)
    present = _lines(attributes)
    ours = {line.encode() for line in _wanted()}
    kept = [line for line in present if line.strip() not in ours]
    if len(kept) < len(present):
        _write(attributes, kept)
    _git(folder, "config", "--local", "--remove-section", f"merge.{DRIVER}", is_needed=False)
    return [f"git merges articles as text here again; the lines are gone from {safe(str(attributes))}."]


def _wanted() -> list[str]:
    return [f"{pattern} merge={DRIVER}" for pattern in PATTERNS]


def _attributes(folder: str, *, is_shared: bool) -> Path:
    if is_shared:
        return Path(folder, _git(folder, "rev-parse", "--show-toplevel"), ".gitattributes")
    return Path(folder, _git(folder, "rev-parse", "--git-path", "info/attributes")).absolute()


def _lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True) if path.exists() else []


def _write(path: Path, lines: list[bytes]) -> None:
    try:
        if lines:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"".join(lines))
        else:
            path.unlink()
    except OSError as error:
        raise NoRepository(f"{path} cannot be written ({error.strerror or error})") from error


def _git(folder: str, *words: str, is_needed: bool = True) -> str:
    """Return what git says; raises NoRepository when it fails."""
    done = Git(Path(folder)).run(*words)
    if done.status and is_needed:
        raise NoRepository(done.said.strip().removeprefix("fatal: ") or "git failed")
    return os.fsdecode(done.output.removesuffix(b"\n"))
