"""Carries decisions out, one after another: plan, journal, file, journal. Runs on the thread of its caller.

Each file is read and its change worked out first; then the journal takes the decision together with how to
undo it, in one durable transaction; then the file is swapped. A crash at any point leaves either no trace, or
an entry which `recover` finishes without doing anything twice:

    crash before the journal has it       nothing happened, and nothing was called recorded
    journal has it, file is old           the digest does not match: the change is made now
    journal has it, file is new           the digest matches: only the journal is brought up to date
    neither                               somebody else wrote the file: a clash only if on the same field
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from curator.errors import CuratorError, JournalError
from curator.frontmatter import Placement
from curator.library.clash import FieldClash, Seen
from curator.library.durable import remove_left_overs, sync_folder
from curator.library.reach import SURROUNDINGS
from curator.library.save import (
    OtherArticle,
    Saved,
    SavePlan,
    carry_out,
    check_article,
    confirm,
    not_confirmed,
    plan_save,
)
from curator.library.wanted import Wanted
from curator.library.working_tree import SavingLocks
from curator.triage.decisions import Change, Entry, Kind, Mark, Prepared, Status
from curator.triage.journal import KEPT_THEIRS, Journal
from curator.triage.recovery import changed_since, give_back, is_our_own, is_written
from curator.triage.reports import MarkCorrected, Recorded, Report, SaveReport

CHUNK = 100
"""Files of a batch that are in memory together, and that share one wait for journal and folder."""

LEFT_OVER = 0
"""The group number in reports about saves that an earlier run began."""

Planned = SavePlan | CuratorError | None
"""What is going to happen to a file; None: it is not touched, because there are no fields to set."""


class Writer:
    """Writes decisions into journal and files, and reports each step to `report`.

    `reach` says how far links are followed, and may be changed between two calls.
    """

    def __init__(self, journal: Journal, report: Callable[[Report], None], placement: Placement) -> None:
        self._journal = journal
        self._report = report
        self._placement = placement
        self.reach = SURROUNDINGS
        self._locks = SavingLocks()
        self._unsettled: dict[int, str] = {}
        self._void: set[int] = set()
        self._theirs: dict[int, Seen] = {}

    def decide(
        self,
        number: int,
        changes: Sequence[Change],
        kind: Kind = Kind.DECISION,
        *,
        answers: int | None = None,
        undoes: Sequence[int] = (),
    ) -> int:
        """Record a group and save its articles; return its id in the journal.

        What cannot be saved is reported and kept in the journal as failed.

        Raises:
            JournalError: the group was not recorded, and no file was touched.
        """
        self.flush()
        with self._locks.saving(change.path for change in changes):
            plans = self._plan_all(changes[:CHUNK])
            recording = self._journal.record(
                changes,
                kind,
                answers=answers,
                undoes=undoes,
                prepared=_all_prepared(plans),
            )
            self._report(Recorded(number, recording.closed, tuple(changes)))
            self._save(number, recording.entries[:CHUNK], plans)
            for start in range(CHUNK, len(recording.entries), CHUNK):
                self._plan_and_save(number, recording.entries[start : start + CHUNK])
        return recording.group

    def set_at_once(self, changes: Sequence[Change], group: int | None) -> int | None:
        """Set fields on behalf of a script, which is told at once and will not come back to what was refused.

        So nothing is kept for a retry. `changes` are at most CHUNK; they are added to `group`, the answer of
        an earlier call, or to a new one (None, if all were refused until now).

        Raises:
            JournalError: as `decide` does.
        """
        self.flush()
        with self._locks.saving(change.path for change in changes):
            plans = self._plan_all(changes)
            accepted: list[Change] = []
            accepted_plans: list[Planned] = []
            for change, plan in zip(changes, plans, strict=True):
                if isinstance(plan, CuratorError):
                    self._report(SaveReport(LEFT_OVER, 0, change.path, Status.FAILED, False, str(plan)))
                else:
                    accepted.append(change)
                    accepted_plans.append(plan)
            if not accepted:
                return group
            recording = self._journal.record(accepted, into=group, prepared=_all_prepared(accepted_plans))
            outcomes = self._save(LEFT_OVER, recording.entries, accepted_plans)
            self._journal.give_up({entry: reason for entry, reason in outcomes.items() if reason})
            return recording.group

    def undo(self, number: int, group: int, paths: Collection[Path]) -> int:
        """Take back what a group of the journal did to `paths`, as a new group; return its id.

        Raises:
            JournalError: the undo was not recorded, and no file was touched.
        """
        self.flush()
        entries = [
            entry
            for entry in self._journal.entries_of(group)
            if entry.status is not Status.UNDONE and entry.path in paths
        ]
        changes = [_undoing(entry) for entry in entries]
        return self.decide(number, changes, Kind.UNDO, answers=group, undoes=[entry.id for entry in entries])

    def retry(self, entries: Sequence[Entry]) -> None:
        """Try failed entries again, except for fields that have been decided anew since.

        Raises:
            JournalError: nothing was tried.
        """
        self.flush()
        again = self._journal.reopen(entries)
        tried = {entry.id for entry in again}
        self._report(Recorded(LEFT_OVER, tuple(entry.id for entry in entries if entry.id not in tried)))
        for entry in again:
            with self._locks.saving([entry.path]):
                if is_written(entry):
                    # Only the disk's word for it was missing; to find nothing to change would not get it.
                    self._confirm(entry)
                else:
                    self._plan_and_save(LEFT_OVER, (entry,))

    def keep_theirs(self, entries: Sequence[Entry]) -> None:
        """Give up what is in question; each article's mark is what it was before.

        Raises:
            JournalError: the answer was not recorded, so the questions stay open.
        """
        self.flush()
        self._journal.give_up({entry.id: KEPT_THEIRS for entry in entries})
        for entry in entries:
            self._report(MarkCorrected(entry.path, self._journal.marks([entry.path]).get(entry.path)))
            self._report(SaveReport(LEFT_OVER, entry.id, entry.path, Status.UNDONE))

    def recover(self, only: Collection[Path] | None = None) -> int:
        """Finish what a crash interrupted; return how many are saved now.

        For when no other Curator runs, or for `only` those articles of which a dead one is known to have left
        something.

        Raises:
            JournalError: the journal cannot be read or written.
        """
        entries = [entry for entry in self._journal.pending() if only is None or entry.path in only]
        for entry in entries:
            with self._locks.saving([entry.path]):
                give_back(entry, self._placement)
        for folder in {Path(os.path.realpath(entry.path)).parent for entry in entries}:
            remove_left_overs(folder)
        for entry in entries:
            if self._journal.is_overtaken(entry):
                self._settle({entry.id: ""})
            else:
                with self._locks.saving([entry.path]):
                    self._finish_interrupted(entry)
        return sum(self._journal.entry(entry.id).status is Status.SAVED for entry in entries)

    def _finish_interrupted(self, entry: Entry) -> None:
        (plan,) = self._plan_all([entry])
        if is_written(entry):
            self._confirm(entry)
        elif isinstance(plan, SavePlan) and (changed := changed_since(entry, plan)):
            self._fail(
                entry, f"somebody else changed {changed} before this could be saved. Try again to overrule."
            )
        else:
            self._prepare((entry,), (plan,))
            self._save(LEFT_OVER, (entry,), (plan,))

    def _confirm(self, entry: Entry) -> None:
        """The file is as the entry wants it, but a crash may have come before the disk knew."""
        try:
            stamp = confirm(entry.path)
        except CuratorError as error:
            self._fail(entry, str(error))
            return
        self._settle({entry.id: ""})
        self._report(SaveReport(LEFT_OVER, entry.id, entry.path, Status.SAVED, True, "", stamp))

    def _fail(self, entry: Entry, reason: str) -> None:
        self._settle({entry.id: reason})
        self._report(SaveReport(LEFT_OVER, entry.id, entry.path, Status.FAILED, False, reason))

    def _plan_and_save(self, number: int, entries: Sequence[Entry]) -> None:
        plans = self._plan_all(entries)
        try:
            self._prepare(entries, plans)
        except JournalError as error:
            # Without the undo in the journal no file may change.
            plans = [error] * len(plans)
        self._save(number, entries, plans)

    def _plan_all(self, wishes: Sequence[Change | Entry]) -> list[Planned]:
        return [self._plan(wish) for wish in wishes]

    def _plan(self, wish: Change | Entry) -> Planned:
        try:
            if wish.fields:
                return self._plan_save(wish)
            check_article(wish.path, wish.made_of)
        except CuratorError as error:
            return error
        return None

    def _plan_save(self, wish: Change | Entry) -> SavePlan:
        try:
            return plan_save(
                wish.path, wish.fields, self._placement, wish.made_of, wish.seen, reach=self.reach
            )
        except FieldClash as clash:
            # The editor may have been ahead of the disk: decided anew before an undo was seen, say.
            if not is_our_own(clash, self._journal.history_of(wish.path)):
                raise
        return plan_save(wish.path, wish.fields, self._placement, wish.made_of, reach=self.reach)

    def _prepare(self, entries: Sequence[Entry], plans: Sequence[Planned]) -> None:
        prepared = {
            entry.id: _prepared(plan, entry)
            for entry, plan in zip(entries, plans, strict=True)
            if isinstance(plan, SavePlan)
        }
        if prepared:
            self._journal.prepare(prepared)

    def _save(self, number: int, entries: Sequence[Entry], plans: Sequence[Planned]) -> dict[int, str]:
        """Carry out plans that are in the journal; the folders are confirmed together at the end.

        Returns, by entry, the reason why it was not saved, "" if it was.
        """
        results: list[Saved | CuratorError | None] = []
        folders: dict[str, str] = {}
        for entry, plan in zip(entries, plans, strict=True):
            results.append(self._carry_out(entry, plan, folders))
        for folder in folders:
            try:
                sync_folder(folder)
            except OSError as error:
                folders[folder] = str(not_confirmed(Path(folder), error))
        outcomes: dict[int, str] = {}
        reports: list[SaveReport] = []
        corrected: dict[Path, Mark | None] = {}
        for entry, plan, result in zip(entries, plans, results, strict=True):
            if isinstance(result, FieldClash):
                self._theirs[entry.id] = result.theirs
            reason = str(result) if isinstance(result, CuratorError) else ""
            if isinstance(result, Saved) and result.is_changed and isinstance(plan, SavePlan):
                reason = folders.get(os.path.dirname(plan.target), "")
            outcomes[entry.id] = reason
            reports.append(_report_of(number, entry, result, reason))
            if isinstance(result, OtherArticle):
                self._void.add(entry.id)
                corrected[entry.path] = None
            elif not reason and entry.void_mark is not None:
                corrected[entry.path] = entry.void_mark
        self._settle(outcomes)
        self._report_marks(corrected)
        for report in reports:
            self._report(report)
        return outcomes

    def _carry_out(self, entry: Entry, plan: Planned, folders: dict[str, str]) -> Saved | CuratorError | None:
        if not isinstance(plan, SavePlan):
            return plan
        try:
            return carry_out(
                plan,
                lambda again: self._journal.prepare({entry.id: _prepared(again, entry)}),
                lambda folder: folders.update({folder: ""}),
            )
        except CuratorError as error:
            return error

    def _report_marks(self, corrected: Mapping[Path, Mark | None]) -> None:
        """Tell which marks are other than they were; a later decision on the same article goes before."""
        if not corrected:
            return
        try:
            known = self._journal.marks(list(corrected)) if not self._unsettled else None
        except JournalError:
            known = None
        for path, mark in corrected.items():
            self._report(MarkCorrected(path, mark if known is None else known.get(path)))

    def _settle(self, outcomes: Mapping[int, str]) -> None:
        """Note outcomes (by entry, "" for saved) as soon as the journal takes them.

        The files are what they are whatever the journal says now, so a failure here changes no outcome.
        """
        self._unsettled.update(outcomes)
        try:
            self.flush()
        except JournalError:
            return

    def flush(self) -> None:
        """Note in the journal what it did not take before. Raises JournalError while it still does not."""
        if self._unsettled:
            self._journal.settle([entry for entry, reason in self._unsettled.items() if not reason])
            failures = {entry: reason for entry, reason in self._unsettled.items() if reason}
            self._journal.fail(failures, self._void, self._theirs)
            self._unsettled.clear()
            self._void.clear()
            self._theirs.clear()


def _prepared(plan: SavePlan, entry: Entry | None = None) -> Prepared:
    """What the journal must know before the plan is carried out.

    An entry that is tried again may find some of its fields already written; how to undo those is in the
    entry.
    """
    earlier = entry.undo if entry is not None else {}
    return Prepared({**earlier, **plan.edited.undo}, plan.digest)


def _undoing(entry: Entry) -> Change:
    """What takes an entry back; the mark before belongs to its article, not to one that has its name now."""
    restores = _restores(entry)
    mark, keeps_mark = entry.previous_mark, entry.keeps_mark
    if restores:
        return Change(entry.path, restores, mark, entry.made_of, keeps_mark=keeps_mark)
    try:
        check_article(entry.path, entry.made_of)
    except OtherArticle:
        return Change(entry.path, {}, None)
    return Change(entry.path, {}, mark, keeps_mark=keeps_mark)


def _restores(entry: Entry) -> Mapping[str, Wanted]:
    """What to write to undo an entry: nothing, if it failed and the file does not have it."""
    if entry.status is Status.FAILED and not is_written(entry):
        return {}
    return dict(entry.undo)


def _report_of(number: int, entry: Entry, result: Saved | CuratorError | None, reason: str) -> SaveReport:
    if reason or isinstance(result, CuratorError):
        is_question = isinstance(result, FieldClash)
        return SaveReport(number, entry.id, entry.path, Status.FAILED, False, reason, is_question=is_question)
    if result is None:
        return SaveReport(number, entry.id, entry.path, Status.SAVED, at=time.monotonic())
    return SaveReport(
        number, entry.id, entry.path, Status.SAVED, result.is_changed, "", result.stamp, time.monotonic()
    )


def _all_prepared(plans: Sequence[Planned]) -> dict[int, Prepared]:
    return {at: _prepared(plan) for at, plan in enumerate(plans) if isinstance(plan, SavePlan)}
