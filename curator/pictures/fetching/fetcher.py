"""The network thread, which starts with the first address asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThread, Signal

from curator.pictures.fetching.policy import FetchPolicy
from curator.pictures.model import FetchOrder, Limits

if TYPE_CHECKING:
    from curator.pictures.fetching.network import NetworkWorker
    from curator.pictures.fetching.resolver import Resolver


class Fetcher(QObject):
    """Fetches addresses on a thread of its own. Queueing is its owner's."""

    fetched = Signal(object)
    """A FetchOutcome, delivered on the fetcher's (the GUI's) thread."""
    came_back = Signal()
    """A host has answered after all seemed out of reach."""
    cancelled = Signal(str)
    """The address of a fetch that was given up, on the same thread; there is no `fetched` for it."""
    _start_requested = Signal(object)
    _cancel_requested = Signal(str)
    _policy_changed = Signal(object)
    _stop_requested = Signal()

    def __init__(
        self,
        cache_dir: Path | None,
        policy: FetchPolicy,
        limits: Limits,
        resolver: Resolver | None,
        parent: QObject | None = None,
    ) -> None:
        """`resolver` knows addresses by name (None: the system does)."""
        super().__init__(parent)
        self._cache_dir = cache_dir
        self._policy = policy
        self._limits = limits
        self._resolver = resolver
        self._worker: NetworkWorker | None = None
        self._thread = QThread(self)
        self._thread.setObjectName("picture_network")

    def start(self, order: FetchOrder) -> None:
        """Fetch what `order` names; `fetched` follows, always later."""
        if self._worker is None:
            self._worker = self._start_worker()
        self._start_requested.emit(order)

    def cancel(self, url: str) -> None:
        """Give `url` up unless most of it is here: `cancelled` follows, or `fetched` all the same."""
        self._cancel_requested.emit(url)

    def set_policy(self, policy: FetchPolicy) -> None:
        """Check by other rules from the next connection on."""
        self._policy = policy
        self._policy_changed.emit(policy)

    def close(self) -> None:
        """Abort everything and wait for the thread, which takes a few milliseconds."""
        if self._thread.isRunning():
            self._stop_requested.emit()
            self._thread.wait()

    def _start_worker(self) -> NetworkWorker:
        # Imported here because Qt's network library takes 8 ms to load, which no article waits for.
        from curator.pictures.fetching.network import NetworkWorker

        worker = NetworkWorker(self._cache_dir, self._policy, self._limits, self._resolver)
        worker.moveToThread(self._thread)
        queued = Qt.ConnectionType.QueuedConnection
        self._start_requested.connect(worker.start, queued)
        self._cancel_requested.connect(worker.cancel, queued)
        self._policy_changed.connect(worker.set_policy, queued)
        self._stop_requested.connect(worker.stop, queued)
        worker.fetched.connect(self.fetched, queued)
        worker.came_back.connect(self.came_back, queued)
        worker.cancelled.connect(self.cancelled, queued)
        self._thread.start()
        return worker
