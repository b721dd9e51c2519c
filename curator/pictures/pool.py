"""Opens and decodes pictures on a few threads; the answers come back to the GUI thread by signal."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from curator.pictures.model import Animation, Limits, PictureError, PictureRequest, PictureState
from curator.records import dataclass

if TYPE_CHECKING:
    from curator.pictures.decode import Decoded


@dataclass(frozen=True, slots=True, eq=False)
class DecodeOutcome:
    """What became of a request: the decoded picture, its frames, or the reason why there are none."""

    request: PictureRequest
    result: Decoded | Animation | PictureError


class DecodePool(QObject):
    """A thread pool that knows one kind of job. It starts jobs at once; queueing is its owner's."""

    decoded = Signal(object)
    """A DecodeOutcome, emitted on a pool thread: connect it queued."""

    def __init__(self, threads: int, limits: Limits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limits = limits
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._pool.setObjectName("picture_decoding")

    def start(self, request: PictureRequest, body: bytes | None) -> None:
        """Decode `body`, or when None the local file the request names, and emit `decoded`."""
        # Imported here because the first article is on screen by then, and does not wait for it: 5 ms. Not on
        # a thread of the pool, as it makes classes of Qt's.
        from curator.pictures.decode import decode_body, decode_file

        if body is None:
            work = partial(decode_file, Path(request.source), request, self._limits)
        else:
            work = partial(decode_body, body, request, self._limits)
        self._pool.start(partial(self._run, request, work))

    def close(self) -> None:
        """Forget jobs not begun and wait for the others."""
        self._pool.clear()
        self._pool.waitForDone()

    def _run(self, request: PictureRequest, work: Callable[[], Decoded | Animation]) -> None:
        # The outcome is emitted whatever happens, else the request would count as running for ever.
        result: Decoded | Animation | PictureError = PictureError(
            PictureState.FAILED, "the picture could not be opened"
        )
        try:
            result = work()
        except PictureError as error:
            result = error
        finally:
            self.decoded.emit(DecodeOutcome(request, result))
