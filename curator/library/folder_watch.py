"""Notices what others do to folders of a hundred thousand files, soon and without asking each of them.

It has a thread of its own, so that its owner never waits: not for the disk, not for a drive that hangs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

from curator.library.hint import Hint
from curator.library.lookout import Lookout, OnHint, OnState
from curator.library.watch_policy import Pace, WatchState, forced_state

_IDLE_SECONDS = 0.5

Order = Callable[[Lookout], None]


class FolderWatch:
    """Watches sources and their folders until it is closed.

    `on_hint(Hint)` and `on_state(WatchState, reason)` are called on the watch's own thread, which they must
    not hold and into which they must not raise; `reason` is a fragment for the status, "" while events
    arrive. The methods belong on one thread, return at once and raise nothing of the system's.

    The owner answers every hint that `is_everything` with `scan_took`, once it has looked; the next such hint
    waits for that.
    """

    def __init__(
        self, on_hint: OnHint, on_state: OnState, forced: WatchState | None = None, pace: Pace | None = None
    ) -> None:
        self._orders: SimpleQueue[Order] = SimpleQueue()
        self._closing = Event()
        make = partial(Lookout, on_hint, on_state, forced, pace)
        # A daemon, because a drive that is away can hold it for minutes and nobody's work depends on its end.
        self._thread = Thread(target=self._run, args=(make,), name="folder-watch", daemon=True)
        self._is_running = False

    def start(self, sources: Sequence[Path], folders: Iterable[str]) -> None:
        """Watch `sources` with the `folders` below them that are searched, instead of anything before.

        The first hint asks for a look at everything, as nobody watched until then; it comes when watching
        has begun, so that nothing falls between. Sources need not exist, and a source that is a file is
        watched alone.
        """
        absolute = [os.path.abspath(source) for source in sources]
        self._orders.put(partial(_start, absolute, frozenset(folders)))
        if not self._is_running:
            self._is_running = True
            self._thread.start()

    def set_folders(self, folders: Iterable[str]) -> None:
        """Watch these folders from now on, after a walk that found others than before.

        A hint names those that were not watched until now, once they are: something may have changed.
        """
        self._orders.put(partial(_set_folders, frozenset(folders)))

    def scan_took(self, seconds: float) -> None:
        """Say that everything was looked at, and what that cost; it decides when to ask the next time."""
        self._orders.put(partial(_scan_took, seconds))

    def close(self, patience: float = 5.0) -> None:
        """Stop watching, and wait for the thread to end; `patience` is for a system that holds it."""
        self._closing.set()
        self._orders.put(_nothing)
        if self._is_running:
            self._thread.join(patience)

    def _run(self, make: Callable[[], Lookout]) -> None:
        lookout = make()
        try:
            while not self._closing.is_set():
                order = self._next_order(0.0 if lookout.has_events else _IDLE_SECONDS)
                if order is None:
                    lookout.turn(self._closing)
                else:
                    order(lookout)
        finally:
            lookout.close()

    def _next_order(self, seconds: float) -> Order | None:
        try:
            return self._orders.get(timeout=seconds) if seconds else self._orders.get_nowait()
        except Empty:
            return None


def _start(sources: Sequence[str], folders: Iterable[str], lookout: Lookout) -> None:
    lookout.start(sources, folders)


def _set_folders(folders: Iterable[str], lookout: Lookout) -> None:
    lookout.set_folders(folders)


def _scan_took(seconds: float, lookout: Lookout) -> None:
    lookout.scan_took(seconds)


def _nothing(_lookout: Lookout) -> None:
    """Wake the thread, which then sees that it is to end."""


__all__ = ["FolderWatch", "Hint", "Pace", "WatchState", "forced_state"]
