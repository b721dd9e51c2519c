"""The pictures kept in memory, bounded in bytes, and the failures not to be repeated for a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from curator.pictures.model import Picture, PictureRequest, PictureState, Source
from curator.pictures.reasons import UNREACHABLE
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class PictureFigures:
    """What the pictures in memory amount to now: bytes of pixels, their bound, and how many pictures."""

    held: int
    capacity: int
    count: int


class PictureCache:
    """The pictures used last, together no larger than `capacity` bytes of pixels."""

    def __init__(self, capacity: int, largest: int | None = None) -> None:
        """A picture of more than `largest` bytes is not held; None for as many as all together may have."""
        self._capacity = capacity
        self._largest = capacity if largest is None else largest
        self._pictures: OrderedDict[PictureRequest, Picture] = OrderedDict()
        self._held = 0

    @property
    def figures(self) -> PictureFigures:
        """What it amounts to now; constant time."""
        return PictureFigures(self._held, self._capacity, len(self._pictures))

    def get(self, request: PictureRequest) -> Picture | None:
        """The picture for `request`, which thereby becomes the most recently used; None when not held."""
        picture = self._pictures.get(request)
        if picture is not None:
            self._pictures.move_to_end(request)
        return picture

    def put(self, picture: Picture) -> None:
        """Keep a READY picture, letting go of the least recently used; one too large is not kept."""
        self.drop(picture.request)
        size = _bytes_of(picture)
        if size > self._largest:
            return
        self._pictures[picture.request] = picture
        self._held += size
        while self._held > self._capacity:
            _, oldest = self._pictures.popitem(last=False)
            self._held -= _bytes_of(oldest)

    def drop(self, request: PictureRequest) -> None:
        """Let go of the picture for `request`, if held."""
        picture = self._pictures.pop(request, None)
        if picture is not None:
            self._held -= _bytes_of(picture)

    def drop_source(self, source: Source) -> None:
        """Let go of every size of the picture from `source`."""
        for request in [held for held in self._pictures if held.source == source]:
            self.drop(request)

    def drop_kept_copies(self) -> None:
        """Let go of the copies of an earlier day that stood in for what could not be fetched."""
        for request in [held for held, picture in self._pictures.items() if picture.is_kept_copy]:
            self.drop(request)

    def clear(self) -> None:
        """Let go of everything."""
        self._pictures.clear()
        self._held = 0


def _bytes_of(picture: Picture) -> int:
    return picture.image.sizeInBytes() if picture.image is not None else 0


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no picture from a source, until when (clock's seconds) that is taken for granted."""

    state: PictureState
    reason: str
    until: float
    times: int


class FailureMemory:
    """Failures by source, bounded to `count` sources.

    The first is believed for `pause` seconds, each further one twice as long, up to `longest`: a server that
    is down is asked seldom, however often its articles are passed.
    """

    def __init__(
        self, clock: Callable[[], float], pause: float = 120.0, longest: float = 1800.0, count: int = 4096
    ) -> None:
        self._clock = clock
        self._pause = pause
        self._longest = longest
        self._count = count
        self._failures: OrderedDict[Source, Failure] = OrderedDict()

    def get(self, source: Source) -> Failure | None:
        """The failure still believed for `source`, or None when it may be tried."""
        failure = self._failures.get(source)
        return failure if failure is not None and self._clock() < failure.until else None

    def put(self, source: Source, state: PictureState, reason: str, pause: float | None = None) -> None:
        """Remember that `source` failed just now; `pause` replaces the growing one."""
        before = self._failures.pop(source, None)
        times = before.times + 1 if before is not None else 1
        wait = min(self._pause * 2.0 ** min(times - 1, 16), self._longest) if pause is None else pause
        self._failures[source] = Failure(state, reason, self._clock() + wait, times)
        while len(self._failures) > self._count:
            self._failures.popitem(last=False)

    def drop(self, source: Source) -> None:
        """Forget what happened with `source`, because it succeeded or is retried on purpose."""
        self._failures.pop(source, None)

    def drop_unreachable(self) -> None:
        """Forget the failures of those that were out of reach, because there is a way again."""
        for source, failure in list(self._failures.items()):
            if failure.state is PictureState.OFFLINE or failure.reason == UNREACHABLE:
                del self._failures[source]

    def clear(self) -> None:
        """Forget all failures."""
        self._failures.clear()
