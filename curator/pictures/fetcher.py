"""The network thread and what lives on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkDiskCache

from curator.pictures.model import Limits
from curator.pictures.policy import FetchPolicy
from curator.pictures.transfer import FetchOutcome, Transfer


class Fetcher(QObject):
    """Fetches addresses on a thread of its own, which starts with the first one. Queueing is its owner's."""

    fetched = Signal(object)
    """A FetchOutcome, delivered on the fetcher's (the GUI's) thread."""
    _start_requested = Signal(str, bool)
    _policy_changed = Signal(object)
    _stop_requested = Signal()

    def __init__(
        self, cache_dir: Path | None, policy: FetchPolicy, limits: Limits, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        queued = Qt.ConnectionType.QueuedConnection
        self._thread = QThread(self)
        self._thread.setObjectName("picture_network")
        self._worker = _Worker(cache_dir, policy, limits)
        self._worker.moveToThread(self._thread)
        self._start_requested.connect(self._worker.start, queued)
        self._policy_changed.connect(self._worker.set_policy, queued)
        self._stop_requested.connect(self._worker.stop, queued)
        self._worker.fetched.connect(self.fetched, queued)

    def start(self, url: str, is_anew: bool) -> None:
        """Fetch `url`, past the disk cache when `is_anew`; `fetched` follows, always later."""
        if not self._thread.isRunning():
            self._thread.start()
        self._start_requested.emit(url, is_anew)

    def set_policy(self, policy: FetchPolicy) -> None:
        """Check by other rules from the next connection on."""
        self._policy_changed.emit(policy)

    def close(self) -> None:
        """Abort everything and wait for the thread, which takes a few milliseconds."""
        if self._thread.isRunning():
            self._stop_requested.emit()
            self._thread.wait()


class _Worker(QObject):
    """Owns the access manager and the transfers; everything here happens on the network thread."""

    fetched = Signal(object)

    def __init__(self, cache_dir: Path | None, policy: FetchPolicy, limits: Limits) -> None:
        super().__init__()
        self._cache_dir = cache_dir
        self._policy = policy
        self._limits = limits
        self._manager: QNetworkAccessManager | None = None
        self._cache: QNetworkDiskCache | None = None
        self._transfers: dict[str, Transfer] = {}

    @Slot(str, bool)
    def start(self, url: str, is_anew: bool) -> None:
        """Begin a transfer."""
        manager = self._manager = self._manager or self._make_manager()
        transfer = Transfer(url, manager, self._cache, self._policy, self._limits, is_anew, self)
        self._transfers[url] = transfer
        transfer.finished.connect(self._on_transfer_finished)
        transfer.start()

    @Slot(object)
    def set_policy(self, policy: FetchPolicy) -> None:
        """Use `policy` for new transfers and for the further steps of those under way."""
        self._policy = policy
        for transfer in self._transfers.values():
            transfer.policy = policy

    @Slot()
    def stop(self) -> None:
        """Abort all transfers, let go of the connections, end the thread."""
        for transfer in self._transfers.values():
            transfer.abort()
            transfer.deleteLater()
        self._transfers.clear()
        if self._manager is not None:
            self._manager.deleteLater()
            self._manager = self._cache = None
        QThread.currentThread().quit()

    @Slot(object)
    def _on_transfer_finished(self, outcome: FetchOutcome) -> None:
        transfer = self._transfers.pop(outcome.url)
        transfer.deleteLater()
        self.fetched.emit(outcome)

    def _make_manager(self) -> QNetworkAccessManager:
        manager = QNetworkAccessManager(self)
        if self._cache_dir is not None:
            cache = self._cache = QNetworkDiskCache(manager)
            cache.setCacheDirectory(str(self._cache_dir))
            cache.setMaximumCacheSize(self._limits.max_cache_bytes)
            manager.setCache(cache)
        return manager
