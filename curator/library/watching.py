"""Joins the watch over the folders to the thread that keeps the index."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from curator.library.keeper import Keeper
from curator.library.messages import News


class Watcher:
    """Looks at the disk now and then."""

    def __init__(
        self,
        sources: Sequence[Path],
        put: Callable[[Callable[[], None]], object],
        keeper: Keeper,
        tell: Callable[[News], object],
        opening: int,
    ) -> None:
        self._put = put
        self._keeper = keeper
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="curator-watch", daemon=True)

    def start(self) -> None:
        """Begin."""
        if not self._ended.is_set():
            self._thread.start()

    def close(self) -> None:
        """Stop, and wait for that."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(1.5):
            self._put(self._keeper.check)
