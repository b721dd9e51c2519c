"""Lets the branch and its files arrive at a commit that is made already: the one moment when files change.

It is a fast-forward, before which git looks at every file that would change and touches none if somebody's
work is in one. Should it be cut short all the same (a full disk, a killed computer), what git had written is
put back by the next sync: a note beside the index says what was under way, and which files to leave alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from curator.errors import SyncRefused
from curator.git.exchange import SAFE
from curator.git.index import Line, lines_of, path_of, put
from curator.git.questions import listed
from curator.git.repository import Repository, head_of
from curator.git.running import ALONE, Git, in_words
from curator.library.durable import remove_quietly
from curator.records import dataclass

_NOTE: Final = "curator-sync"
_INDEX_LOCK: Final = "index.lock"
_FOREIGN_GIT: Final = 1.0
"""Seconds after which a lock on the index is nobody's: git holds it for less, if it lives."""


@dataclass(frozen=True, slots=True)
class _Note:
    """What was under way: from which commit to which, and the files that were not as HEAD has them before."""

    before: str
    after: str
    kept: frozenset[bytes]


def arrive(git: Git, repository: Repository, before: str, after: str, lock: int | None) -> None:
    """Go from `before` to `after`, both names of commits. Raises SyncRefused; nothing has changed then."""
    git = git.to_the_end()
    note = _Note(before, after, _not_as_committed(git, repository, before, after))
    _write(repository, note)
    done = git.run(
        *("merge", "--ff-only", "--quiet", "--no-autostash", "--no-squash", "--commit", "--no-stat"),
        *("--no-overwrite-ignore", "--no-verify-signatures", after),
        environment={"GIT_REFLOG_ACTION": "curator sync"},
        settings=ALONE,
        has_own_session=True,
        keep_open=[] if lock is None else [lock],
    )
    if done.status < 0:
        # git was killed, and what it held of the index is nobody's now.
        remove_quietly(str(repository.git_dir / _INDEX_LOCK))
    if head_of(git) != after:
        _put_back(git, repository, note)
        remove_quietly(str(repository.git_dir / _NOTE))
        raise _refusal(done.said)
    remove_quietly(str(repository.git_dir / _NOTE))


def recover(git: Git, repository: Repository, pause: Callable[[float], None]) -> bool:
    """Put back what a sync that was killed had begun; says whether there was one. For who holds the lock."""
    try:
        known = json.loads((repository.git_dir / _NOTE).read_bytes())
        kept = frozenset(bytes.fromhex(path) for path in known["kept"])
        note = _Note(str(known["before"]), str(known["after"]), kept)
    except (OSError, ValueError, KeyError, TypeError):
        remove_quietly(str(repository.git_dir / _NOTE))
        return False
    git = git.to_the_end()
    index_lock = repository.git_dir / _INDEX_LOCK
    if index_lock.exists():
        pause(_FOREIGN_GIT)
        remove_quietly(str(index_lock))
    if head_of(git) == note.before:
        _put_back(git, repository, note)
    remove_quietly(str(repository.git_dir / _NOTE))
    return True


def _write(repository: Repository, note: _Note) -> None:
    kept = [path.hex() for path in sorted(note.kept)]
    text = json.dumps({"before": note.before, "after": note.after, "kept": kept})
    try:
        (repository.git_dir / _NOTE).write_text(text, encoding="ascii")
    except OSError as error:
        raise SyncRefused(f"nothing can be written here ({error.strerror or error})", SAFE) from error


@dataclass(frozen=True, slots=True)
class _Step:
    """A file that differs between two commits: mode and content in each."""

    path: bytes
    old: tuple[str, str]
    new: tuple[str, str]

    @property
    def was_there(self) -> bool:
        """The first commit has it."""
        return self.old[0].strip("0") != ""


def _steps(git: Git, before: str, after: str) -> list[_Step]:
    shown = git.output("diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", before, after)
    parts = shown.split(b"\0")
    steps = []
    for about, path in zip(parts[::2], parts[1::2], strict=False):
        old_mode, new_mode, old, new, _ = about.decode().removeprefix(":").split(" ")
        steps.append(_Step(path, (old_mode, old), (new_mode, new)))
    return steps


def _not_as_committed(git: Git, repository: Repository, before: str, after: str) -> frozenset[bytes]:
    """Of the files that are going to change, those that hold somebody's work or are missing."""
    shown = git.output(
        *("--no-optional-locks", "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=no"),
        "--ignore-submodules=all",
    )
    changed = {line[3:] for line in shown.split(b"\0") if line}
    steps = _steps(git, before, after)
    present = {
        step.path for step in steps if not step.was_there and os.path.lexists(path_of(repository, step.path))
    }
    return frozenset(present | {step.path for step in steps if step.path in changed})


def _put_back(git: Git, repository: Repository, note: _Note) -> None:
    """Undo what git wrote of the files that were as committed before."""
    steps = [step for step in _steps(git, note.before, note.after) if step.path not in note.kept]
    now = lines_of(git, [step.path for step in steps])
    wrong = [step for step in steps if _content(now.get(step.path)) == step.new]
    put(git, [Line(*step.old, step.path) for step in wrong if step.was_there or step.path in now])
    written = _written(git, repository, [step for step in steps if step.new[0].startswith("100")])
    back: list[bytes] = []
    for step in steps:
        path = path_of(repository, step.path)
        is_new = written.get(step.path) == step.new[1] != step.old[1]
        if not step.was_there:
            if is_new or _is_torn(path):
                remove_quietly(str(path))
        elif is_new or _is_torn(path) or not os.path.lexists(path):
            back.append(step.path)
    if back:
        git.output("checkout-index", "--force", "--quiet", "-z", "--stdin", stdin=b"\0".join([*back, b""]))


def _content(line: Line | None) -> tuple[str, str] | None:
    return None if line is None else (line.mode, line.content)


def _is_torn(path: Path) -> bool:
    """Tell whether git had made a file and not written it yet."""
    with suppress(OSError):
        return path.is_file() and path.stat().st_size == 0
    return False


def _written(git: Git, repository: Repository, steps: Iterable[_Step]) -> dict[bytes, str]:
    """What the files that are there now would be called as git's contents."""
    there = [step.path for step in steps if path_of(repository, step.path).is_file()]
    if not there:
        return {}
    listed_paths = "".join(f"{_quoted(path)}\n" for path in there).encode("ascii")
    named = git.text("-C", str(repository.root), "hash-object", "--stdin-paths", stdin=listed_paths).split(
        "\n"
    )
    return dict(zip(there, named, strict=True))


def _quoted(path: bytes) -> str:
    """A path as git reads it from a line, whatever bytes it has."""
    return '"' + "".join(f"\\{byte:03o}" for byte in path) + '"'


def _refusal(said: str) -> SyncRefused:
    names = [line.strip() for line in said.splitlines() if line.startswith("\t")]
    if names:
        shown = listed(names, "more files")
        return SyncRefused(
            f"others changed files in which there are changes of yours that are not committed: {shown}",
            f"Nothing was merged. {SAFE} Commit these changes or take them back, then sync again.",
        )
    return SyncRefused(f"the files could not be brought up to date ({in_words(said)})", f"{SAFE} Sync again.")
