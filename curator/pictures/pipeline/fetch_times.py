"""How long a picture takes to come: smoothed, with its spread, as TCP does it for its packets (RFC 6298)."""

from __future__ import annotations

from collections.abc import Callable


class FetchTimes:
    """Measures fetches from start to end; nearly every one stays below `needed`."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._started: dict[str, float] = {}
        self._mean = 0.0
        self._spread = 0.0

    @property
    def needed(self) -> float:
        """Seconds within which a picture is here, as far as the recent ones tell; 0 before the first."""
        return self._mean + 2 * self._spread

    def begin(self, url: str) -> None:
        """A fetch starts."""
        self._started[url] = self._clock()

    def drop(self, url: str) -> None:
        """A fetch was given up or failed, and tells nothing."""
        self._started.pop(url, None)

    def end(self, url: str) -> None:
        """A fetch has brought its picture."""
        started = self._started.pop(url, None)
        if started is None:
            return
        took = self._clock() - started
        if not self._mean:
            self._mean, self._spread = took, took / 2
            return
        self._spread += (abs(took - self._mean) - self._spread) / 4
        self._mean += (took - self._mean) / 8
