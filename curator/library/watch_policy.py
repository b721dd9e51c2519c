"""How changes are to be noticed: by events where they can be had and trusted, else by scans; how often."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import field
from enum import StrEnum

from curator.errors import WatchImpossible
from curator.library.file_systems import unwatchable_type, watch_allowance
from curator.library.folder_events import Batching
from curator.records import dataclass

VARIABLE = "CURATOR_WATCH"
"""In the environment, "events" or "stat" forces how changes are noticed."""


class WatchState(StrEnum):
    """How changes by others are noticed."""

    EVENTS = "events"
    STAT_SCAN = "stat scan"


def forced_state(environment: Mapping[str, str]) -> WatchState | None:
    """Read from the environment how changes are to be noticed; None leaves it to the watch."""
    return {"events": WatchState.EVENTS, "stat": WatchState.STAT_SCAN}.get(environment.get(VARIABLE, ""))


def check_whether_allowed(folders: Collection[str], forced: WatchState | None) -> None:
    """Raise WatchImpossible, with the reason, when `folders` had better be scanned."""
    if forced is WatchState.STAT_SCAN:
        raise WatchImpossible("as you asked")
    if forced is WatchState.EVENTS:
        return
    kind = unwatchable_type(folders)
    if kind:
        raise WatchImpossible(f"network drive: {kind}")
    allowance = watch_allowance()
    if allowance is not None and len(folders) > allowance:
        raise WatchImpossible(f"{len(folders):,} folders, and this system has watches for {allowance:,}")


@dataclass(frozen=True, slots=True)
class Pace:
    """How often what is done, in seconds.

    After `safety_net` everything is looked at although events arrive: for links to files elsewhere, and for
    notices that got lost. The time between two stat scans is `scan_share` times what one takes. A turn that
    was `held_up` so long may have missed something.
    """

    batching: Batching = field(default_factory=Batching)
    safety_net: float = 600.0
    shortest_scan_period: float = 1.5
    scan_share: float = 20.0
    held_up: float = 5.0
    failures_allowed: int = 3


class ScanClock:
    """Knows when a look at everything is due, and does not ask again before the last one is answered."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._period = pace.shortest_scan_period
        self._is_asked = False
        self._asked_at = self._ask_at = 0.0

    def is_due(self) -> bool:
        """Say whether it is time to ask."""
        return not self._is_asked and time.monotonic() >= self._ask_at

    def asked(self, has_events: bool) -> None:
        """Take note that the question was put; with events around, the next one can wait."""
        self._is_asked = True
        self._asked_at = time.monotonic()
        self._ask_at = self._asked_at + (self._pace.safety_net if has_events else self._period)

    def answered(self, seconds: float, has_events: bool) -> None:
        """Take note of the answer and what it cost."""
        self._is_asked = False
        self._period = max(self._pace.shortest_scan_period, self._pace.scan_share * seconds)
        if not has_events:
            self._ask_at = time.monotonic() + self._period

    def hurry(self) -> None:
        """Have it due at once."""
        self._ask_at = 0.0

    def distrust(self) -> None:
        """Have it due soon: when a burst may be over, and not all the time while bursts go on."""
        soon = max(time.monotonic() + self._pace.shortest_scan_period, self._asked_at + self._period)
        self._ask_at = min(self._ask_at, soon)
