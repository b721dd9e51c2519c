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

from curator.pictures.model import Animation, Limits, PictureError, PictureRequest, PictureState
from curator.pictures.turns import Turns, took_too_long
from curator.records import dataclass

if TYPE_CHECKING:
    from curator.pictures.decode import Decoded

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
    """A decoding under way since `started` (the clock's seconds)."""

    request: PictureRequest
    work: Callable[[], Decoded | Animation]
    started: float


class DecodePool(QObject):
    """Threads that know one kind of job. It starts jobs at once; queueing is its owner's.

    A decoder cannot be stopped. When one does not end in its time, the request is answered without it and
    its thread abandoned: what it brings in the end is dropped, and closing does not wait for it. The threads
    are daemons, for whom the interpreter does not wait either when the program ends.
    """

    decoded = Signal(object)
    """A DecodeOutcome, for every job, on the GUI thread."""
    _ended = Signal(object, object)
    """A job and its DecodeOutcome, emitted on the thread that did it."""

    def __init__(
        self, limits: Limits, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._limits = limits
        self._clock = clock
        self._turns = Turns(limits)
        self._jobs: dict[_Job, None] = {}
        self._abandoned: set[_Job] = set()
        self._threads: list[threading.Thread] = []
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._is_closed = threading.Event()
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(self.look)

    def start(self, request: PictureRequest, body: bytes | None) -> None:
        """Decode `body`, or when None the local file the request names, and emit `decoded`."""
        # Imported here because the first article is on screen by then, and does not wait for it: 5 ms. Not on
        # a thread of its own, as it makes classes of Qt's.
        from curator.pictures.decode import decode_body, decode_file

        if body is None:
            work = partial(decode_file, Path(request.source), request, self._limits, self._turns)
        else:
            work = partial(decode_body, body, request, self._limits, self._turns)
        self.run(request, work)

    def run(self, request: PictureRequest, work: Callable[[], Decoded | Animation]) -> None:
        """Do `work` for `request` and emit `decoded`."""
        job = _Job(request, work, self._clock())
        self._jobs[job] = None
        self._watch.start()
        self._queue.put(job)
        if len(self._jobs) + len(self._abandoned) > len(self._threads):
            # Kept for the next, as starting one waits until it runs.
            thread = threading.Thread(target=self._serve, name="picture_decoding", daemon=True)
            self._threads.append(thread)
            thread.start()

    def close(self) -> None:
        """Wait for the jobs under way, though not for long; nothing is emitted any more."""
        self._is_closed.set()
        self._watch.stop()
        for _ in self._threads:
            self._queue.put(None)
        end = time.monotonic() + _CLOSING_SECONDS
        for thread in self._threads:
            thread.join(max(end - time.monotonic(), 0.0))
        left = [thread for thread in self._threads if thread.is_alive()]
        if left:
            atexit.register(_leave_behind, left)
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
        if job in self._jobs and not self._is_closed.is_set():
            del self._jobs[job]
            self.decoded.emit(outcome)

    def _serve(self) -> None:
        """What a thread does until it is told to end."""
        while (job := self._queue.get()) is not None:
            if not self._is_closed.is_set():
                self._run(job)

    def _run(self, job: _Job) -> None:
        # The outcome is emitted whatever happens, else the request would count as running for ever.
        result: Decoded | Animation | PictureError = PictureError(
            PictureState.FAILED, "the picture could not be opened"
        )
        try:
            result = job.work()
        except PictureError as error:
            result = error
        finally:
            # After closing there may be no QObject to emit from.
            if not self._is_closed.is_set():
                self._ended.emit(job, DecodeOutcome(job.request, result))


def _leave_behind(threads: Sequence[threading.Thread]) -> None:
    """End the process at once, by status 0, when one of these is still in a decoder.

    Everything is saved and closed by now. An orderly end would take away the decoder's library while it is
    being run, which the system reports as a crash.
    """
    if any(thread.is_alive() for thread in threads):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
