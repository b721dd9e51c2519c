"""Whether this computer seems to be offline, told from what becomes of the fetches themselves."""

from __future__ import annotations

from collections.abc import Callable

_KNOWN = 1000
"""Hosts remembered as silent; more need not be told apart."""
_HOSTS = 2
"""So many different hosts out of reach, and none that answers: then it is not the hosts."""


class Reachability:
    """Counts the hosts that could not be reached since one answered. Begins by assuming the best.

    While offline, each host is still tried once, as it may be two dead hosts after all. Of what is kept or
    was tried in vain one fetch in `between_tries` seconds goes out to see; the others are told at once.
    """

    def __init__(self, clock: Callable[[], float], between_tries: float) -> None:
        self._clock = clock
        self._between = between_tries
        self._silent: set[str] = set()
        self._next_try = 0.0

    @property
    def is_offline(self) -> bool:
        """Whether at least two hosts could not be reached, and none has answered since."""
        return len(self._silent) >= _HOSTS

    def answered(self) -> bool:
        """A host has answered, whatever it said; True when that ends being offline."""
        was_offline = self.is_offline
        self._silent.clear()
        return was_offline

    def unreachable(self, host: str) -> None:
        """`host` has no name, refused, or there was no way to it."""
        if len(self._silent) < _KNOWN:
            self._silent.add(host)
        self._next_try = self._clock() + self._between

    def may_try(self, host: str, is_kept: bool) -> bool:
        """Whether a fetch from `host` should go out; `is_kept`: there is a copy to show in its place."""
        if not self.is_offline or (not is_kept and host not in self._silent):
            return True
        now = self._clock()
        if now < self._next_try:
            return False
        self._next_try = now + self._between
        return True
