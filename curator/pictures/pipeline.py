"""The way of a wish: fetched where it is remote, decoded, settled; the most urgent first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot

from curator.pictures.fetcher import Fetcher
from curator.pictures.lane import Lane, Level
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
from curator.pictures.policy import FetchPolicy, host_of
from curator.pictures.pool import DecodeOutcome, DecodePool
from curator.pictures.wishes import Wishes

if TYPE_CHECKING:
    from curator.pictures.resolver import Resolver

_FETCHES = 12
_FETCHES_PER_HOST = 4
"""Polite: browsers allow themselves six."""
_BODIES_BYTES = 64 * 1024 * 1024
"""Fetched and waiting to be decoded; beyond it no further fetch is started."""


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

    def __init__(
        self,
        cache_dir: Path | None,
        policy: FetchPolicy,
        limits: Limits,
        resolver: Resolver | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_closed = False
        self._wishes = Wishes()
        self._bodies: dict[Source, bytes] = {}
        self._offline: set[Source] = set()
        """Those of the bodies that are kept copies, as their server cannot be reached."""
        self._anew: set[str] = set()
        """Addresses to be fetched past the disk cache."""
        self._fetching: Lane[str] = Lane(_FETCHES, _FETCHES_PER_HOST, host_of)
        self._keeping: dict[str, float] = {}
        """Addresses to be kept on disk, whether anybody wants to see them or not; see FetchOrder."""
        self._fetcher = Fetcher(cache_dir, policy, limits, resolver, self)
        self._fetcher.fetched.connect(self._on_fetched)
        self._fetcher.came_back.connect(self.came_back)
        threads = max(2, min(4, QThread.idealThreadCount() - 1))
        self._decoding: Lane[PictureRequest] = Lane(threads, threads, _no_group)
        self._pool = DecodePool(limits, parent=self)
        self._pool.decoded.connect(self._on_decoded)

    def want(self, request: PictureRequest, level: Level) -> None:
        """Get the picture for `request`, at least as urgently as `level`."""
        level = self._wishes.add(request, level)
        if isinstance(request.source, Path) or request.source in self._bodies:
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
        while self._has_room() and (url := self._fetching.take()) is not None:
            only_to_keep = self._wishes.level_of_source(url) is None
            since = self._keeping.get(url) if only_to_keep else None
            self._fetcher.start(FetchOrder(url, url in self._anew, since))
            self._anew.discard(url)

    def _has_room(self) -> bool:
        return sum(map(len, self._bodies.values())) < _BODIES_BYTES

    def _release(self, source: Source) -> None:
        """A wish for `source` is gone: keep its body and its place in the queue as others want it."""
        level = self._wishes.level_of_source(source)
        if level is None:
            self._bodies.pop(source, None)
            self._offline.discard(source)
            level = Level.KEEPING if source in self._keeping else None
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
        self._keeping.pop(outcome.url, None)
        self.fetched.emit(outcome)
        requests = self._wishes.of_source(outcome.url)
        if isinstance(outcome.result, PictureError):
            for request in requests:
                self._settle(_failed(request, outcome.result))
        elif requests:
            self._bodies[outcome.url] = outcome.result
            if outcome.is_kept_copy:
                self._offline.add(outcome.url)
            for request in requests:
                self._decoding.add(request, self._wishes.level_of(request))
        self.pump()

    @Slot(object)
    def _on_decoded(self, outcome: DecodeOutcome) -> None:
        self._decoding.done(outcome.request)
        if self._is_closed:
            return
        self._settle(_picture_of(outcome, outcome.request.source in self._offline))
        self.pump()


def _no_group(_request: PictureRequest) -> str:
    return ""


def _failed(request: PictureRequest, error: PictureError) -> Picture | Animation:
    if request.is_moving:
        return Animation(request, reason=str(error))
    return Picture(request, error.state, reason=str(error))


def _picture_of(outcome: DecodeOutcome, is_offline: bool) -> Picture | Animation:
    result = outcome.result
    if isinstance(result, PictureError):
        return _failed(outcome.request, result)
    if isinstance(result, Animation):
        return result
    size, image = result.natural, result.image
    count = result.frame_count
    return Picture(
        outcome.request, PictureState.READY, image, "", size.width(), size.height(), count, is_offline
    )
