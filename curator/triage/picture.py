"""What a session knows, in memory: marks, the steps of undo and redo, saves under way, failures, figures.

Not safe for threads by itself; `Session` holds a lock around it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from curator.triage.decisions import Change, Entry, Group, Kind, Mark, PastGroup, Status
from curator.triage.failures import Failure, FailureList
from curator.triage.pending import PendingSaves
from curator.triage.progress import Pace, Progress, Tally
from curator.triage.reports import GroupFinished, NotRecorded, Opened, Past, Recorded, Report, SaveReport


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
        return tuple(Change(change.path, {}, mark) for change, mark in pairs)


class Picture:
    """The state of a session; see the module."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._request = 0
        self._articles: set[str] = set()
        self._marks: dict[str, Mark] = {}
        self._done_articles = 0
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._pending = PendingSaves()
        self._saved: set[str] = set()
        self._failures = FailureList()
        self._early: dict[str, Mark | None] | None = {}
        self._has_early_decision = False
        self._session = Tally()
        self._today = Tally()

    def start_over(self, request: int) -> None:
        """Forget what belongs to the sources opened until now; saves under way stay known."""
        self._request = request
        self._articles.clear()
        self._marks.clear()
        self._done_articles = 0
        self._undo.clear()
        self._redo.clear()
        self._failures = FailureList()
        self._early = {}
        self._has_early_decision = False
        self._session = Tally()
        self._today = Tally()

    def set_articles(self, paths: Iterable[Path]) -> None:
        """Replace the articles that are counted."""
        self._articles.clear()
        self._done_articles = 0
        self.add_articles(paths)

    def add_articles(self, paths: Iterable[Path]) -> None:
        """Add articles that are counted."""
        for path in map(str, paths):
            if path not in self._articles:
                self._articles.add(path)
                self._done_articles += _is_done(self._marks.get(path))

    def remove_articles(self, paths: Iterable[Path]) -> None:
        """Take articles out of the count."""
        for path in map(str, paths):
            if path in self._articles:
                self._articles.remove(path)
                self._done_articles -= _is_done(self._marks.get(path))

    def mark_of(self, path: str) -> Mark | None:
        """The mark of an article."""
        return self._marks.get(path)

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
        total = len(self._articles)
        pace = self._pace.per_minute()
        return Progress(
            decided=self._done_articles,
            total=total,
            session=len(self._session),
            today=len(self._today),
            per_minute=pace,
            minutes_left=(total - self._done_articles) / pace if pace else None,
            pending=len(self._pending),
            failed=len(self._failures),
        )

    def apply(self, group: Group) -> None:
        """Show a group as if it were done, and move the steps of undo and redo."""
        previous = tuple(self._marks.get(str(change.path)) for change in group.changes)
        match group.kind:
            case Kind.DECISION:
                self._redo.clear()
                self._undo.append(Step(group, previous))
                self._has_early_decision = True
            case Kind.UNDO:
                undone = self._undo.pop()
                self._redo.append(Step(group, previous, undone.group.changes))
                self._failures.drop_group(undone.group.number)
            case Kind.REDO:
                self._redo.pop()
                self._undo.append(Step(group, previous))
        self._pending.begin(group.number, {str(change.path) for change in group.changes})
        decided = len(self._session)
        for change in group.changes:
            self._set_mark(str(change.path), change.mark)
            self._count(str(change.path), change.mark, group.kind)
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
            case Recorded(group=group, closed=closed):
                self._failures.drop_group(group)
                self._failures.drop_entries(closed)
            case NotRecorded(group=group, paths=paths, reason=reason):
                self._pending.finish_group(group)
                self._failures.add_group(group, [Failure(path, reason, group, 0) for path in paths])
            case GroupFinished(group=group):
                self._pending.finish_group(group)
                self._failures.drop_group(group)
            case Opened(request=request, past=past) if request == self._request:
                self._take_past(past)
            case _:
                pass

    def _take_save(self, report: SaveReport) -> None:
        path = str(report.path)
        self._pending.finish(report.group, path)
        if report.status is Status.FAILED:
            self._failures.add(Failure(report.path, report.reason, report.group, report.entry))
        else:
            self._failures.drop_entries([report.entry])
            self._saved.add(path)

    def _set_mark(self, path: str, mark: Mark | None) -> None:
        if path in self._articles:
            self._done_articles += _is_done(mark) - _is_done(self._marks.get(path))
        if mark is None:
            self._marks.pop(path, None)
        else:
            self._marks[path] = mark
        if self._early is not None:
            self._early[path] = mark

    def _count(self, path: str, mark: Mark | None, kind: Kind) -> None:
        if kind is Kind.UNDO:
            self._session.take_back(path)
            self._today.take_back(path)
        elif _is_done(mark):
            self._session.add(path)
            self._today.add(path)

    def _take_past(self, past: Past) -> None:
        """Put what the journal knows below what has been decided since it was asked."""
        early = self._early or {}
        marks = past.marks
        self._undo = [_past_step(item) for item in past.undoable] + _with_marks_before(self._undo, marks)
        if not self._has_early_decision:
            self._redo[:0] = [
                Step(_group_of(item.undo), _previous(item.undo.entries), _changes_of(item.undone))
                for item in past.redoable
            ]
        for path, mark in early.items():
            if mark is None:
                marks.pop(path, None)
            else:
                marks[path] = mark
        self._marks = marks
        self._early = None
        self._today.add_all(past.today)
        self._failures.replace_entries(Failure(e.path, e.failure, e.group, e.id) for e in past.failed)
        self._done_articles = sum(marks[path].is_done for path in self._articles.intersection(marks))


def _is_done(mark: Mark | None) -> bool:
    return mark is not None and mark.is_done


def _with_marks_before(steps: Iterable[Step], marks: dict[str, Mark]) -> list[Step]:
    """Correct what steps made before the past was known say about the marks before them."""
    current: dict[str, Mark | None] = dict(marks)
    corrected: list[Step] = []
    for step in steps:
        previous = tuple(current.get(str(change.path)) for change in step.group.changes)
        corrected.append(Step(step.group, previous, step.redo))
        current.update({str(change.path): change.mark for change in step.group.changes})
    return corrected


def _past_step(group: PastGroup) -> Step:
    return Step(_group_of(group), _previous(group.entries))


def _group_of(group: PastGroup) -> Group:
    return Group(group.number, group.kind, _changes_of(group.entries), group.at)


def _changes_of(entries: Iterable[Entry]) -> tuple[Change, ...]:
    return tuple(Change(entry.path, entry.fields, entry.mark) for entry in entries)


def _previous(entries: Iterable[Entry]) -> tuple[Mark | None, ...]:
    return tuple(entry.previous_mark for entry in entries)
