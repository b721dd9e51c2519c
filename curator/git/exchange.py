"""Fetches and pushes with the user's own git, and says in words what keeps the two sides from meeting."""

from __future__ import annotations

from typing import Final

from curator.errors import SyncUnfinished
from curator.git.repository import Branch
from curator.git.running import Advance, Done, Git, in_words

SAFE: Final = "Your decisions are committed here; nothing is lost."

_OVERTAKEN: Final = (
    "fetch first",
    "non-fast-forward",
    "cannot lock ref",
    "failed to update ref",
    "incorrect old value",
    "stale info",
)
"""Why a push is not taken when somebody else was faster."""

_NOT_LET_IN: Final = (
    "authentication failed",
    "permission denied",
    "could not read username",
    "could not read password",
    "invalid username or password",
    "terminal prompts disabled",
    "host key verification failed",
    "returned error: 401",
    "returned error: 403",
    "access denied",
)
_OFFLINE: Final = (
    "could not resolve",
    "connection refused",
    "connection timed out",
    "operation timed out",
    "connection reset",
    "network is unreachable",
    "no route to host",
    "unable to access",
    "unable to connect",
    "failed to connect",
    "temporary failure in name resolution",
)
_NOT_THERE: Final = (
    "does not appear to be a git repository",
    "repository not found",
    "no such remote",
    "not found",
)


def fetch(git: Git, branch: Branch, advance: Advance) -> None:
    """Get what the remote has. Raises SyncUnfinished."""
    if branch.remote == ".":
        return
    done = git.run("fetch", "--progress", "--no-recurse-submodules", "--", branch.remote, advance=advance)
    if done.status:
        raise _out_of_reach(branch, done)
    if git.run("rev-parse", "--quiet", "--verify", f"{branch.upstream}^{{commit}}").status:
        raise SyncUnfinished(
            f"the branch {branch.short_upstream} is not there any more",
            f"{SAFE} Push the branch again, or let it follow another one.",
        )


def push(git: Git, branch: Branch, advance: Advance) -> bool:
    """Send the branch; returns False when somebody else was faster. Raises SyncUnfinished."""
    done = git.run(
        *("push", "--porcelain", "--progress", "--", branch.remote),
        f"refs/heads/{branch.name}:{branch.remote_ref}",
        advance=advance,
    )
    if not done.status:
        return True
    reason = _reason_of_refusal(done)
    if any(words in reason for words in _OVERTAKEN):
        return False
    if reason:
        told = in_words(_from_the_remote(done.said))
        raise SyncUnfinished(
            f"{branch.remote} did not take the decisions: {reason}" + (f" ({told})" if told else ""),
            f"{SAFE} Settle that with whoever keeps the remote, then sync again.",
        )
    raise _out_of_reach(branch, done)


def _reason_of_refusal(done: Done) -> str:
    """Why the remote refused the branch; "" when it was not even asked."""
    for line in done.output.decode(errors="replace").splitlines():
        flag, *rest = line.split("\t")
        if flag == "!" and len(rest) > 1:
            summary = rest[1]
            return summary[summary.find("(") + 1 :].removesuffix(")") if "(" in summary else summary
    return ""


def _from_the_remote(said: str) -> str:
    lines = (line.strip() for line in said.splitlines())
    return "\n".join(line.removeprefix("remote:").strip() for line in lines if line.startswith("remote:"))


def _out_of_reach(branch: Branch, done: Done) -> SyncUnfinished:
    """What went wrong in our words first, then git's: a narrow window cuts the end off."""
    said = done.said.lower()
    happened, advice = f"nothing could be exchanged with {branch.remote}", "Sync again."
    if any(known in said for known in _OFFLINE):
        happened, advice = f"{branch.remote} cannot be reached", "Sync again when online."
    elif any(known in said for known in _NOT_LET_IN):
        happened = f"{branch.remote} did not let you in"
        advice = "Try `git fetch` in a terminal, which may ask for the password, then sync again."
    elif any(known in said for known in _NOT_THERE):
        happened = f"{branch.remote} is not where it should be"
        advice = "Sync again when it is back, or see `git remote -v`."
    return SyncUnfinished(happened, f"{SAFE} {advice} git said: {in_words(done.said)}.")
