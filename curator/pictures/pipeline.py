"""The way of a wish: fetched where it is remote, decoded, settled; the most urgent first."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from curator.pictures.bodies import Bodies
from curator.pictures.fetch_times import FetchTimes
from curator.pictures.fetcher import Fetcher
from curator.pictures.lane import Lane, Level
from curator.pictures.model import (
    FetchOutcome,
    Limits,
    Picture,
    PictureError,
    PictureRequest,
    PictureState,
    Source,
)
from curator.pictures.policy import FetchPolicy, host_of
from curator.pictures.pool import DecodeOutcome, DecodePool
from curator.pictures.wishes import Wishes

_FETCHES = 12
_FETCHES_PER_HOST = 4
"""Polite: browsers allow themselves six."""


class Pipeline(QObject):
    """Holds the wishes not answered yet, and starts fetches and decodings as there is room for them.

    Lives on the GUI thread and does bookkeeping only. Nothing starts before `pump` is called.
    """

    settled = Signal(object)
    """A Picture in its final state, for each request wanted and not dropped."""
    fetch_timed = Signal(float)
    """Seconds within which a picture comes from the network at present."""

    def __init__(
        self,
        cache_dir: Path | None,
        policy: FetchPolicy,
        limits: Limits,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._is_closed = False
        self._wishes = Wishes()
        self._bodies = Bodies()
        self._times = FetchTimes(clock)
        self._anew: set[str] = set()
        """Addresses to be fetched past the disk cache."""
        self._fetching: Lane[str] = Lane(_FETCHES, _FETCHES_PER_HOST, host_of)
        self._fetcher = Fetcher(cache_dir, policy, limits, self)
        self._fetcher.fetched.connect(self._on_fetched)
        self._fetcher.cancelled.connect(self._on_cancelled)
        threads = max(2, min(4, QThread.idealThreadCount() - 1))
        self._decoding: Lane[PictureRequest] = Lane(threads, threads, _no_group)
        self._pool = DecodePool(threads, limits, self)
        self._pool.decoded.connect(self._on_decoded, Qt.ConnectionType.QueuedConnection)

    def want(self, request: PictureRequest, level: Level) -> None:
        """Get the picture for `request`, at least as urgently as `level`."""
        level = self._wishes.add(request, level)
        if isinstance(request.source, Path) or self._bodies.get(request.source) is not None:
            self._decoding.add(request, level)
        else:
            self._fetching.add(request.source, level)

    def want_anew(self, url: str) -> None:
        """The next fetch of `url` is to go past the disk cache."""
        self._anew.add(url)

    def forget(self, source: Source) -> None:
        """Forget what is held of `source` beyond need."""
        self._bodies.drop(source)

    def plan(self, requests: Sequence[PictureRequest]) -> None:
        """Want these ahead of time, in this order, and nothing else that was planned before.

        What runs and is wanted by nobody any more is given up.
        """
        planned = dict.fromkeys(requests)
        self._fetching.clear_level(Level.AHEAD)
        self._decoding.clear_level(Level.AHEAD)
        for request in self._wishes.at(Level.AHEAD):
            if request not in planned and not self._decoding.is_running(request):
                self._wishes.remove(request)
                self._release(request.source)
        for request in planned:
            self.want(request, Level.AHEAD)
        for url in self._fetching.running():
            if self._wishes.level_of_source(url) is None:
                self._fetcher.cancel(url)

    def drop_level(self, level: Level) -> None:
        """Drop, unsettled, the wishes at exactly `level` that are not being decoded yet."""
        for request in self._wishes.at(level):
            if not self._decoding.is_running(request):
                self._decoding.remove(request)
                self._wishes.remove(request)
                self._release(request.source)

    def set_policy(self, policy: FetchPolicy) -> None:
        """Fetch by other rules from the next connection on."""
        self._fetcher.set_policy(policy)

    def close(self) -> None:
        """Stop everything and wait for the threads; nothing is settled any more. To be called once."""
        self._is_closed = True
        self._decoding.clear()
        self._fetching.clear()
        self._wishes.clear()
        self._fetcher.close()
        self._pool.close()
        self._bodies.clear()

    @Slot()
    def pump(self) -> None:
        """Start whatever may start."""
        while (request := self._decoding.take()) is not None:
            self._pool.start(request, self._bodies.get(request.source))
        while self._bodies.has_room and (url := self._fetching.take()) is not None:
            self._times.begin(url)
            self._fetcher.start(url, url in self._anew)
            self._anew.discard(url)

    def _release(self, source: Source) -> None:
        """A wish for `source` is gone: keep its body and its place in the queue as others want it."""
        level = self._wishes.level_of_source(source)
        if level is None:
            self._bodies.let_go(source)
        if isinstance(source, str) and self._fetching.remove(source) and level is not None:
            self._fetching.add(source, level)

    def _settle(self, picture: Picture) -> None:
        """The end of a wish."""
        self._wishes.remove(picture.request)
        self._release(picture.request.source)
        self.settled.emit(picture)

    @Slot(object)
    def _on_fetched(self, outcome: FetchOutcome) -> None:
        self._fetching.done(outcome.url)
        if self._is_closed:
            return
        requests = self._wishes.of_source(outcome.url)
        if isinstance(outcome.result, PictureError):
            self._times.drop(outcome.url)
            for request in requests:
                self._settle(Picture(request, outcome.result.state, reason=str(outcome.result)))
        else:
            self._times.end(outcome.url)
            self.fetch_timed.emit(self._times.needed)
            self._bodies.put(outcome.url, outcome.result)
            for request in requests:
                self._decoding.add(request, self._wishes.level_of(request))
            if not requests:
                self._bodies.let_go(outcome.url)
        self.pump()

    @Slot(str)
    def _on_cancelled(self, url: str) -> None:
        self._fetching.done(url)
        self._times.drop(url)
        if self._is_closed:
            return
        # Somebody may have come back to it meanwhile.
        level = self._wishes.level_of_source(url)
        if level is not None:
            self._fetching.add(url, level)
        self.pump()

    @Slot(object)
    def _on_decoded(self, outcome: DecodeOutcome) -> None:
        self._decoding.done(outcome.request)
        if self._is_closed:
            return
        self._settle(_picture_of(outcome))
        self.pump()


def _no_group(_request: PictureRequest) -> str:
    return ""


def _picture_of(outcome: DecodeOutcome) -> Picture:
    result = outcome.result
    if isinstance(result, PictureError):
        return Picture(outcome.request, result.state, reason=str(result))
    size = result.natural
    return Picture(outcome.request, PictureState.READY, result.image, "", size.width(), size.height())
