"""The lane for writing on a thread of this process: for tests, and whoever has no window to paint."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path

from curator.triage.lane import Lane
from curator.triage.orders import Order, Stop
from curator.triage.reports import Broken, Closed, Report

_IDLE_SECONDS = 1.0
"""How often an idle lane looks whether the program has ended without closing it."""


class ThreadSaver:
    """A `Saver`; see `StartSaver` for what it takes."""

    def __init__(self, journal: Path, report: Callable[[Report], None], numbers: count[int]) -> None:
        self._report = report
        self._lane = Lane(journal, report, numbers)
        self._orders: queue.SimpleQueue[Order] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="curator-saver")
        self._thread.start()

    def send(self, order: Order) -> None:
        """As `Saver` says."""
        self._orders.put(order)

    def join(self, seconds: float | None = None) -> bool:
        """As `Saver` says."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        is_clean = False
        try:
            while not isinstance(order := self._next(), Stop):
                self._lane.do(order)
            is_clean = True
        finally:
            # An error nobody foresaw goes on to threading.excepthook; the window must still be told.
            self._lane.close()
            self._report(Closed() if is_clean else Broken())

    def _next(self) -> Order:
        while True:
            try:
                return self._orders.get(timeout=_IDLE_SECONDS)
            except queue.Empty:
                # The interpreter waits for this thread; without this, a forgotten close would hang it.
                if not threading.main_thread().is_alive():
                    return Stop()
