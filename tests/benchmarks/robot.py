"""Carries out a benchmark in the window's own event loop, step by step, without ever holding it.

A phase is a generator. It does something, yields what it waits for, and gets what was seen, or None when it
did not come in time.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from tests.benchmarks.seam import Kind, Seam
from tests.benchmarks.watchdog import Watchdog

PATIENCE = 10_000
"""Milliseconds after which what was waited for is given up, and counted as having taken that long."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that was waited for, and when it happened by the monotonic clock."""

    what: object
    at: float


@dataclass(frozen=True, slots=True)
class Wait:
    """What a phase waits for; a wait for nothing is a pause."""

    kind: Kind | None = None
    what: object = None
    but_not: object = None
    milliseconds: int = PATIENCE

    def is_over(self, kind: Kind, what: object) -> bool:
        """Whether this is it."""
        if kind is not self.kind:
            return False
        return what != self.but_not if self.what is None else what == self.what


@dataclass(frozen=True, slots=True)
class Aside:
    """Work for another thread, whose value the phase gets: the disk is not for the GUI thread."""

    work: Callable[[], object]


Phase = Generator[Wait | Aside, Seen | None, None]


def pause(milliseconds: int) -> Wait:
    """Let so much time go by, as a person does."""
    return Wait(milliseconds=milliseconds)


class Robot(QObject):
    """Runs phases one after another. Signal `finished()` after the last."""

    finished = Signal()
    _brought = Signal(object)

    def __init__(self, seam: Seam, watchdog: Watchdog, phases: Sequence[tuple[str, Phase]]) -> None:
        super().__init__(seam)
        self._watchdog = watchdog
        self._phases = list(phases)
        self._phase: Phase | None = None
        self._wait: Wait | None = None
        self._seen: Seen | None = None
        self._aside = ThreadPoolExecutor(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        seam.happened.connect(self._on_seam_happened)
        self._brought.connect(self._on_brought)

    def start(self) -> None:
        """Begin with the first phase."""
        self._begin_next()

    def _begin_next(self) -> None:
        if not self._phases:
            self._watchdog.phase = "leaving"
            self._aside.shutdown()
            self.finished.emit()
            return
        self._watchdog.phase, self._phase = self._phases.pop(0)
        self._seen = None
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        self._wait, seen, self._seen = None, self._seen, None
        if self._phase is None:
            return
        try:
            wanted = self._phase.send(seen)
        except StopIteration:
            self._begin_next()
            return
        if isinstance(wanted, Aside):
            self._aside.submit(lambda: self._brought.emit(wanted.work()))
        else:
            self._wait = wanted
            self._timer.start(wanted.milliseconds)

    @Slot(object)
    def _on_brought(self, value: object) -> None:
        self._seen = Seen(value, 0.0)
        self._go_on()

    @Slot(object, object, float)
    def _on_seam_happened(self, kind: Kind, what: object, at: float) -> None:
        if self._wait is not None and self._wait.is_over(kind, what):
            self._wait = None
            self._seen = Seen(what, at)
            # Not at once: this may be in the middle of a paint.
            self._timer.start(0)
