"""Joins the watch over the folders to the thread that keeps the index."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from curator.library.folder_watch import FolderWatch, Hint, WatchState, forced_state
from curator.library.keeper import Keeper
from curator.library.messages import News, Watching

Work = Callable[[], None]


class Watcher:
    """Turns hints of the watch into looks at the disk.

    `put` hands work to the thread that keeps the index, and may be called from any; `tell` takes the news.
    """

    def __init__(
        self,
        sources: Sequence[Path],
        put: Callable[[Work], object],
        keeper: Keeper,
        tell: Callable[[News], object],
        opening: int,
    ) -> None:
        self._sources = sources
        self._put = put
        self._keeper = keeper
        self._tell = tell
        self._opening = opening
        self._watch = FolderWatch(self._on_hint, self._on_state, forced=forced_state(os.environ))

    def start(self) -> None:
        """Begin; on the keeping thread, when the folders are known."""
        self._watch.start(self._sources, self._keeper.folders)

    def follow(self, keeper: Keeper) -> None:
        """Another keeps the index from now on; on the keeping thread."""
        self._keeper = keeper

    def close(self) -> None:
        """Stop, and wait for that."""
        self._watch.close()

    def _on_hint(self, hint: Hint) -> None:
        self._put(lambda: self._look(hint))

    def _on_state(self, state: WatchState, reason: str) -> None:
        words = f"looks at every file now and then: {reason}" if state is WatchState.STAT_SCAN else ""
        self._tell(Watching(self._opening, words))

    def _look(self, hint: Hint) -> None:
        if not (hint.folders or hint.is_everything):
            self._keeper.reread(hint.files)
            return
        began = time.monotonic()
        self._keeper.check()
        if hint.is_everything:
            self._watch.scan_took(time.monotonic() - began)
        self._watch.set_folders(self._keeper.folders)
