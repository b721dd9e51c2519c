"""How far the editor has come, how fast, and how long the rest will take."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable

from curator.records import dataclass

PAUSE_SECONDS = 60.0
"""A gap between two decisions counts as work up to this long; the rest of it was a pause."""

WINDOW_SECONDS = 600.0
"""The pace is that of the last ten minutes of work."""

MINIMUM_DECISIONS = 3
"""Below this many decisions a pace would be a guess."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The session in figures. `per_minute` and `minutes_left` are None until they mean something."""

    decided: int
    """Articles among the opened ones that are decided or reviewed, whenever that was."""

    total: int
    session: int
    """Articles decided since the program was started (or the sources opened)."""

    today: int
    per_minute: float | None
    minutes_left: float | None
    pending: int
    """Articles with a save that is not done."""

    failed: int
    """Articles with a save that failed and was not given up."""

    unrecorded: int = 0
    """Those among them whose decision the journal did not take: it is lost when the program ends."""

    questions: int = 0
    """Those among them that failed because somebody else has decided otherwise."""

    is_stopped: bool = False
    """Whoever saves has come to an unexpected end."""


class Pace:
    """Measures decisions per minute of work; `clock` gives seconds that never run backwards."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last: float | None = None
        self._gaps: deque[tuple[float, int]] = deque()
        self._seconds = 0.0
        self._decisions = 0

    def note(self, count: int) -> None:
        """Count decisions made now; a negative number takes some back."""
        now = self._clock()
        # No time at all for a clock that was put back, as that of a virtual machine may be.
        gap = min(max(0.0, now - self._last), PAUSE_SECONDS) if self._last is not None else 0.0
        self._last = now
        self._gaps.append((gap, count))
        self._seconds += gap
        self._decisions += count
        while self._seconds > WINDOW_SECONDS and len(self._gaps) > 1:
            old_gap, old_count = self._gaps.popleft()
            self._seconds -= old_gap
            self._decisions -= old_count

    def per_minute(self) -> float | None:
        """The pace, None when too little was decided to tell."""
        # The first decision of all has no gap before it, so it says nothing about speed.
        first = self._gaps[0][1] if self._gaps and self._gaps[0][0] == 0.0 else 0
        decisions = self._decisions - first
        if decisions < MINIMUM_DECISIONS - 1 or self._seconds <= 0:
            return None
        return decisions * 60.0 / self._seconds


class Tally:
    """Counts distinct articles that were decided, when decisions can be taken back one by one."""

    def __init__(self) -> None:
        self._times: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._times)

    def add(self, path: str) -> None:
        """Count one decision on an article."""
        self._times[path] += 1

    def add_all(self, paths: Iterable[str]) -> None:
        """Count one decision on each of some articles."""
        self._times.update(paths)

    def take_back(self, path: str) -> None:
        """Take one decision on an article back; none to take back is fine."""
        if self._times[path] <= 1:
            del self._times[path]
        else:
            self._times[path] -= 1
