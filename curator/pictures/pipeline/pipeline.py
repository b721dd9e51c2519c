"""The way of a wish: fetched where it is remote, decoded, settled; the most urgent first."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot

from curator.pictures.decoding.pool import DecodeOutcome, DecodePool
from curator.pictures.fetching.fetcher import Fetcher
from curator.pictures.fetching.policy import FetchPolicy, host_of
from curator.pictures.model import (
    Animation,
    FetchOrder,
    FetchOutcome,
    Limits,
    Picture,
    PictureError,
    PictureRequest,
    PictureState,
    Source,
)
from curator.pictures.pipeline.bodies import Bodies
from curator.pictures.pipeline.fetch_times import FetchTimes
from curator.pictures.pipeline.lane import Lane, Level
from curator.pictures.pipeline.wishes import Wishes

if TYPE_CHECKING:
    from curator.pictures.fetching.resolver import Resolver

_FETCHES = 12
_FETCHES_PER_HOST = 4
"""Polite: browsers allow themselves six."""


class Pipeline(QObject):
    """Holds the wishes not answered yet, and starts fetches and decodings as there is room for them.

    Lives on the GUI thread and does bookkeeping only. Nothing starts before `pump` is called.
    """

    settled = Signal(object)
    """A Picture in its final state, or an Animation, for each request wanted and not dropped."""
    fetched = Signal(object)
    """A FetchOutcome, whoever wanted it."""
    came_back = Signal()
    """A host has answered after all seemed out of reach."""
    fetch_timed = Signal(float)
    """Seconds within which a picture comes from the network at present."""

    def __init__(
        self,
        cache_dir: Path | None,
        policy: FetchPolicy,
        limits: Limits,
        resolver: Resolver | None = None,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_closed = False
        self._wishes = Wishes()
        self._bodies = Bodies()
        self._times = FetchTimes(clock)
        self._anew: set[str] = set()
        """Addresses to be fetched past the disk cache."""
        self._outdated: set[str] = set()
        """Addresses whose fetch began under other rules."""
        self._fetching: Lane[str] = Lane(_FETCHES, _FETCHES_PER_HOST, host_of)
        self._keeping: dict[str, float] = {}
        """Addresses to be kept on disk, whether anybody wants to see them or not; see FetchOrder."""
        self._fetcher = Fetcher(cache_dir, policy, limits, resolver, self)
        self._fetcher.fetched.connect(self._on_fetched)
        self._fetcher.came_back.connect(self.came_back)
        self._fetcher.cancelled.connect(self._on_cancelled)
        threads = max(2, min(4, QThread.idealThreadCount() - 1))
        self._decoding: Lane[PictureRequest] = Lane(threads, threads, _no_group)
        self._pool = DecodePool(limits, parent=self)
        self._pool.decoded.connect(self._on_decoded)

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

    def keep(self, url: str, since: float) -> None:
        """Fetch `url` after everything else, only to have it on disk; `fetched` tells."""
        self._keeping[url] = since
        self._fetching.add(url, Level.KEEPING)

    def drop_keeping(self) -> None:
        """Drop what was only to be kept and is not under way."""
        for url in self._keeping:
            if self._wishes.level_of_source(url) is None:
                self._fetching.remove(url)
        self._keeping.clear()

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
            if self._level_of(url) is None:
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
        self._outdated.update(self._fetching.running())
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
            only_to_keep = self._wishes.level_of_source(url) is None
            since = self._keeping.get(url) if only_to_keep else None
            if not only_to_keep:
                self._times.begin(url)
            self._fetcher.start(FetchOrder(url, url in self._anew, since))
            self._anew.discard(url)

    def _level_of(self, source: Source) -> Level | None:
        """How urgent the source is; None when nobody wants it, not even on disk."""
        level = self._wishes.level_of_source(source)
        return Level.KEEPING if level is None and source in self._keeping else level

    def _release(self, source: Source) -> None:
        """A wish for `source` is gone: keep its body and its place in the queue as others want it."""
        if self._wishes.level_of_source(source) is None:
            self._bodies.let_go(source)
        level = self._level_of(source)
        if isinstance(source, str) and self._fetching.remove(source) and level is not None:
            self._fetching.add(source, level)

    def _settle(self, picture: Picture | Animation) -> None:
        """The end of a wish."""
        self._wishes.remove(picture.request)
        self._release(picture.request.source)
        self.settled.emit(picture)

    @Slot(object)
    def _on_fetched(self, outcome: FetchOutcome) -> None:
        self._fetching.done(outcome.url)
        if self._is_closed:
            return
        is_for_disk = self._keeping.pop(outcome.url, None) is not None
        self.fetched.emit(outcome)
        requests = self._wishes.of_source(outcome.url)
        is_outdated = outcome.url in self._outdated
        self._outdated.discard(outcome.url)
        if isinstance(outcome.result, PictureError):
            self._times.drop(outcome.url)
            if is_outdated and requests:
                # It may have been refused by rules that do not hold any more.
                self._fetching.add(outcome.url, min(map(self._wishes.level_of, requests)))
            else:
                for request in requests:
                    self._settle(_failed(request, outcome.result))
        else:
            self._times.end(outcome.url)
            self.fetch_timed.emit(self._times.needed)
            # What was only to be kept on disk, thousands of them, takes no room from what was looked at.
            if requests or not is_for_disk:
                self._bodies.put(outcome.url, outcome.result, outcome.is_kept_copy)
            for request in requests:
                self._decoding.add(request, self._wishes.level_of(request))
            if not requests:
                self._bodies.let_go(outcome.url)
        self.pump()

    @Slot(str)
    def _on_cancelled(self, url: str) -> None:
        self._fetching.done(url)
        self._outdated.discard(url)
        self._times.drop(url)
        if self._is_closed:
            return
        # Somebody may have come back to it meanwhile.
        level = self._level_of(url)
        if level is not None:
            self._fetching.add(url, level)
        self.pump()

    @Slot(object)
    def _on_decoded(self, outcome: DecodeOutcome) -> None:
        self._decoding.done(outcome.request)
        if self._is_closed:
            return
        self._settle(_picture_of(outcome, self._bodies.is_kept_copy(outcome.request.source)))
        self.pump()


def _no_group(_request: PictureRequest) -> str:
    return ""


def _failed(request: PictureRequest, error: PictureError) -> Picture | Animation:
    if request.is_moving:
        return Animation(request, reason=str(error))
    return Picture(request, error.state, reason=str(error))


def _picture_of(outcome: DecodeOutcome, is_kept_copy: bool) -> Picture | Animation:
    result = outcome.result
    if isinstance(result, PictureError):
        return _failed(outcome.request, result)
    if isinstance(result, Animation):
        return result
    size, image = result.natural, result.image
    count = result.frame_count
    return Picture(
        outcome.request, PictureState.READY, image, "", size.width(), size.height(), count, is_kept_copy
    )
