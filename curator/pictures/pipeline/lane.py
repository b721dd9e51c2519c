"""Who is next: a queue with four levels of urgency, a limit of what runs at once, and a limit per group.

The same class orders the decoding (keys are requests) and the fetching (keys are addresses, grouped by host).
Not thread-safe; it lives on the GUI thread and every step takes well under a millisecond.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from enum import IntEnum
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Level(IntEnum):
    """How urgent a wish is; lower comes first."""

    VISIBLE = 0
    ORDINARY = 1
    AHEAD = 2
    """Not on screen yet (prefetch)."""
    KEEPING = 3
    """Only to be kept on disk."""


_SPARE_OF_GROUP = {Level.AHEAD: 1, Level.KEEPING: 2}
"""Places of a group that are left free of what is not so urgent."""
_SPARE = {Level.AHEAD: 1, Level.KEEPING: 7}
"""The same of all places. What is ahead of the editor does not wait for what is only to be kept."""


class Lane(Generic[Key]):
    """Waiting and running keys.

    At most `limit` run at once and `group_limit` of one group. Of both, one place is kept free of what is
    only AHEAD (where the limit is above 1), so the visible picture never waits behind a prefetch; of what is
    only KEEPING, which may take hours, more of them.
    """

    def __init__(self, limit: int, group_limit: int, group_of: Callable[[Key], str]) -> None:
        self._limit = limit
        self._group_limit = group_limit
        self._group_of = group_of
        self._waiting: dict[Level, dict[Key, None]] = {level: {} for level in Level}
        self._running: dict[Key, Level] = {}
        self._in_group: Counter[str] = Counter()

    def add(self, key: Key, level: Level) -> None:
        """Queue `key`, or make it more urgent when it waits at a lower level; no effect when it runs."""
        if key in self._running or any(key in self._waiting[above] for above in Level if above <= level):
            return
        self.remove(key)
        self._waiting[level][key] = None

    def remove(self, key: Key) -> bool:
        """Take `key` out of the queue; False when it was not waiting (perhaps running)."""
        for waiting in self._waiting.values():
            if key in waiting:
                del waiting[key]
                return True
        return False

    def take(self) -> Key | None:
        """The next key that may run now, counted as running from here on; None when nothing may start."""
        for level in Level:
            if len(self._running) >= max(self._limit - _SPARE.get(level, 0), 1):
                return None
            in_group = max(self._group_limit - _SPARE_OF_GROUP.get(level, 0), 1)
            for key in self._waiting[level]:
                group = self._group_of(key)
                if self._in_group[group] < in_group:
                    del self._waiting[level][key]
                    self._running[key] = level
                    self._in_group[group] += 1
                    return key
        return None

    def clear_level(self, level: Level) -> None:
        """Forget what waits at exactly `level`."""
        self._waiting[level].clear()

    def running(self) -> list[Key]:
        """What was taken and is not done."""
        return list(self._running)

    def done(self, key: Key) -> None:
        """`key` has finished."""
        if self._running.pop(key, None) is None:
            return
        group = self._group_of(key)
        self._in_group[group] -= 1
        if not self._in_group[group]:
            del self._in_group[group]

    def is_running(self, key: Key) -> bool:
        """Whether `key` was taken and is not done."""
        return key in self._running

    def clear(self) -> None:
        """Forget what waits; what runs still has to be done."""
        for waiting in self._waiting.values():
            waiting.clear()
