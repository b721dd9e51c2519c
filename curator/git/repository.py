"""The repository of a folder: where it is, on which branch, whether it is in a state to be worked with."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from curator.errors import GitFailed, NoRepository, SyncRefused
from curator.git.running import Git, in_words
from curator.records import dataclass

_UNDER_WAY: Final = {
    "MERGE_HEAD": ("a merge", "git merge --abort"),
    "rebase-merge": ("a rebase", "git rebase --abort"),
    "rebase-apply": ("a rebase", "git rebase --abort"),
    "CHERRY_PICK_HEAD": ("a cherry-pick", "git cherry-pick --abort"),
    "REVERT_HEAD": ("a revert", "git revert --abort"),
    "BISECT_LOG": ("a bisection", "git bisect reset"),
}
"""Files that say what somebody has begun, what to call it, and how it is given up."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A working tree and its own git directory, which linked working trees each have."""

    root: Path
    git_dir: Path


@dataclass(frozen=True, slots=True)
class Branch:
    """The branch that is checked out, and the one at the remote that it follows."""

    name: str
    remote: str
    remote_ref: str
    """What it is called there: refs/heads/main."""

    upstream: str
    """Where it is kept here: refs/remotes/origin/main."""

    @property
    def short_upstream(self) -> str:
        """The upstream as people write it: origin/main."""
        return self.upstream.removeprefix("refs/remotes/").removeprefix("refs/heads/")


def find_repository(git: Git) -> Repository:
    """The repository that git's folder is in. Raises NoRepository."""
    try:
        root = git.text("rev-parse", "--show-toplevel")
        git_dir = git.text("rev-parse", "--absolute-git-dir")
    except GitFailed as failed:
        if "not a git repository" in failed.said:
            advice = "To share decisions, the articles must be in one: clone them with git."
            raise NoRepository(f"{git.folder} is not in a git repository", advice) from failed
        raise NoRepository(f"{git.folder}: {in_words(failed.said).removeprefix('fatal: ')}") from failed
    return Repository(Path(root), Path(git_dir))


def check_state(git: Git, repository: Repository) -> None:
    """Make sure that nothing is under way here. Raises SyncRefused; nothing was changed."""
    for name, (deed, way_out) in _UNDER_WAY.items():
        if os.path.lexists(repository.git_dir / name):
            raise SyncRefused(
                f"{deed} is under way in this repository", f"Finish it, or give it up with `{way_out}`."
            )
    if git.output("ls-files", "-z", "--unmerged"):
        raise SyncRefused("there are conflicts that are not settled", "Settle and commit them first.")


def branch_of(git: Git) -> Branch:
    """The branch and what it follows. Raises SyncRefused when there is none to sync."""
    head = git.run("symbolic-ref", "--quiet", "HEAD")
    if head.status:
        raise SyncRefused("no branch is checked out here (HEAD is detached)", "Check out a branch first.")
    ref = os.fsdecode(head.output.removesuffix(b"\n"))
    name = ref.removeprefix("refs/heads/")
    if git.run("rev-parse", "--quiet", "--verify", "HEAD^{commit}").status:
        raise SyncRefused(f"the branch {name} has no commit yet", "Commit the articles first.")
    shown = git.text(
        "for-each-ref", "--format=%(upstream)%00%(upstream:remotename)%00%(upstream:remoteref)%00", ref
    )
    upstream, remote, remote_ref, *_ = [*shown.split("\0"), "", "", ""]
    if not (upstream and remote and remote_ref):
        raise SyncRefused(
            f"the branch {name} follows no branch of a remote",
            f"Say once where it belongs: `git push --set-upstream origin {name}`.",
        )
    return Branch(name, remote, remote_ref, upstream)


def head_of(git: Git, revision: str = "HEAD") -> str:
    """The commit a revision names. Raises GitFailed when there is none."""
    return git.text("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
