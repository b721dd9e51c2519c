"""Leaving alone, for a while, the hosts that fail or ask for it, whichever of their pictures is wanted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from curator.records import dataclass

_FAILURES = 3
"""In a row, until a host is left alone."""
_FIRST = 60.0
_LONGEST = 1800.0
_LONGEST_ASKED = 3600.0
"""Seconds; no server may send Curator away for longer."""
_HOSTS = 2048


@dataclass(frozen=True, slots=True)
class _Record:
    """How often in a row a host failed, how often it was left alone for that, and until when, and why."""

    failures: int = 0
    pauses: int = 0
    until: float = 0.0
    reason: str = ""


class HostPauses:
    """What is remembered of hosts that failed; an answer without a failure wipes it out."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._records: OrderedDict[str, _Record] = OrderedDict()

    def reason_to_wait(self, host: str) -> str | None:
        """Why `host` is left alone now, as it was told then; None when it may be asked."""
        record = self._records.get(host)
        return record.reason if record is not None and self._clock() < record.until else None

    def failed(self, host: str, reason: str, asked: float | None = None) -> None:
        """`host` could not be reached, failed or asked for a pause, of `asked` seconds if it said so."""
        now = self._clock()
        before = self._records.pop(host, _Record())
        failures, pauses, until = before.failures + 1, before.pauses, before.until
        # What was under way when the pause began does not make it longer.
        if failures >= _FAILURES and now >= until:
            until = now + min(_FIRST * 2.0 ** min(pauses, 10), _LONGEST)
            pauses += 1
        if asked is not None:
            until = max(until, now + min(asked, _LONGEST_ASKED))
        self._records[host] = _Record(failures, pauses, until, reason)
        while len(self._records) > _HOSTS:
            self._records.popitem(last=False)

    def succeeded(self, host: str) -> None:
        """`host` answered as it should."""
        self._records.pop(host, None)

    def clear(self) -> None:
        """Forget everything, as when the fault turns out to have been on this side."""
        self._records.clear()
