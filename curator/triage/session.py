"""One editor at work: decisions, undo and redo, progress, and what became of each save.

The window and nobody else has one. Every method returns at once: it changes a picture in memory and gives the
rest to the saver, whose reports correct the picture. So a mark set here is PENDING until the file is
safe on the disk, and only then SAVED.

Methods may be called from any thread, usually the window's. The callback gets every report on the saving
thread, after the picture here has been brought up to date.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from threading import RLock

from curator.errors import JournalError
from curator.library.article_id import article_id
from curator.triage.decisions import Change, Group, Kind, Mark, Status
from curator.triage.failures import Failure
from curator.triage.ledger import SharedLedger
from curator.triage.orders import Carry, KeepTheirs, OpenPast, ReadDecided, Recheck, Retry, Stop
from curator.triage.picture import Picture
from curator.triage.progress import Pace, Progress
from curator.triage.reports import Broken, DecidedRead, JournalReplaced, Opened, Report
from curator.triage.resumption import Resumption
from curator.triage.saver import StartSaver
from curator.triage.shared_marks import SharedMarks


class Session:
    """See the module. Starts the saving thread; `close` must be called in the end."""

    def __init__(
        self,
        journal: Path,
        on_report: Callable[[Report], None],
        start_saver: StartSaver,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._on_report = on_report
        self._lock = RLock()
        self._numbers = count(1)
        self.request = 0
        """The number of the last request for the past, see `open`."""

        self._sources: tuple[Path, ...] = ()
        self._is_closing = False
        self._is_broken = False
        self._picture = Picture(Pace(clock))
        self._resumption = Resumption(self._picture)
        self.marks = SharedMarks(self._picture.marks, self._lock)
        self.decided = SharedLedger(self._picture.ledger, self._lock)
        self._start_saver = partial(start_saver, journal, self._take, self._numbers)
        self._saver = self._start_saver()

    def open(self, sources: Sequence[Path]) -> int:
        """Work on these folders and files from now on. Returns the request's number, which `Opened` repeats.

        Until `Opened` is reported, marks and undo from earlier runs are not known; decisions may be made.
        """
        with self._lock:
            self.request += 1
            self._sources = tuple(Path(os.path.abspath(source)) for source in sources)
            self._picture.start_over(self.request)
            self._saver.send(OpenPast(self.request, self._sources))
            return self.request

    def read_decided(self) -> None:
        """Find out what was decided of all opened articles, as `decided` then tells; it takes a while."""
        with self._lock:
            if not (self._is_closing or self._is_broken):
                self._saver.send(ReadDecided(self.request, self._sources))

    def recheck(self) -> int:
        """Find out what has come into the journal, also from others. `Rechecked` repeats the number."""
        with self._lock:
            number = next(self._numbers)
            if not (self._is_closing or self._is_broken):
                self._saver.send(Recheck(number, self._sources))
            return number

    def decide(self, changes: Sequence[Change]) -> Group:
        """Decide, as one step of undo. Of several changes of the same article the last one counts.

        Raises:
            JournalError: the saving thread has ended, so nothing can be kept.
        """
        distinct = tuple({change.path: change for change in changes}.values())
        with self._lock:
            return self._order(Kind.DECISION, distinct, None)

    def undo(self) -> Group | None:
        """Take back the latest decision that is not undone, also one from before a restart.

        Returns the undo, whose `paths` are where to go back to; None when there is nothing left to undo.
        Raises as `decide` does.
        """
        with self._lock:
            step = self._picture.undo_step()
            return self._order(Kind.UNDO, step.changes_back(), step.group) if step is not None else None

    def redo(self) -> Group | None:
        """Take back the latest undo; None when there is none since the last decision. Raises as `decide`."""
        with self._lock:
            undone = self._picture.redo_step()
            return self._order(Kind.REDO, undone.redo, undone.group) if undone is not None else None

    def retry_failed(self) -> int:
        """Try everything again that failed; returns how many articles that concerns.

        Where the saver has come to an unexpected end, another one is started. The journal then says what it
        has, in another `Opened`, and what it lacks is ordered again.
        """
        with self._lock:
            if self._is_broken:
                count = self._picture.progress().failed
                self._saver = self._start_saver()
                self._is_broken = self._is_closing = False
                self.request += 1
                for order in self._resumption.begin(self.request, next(self._numbers), self._sources):
                    self._saver.send(order)
                return count
            self._check_alive()
            number = next(self._numbers)
            self._saver.send(Retry(number, self._sources))
            return self._picture.begin_retry(number)

    def keep_theirs(self) -> int:
        """Answer all open questions with what the files say; returns how many articles that concerns."""
        with self._lock:
            self._check_alive()
            number = next(self._numbers)
            self._saver.send(KeepTheirs(number, self._sources))
            return self._picture.progress().questions

    def last(self) -> Group | None:
        """What `undo` would take back."""
        with self._lock:
            step = self._picture.undo_step()
            return step.group if step is not None else None

    def next_redo(self) -> Group | None:
        """The undo which `redo` would take back."""
        with self._lock:
            step = self._picture.redo_step()
            return step.group if step is not None else None

    def mark_of(self, path: Path) -> Mark | None:
        """What was decided of an article, None for undecided."""
        return self.marks.of(article_id(path))

    def status_of(self, path: Path) -> Status | None:
        """How far saving this article has come; SAVED if in this run, None when there is nothing to say."""
        with self._lock:
            return self._picture.status_of(str(path))

    def failures(self) -> tuple[Failure, ...]:
        """All saves that failed and were not given up, oldest first."""
        with self._lock:
            return self._picture.failures()

    def progress(self) -> Progress:
        """The session in figures; quick enough to ask after every key."""
        with self._lock:
            return self._picture.progress()

    def close(self, timeout: float | None = 0.0) -> bool:
        """Take no more decisions, finish what was ordered, and end the saving thread.

        Returns whether all is done; after False, `Closed` is reported when it is, and `progress().pending`
        says how much is left. The window calls this with no timeout and waits for the report; others may wait
        here (`None`: for as long as it takes).
        """
        with self._lock:
            if not self._is_closing:
                self._is_closing = True
                self._saver.send(Stop())
        return self._saver.join(timeout)

    def _order(self, kind: Kind, changes: tuple[Change, ...], answers: Group | None) -> Group:
        self._check_alive()
        number = answers.number if answers is not None else None
        group = Group(next(self._numbers), kind, changes, datetime.now(UTC), number)
        self._resumption.note(group)
        # Under way before it is shown: the lock keeps what is reported of it waiting until it is.
        self._saver.send(Carry(group))
        self._picture.apply(group)
        return group

    def _read_on(self, request: int, after: bytes) -> None:
        if request == self.request and not self._is_closing:
            self._saver.send(ReadDecided(request, self._sources, after))

    def _check_alive(self) -> None:
        if self._is_broken:
            raise JournalError("saving has stopped, so nothing can be decided", "F6 starts it again.")
        if self._is_closing:
            raise JournalError("saving has ended, because the window is closing")

    def _take(self, report: Report) -> None:
        with self._lock:
            self._picture.take(report)
            match report:
                case Broken():
                    self._is_broken = True
                    self._picture.stop()
                case JournalReplaced():
                    self._picture.forget_recorded()
                case Opened(request=self.request, past=past):
                    for group in self._resumption.lacking(past):
                        self._saver.send(Carry(group))
                        self._picture.apply(group)
                case DecidedRead(after=bytes() as after):
                    self._read_on(report.request, after)
        self._on_report(report)
