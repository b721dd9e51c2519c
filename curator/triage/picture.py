"""What a session knows, in memory: marks, the steps of undo and redo, saves under way, failures, figures.

Not safe for threads by itself; `Session` holds a lock around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from curator.library.article_id import article_id
from curator.records import dataclass
from curator.triage.decisions import Change, Entry, Group, Kind, Mark, PastGroup, Status
from curator.triage.failures import Failure, FailureList
from curator.triage.ledger import Ledger
from curator.triage.marks import Marks, is_done
from curator.triage.pending import PendingSaves
from curator.triage.progress import Pace, Progress, Tally
from curator.triage.reports import (
    GroupFinished,
    MarkCorrected,
    NotRecorded,
    Opened,
    Past,
    Rechecked,
    Recorded,
    Report,
    SaveReport,
)

STOPPED = "saving has stopped. F6 starts it again"


@dataclass(frozen=True, slots=True)
class Step:
    """A group that can be undone, or an undo that can be taken back.

    `previous` has the marks before, parallel to the changes. `redo` has, for an undo, the changes it took
    back.
    """

    group: Group
    previous: tuple[Mark | None, ...]
    redo: tuple[Change, ...] = ()

    def changes_back(self) -> tuple[Change, ...]:
        """The changes of an undo; the fields to restore are only known to the saving thread."""
        pairs = zip(self.group.changes, self.previous, strict=True)
        return tuple(Change(change.path, {}, mark, keeps_mark=change.keeps_mark) for change, mark in pairs)


class Picture:
    """The state of a session; see the module."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._request = 0
        self.marks = Marks()
        self.ledger = Ledger()
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._pending = PendingSaves()
        self._saved: set[str] = set()
        self._failures = FailureList()
        self._under_way: dict[int, Group] = {}
        self._unrecorded: dict[int, Group] = {}
        self._has_early_decision = False
        self._is_stopped = False
        self._session = Tally()
        self._today = Tally()

    def start_over(self, request: int) -> None:
        """Forget what belongs to the sources opened until now.

        Saves under way stay known, and so does what the journal did not take: it is nowhere else.
        """
        self._request = request
        self.marks.start_over()
        self.ledger.start_over(request)
        self._undo.clear()
        self._redo.clear()
        self._failures.replace_entries(())
        self._has_early_decision = False
        self._session = Tally()
        self._today = Tally()

    def forget_recorded(self) -> None:
        """The journal that knew how to undo is gone; what is not in it yet can be undone."""
        self._redo.clear()
        self._undo = [
            step
            for step in self._undo
            if step.group.number in self._under_way or step.group.number in self._unrecorded
        ]

    def stop(self) -> None:
        """Whoever saves has ended. Until it is known what of that under way is in the journal, nothing is."""
        self._is_stopped = True
        for group in list(self._under_way.values()):
            self._take_not_recorded(NotRecorded(group.number, group.paths, STOPPED))

    def resume(self, request: int, number: int) -> tuple[tuple[Group, ...], frozenset[Path]]:
        """Somebody else saves from now on, who knows what is in the journal and nothing more.

        Returns the decisions that are not known to be in there, oldest first, and all articles that are not
        known to be saved. Until the group `number` is finished, they are shown as pending.
        """
        lost = dict(sorted(self._unrecorded.items()))
        for group in list(lost.values()):
            if group.kind is Kind.UNDO:
                # Of what is in the journal it is forgotten: the decision stands, and can be undone again.
                lost.pop(group.answers or 0, None)
                del lost[group.number]
        self._request = request
        self._is_stopped = False
        self._undo.clear()
        self._redo.clear()
        unfinished = self._pending.paths() | {path for group in lost.values() for path in group.paths}
        self._pending = PendingSaves()
        self._pending.begin(number, set(map(str, unfinished)))
        self._failures = FailureList()
        self._unrecorded.clear()
        self._has_early_decision = False
        self._today = Tally()
        again = tuple(replace(group, kind=Kind.DECISION, answers=None) for group in lost.values())
        return again, frozenset(unfinished)

    def status_of(self, path: str) -> Status | None:
        """How far saving an article has come."""
        if path in self._pending:
            return Status.PENDING
        if path in self._failures:
            return Status.FAILED
        return Status.SAVED if path in self._saved else None

    def failures(self) -> tuple[Failure, ...]:
        """Failed saves, oldest first."""
        return self._failures.all()

    def undo_step(self) -> Step | None:
        """What comes next in undoing."""
        return self._undo[-1] if self._undo else None

    def redo_step(self) -> Step | None:
        """What comes next in redoing."""
        return self._redo[-1] if self._redo else None

    def progress(self) -> Progress:
        """All figures."""
        total, decided = self.marks.total, self.marks.done
        pace = self._pace.per_minute()
        return Progress(
            decided=decided,
            total=total,
            session=len(self._session),
            today=len(self._today),
            per_minute=pace,
            minutes_left=(total - decided) / pace if pace else None,
            pending=len(self._pending),
            failed=len(self._failures),
            unrecorded=self._failures.unrecorded,
            questions=self._failures.questions,
            is_stopped=self._is_stopped,
        )

    def apply(self, group: Group) -> None:
        """Show a group as if it were done, and move the steps of undo and redo."""
        previous = tuple(self.marks.of(article_id(change.path)) for change in group.changes)
        match group.kind:
            case Kind.DECISION:
                self._redo.clear()
                self._undo.append(Step(group, previous))
                self._has_early_decision = True
            case Kind.UNDO:
                undone = self._undo.pop()
                self._redo.append(Step(group, previous, undone.group.changes))
                self._failures.drop_group(undone.group.number)
                self._unrecorded.pop(undone.group.number, None)
            case Kind.REDO:
                self._redo.pop()
                self._undo.append(Step(group, previous))
        self._pending.begin(group.number, {str(change.path) for change in group.changes})
        self._under_way[group.number] = group
        self.marks.wish(group.number, [change for change in group.changes if not change.keeps_mark])
        self.ledger.begin(group.number, [article_id(change.path) for change in group.changes])
        decided = len(self._session)
        self._count(group.changes, is_undo=group.kind is Kind.UNDO)
        self._pace.note(len(self._session) - decided)

    def begin_retry(self, number: int) -> int:
        """Show all that failed as pending until the group `number` is finished; return how many articles."""
        paths = {str(failure.path) for failure in self._failures.all()}
        self._pending.begin(number, paths)
        return len(paths)

    def take(self, report: Report) -> None:
        """Correct the picture by what the saving thread says."""
        match report:
            case SaveReport():
                self._take_save(report)
            case Recorded():
                self._take_recorded(report)
            case MarkCorrected(path=path, mark=mark):
                self._correct(str(path), mark)
            case NotRecorded():
                self._take_not_recorded(report)
            case Rechecked(marks=marks):
                # Another Curator may have decided these; what was decided here is known already.
                for number, mark in marks.items():
                    self.marks.know(number, mark)
            case GroupFinished(group=group):
                self._pending.finish_group(group)
                self._failures.drop_group(group)
                self._under_way.pop(group, None)
                self._unrecorded.pop(group, None)
                self.marks.drop(group)
            case Opened(request=request, past=past) if request == self._request:
                self._take_past(past)
            case _:
                pass

    def _take_save(self, report: SaveReport) -> None:
        path = str(report.path)
        self._pending.finish(report.group, path)
        if report.status is Status.FAILED:
            self._failures.add(
                Failure(report.path, report.reason, report.group, report.entry, report.is_question)
            )
        else:
            self._failures.drop_entries([report.entry])
            if report.status is Status.SAVED:
                self._saved.add(path)

    def _take_recorded(self, report: Recorded) -> None:
        self._failures.drop_group(report.group)
        self._failures.drop_entries(report.closed)
        self._under_way.pop(report.group, None)
        late = self._unrecorded.pop(report.group, None)
        if late is not None:
            self._count(report.changes, is_undo=late.kind is Kind.UNDO)
        for change in report.changes:
            if not change.keeps_mark:
                self.marks.know(article_id(change.path), change.mark)
        self.marks.drop(report.group)

    def _take_not_recorded(self, report: NotRecorded) -> None:
        """Nothing was decided, for all that will be left of it when the program ends."""
        failures = [Failure(path, report.reason, report.group, 0) for path in report.paths]
        self._failures.add_group(report.group, failures)
        self._pending.finish_group(report.group)
        group = self._under_way.pop(report.group, None)
        if group is not None:
            self._unrecorded[report.group] = group
            self._count(group.changes, is_undo=group.kind is Kind.UNDO, is_back=True)
        self.marks.drop(report.group)

    def _correct(self, path: str, mark: Mark | None) -> None:
        number = article_id(path)
        was_done = is_done(self.marks.of(number))
        self.marks.know(number, mark)
        for tally in (self._session, self._today):
            if was_done and not is_done(self.marks.of(number)):
                tally.take_back(path)
            elif not was_done and is_done(self.marks.of(number)):
                tally.add(path)

    def _count(self, changes: Iterable[Change], *, is_undo: bool, is_back: bool = False) -> None:
        """Count decisions made (an undo: taken back), or, with `is_back`, the reverse of it."""
        counting = [change for change in changes if not change.keeps_mark]
        paths = [str(change.path) for change in counting if is_undo or is_done(change.mark)]
        for tally in (self._session, self._today):
            for path in paths:
                if is_undo == is_back:
                    tally.add(path)
                else:
                    tally.take_back(path)

    def _take_past(self, past: Past) -> None:
        """Put what the journal knows below what has been decided since it was asked."""
        self.marks.know_only(past.marks)
        steps = _with_marks_before(self._undo, past.marks)
        self._undo = [_past_step(item) for item in past.undoable] + steps
        if not self._has_early_decision:
            self._redo[:0] = [
                Step(_group_of(item.undo), _previous(item.undo.entries), _changes_of(item.undone))
                for item in past.redoable
            ]
        self._today.add_all(past.today)
        self._failures.replace_entries(
            Failure(e.path, e.failure, e.group, e.id, bool(e.theirs)) for e in past.failed
        )


def _with_marks_before(steps: Iterable[Step], marks: Mapping[int, Mark]) -> list[Step]:
    """Correct what steps made before the past was known say about the marks before them."""
    current: dict[int, Mark | None] = dict(marks)
    corrected: list[Step] = []
    for step in steps:
        previous = tuple(current.get(article_id(change.path)) for change in step.group.changes)
        corrected.append(Step(step.group, previous, step.redo))
        current.update(
            {article_id(change.path): change.mark for change in step.group.changes if not change.keeps_mark}
        )
    return corrected


def _past_step(group: PastGroup) -> Step:
    return Step(_group_of(group), _previous(group.entries))


def _group_of(group: PastGroup) -> Group:
    return Group(group.number, group.kind, _changes_of(group.entries), group.at)


def _changes_of(entries: Iterable[Entry]) -> tuple[Change, ...]:
    return tuple(
        Change(
            entry.path,
            entry.fields,
            entry.mark or entry.void_mark,
            entry.made_of,
            keeps_mark=entry.keeps_mark,
        )
        for entry in entries
    )


def _previous(entries: Iterable[Entry]) -> tuple[Mark | None, ...]:
    return tuple(entry.previous_mark for entry in entries)
