"""The one door to pictures: wishes in, pictures out, nothing that blocks."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImageReader

from curator.pictures.fetching.policy import FetchPolicy
from curator.pictures.keeping import Keeper
from curator.pictures.lookout import Lookout
from curator.pictures.memory import FailureMemory, PictureCache, PictureFigures
from curator.pictures.model import Animation, Limits, Picture, PictureRequest, PictureState, Source
from curator.pictures.pipeline.lane import Level
from curator.pictures.pipeline.pipeline import Pipeline
from curator.pictures.starter import Starter

if TYPE_CHECKING:
    from curator.pictures.fetching.resolver import Resolver

MEMORY_BYTES = 100_000_000
"""Of pixels: some forty lead pictures at 200 % scale, or all thumbnails of a long session."""
_LOCAL_PAUSE = 5.0
"""Seconds a failure to read a local file is believed; the editor may be just about to put it there."""
_OFFLINE_PAUSE = 10.0
"""Asking again while offline costs little: few fetches go out (fetching/reachability.py)."""


class PictureService(QObject):
    """Gets pictures from the site's folder and the web, at the size they are shown.

    It lives on the GUI thread and does bookkeeping only: files and decoding are a thread pool's, the network
    has its own thread. Every `request` is answered by a `picture_ready`, unless it is withdrawn first; equal
    requests made before the answer share one.
    """

    picture_ready = Signal(object)
    """A Picture, not LOADING; also for what was prefetched. Compare its `request`."""
    came_back = Signal()
    """A server answers after all seemed out of reach: what was OFFLINE may be requested again."""
    animation_ready = Signal(object)
    """An Animation, for each `animate` not withdrawn; one without frames tells why."""
    fetch_timed = Signal(float)
    """Seconds within which a picture comes from the network at present; told with every one that came."""
    _answer_due = Signal(object)

    def __init__(
        self,
        cache_dir: Path | None = None,
        policy: FetchPolicy | None = None,
        limits: Limits | None = None,
        memory_bytes: int = MEMORY_BYTES,
        clock: Callable[[], float] = time.monotonic,
        resolver: Resolver | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`cache_dir` keeps fetched pictures between sessions (None: not kept); it may not exist yet.

        `resolver` knows addresses by name (None: the system does).
        """
        super().__init__(parent)
        limits = limits or Limits()
        self._is_closed = False
        # A photograph in full size is looked at once, and would push out those the editor comes to next.
        self._cache = PictureCache(memory_bytes, memory_bytes // 3)
        self._failures = FailureMemory(clock)
        self._pipeline = Pipeline(cache_dir, policy or FetchPolicy(), limits, resolver, clock, self)
        self._pipeline.settled.connect(self._on_settled)
        self._pipeline.came_back.connect(self._on_came_back)
        self._lookout = Lookout(limits.offline_seconds * 2, self)
        self._lookout.due.connect(self._on_look_due)
        capacity = 0 if cache_dir is None else limits.max_cache_bytes
        self.keeper = Keeper(self._pipeline, capacity, time.time, self)
        self._pipeline.fetch_timed.connect(self.fetch_timed)
        QImageReader.setAllocationLimit(limits.allocation_mib)
        self.starter = Starter(self)
        self.starter.due.connect(self._pipeline.pump)
        self._answer_due.connect(self._on_answer_due, Qt.ConnectionType.QueuedConnection)

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
        self._pipeline.want(request, Level.VISIBLE if urgent else Level.ORDINARY)
        self.starter.start_soon()

    def animate(self, request: PictureRequest) -> None:
        """Get all frames of a picture that moves; the answer comes through `animation_ready`, later.

        As urgent as what is on screen. Frames are not held here: they are the caller's, until it lets go.
        """
        if not self._is_closed:
            self._pipeline.want(replace(request, is_moving=True), Level.VISIBLE)
            self.starter.start_soon()

    def retry(self, request: PictureRequest) -> None:
        """Get a picture anew, forgetting what is held of it and any failure (on the editor's wish)."""
        self.forget(request.source)
        if isinstance(request.source, str):
            self._pipeline.want_anew(request.source)
        self.request(request)

    def forget(self, source: Source) -> None:
        """Forget what is in memory of `source`, its failure too; for a file that changed on disk."""
        self._cache.drop_source(source)
        self._failures.drop(source)
        self._pipeline.forget(source)

    def prefetch(self, requests: Sequence[PictureRequest]) -> None:
        """Get these ahead of time, in this order, after all that was requested.

        Replaces the earlier list: what nobody wants any more is dropped, and given up where it is under way
        and less than half of it is here.
        """
        if self._is_closed:
            return
        self._pipeline.plan([request for request in requests if self.lookup(request) is None])
        self.starter.start_soon()

    def withdraw(self) -> None:
        """Drop, unanswered, the urgent requests not under way yet; for turning to the next article."""
        self._pipeline.drop_level(Level.VISIBLE)

    def withdraw_all(self) -> None:
        """Drop, unanswered, everything not under way yet, and give up what is: another folder is opened.

        Its rules for fetching are not for what the one before wanted.
        """
        if self._is_closed:
            return
        self._lookout.stop()
        for level in (Level.VISIBLE, Level.ORDINARY):
            self._pipeline.drop_level(level)
        self._pipeline.plan(())

    def set_policy(self, policy: FetchPolicy) -> None:
        """Fetch by other rules from now on; failures are forgotten, as the new rules may allow them."""
        self._failures.clear()
        self._pipeline.set_policy(policy)

    @property
    def figures(self) -> PictureFigures:
        """What is held in memory, and how much may be; constant time."""
        return self._cache.figures

    def close(self) -> None:
        """Stop everything and wait for the threads; nothing is answered any more. May be called twice."""
        if self._is_closed:
            return
        self.keeper.blockSignals(True)
        self.keeper.stop()
        self._is_closed = True
        self.starter.stop()
        self._lookout.stop()
        self._pipeline.close()
        self._cache.clear()

    @Slot(object)
    def _on_settled(self, picture: Picture | Animation) -> None:
        if isinstance(picture, Animation):
            # It is the request of `animate` that its caller compares with.
            self.animation_ready.emit(replace(picture, request=replace(picture.request, is_moving=False)))
            return
        source = picture.request.source
        if picture.state is PictureState.READY:
            self._cache.put(picture)
            self._failures.drop(source)
        else:
            pause = _LOCAL_PAUSE if isinstance(source, Path) else None
            if picture.state is PictureState.OFFLINE:
                pause = _OFFLINE_PAUSE
                self._lookout.watch(picture.request)
            self._failures.put(source, picture.state, picture.reason, pause)
        self._answer_due.emit(picture)

    @Slot(object)
    def _on_look_due(self, request: PictureRequest) -> None:
        self._failures.drop(request.source)
        self.request(request, urgent=False)

    @Slot()
    def _on_came_back(self) -> None:
        self._lookout.stop()
        self._failures.drop_unreachable()
        self._cache.drop_kept_copies()
        self.came_back.emit()

    @Slot(object)
    def _on_answer_due(self, picture: Picture) -> None:
        if not self._is_closed:
            self.picture_ready.emit(picture)
