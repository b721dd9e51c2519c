"""Fetching many pictures only to keep them, so that they are there when the network is not."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from curator.pictures.model import FetchOutcome, PictureError, PictureState
from curator.pictures.pipeline.pipeline import Pipeline
from curator.pictures.reasons import REMOTE_OFF
from curator.pictures.size_words import size_words
from curator.records import dataclass

_AT_ONCE = 24
"""Handed to the pipeline, where most of them wait for their turn; so the queue stays short."""


@dataclass(frozen=True, slots=True)
class KeepingProgress:
    """How far a run has come: pictures kept, pictures that could not be, of how many, and bytes kept.

    `bytes` counts those that were there before, too. `stopped_because` is why it ended before its time, ""
    if it did not.
    """

    done: int
    failed: int
    total: int
    bytes: int
    is_over: bool = False
    stopped_because: str = ""


class Keeper(QObject):
    """Fills the cache on disk, after everything else that is wanted and with the same manners.

    Signal: `progressed(KeepingProgress)`, after each picture, and once with `is_over`.
    """

    progressed = Signal(object)

    def __init__(
        self, pipeline: Pipeline, capacity: int, clock: Callable[[], float], parent: QObject | None = None
    ) -> None:
        """`capacity` is that of the cache, 0 where there is none; `clock` gives seconds since 1970."""
        super().__init__(parent)
        self._pipeline = pipeline
        self._capacity = capacity
        self._clock = clock
        self._since = 0.0
        self._waiting: deque[str] = deque()
        self._pending: set[str] = set()
        self._progress = KeepingProgress(0, 0, 0, 0, is_over=True)
        self._begin = QTimer(self)
        self._begin.setSingleShot(True)
        self._begin.timeout.connect(self._go_on)
        pipeline.fetched.connect(self._on_fetched)

    @property
    def is_running(self) -> bool:
        """Whether a run has not come to its end."""
        return not self._progress.is_over

    def keep(self, urls: Sequence[str]) -> None:
        """Keep the pictures at these addresses, in this order save that hosts take turns.

        Ends a run that is under way. What is kept already and fresh is not fetched. What is put into the
        cache does not push out what the same run has put there: it stops when the cache is full.
        """
        self.stop()
        wanted = _remote(urls)
        self._since = self._clock()
        self._waiting.extend(_taking_turns(wanted))
        self._progress = KeepingProgress(0, 0, len(wanted), 0)
        self._begin.start()

    def stop(self) -> None:
        """End the run; what is kept stays."""
        if self.is_running:
            self._end("stopped")

    @Slot()
    def _go_on(self) -> None:
        if self.is_running and not self._capacity:
            self._end("pictures are not kept between sessions")
            return
        while self._waiting and len(self._pending) < _AT_ONCE:
            url = self._waiting.popleft()
            self._pending.add(url)
            self._pipeline.keep(url, self._since)
        if self.is_running and not self._pending:
            self._end("")
        self._pipeline.pump()

    @Slot(object)
    def _on_fetched(self, outcome: FetchOutcome) -> None:
        if outcome.url not in self._pending:
            return
        self._pending.discard(outcome.url)
        before, result = self._progress, outcome.result
        if isinstance(result, bytes) and outcome.is_stored:
            self._progress = replace(before, done=before.done + 1, bytes=before.bytes + len(result))
        else:
            self._progress = replace(before, failed=before.failed + 1)
        reason = self._reason_to_stop(outcome)
        if reason:
            self._end(reason)
            return
        if self._pending or self._waiting:
            self.progressed.emit(self._progress)
        self._go_on()

    def _reason_to_stop(self, outcome: FetchOutcome) -> str:
        """Why going on makes no sense after `outcome`, "" when it does."""
        if outcome.is_store_full:
            return f"the cache is full: {size_words(self._capacity)}"
        if outcome.is_store_broken:
            return "the cache cannot be written"
        if isinstance(outcome.result, PictureError):
            if outcome.result.state is PictureState.OFFLINE:
                return "offline"
            if str(outcome.result) == REMOTE_OFF:
                return "pictures from the web are switched off"
        return ""

    def _end(self, reason: str) -> None:
        self._begin.stop()
        self._waiting.clear()
        self._pending.clear()
        self._pipeline.drop_keeping()
        self._progress = replace(self._progress, is_over=True, stopped_because=reason)
        self.progressed.emit(self._progress)


def _remote(urls: Iterable[str]) -> list[str]:
    """Those that can be fetched at all, each once."""
    return [url for url in dict.fromkeys(urls) if url.lower().startswith(("http://", "https://"))]


def _taking_turns(urls: Iterable[str]) -> Iterator[str]:
    """The same addresses, so that one slow host does not hold up all others."""
    by_host: dict[str, deque[str]] = {}
    for url in urls:
        # Not as exact as QUrl and ten times as fast, for lists of tens of thousands.
        by_host.setdefault(url.split("/", 3)[2], deque()).append(url)
    turns = deque(by_host.values())
    while turns:
        of_host = turns.popleft()
        yield of_host.popleft()
        if of_host:
            turns.append(of_host)
