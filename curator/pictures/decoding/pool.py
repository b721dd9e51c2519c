"""Opens and decodes pictures on threads; the answers come back to the GUI thread by signal."""

from __future__ import annotations

import atexit
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from curator.pictures.decoding.turns import Turns, took_too_long
from curator.pictures.model import Animation, Limits, PictureError, PictureRequest, PictureState
from curator.records import dataclass

if TYPE_CHECKING:
    from curator.pictures.decoding.decode import Decoded

_LOOK_MS = 500
_CLOSING_SECONDS = 2.0
"""How long closing waits for decodings that are under way; most end in a tenth of it."""
_MOST_ABANDONED = 2
"""Threads left to themselves at most; who still wants pictures then has to wait for them."""


@dataclass(frozen=True, slots=True, eq=False)
class DecodeOutcome:
    """What became of a request: the decoded picture, its frames, or the reason why there are none."""

    request: PictureRequest
    result: Decoded | Animation | PictureError


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """A decoding under way, by itself on a thread, since `started` (the clock's seconds)."""

    request: PictureRequest
    work: Callable[[], Decoded | Animation]
    started: float
    ended: threading.Event


class DecodePool(QObject):
    """Runs one kind of job, each by itself on a thread. It starts jobs at once; queueing is its owner's.

    A decoder cannot be stopped. When one does not end in its time, the request is answered without it and
    its thread abandoned: what it brings in the end is dropped, and closing does not wait for it. The threads
    are daemons, for whom the interpreter does not wait either when the program ends.

    Threads are kept for the next job: who starts one in Python waits until it runs, and on a busy machine
    that would be the window waiting, for a tenth of a second and more.
    """

    decoded = Signal(object)
    """A DecodeOutcome, for every job, on the GUI thread."""
    _ended = Signal(object, object)
    """A job and its DecodeOutcome, emitted on its thread."""

    def __init__(
        self, limits: Limits, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._limits = limits
        self._clock = clock
        self._turns = Turns(limits)
        self._jobs: dict[_Job, None] = {}
        self._abandoned: set[_Job] = set()
        self._todo: SimpleQueue[_Job | None] = SimpleQueue()
        self._threads: dict[threading.Thread, threading.Event] = {}
        """With each of them what is set when it takes no further job, which is before it has ended."""
        self._is_closed = threading.Event()
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(self.look)

    def start(self, request: PictureRequest, body: bytes | None) -> None:
        """Decode `body`, or when None the local file the request names, and emit `decoded`."""
        # Imported here because the first article is on screen by then, and does not wait for it: 5 ms. Not on
        # a thread of its own, as it makes classes of Qt's.
        from curator.pictures.decoding.decode import decode_body, decode_file

        if body is None:
            work = partial(decode_file, Path(request.source), request, self._limits, self._turns)
        else:
            work = partial(decode_body, body, request, self._limits, self._turns)
        self.run(request, work)

    def run(self, request: PictureRequest, work: Callable[[], Decoded | Animation]) -> None:
        """Do `work` for `request` and emit `decoded`."""
        job = _Job(request, work, self._clock(), threading.Event())
        self._jobs[job] = None
        self._watch.start()
        self._todo.put(job)
        self._threads = {thread: leaves for thread, leaves in self._threads.items() if not leaves.is_set()}
        if len(self._threads) - len(self._abandoned) < len(self._jobs):
            leaves = threading.Event()
            thread = threading.Thread(
                target=self._do_jobs, args=(leaves,), name="picture_decoding", daemon=True
            )
            self._threads[thread] = leaves
            thread.start()

    def close(self) -> None:
        """Wait for the jobs under way, though not for long; nothing is emitted any more."""
        self._is_closed.set()
        self._watch.stop()
        for _ in self._threads:
            self._todo.put(None)
        end = time.monotonic() + _CLOSING_SECONDS
        for job in self._jobs:
            job.ended.wait(max(end - time.monotonic(), 0.0))
        left = [job.ended for job in (*self._jobs, *self._abandoned) if not job.ended.is_set()]
        if left:
            atexit.register(_leave_behind, left)
        else:
            for thread in self._threads:
                thread.join()
        self._jobs.clear()

    @Slot()
    def look(self) -> None:
        """Give up the jobs that have taken too long, as many as may be."""
        late = self._clock() - self._limits.decode_seconds
        for job in [job for job in self._jobs if job.started < late]:
            if len(self._abandoned) >= _MOST_ABANDONED:
                return
            del self._jobs[job]
            self._abandoned.add(job)
            self.decoded.emit(DecodeOutcome(job.request, took_too_long()))
        if not self._jobs:
            self._watch.stop()

    @Slot(object, object)
    def _on_ended(self, job: _Job, outcome: DecodeOutcome) -> None:
        self._abandoned.discard(job)
        is_awaited = job in self._jobs
        self._jobs.pop(job, None)
        if is_awaited and not self._is_closed.is_set():
            self.decoded.emit(outcome)

    def _do_jobs(self, leaves: threading.Event) -> None:
        while self._do_next(leaves):
            """Nothing of the job before is held while waiting for the next."""

    def _do_next(self, leaves: threading.Event) -> bool:
        job = self._todo.get()
        if job is None:
            return False
        try:
            if not self._is_closed.is_set():
                self._do(job, leaves)
        finally:
            job.ended.set()
        return True

    def _do(self, job: _Job, leaves: threading.Event) -> None:
        # The outcome is emitted whatever happens, else the request would count as running for ever.
        result: Decoded | Animation | PictureError = PictureError(
            PictureState.FAILED, "the picture could not be opened"
        )
        is_expected = False
        try:
            result = job.work()
            is_expected = True
        except PictureError as error:
            result, is_expected = error, True
        finally:
            # Said before the outcome, which another job may follow at once: nobody would be there for it.
            if not is_expected:
                leaves.set()
            # After closing there may be no QObject to emit from.
            if not self._is_closed.is_set():
                self._ended.emit(job, DecodeOutcome(job.request, result))


def _leave_behind(jobs: Sequence[threading.Event]) -> None:
    """End the process at once, by status 0, when one of these is still in a decoder.

    Everything is saved and closed by now. An orderly end would take away the decoder's library while it is
    being run, which the system reports as a crash.
    """
    if not all(ended.is_set() for ended in jobs):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
