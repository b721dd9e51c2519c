"""The one lane for writing: a thread that takes orders and carries them out one after another.

Nothing else writes journal or articles in a running window, so there are no two saves at once and no order
between them to get wrong: an undo finds the save it undoes already done.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path

from curator.errors import JournalError
from curator.records import dataclass
from curator.triage.decisions import Group, Kind, PastGroup, Status
from curator.triage.past import Scope, read_past
from curator.triage.reports import (
    Broken,
    Closed,
    GroupFinished,
    NotRecorded,
    Opened,
    OpenFailed,
    Report,
    RetryFailed,
    SaveReport,
)
from curator.triage.workplace import Workplace
from curator.triage.writer import Writer

_IDLE_SECONDS = 1.0
"""How often an idle lane looks whether the program has ended without closing it."""


@dataclass(frozen=True, slots=True)
class _Open:
    request: int
    sources: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Carry:
    group: Group


@dataclass(frozen=True, slots=True)
class _Retry:
    number: int
    sources: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Stop:
    pass


_Order = _Open | _Carry | _Retry | _Stop


class Saver:
    """Starts its thread at once. `report` is called on that thread and must not raise.

    `numbers` gives the numbers for groups read back from the journal; it is shared with whoever numbers new
    ones.
    """

    def __init__(self, journal: Path, report: Callable[[Report], None], numbers: count[int]) -> None:
        self._path = journal
        self._report = report
        self._numbers = numbers
        self._orders: queue.SimpleQueue[_Order] = queue.SimpleQueue()
        self._workplace: Workplace | None = None
        self._recorded: dict[int, int] = {}
        self._unrecorded: dict[int, Group] = {}
        self._touched: dict[Path, int] = {}
        self._thread = threading.Thread(target=self._run, name="curator-saver")
        self._thread.start()

    def open(self, request: int, sources: tuple[Path, ...]) -> None:
        """Ask for the past of `sources`, after what was ordered before."""
        self._orders.put(_Open(request, sources))

    def carry_out(self, group: Group) -> None:
        """Record and save a group; for an undo or redo, `group.answers` was ordered or read back before."""
        self._orders.put(_Carry(group))

    def retry(self, number: int, sources: tuple[Path, ...]) -> None:
        """Try again what failed in `sources`, and all that the journal did not take.

        The end of it is reported as that of the group `number`.
        """
        self._orders.put(_Retry(number, sources))

    def stop(self) -> None:
        """Let the thread end when all that was ordered is done; returns at once."""
        self._orders.put(_Stop())

    def join(self, seconds: float | None = None) -> bool:
        """Wait for the thread to end; say whether it has."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        is_clean = False
        try:
            while not isinstance(order := self._next(), _Stop):
                self._do(order)
            is_clean = True
        finally:
            # An error nobody foresaw goes on to threading.excepthook; the window must still be told.
            self._close()
            self._report(Closed() if is_clean else Broken())

    def _next(self) -> _Order:
        while True:
            try:
                return self._orders.get(timeout=_IDLE_SECONDS)
            except queue.Empty:
                # The interpreter waits for this thread; without this, a forgotten close would hang it.
                if not threading.main_thread().is_alive():
                    return _Stop()

    def _do(self, order: _Order) -> None:
        match order:
            case _Open():
                self._answer(order)
            case _Carry(group):
                self._carry(group)
            case _Retry():
                self._retry(order)

    def _ready(self) -> Workplace:
        """The journal and what belongs to it, opened now if that has not been possible before."""
        if self._workplace is None:
            self._workplace = Workplace.open(self._path, self._report)
        return self._workplace

    def _answer(self, order: _Open) -> None:
        try:
            workplace = self._ready()
            past = read_past(workplace.journal, Scope.of(order.sources), datetime.now().astimezone())
        except JournalError as error:
            self._report(OpenFailed(order.request, str(error)))
            return
        undoable = tuple(self._numbered(group) for group in past.undoable)
        redoable = tuple(replace(item, undo=self._numbered(item.undo)) for item in past.redoable)
        past = replace(past, undoable=undoable, redoable=redoable)
        self._report(Opened(order.request, order.sources, workplace.recovered, past))

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
                self._record(self._ready().writer, group)
            except JournalError as error:
                self._unrecorded[group.number] = group
                self._report(NotRecorded(group.number, group.paths, str(error)))
                return
        self._report(GroupFinished(group.number))

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

    def _retry(self, order: _Retry) -> None:
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
        try:
            workplace = self._ready()
            scope = Scope.of(order.sources)
            workplace.writer.retry(
                [entry for entry in workplace.journal.failed() if scope.covers(entry.path)]
            )
        except JournalError as error:
            self._report(RetryFailed(str(error)))
        self._report(GroupFinished(order.number))

    def _close(self) -> None:
        if self._workplace is not None:
            self._workplace.close()
