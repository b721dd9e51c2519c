"""Work off the GUI thread: a plain function out, its value home by signal.

A job is core code on an immutable snapshot; it never sees a widget. Answers arrive on the GUI thread in the
order in which the jobs end; who asked compares a request number or a path to drop what came too late.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from curator.errors import CuratorError
from curator.records import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Landing(Generic[T]):
    future: Future[T]
    done: Callable[[T], None]
    failed: Callable[[CuratorError], None] | None


class Jobs(QObject):
    """A pool of threads and the one signal by which their answers come home.

    Signals: `job_failed(CuratorError)` for a failure nobody asked to hear of, `job_crashed(BaseException)`
    for what nobody expected. This is one of the two doors where anything at all may be caught.
    """

    job_failed = Signal(object)
    job_crashed = Signal(object)
    _landed = Signal(object)

    def __init__(self, threads: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.threads = threads
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="curator-job")
        self._is_closed = False
        self._landed.connect(self._on_landed, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[CuratorError], None] | None = None,
    ) -> None:
        """Run `work` on a thread, then `done(value)` or `failed(error)` on the GUI thread."""
        if self._is_closed:
            return
        future = self._pool.submit(work)
        landing = _Landing(future, done, failed)
        future.add_done_callback(lambda _: self._land(landing))

    def close(self) -> None:
        """Let running jobs end, drop the waiting ones, deliver nothing more; returns at once."""
        self._is_closed = True
        self._pool.shutdown(wait=False, cancel_futures=True)

    def join(self) -> None:
        """Wait, after `close`, for the jobs that were running."""
        self._pool.shutdown(wait=True)

    def _land(self, landing: _Landing[T]) -> None:
        if not self._is_closed:
            self._landed.emit(landing)

    @Slot(object)
    def _on_landed(self, landing: _Landing[object]) -> None:
        if self._is_closed or landing.future.cancelled():
            return
        error = landing.future.exception()
        if error is None:
            landing.done(landing.future.result())
        elif isinstance(error, CuratorError):
            if landing.failed is not None:
                landing.failed(error)
            else:
                self.job_failed.emit(error)
        else:
            self.job_crashed.emit(error)
