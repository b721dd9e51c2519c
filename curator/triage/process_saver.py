"""The lane for writing in a process of its own, as the window has it.

On a thread of the window a save would ask some thirty times for its turn at the interpreter, each time behind
the painting of the next article. And what was decided is saved whatever becomes of the window: an order that
was handed over is carried out even when the window is killed the moment after.
"""

from __future__ import annotations

import atexit
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Final

from curator.error_lines import ErrorElsewhere
from curator.library.child import Launched, stop_reading
from curator.triage.orders import Order, Stop
from curator.triage.reports import Broken, Closed, Report
from curator.triage.saving_messages import Done, Fell

_DIRECTLY: Final = 16 * 1024
"""Bytes of an order that an empty pipe takes at once; pipes differ, and none holds less."""


class ProcessSaver:
    """A `Saver`; `launched` is the process, which has not been told anything yet."""

    def __init__(self, journal: Path, report: Callable[[Report], None], launched: Launched) -> None:
        self._report = report
        self._pipe, self._process = launched
        self._lock = threading.Lock()
        self._under_way = 0
        self._is_stopped = False
        self._waiting: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._talker = threading.Thread(target=self._talk, name="curator-saver-talker", daemon=True)
        self._listener = threading.Thread(target=self._listen, name="curator-saver-listener", daemon=True)
        with suppress(OSError):  # The listener notices that it is gone, and says so.
            self._pipe.send(journal)
        self._talker.start()
        self._listener.start()
        # A forgotten stop would leave the interpreter waiting for the process.
        atexit.register(self._stop)

    def send(self, order: Order) -> None:
        """As `Saver` says."""
        if isinstance(order, Stop):
            self._stop()
            return
        data = bytes(ForkingPickler.dumps(order))
        with self._lock:
            # With nothing under way the pipe is empty, and no other thread has to get its turn first.
            is_direct = not self._under_way and len(data) <= _DIRECTLY
            self._under_way += 1
            if not is_direct:
                self._waiting.put(data)
                return
            with suppress(OSError):
                self._pipe.send_bytes(data)

    def join(self, seconds: float | None = None) -> bool:
        """As `Saver` says."""
        self._listener.join(seconds)
        if self._listener.is_alive():
            return False
        self._process.join(seconds)
        return True

    def _stop(self) -> None:
        if not self._is_stopped:
            self._is_stopped = True
            self._waiting.put(None)

    def _talk(self) -> None:
        with suppress(OSError):
            while (data := self._waiting.get()) is not None:
                self._pipe.send_bytes(data)
            self._pipe.send(Stop())

    def _listen(self) -> None:
        try:
            self._take_reports()
        finally:
            # However it ends: the process must not wait for somebody who reads.
            stop_reading(self._pipe)

    def _take_reports(self) -> None:
        last: Report | Done | Fell | None = None
        with suppress(EOFError, OSError):
            while not isinstance(last, Closed):
                last = self._pipe.recv()
                if isinstance(last, Done):
                    with self._lock:
                        self._under_way -= 1
                elif last is not None and not isinstance(last, Fell):
                    self._report(last)
        self._stop()
        atexit.unregister(self._stop)
        if isinstance(last, Closed):
            return
        self._report(Broken())
        if isinstance(last, Fell):
            # On to threading.excepthook, as any other error that nobody thought of.
            raise ErrorElsewhere("the process that saves", last.lines)
