"""The one lane for writing: takes orders and carries them out one after another.

Nothing else writes journal or articles in a running window, so there are no two saves at once and no order
between them to get wrong: an undo finds the save it undoes already done. `saver` runs a lane on a thread,
`saving_process` in a process.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path

from curator.errors import JournalError, JournalLost
from curator.library.article_id import article_id
from curator.library.decided import DecidedTable
from curator.library.reach import SURROUNDINGS, Reach
from curator.triage.decisions import Entry, Group, Kind, PastGroup, Status
from curator.triage.last_decided import decided_of, newest_entry, paths_since, read_decided
from curator.triage.orders import (
    Carry,
    KeepTheirs,
    OpenPast,
    Order,
    ReadDecided,
    Recheck,
    Retry,
    Stop,
    TakeOver,
)
from curator.triage.past import Scope, read_past
from curator.triage.reports import (
    DecidedNow,
    DecidedRead,
    EntriesUnreadable,
    GroupFinished,
    JournalReplaced,
    NotRecorded,
    Opened,
    OpenFailed,
    Rechecked,
    Report,
    RetryFailed,
    SaveReport,
)
from curator.triage.workplace import Workplace
from curator.triage.writer import Writer


class Lane:
    """See the module. For one thread; `numbers` gives the numbers for groups read back from the journal."""

    def __init__(self, journal: Path, report: Callable[[Report], None], numbers: count[int]) -> None:
        self._path = journal
        self._report = report
        self._numbers = numbers
        self._workplace: Workplace | None = None
        self._reach = SURROUNDINGS
        self._unanswered: OpenPast | None = None
        self._recorded: dict[int, int] = {}
        self._unrecorded: dict[int, Group] = {}
        self._touched: dict[Path, int] = {}
        self._newest = 0

    def do(self, order: Order) -> None:
        """Carry out one order; what comes of it is reported."""
        match order:
            case OpenPast():
                self._answer(order)
            case Carry(group):
                self._carry(group)
            case Retry():
                self._retry(order)
            case KeepTheirs():
                self._keep_theirs(order)
            case ReadDecided():
                self._read_decided(order)
            case Recheck():
                self._recheck(order)
            case TakeOver():
                self._take_over(order)
            case Stop():
                pass

    def _ready(self) -> Workplace:
        """The journal and what belongs to it, opened now if that has not been possible before."""
        if self._workplace is None:
            self._workplace = Workplace.open(self._path, self._report)
            # Before anything new is in it: what is asked for is the past.
            late, self._unanswered = self._unanswered, None
            if late is not None:
                self._answer(late)
        self._workplace.writer.reach = self._reach
        # What failed while the journal took no note of it is to be among what is asked for now.
        with suppress(JournalError):
            self._workplace.writer.flush()
        return self._workplace

    def _answer(self, order: OpenPast) -> None:
        self._reach = Reach(order.sources)
        self._unanswered = None
        try:
            workplace = self._ready()
            self._newest = newest_entry(workplace.journal)
            past = read_past(workplace.journal, Scope.of(order.sources), datetime.now().astimezone())
        except JournalError as error:
            self._unanswered = order
            self._report(OpenFailed(order.request, str(error)))
            return
        undoable = tuple(self._numbered(group) for group in past.undoable)
        redoable = tuple(replace(item, undo=self._numbered(item.undo)) for item in past.redoable)
        past = replace(past, undoable=undoable, redoable=redoable)
        self._report(Opened(order.request, order.sources, workplace.recovered, past))
        if workplace.journal.unreadable:
            self._report(EntriesUnreadable(len(workplace.journal.unreadable)))

    def _numbered(self, group: PastGroup) -> PastGroup:
        number = next(self._numbers)
        self._recorded[number] = group.id
        return replace(group, number=number)

    def _carry(self, group: Group) -> None:
        answers = group.answers
        if group.kind is Kind.UNDO and answers in self._unrecorded:
            # Nobody but this process ever knew of it.
            del self._unrecorded[answers]
            for path in group.paths:
                self._report(SaveReport(group.number, 0, path, Status.SAVED))
            self._report(GroupFinished(answers))
        else:
            try:
                self._record_anyhow(group)
            except JournalError as error:
                self._unrecorded[group.number] = group
                self._report(NotRecorded(group.number, group.paths, str(error)))
                return
        self._finish(group.number, group.paths)

    def _record_anyhow(self, group: Group) -> None:
        """Record a group, in a new journal if the one in use is lost."""
        try:
            self._record(self._ready().writer, group)
        except JournalLost as lost:
            self._begin_anew(is_away=lost.is_away)
            self._record(self._ready().writer, group)

    def _begin_anew(self, *, is_away: bool) -> None:
        """Open the journal once more, which moves a damaged one aside; it may have been taken away."""
        self.close()
        self._workplace = None
        workplace = self._ready()
        if is_away:
            self._report(JournalReplaced(None, "it was taken away"))
        if is_away or workplace.journal.kept_as is not None:
            # The numbers are those of rows that are no more.
            self._recorded.clear()

    def _record(self, writer: Writer, group: Group) -> None:
        answers = self._recorded.get(group.answers) if group.answers is not None else None
        if group.kind is not Kind.UNDO:
            self._recorded[group.number] = writer.decide(
                group.number, group.changes, group.kind, answers=answers
            )
        elif answers is not None:
            self._recorded[group.number] = writer.undo(group.number, answers, set(group.paths))
        if self._unrecorded:
            self._touched.update(dict.fromkeys(group.paths, group.number))

    def _retry(self, order: Retry) -> None:
        for number, group in list(self._unrecorded.items()):
            del self._unrecorded[number]
            # What was decided of an article later, and recorded, must not be replaced by what was before it.
            changes = tuple(c for c in group.changes if self._touched.get(c.path, 0) < number)
            if changes:
                self._carry(replace(group, changes=changes))
            else:
                self._report(GroupFinished(number))
        if not self._unrecorded:
            self._touched.clear()
        self._again(order, lambda writer, failed: writer.retry(failed), lambda _entry: True)

    def _keep_theirs(self, order: KeepTheirs) -> None:
        self._again(
            order, lambda writer, failed: writer.keep_theirs(failed), lambda entry: bool(entry.theirs)
        )

    def _again(
        self,
        order: Retry | KeepTheirs,
        deed: Callable[[Writer, list[Entry]], None],
        is_meant: Callable[[Entry], bool],
    ) -> None:
        """Take up entries that failed before."""
        failed: list[Entry] = []
        try:
            workplace = self._ready()
            scope = Scope.of(order.sources)
            failed = [
                entry for entry in workplace.journal.failed() if is_meant(entry) and scope.covers(entry.path)
            ]
            deed(workplace.writer, failed)
        except JournalError as error:
            self._report(RetryFailed(str(error)))
        self._finish(order.number, [entry.path for entry in failed])

    def _finish(self, number: int, paths: Sequence[Path]) -> None:
        """Nothing more will happen to these: say what is decided of them in the end."""
        self._report(GroupFinished(number))
        if self._workplace is not None and paths:
            # A journal that fails says nothing of them, and nothing is known then.
            with suppress(JournalError):
                self._report(DecidedNow(*decided_of(self._workplace.journal, paths)))

    def _read_decided(self, order: ReadDecided) -> None:
        with suppress(JournalError):
            table, after = read_decided(self._ready().journal, Scope.of(order.sources), order.after)
            self._report(DecidedRead(order.request, table, after))

    def _recheck(self, order: Recheck) -> None:
        try:
            journal = self._ready().journal
            paths = paths_since(journal, Scope.of(order.sources), self._newest)
            self._newest = newest_entry(journal)
            table, unknown = decided_of(journal, paths)
            known = journal.marks(paths)
        except JournalError:
            # Whoever asked waits for the answer.
            self._report(Rechecked(order.number, DecidedTable(), array("q"), {}))
            return
        marks = {article_id(path): known.get(path) for path in paths}
        self._report(Rechecked(order.number, table, unknown, marks))

    def _take_over(self, order: TakeOver) -> None:
        try:
            self._ready().writer.recover(order.paths)
        except JournalError as error:
            self._report(RetryFailed(str(error)))
        self._finish(order.number, list(order.paths))

    def close(self) -> None:
        """Give the journal back."""
        if self._workplace is not None:
            with suppress(JournalError):  # It may be what has failed; all that can be in it is in it.
                self._workplace.journal.close()
            self._workplace.presence.close()
