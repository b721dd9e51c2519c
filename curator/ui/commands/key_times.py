"""When a key was pressed, on our own clock: a key may wait in a queue while the next article is painted.

Events carry the time of the window system, in milliseconds of a clock that begins anywhere. How far that
clock is from ours, the key delivered quickest tells; whatever another takes longer, it has waited.
"""

from __future__ import annotations

import time
from collections.abc import Callable

# Nobody waits that long for a key: one of the clocks has stood still while the machine slept.
_JUMP_SECONDS = 10.0
# What two clocks may come apart, in seconds a second; quartz is ten times better.
_DRIFT = 0.001


class KeyTimes:
    """`clock` gives seconds that never run backwards."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._apart: float | None = None
        self._noted_at = 0.0

    def now(self) -> float:
        """The time of our clock."""
        return self._clock()

    def pressed_at(self, milliseconds: int) -> float:
        """When the key was pressed whose event, just delivered, carries this time (0: made by a program).

        Never earlier than it was, and later by no more than the quickest delivery so far took.
        """
        now = self._clock()
        if not milliseconds:
            return now
        apart = now - milliseconds / 1000
        least = apart if self._apart is None else self._apart + _DRIFT * (now - self._noted_at)
        if not 0 <= apart - least < _JUMP_SECONDS:
            least = apart
        self._apart, self._noted_at = least, now
        return milliseconds / 1000 + least
