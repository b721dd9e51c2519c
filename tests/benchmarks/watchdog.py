"""Notes how long the GUI thread was held between two turns of its event loop, and what it was doing then."""

from __future__ import annotations

import os
import sys
import threading
import time
from dataclasses import dataclass
from heapq import nlargest
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer, Slot

_TURN_MILLISECONDS = 2
_LOOK_SECONDS = 0.01
_LATE_SECONDS = 0.03
_WORTH_NOTING = 16.0
_DEEPEST = 5
_KEPT = 60


@dataclass(frozen=True, slots=True)
class Hold:
    """One long turn. `own` is the time this thread computed, `queued` the time it could have, had not others
    had the processors (Linux tells); the rest it waited for the lock of the interpreter, or for the disk.
    `process` is what all threads of this process computed meanwhile."""

    milliseconds: float
    own: float
    queued: float
    process: float
    phase: str
    where: str


class Watchdog(QObject):
    """A timer that notes when it comes late, and a thread that looks where the GUI thread is meanwhile."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.phase = "start"
        self._holds: list[Hold] = []
        self._where = ""
        self._queue = _open_queue()
        self._last = self._stamp()
        self._gui_thread = threading.get_ident()
        self._is_watching = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TURN_MILLISECONDS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def start(self) -> None:
        """From now on every turn counts."""
        self._last = self._stamp()
        self._is_watching = True
        self._timer.start()

    def pause(self) -> None:
        """What comes now is the benchmark's own work."""
        self._is_watching = False
        self._timer.stop()

    def close(self) -> None:
        """Stop for good."""
        self.pause()
        self._done.set()
        self._thread.join()
        if self._queue is not None:
            os.close(self._queue)
            self._queue = None

    def worst(self) -> list[Hold]:
        """The longest holds, the longest first."""
        return nlargest(_KEPT, self._holds, key=lambda hold: hold.milliseconds)

    def _stamp(self) -> tuple[float, float, float, float]:
        queued = 0.0
        if self._queue is not None:
            # Computed, queued, and how often, in nanoseconds; kept by the kernel, so this is no disk.
            queued = int(os.pread(self._queue, 64, 0).split()[1]) / 1e9
        return time.perf_counter(), time.thread_time(), queued, time.process_time()

    @Slot()
    def _on_timer_timeout(self) -> None:
        now, last = self._stamp(), self._last
        self._last = now
        held, own, queued, process = ((new - old) * 1000 for new, old in zip(now, last, strict=True))
        if held > _WORTH_NOTING:
            self._holds.append(Hold(held, own, queued, process, self.phase, self._where))
        self._where = ""

    def _look(self) -> None:
        while not self._done.wait(_LOOK_SECONDS):
            late = time.perf_counter() - self._last[0] > _LATE_SECONDS
            if self._is_watching and late and not self._where:
                frame = sys._current_frames().get(self._gui_thread)
                self._where = _place(frame)


def _open_queue() -> int | None:
    try:
        return os.open("/proc/thread-self/schedstat", os.O_RDONLY)
    except OSError:
        return None


def _place(frame: FrameType | None) -> str:
    """The innermost functions, the innermost first."""
    found: list[str] = []
    while frame is not None and len(found) < _DEEPEST:
        code = frame.f_code
        found.append(f"{os.path.basename(code.co_filename)}:{frame.f_lineno} {code.co_name}")
        frame = frame.f_back
    return " < ".join(found)
