"""What lives on the network thread: the access managers, what is kept, and the transfers."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkProxy

from curator.pictures.fetching.contacts import Contacts
from curator.pictures.fetching.means import Means
from curator.pictures.fetching.policy import FetchPolicy, host_of
from curator.pictures.fetching.resolver import Resolver, SystemResolver
from curator.pictures.fetching.transfer import Transfer
from curator.pictures.model import FetchOrder, FetchOutcome, Limits
from curator.pictures.store.kept_pictures import KeptPictures
from curator.pictures.store.store import PictureStore


class NetworkWorker(QObject):
    """Owns what the transfers need, and them; everything here happens on the network thread.

    Signals: `fetched(FetchOutcome)`, `cancelled(url)` for a transfer that was aborted in its place, and
    `came_back()` when a host answers after all seemed out of reach.
    """

    fetched = Signal(object)
    came_back = Signal()
    cancelled = Signal(str)

    def __init__(
        self, cache_dir: Path | None, policy: FetchPolicy, limits: Limits, resolver: Resolver | None
    ) -> None:
        super().__init__()
        self._cache_dir = cache_dir
        self._policy = policy
        self._limits = limits
        self._resolver = resolver or SystemResolver()
        self._means: Means | None = None
        self._transfers: dict[str, Transfer] = {}

    @Slot(object)
    def start(self, order: FetchOrder) -> None:
        """Begin a transfer."""
        means = self._means = self._means or self._make_means()
        transfer = Transfer(order, means, self._policy, self)
        self._transfers[order.url] = transfer
        transfer.finished.connect(self._on_transfer_finished)
        transfer.start()

    @Slot(str)
    def cancel(self, url: str) -> None:
        """Abort a transfer of which less than half is here; to begin another anew would cost more."""
        transfer = self._transfers.get(url)
        if transfer is None or transfer.is_mostly_here:
            return
        del self._transfers[url]
        is_alone = all(host_of(other) != host_of(url) for other in self._transfers)
        transfer.abort(breaks_off=is_alone)
        transfer.deleteLater()
        self.cancelled.emit(url)

    @Slot(object)
    def set_policy(self, policy: FetchPolicy) -> None:
        """Use `policy` for new transfers, and for the further steps of those under way where it is stricter.

        They may be another folder's, which this one's trust is not for.
        """
        self._policy = policy
        for transfer in self._transfers.values():
            transfer.policy = transfer.policy.narrowed(policy)

    @Slot()
    def stop(self) -> None:
        """Abort all transfers, let go of the connections, end the thread."""
        for transfer in self._transfers.values():
            transfer.abort(at_once=True)
            transfer.deleteLater()
        self._transfers.clear()
        if self._means is not None:
            self._means.direct.deleteLater()
            self._means.by_name.deleteLater()
            self._means.kept.close()
            self._means = None
        QThread.currentThread().quit()

    @Slot(object)
    def _on_transfer_finished(self, outcome: FetchOutcome) -> None:
        transfer = self._transfers.pop(outcome.url)
        transfer.deleteLater()
        self.fetched.emit(outcome)

    def _make_means(self) -> Means:
        direct = QNetworkAccessManager(self)
        direct.setProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
        store = None
        if self._cache_dir is not None:
            store = PictureStore(self._cache_dir, self._limits.max_cache_bytes)
        return Means(
            direct,
            QNetworkAccessManager(self),
            self._resolver,
            KeptPictures(store),
            Contacts(time.monotonic, self.came_back.emit, self._limits.offline_seconds),
            self._limits,
        )
