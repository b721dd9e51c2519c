"""The one door to pictures: wishes in, pictures out, nothing that blocks."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot
from PySide6.QtGui import QImageReader

from curator.pictures.fetcher import Fetcher
from curator.pictures.lane import Lane, Level
from curator.pictures.memory import FailureMemory, PictureCache
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
from curator.pictures.starter import Starter
from curator.pictures.wishes import Wishes

MEMORY_BYTES = 96 * 1024 * 1024
"""Of pixels: some forty lead pictures at 200 % scale, or all thumbnails of a long session."""
_FETCHES = 12
_FETCHES_PER_HOST = 4
"""Polite: browsers allow themselves six."""
_BODIES_BYTES = 64 * 1024 * 1024
"""Fetched and waiting to be decoded; beyond it no further fetch is started."""
_LOCAL_PAUSE = 5.0
"""Seconds a failure to read a local file is believed; the editor may be just about to put it there."""


class PictureService(QObject):
    """Gets pictures from the site's folder and the web, at the size they are shown.

    It lives on the GUI thread and does bookkeeping only: files and decoding are a thread pool's, the network
    has its own thread. Every `request` is answered by a `picture_ready`, unless it is withdrawn first; equal
    requests made before the answer share one.
    """

    picture_ready = Signal(object)
    """A Picture: READY, MISSING, FAILED or BLOCKED; also for what was prefetched. Compare its `request`."""
    _answer_due = Signal(object)

    def __init__(
        self,
        cache_dir: Path | None = None,
        policy: FetchPolicy | None = None,
        limits: Limits | None = None,
        memory_bytes: int = MEMORY_BYTES,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        """`cache_dir` keeps fetched pictures between sessions (None: not kept); it may not exist yet."""
        super().__init__(parent)
        self._limits = limits or Limits()
        self._is_closed = False
        self._cache = PictureCache(memory_bytes)
        self._failures = FailureMemory(clock)
        self._wishes = Wishes()
        self._bodies: dict[Source, bytes] = {}
        self._anew: set[str] = set()
        """Addresses to be fetched past the disk cache."""
        self._fetching: Lane[str] = Lane(_FETCHES, _FETCHES_PER_HOST, host_of)
        self._fetcher = Fetcher(cache_dir, policy or FetchPolicy(), self._limits, self)
        self._fetcher.fetched.connect(self._on_fetched)
        threads = max(2, min(4, QThread.idealThreadCount() - 1))
        self._decoding: Lane[PictureRequest] = Lane(threads, threads, _no_group)
        self._pool = DecodePool(threads, self._limits, self)
        QImageReader.setAllocationLimit(self._limits.allocation_mib)
        self.starter = Starter(self)
        self.starter.due.connect(self._pump)
        self._pool.decoded.connect(self._on_decoded, Qt.ConnectionType.QueuedConnection)
        self._answer_due.connect(self._on_answer_due, Qt.ConnectionType.QueuedConnection)

    # -- for the views --

    def lookup(self, request: PictureRequest) -> Picture | None:
        """What is known of `request` now: a READY picture, a failure still believed, or None (ask for it).

        Constant time, no disk, no network.
        """
        picture = self._cache.get(request)
        if picture is not None:
            return picture
        failure = self._failures.get(request.source)
        return Picture(request, failure.state, reason=failure.reason) if failure is not None else None

    def request(self, request: PictureRequest, urgent: bool = True) -> None:
        """Get a picture; the answer comes through `picture_ready`, later, even when it is known already.

        `urgent` is for what is on screen now; it overtakes everything else that waits.
        """
        if self._is_closed:
            return
        known = self.lookup(request)
        if known is not None:
            self._answer_due.emit(known)
            return
        self._want(request, Level.VISIBLE if urgent else Level.ORDINARY)
        self.starter.start_soon()

    def retry(self, request: PictureRequest) -> None:
        """Get a picture anew, forgetting what is held of it and any failure (on the editor's wish)."""
        self.forget(request.source)
        if isinstance(request.source, str):
            self._anew.add(request.source)
        self.request(request)

    def forget(self, source: Source) -> None:
        """Forget what is in memory of `source`, its failure too; for a file that changed on disk."""
        self._cache.drop_source(source)
        self._failures.drop(source)

    def prefetch(self, requests: Sequence[PictureRequest]) -> None:
        """Get these ahead of time, in this order, after all that was requested.

        Replaces the earlier list: what is not on the new one and not under way yet is dropped.
        """
        if self._is_closed:
            return
        self._drop_level(Level.AHEAD)
        for request in requests:
            if self.lookup(request) is None:
                self._want(request, Level.AHEAD)
        self.starter.start_soon()

    def withdraw(self) -> None:
        """Drop, unanswered, the urgent requests not under way yet; for turning to the next article."""
        self._drop_level(Level.VISIBLE)

    def set_policy(self, policy: FetchPolicy) -> None:
        """Fetch by other rules from now on; failures are forgotten, as the new rules may allow them."""
        self._failures.clear()
        self._fetcher.set_policy(policy)

    @property
    def memory_held(self) -> int:
        """Bytes of pixels held in memory."""
        return self._cache.held

    def close(self) -> None:
        """Stop everything and wait for the threads; nothing is answered any more. May be called twice."""
        if self._is_closed:
            return
        self._is_closed = True
        self.starter.stop()
        self._decoding.clear()
        self._fetching.clear()
        self._wishes.clear()
        self._fetcher.close()
        self._pool.close()
        self._bodies.clear()
        self._cache.clear()

    # -- the way of a wish --

    def _want(self, request: PictureRequest, level: Level) -> None:
        level = self._wishes.add(request, level)
        if isinstance(request.source, Path) or request.source in self._bodies:
            self._decoding.add(request, level)
        else:
            self._fetching.add(request.source, level)

    def _drop_level(self, level: Level) -> None:
        for request in self._wishes.at(level):
            if not self._decoding.is_running(request):
                self._decoding.remove(request)
                self._wishes.remove(request)
                self._release(request.source)

    @Slot()
    def _pump(self) -> None:
        """Start whatever may start."""
        while (request := self._decoding.take()) is not None:
            self._pool.start(request, self._bodies.get(request.source))
        while self._has_room() and (url := self._fetching.take()) is not None:
            self._fetcher.start(url, url in self._anew)
            self._anew.discard(url)

    def _has_room(self) -> bool:
        return sum(map(len, self._bodies.values())) < _BODIES_BYTES

    def _release(self, source: Source) -> None:
        """A wish for `source` is gone: keep its body and its place in the queue as others want it."""
        level = self._wishes.level_of_source(source)
        if level is None:
            self._bodies.pop(source, None)
        if isinstance(source, str) and self._fetching.remove(source) and level is not None:
            self._fetching.add(source, level)

    def _settle(self, picture: Picture) -> None:
        """The end of a wish."""
        request = picture.request
        self._wishes.remove(request)
        self._release(request.source)
        if picture.state is PictureState.READY:
            self._cache.put(picture)
            self._failures.drop(request.source)
        else:
            pause = _LOCAL_PAUSE if isinstance(request.source, Path) else None
            self._failures.put(request.source, picture.state, picture.reason, pause)
        self._answer_due.emit(picture)

    @Slot(object)
    def _on_fetched(self, outcome: FetchOutcome) -> None:
        self._fetching.done(outcome.url)
        if self._is_closed:
            return
        requests = self._wishes.of_source(outcome.url)
        if isinstance(outcome.result, PictureError):
            for request in requests:
                self._settle(Picture(request, outcome.result.state, reason=str(outcome.result)))
        elif requests:
            self._bodies[outcome.url] = outcome.result
            for request in requests:
                self._decoding.add(request, self._wishes.level_of(request))
        self._pump()

    @Slot(object)
    def _on_decoded(self, outcome: DecodeOutcome) -> None:
        self._decoding.done(outcome.request)
        if self._is_closed:
            return
        self._settle(_picture_of(outcome))
        self._pump()

    @Slot(object)
    def _on_answer_due(self, picture: Picture) -> None:
        if not self._is_closed:
            self.picture_ready.emit(picture)


def _no_group(_request: PictureRequest) -> str:
    return ""


def _picture_of(outcome: DecodeOutcome) -> Picture:
    result = outcome.result
    if isinstance(result, PictureError):
        return Picture(outcome.request, result.state, reason=str(result))
    size = result.natural
    return Picture(outcome.request, PictureState.READY, result.image, "", size.width(), size.height())
