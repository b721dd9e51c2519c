"""A sync: commits the decisions that are in the files, brings in what others did, and sends what is here.

Each step is whole in itself, so a sync can be stopped, or fail, between any two: what is committed stays so,
and syncing again goes on from there. Nothing is rebased, stashed, or left in the middle of a merge.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import field
from enum import Enum
from pathlib import Path
from typing import Final

from curator.errors import GitFailed, SyncRefused, SyncUnfinished
from curator.frontmatter.merging import Keep
from curator.git.arriving import arrive, recover
from curator.git.colleagues import ColleagueDecision, decisions_in
from curator.git.committing import commit_decisions
from curator.git.conceding import concede
from curator.git.decided import Spelling, find_decided
from curator.git.exchange import SAFE, fetch, push
from curator.git.incoming import Incoming
from curator.git.message import Counts, Fields, message_of
from curator.git.questions import Answer
from curator.git.repository import Branch, branch_of, check_state, find_repository, head_of
from curator.git.running import Cancellation, Git
from curator.library.working_tree import rewriting
from curator.records import dataclass
from curator.triage.journal import Journal

_ATTEMPTS: Final = 3
"""How often a push is tried; in between, what others were faster with is merged."""


class Step(Enum):
    """What a sync is doing."""

    COMMIT = "committing your decisions"
    FETCH = "fetching what others did"
    MERGE = "merging"
    PUSH = "sending"


Progress = Callable[[Step, float | None], None]
"""Takes what is being done, and how much of it, from 0 to 1, where that is known."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to sync: what was answered to questions, whether to send, what the commit says."""

    answer: Answer | None = None
    is_pushing: bool = True
    message: str = ""


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did: the decisions it committed, what it sent and whether, and what others had decided."""

    root: Path
    remote: str
    committed: Counts
    sent: int
    """Articles whose decisions the remote has now and did not have before."""

    is_pushed: bool
    received: tuple[ColleagueDecision, ...]
    commits_received: int
    left: dict[Path, str] = field(default_factory=dict)
    """Files with decisions that could not be committed by themselves, and why."""


class Sync:
    """One sync of the repository that `folder` is in; for one thread."""

    def __init__(
        self,
        folder: Path,
        journal: Journal,
        wishes: Wishes,
        progress: Progress,
        *,
        cancellation: Cancellation | None = None,
        may_ask: bool = False,
    ) -> None:
        self._folder = folder
        self._journal = journal
        self._wishes = wishes
        self._progress = progress
        self._cancellation = cancellation or Cancellation()
        repository = find_repository(Git(folder))
        self._repository = repository
        self._git = Git(repository.root, may_ask=may_ask, cancellation=self._cancellation)
        self._committed: list[Fields] = []
        self._left: dict[Path, str] = {}
        self._received: list[ColleagueDecision] = []
        self._commits_received = 0

    @property
    def root(self) -> Path:
        """Where the repository's files are."""
        return self._repository.root

    def run(self) -> Synced:
        """Do it all.

        Raises SyncRefused, SyncUnfinished, FieldsInQuestion, SyncCancelled, JournalError; see the module for
        how things are then.
        """
        try:
            return self._run()
        except GitFailed as failed:
            raise SyncRefused(failed.happened, "Sync again.") from failed

    def _run(self) -> Synced:
        git = self._git
        check_state(git, self._repository)
        branch = branch_of(git)
        sent = 0
        for _ in range(_ATTEMPTS):
            out_of_reach = self._fetched(branch)
            self._commit_and_merge(branch, is_merging=out_of_reach is None)
            if out_of_reach is not None:
                raise out_of_reach
            if not self._wishes.is_pushing:
                return self._synced(branch, None)
            sent = self._waiting(branch)
            if self._send(branch):
                return self._synced(branch, sent)
        raise SyncUnfinished(
            f"others were faster {_ATTEMPTS} times in sending to {branch.short_upstream}",
            f"{SAFE} Sync again.",
        )

    def _synced(self, branch: Branch, sent: int | None) -> Synced:
        return Synced(
            root=self._repository.root,
            remote=branch.remote,
            committed=Counts.of(self._committed),
            sent=sent or 0,
            is_pushed=sent is not None,
            received=tuple(self._received),
            commits_received=self._commits_received,
            left=self._left,
        )

    def _fetched(self, branch: Branch) -> SyncUnfinished | None:
        """Fetch; an error is for later, as the decisions can be committed without."""
        self._progress(Step.FETCH, None)
        try:
            fetch(self._git, branch, self._advance(Step.FETCH))
        except SyncUnfinished as out_of_reach:
            return out_of_reach
        return None

    def _commit_and_merge(self, branch: Branch, *, is_merging: bool) -> None:
        """Both under one lock: a decision made between them would be in a file that is about to change."""
        git, repository = self._git, self._repository
        self._progress(Step.COMMIT, None)
        with rewriting(str(repository.git_dir), self._cancellation.wait) as lock:
            recover(git, repository, self._cancellation.wait)
            # Asked again, as somebody may have begun something meanwhile.
            check_state(git, repository)
            self._commit(lock)
            if is_merging:
                self._merge(branch, lock)

    def _commit(self, lock: int | None) -> None:
        found = find_decided(self._git, self._repository, self._journal, self._folder)
        fields = [each.fields for each in found.decided]
        if fields:
            message = self._wishes.message or message_of(fields)
            commit_decisions(self._git, self._repository, found.decided, message, lock)
            self._committed += fields
        self._left = {
            self._repository.root / os.fsdecode(path): reason for path, reason in found.left.items()
        }

    def _merge(self, branch: Branch, lock: int | None) -> None:
        git = self._git
        ours, theirs = head_of(git), head_of(git, branch.upstream)
        if not git.run("merge-base", "--is-ancestor", theirs, ours).status:
            return
        self._progress(Step.MERGE, None)
        incoming = Incoming(git, self._repository, branch, self._wishes.answer)
        merged = incoming.merged(ours, theirs, lock)
        self._cancellation.check()
        arrive(git, self._repository, ours, merged, lock)
        if self._wishes.answer is not None and self._wishes.answer.keep is Keep.THEIRS:
            concede(self._journal, Spelling(self._folder, self._repository.root), incoming.answered)
        new = [f"{ours}..{theirs}"]
        self._commits_received += int(git.text("rev-list", "--count", "--no-merges", *new))
        self._received += decisions_in(git, self._repository.root, new)

    def _send(self, branch: Branch) -> bool:
        if not int(self._git.text("rev-list", "--count", f"{branch.upstream}..HEAD")):
            return True
        self._progress(Step.PUSH, None)
        return push(self._git, branch, self._advance(Step.PUSH))

    def _waiting(self, branch: Branch) -> int:
        """How many articles have decisions here that the remote does not know."""
        decisions = decisions_in(self._git, self._repository.root, [f"{branch.upstream}..HEAD"])
        return len({decision.path for decision in decisions})

    def _advance(self, step: Step) -> Callable[[str, float], None]:
        return lambda _deed, share: self._progress(step, share)
