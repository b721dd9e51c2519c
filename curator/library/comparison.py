"""Compares what is known of files with what the disk says, thousands at a time."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from threading import RLock

import numpy as np

from curator.library.columns import Columns, Places
from curator.library.messages import ids_of
from curator.library.row import Stamp


class Comparison:
    """For the thread that changes the columns; `lock` keeps others from asking meanwhile."""

    def __init__(self, columns: Columns, lock: RLock) -> None:
        self._columns = columns
        self._lock = lock

    def differing(self, ids: Sequence[int], stamps: Sequence[Stamp]) -> tuple[list[int], Places]:
        """Which of these files (their positions) are not as they were read, and the places of all known."""
        with self._lock:
            columns = self._columns
            places = columns.places_of(ids)
            is_known = places >= 0
            is_known[is_known] = columns.column("alive")[places[is_known]]
            is_same = is_known.copy()
            for name in ("mtime_ns", "size", "inode"):
                present_values = np.fromiter(
                    (getattr(stamp, name) for stamp in stamps), np.int64, count=len(stamps)
                )
                is_same[is_known] &= columns.column(name)[places[is_known]] == present_values[is_known]
            return np.flatnonzero(~is_same).tolist(), places[is_known]

    def unseen(self, seen: Sequence[Places]) -> array[int]:
        """The ids of all articles but those at these places."""
        with self._lock:
            columns = self._columns
            is_gone = columns.column("alive").copy()
            for places in seen:
                is_gone[places] = False
            return ids_of(columns.column("id")[is_gone].tolist())

    def unreadable(self) -> int:
        """How many files the disk refused to give."""
        with self._lock:
            columns = self._columns
            is_refused = columns.column("alive").copy()
            for name in ("mtime_ns", "size", "inode"):
                is_refused &= columns.column(name) == 0
            return int(is_refused.sum())
