"""What this session has learnt of the hosts: who is left alone for now, and whether all are out of reach."""

from __future__ import annotations

from collections.abc import Callable

from curator.pictures.fetching.pauses import HostPauses
from curator.pictures.fetching.reachability import Reachability
from curator.pictures.model import PictureError, PictureState
from curator.pictures.reasons import OFFLINE, UNREACHABLE


class Contacts:
    """Told what became of each contact with a host, it says whether the next one should be made.

    `came_back` is called when a host answers after all seemed out of reach.
    """

    def __init__(
        self, clock: Callable[[], float], came_back: Callable[[], None], between_tries: float
    ) -> None:
        self._pauses = HostPauses(clock)
        self._reachability = Reachability(clock, between_tries)
        self._came_back = came_back

    def reason_against(self, host: str, is_kept: bool) -> PictureError | None:
        """Why `host` is not asked now; None when it may be. `is_kept`: there is a copy to show instead."""
        reason = self._pauses.reason_to_wait(host)
        if self._reachability.is_offline and (
            reason is not None or not self._reachability.may_try(host, is_kept)
        ):
            return PictureError(PictureState.OFFLINE, OFFLINE)
        return None if reason is None else PictureError(PictureState.FAILED, reason)

    def answered(self, host: str) -> None:
        """`host` has sent a whole answer, whatever it says; `failed` may follow."""
        if self._reachability.answered():
            self._pauses.clear()
            self._came_back()

    def succeeded(self, host: str) -> None:
        """The answer of `host` was one that a server in good health gives."""
        self._pauses.succeeded(host)

    def failed(self, host: str, failure: PictureError, asked_pause: float | None = None) -> None:
        """`host` failed or asked for a pause."""
        self._pauses.failed(host, str(failure), asked_pause)

    def unreachable(self, host: str) -> PictureError:
        """`host` could not be reached; returns what that means: it alone, or all."""
        self._reachability.unreachable(host)
        if self._reachability.is_offline:
            return PictureError(PictureState.OFFLINE, OFFLINE)
        failure = PictureError(PictureState.FAILED, UNREACHABLE)
        self.failed(host, failure)
        return failure
