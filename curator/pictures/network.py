"""What lives on the network thread: the access manager, its disk cache, and the transfers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkDiskCache

from curator.pictures.model import FetchOutcome, Limits
from curator.pictures.policy import FetchPolicy
from curator.pictures.transfer import Transfer


class NetworkWorker(QObject):
    """Owns the access manager and the transfers; everything here happens on the network thread."""

    fetched = Signal(object)
    cancelled = Signal(str)

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

    @Slot(str)
    def cancel(self, url: str) -> None:
        """Abort a transfer of which less than half is here; to begin another anew would cost more."""
        transfer = self._transfers.get(url)
        if transfer is None or transfer.is_mostly_here:
            return
        del self._transfers[url]
        transfer.abort()
        transfer.deleteLater()
        self.cancelled.emit(url)

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
