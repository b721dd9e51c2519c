"""Commits decisions, and only them: what else is changed or staged stays changed or staged.

The commit is made from an index of its own, by `git commit`, so that hooks, signing and the author's name are
as always. The real index is told before, so that whoever is killed in the middle leaves, at worst, decisions
that are staged; were it told after, it would say for a moment that the decisions are to be taken back.
"""

from __future__ import annotations

from collections.abc import Sequence

from curator.errors import GitFailed, SyncRefused
from curator.git.decided import Decided
from curator.git.index import Line, index_aside, lines_of, put, staged_back
from curator.git.repository import Repository, head_of
from curator.git.running import ALONE, Git, in_words

_UNHARMED = "Nothing was committed; the decisions are in their files, as before."


def commit_decisions(
    git: Git, repository: Repository, decided: Sequence[Decided], message: str, lock: int | None
) -> str:
    """Commit decisions on top of HEAD and return the commit. `lock` is open while git works.

    Raises SyncRefused when a hook or git refused; then nothing has changed.
    """
    with index_aside(repository, is_copy=True) as aside:
        put(git, [*staged_back(git), *(each.committed for each in decided)], aside)
        told = [each.staged for each in decided if each.staged is not None]
        _tell(git.to_the_end(), told)
        try:
            done = git.run(
                *("commit", "--quiet", "--cleanup=whitespace", "--no-edit", "--file=-"),
                stdin=message.encode(errors="surrogateescape"),
                environment=aside,
                settings=ALONE,
                is_english=False,
                keep_open=[] if lock is None else [lock],
            )
        except BaseException:  # stopped; git may have come to its end all the same
            _take_back(git.to_the_end(), decided)
            raise
        if done.status:
            _take_back(git.to_the_end(), decided)
            raise _refusal(done.said)
    return head_of(git)


def _refusal(said: str) -> SyncRefused:
    if "user.email" in said and "user.name" in said:
        advice = "Say who you are: `git config --global user.name NAME` and user.email, then sync again."
        return SyncRefused("git does not know your name or address", f"{_UNHARMED} {advice}")
    return SyncRefused(f"git did not commit the decisions: {in_words(said)}", _UNHARMED)


def _tell(git: Git, lines: Sequence[Line]) -> None:
    try:
        put(git, lines)
    except GitFailed as failed:
        raise SyncRefused(f"another git is at work here ({failed.happened})", "Sync again.") from failed


def _take_back(git: Git, decided: Sequence[Decided]) -> None:
    """Let the index say what it said, where nobody has changed it since and the commit is not there."""
    by_path = {each.file.path: each for each in decided if each.staged is not None}
    now = lines_of(git, by_path)
    heads = _committed(git)
    put(
        git,
        [
            Line(each.file.mode, each.file.staged, path)
            for path, each in by_path.items()
            if now.get(path) == each.staged and heads.get(path) == each.file.head
        ],
    )


def _committed(git: Git) -> dict[bytes, str]:
    shown = git.output("ls-tree", "-r", "-z", "HEAD").split(b"\0")
    found = (line.partition(b"\t") for line in shown if line)
    return {path: about.decode().split(" ")[2] for about, _, path in found}
