"""What the editor's recent moves tell: the direction, the pace, and what the next key is likely to reach."""

from __future__ import annotations

from enum import Enum

_SHORTEST = 0.06
"""Seconds between two moves below which a key is held down: no hand is that quick."""
_SHORT = 0.11
"""The same where it happens twice in a row; some systems repeat no faster than eleven times a second."""
_LONGEST = 3.0
"""Seconds; who thinks longer over an article has not become slower for that."""
_WEIGHT = 0.5
"""Of the latest interval, in the smoothed one."""


class Way(Enum):
    """How the editor got from one article to the next."""

    NEXT = "the next one, whatever is decided"
    UNDECIDED = "the next undecided one, past others"
    EITHER = "the next one, which is undecided"
    BACK = "the one before"
    JUMP = "anywhere"


class Moves:
    """The moves so far, each noted as it happens; `now` is any clock's seconds."""

    def __init__(self) -> None:
        self.steps = 0
        """Since the last jump."""
        self.jumps = 0
        """One after the other, without a step between them."""
        self.is_backward = False
        self.follows: Way = Way.EITHER
        """What takes the editor forward: NEXT, UNDECIDED, or EITHER as long as nobody can tell."""
        self.is_racing = False
        self._at: float | None = None
        self._is_short = False
        self._smoothed = 0.0

    @property
    def pace(self) -> float:
        """Articles a second, smoothed, without those that were raced through; 0 before the second step."""
        return 1 / self._smoothed if self._smoothed else 0.0

    def note(self, way: Way, now: float) -> None:
        """The editor has moved."""
        interval = now - self._at if self._at is not None else None
        self._at = now
        if way is Way.JUMP:
            self.steps, self.jumps = 0, self.jumps + 1
            self.is_backward = self.is_racing = False
            return
        self.jumps = 0
        self.steps += 1
        self.is_backward = way is Way.BACK
        if way in (Way.NEXT, Way.UNDECIDED):
            self.follows = way
        if interval is not None:
            self._time(interval)

    def rest(self) -> None:
        """For a while nothing has moved: no key is held down any more."""
        self.is_racing = False

    def _time(self, interval: float) -> None:
        is_second_short = interval <= _SHORT and self._is_short
        self._is_short = interval <= _SHORT
        self.is_racing = interval <= _SHORTEST or is_second_short
        if not self.is_racing:
            taken = min(interval, _LONGEST)
            known = self._smoothed or taken
            self._smoothed = known + _WEIGHT * (taken - known)
