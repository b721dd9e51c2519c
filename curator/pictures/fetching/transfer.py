"""One fetch of one address: what is kept, checks, redirects, and what to say when it fails.

A connection is made to the very address that was checked: the host's name is asked for once in each hop, and
what is connected to is the answer. Network thread only.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery

from curator.pictures.fetching.hop import WITH_PICTURE, Answer, Failed, Hop
from curator.pictures.fetching.means import Means
from curator.pictures.fetching.policy import Address, FetchPolicy, literal_address
from curator.pictures.fetching.wording import TOOK_TOO_LONG, failure_of_status
from curator.pictures.model import FetchOrder, FetchOutcome, PictureError, PictureState
from curator.pictures.reasons import REMOTE_OFF
from curator.pictures.store.freshness import freshness_of, retry_seconds
from curator.pictures.store.store import Stored, StoredPicture

_NOT_MODIFIED = 304
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_DIRECT = (QNetworkProxy.ProxyType.NoProxy, QNetworkProxy.ProxyType.DefaultProxy)


class Transfer(QObject):
    """Fetches what `order` names, following redirects by itself so that each is checked before."""

    finished = Signal(object)
    """A FetchOutcome, once; not after `abort`."""

    def __init__(self, order: FetchOrder, means: Means, policy: FetchPolicy, parent: QObject) -> None:
        super().__init__(parent)
        self.policy = policy
        self._order = order
        self._means = means
        self._url = QUrl(order.url)
        self._kept: StoredPicture | None = None
        self._visited: set[str] = set()
        self._hop: Hop | None = None
        self._is_over = False
        self._deadline = QTimer(self)
        self._deadline.setSingleShot(True)
        self._deadline.timeout.connect(self._on_deadline)
        self._is_proxied = False
        self._lookups = 0
        self._patience = QTimer(self)
        """With the name service."""
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._on_no_addresses)

    def start(self) -> None:
        """Begin; `finished` may be emitted before this returns."""
        self._deadline.start(round(self._means.limits.total_seconds * 1000))
        try:
            self.policy.check_url(self._url)
        except PictureError as error:
            self._finish(error)
            return
        self._kept = self._means.kept.get(self._order.url)
        if self._kept is not None and not self._order.is_anew and self._means.kept.is_fresh(self._kept):
            self._finish(self._kept.body, stored=Stored.YES)
        else:
            self._go()

    @property
    def is_mostly_here(self) -> bool:
        """Whether half of it or more has arrived, as far as its length is known."""
        return self._hop is not None and self._hop.is_mostly_here

    def abort(self, breaks_off: bool = False, at_once: bool = False) -> None:
        """End it silently; with `breaks_off` with all connections to where it goes, if need be `at_once`."""
        self._is_over = True
        self._deadline.stop()
        self._patience.stop()
        if self._hop is not None:
            if at_once:
                self._hop.break_off(0)
            elif breaks_off:
                self._hop.break_off()
            self._hop.abort()
            self._hop.deleteLater()
            self._hop = None

    # -- one hop: may it be made, look up, check, send --

    def _go(self) -> None:
        """Send the request for the current address, itself checked, once its host's addresses are too."""
        if not self.policy.is_remote_allowed:
            self._finish_from_store(PictureError(PictureState.BLOCKED, REMOTE_OFF), is_kept_copy=False)
            return
        self._visited.add(self._url.toString())
        against = None
        if not self._order.is_anew:
            is_kept = self._kept is not None
            against = self._means.contacts.reason_against(self._url.host(), is_kept)
        if against is not None:
            self._finish_from_store(against)
        elif literal_address(self._url) is None and not self.policy.is_trusted(self._url):
            self._look_up()
        else:
            self._send(())

    def _look_up(self) -> None:
        """Ask for the addresses of the current host, once."""
        limits = self._means.limits
        self._is_proxied = self._goes_through_proxy()
        # Behind a proxy there may be no name service that answers at all.
        seconds = limits.connect_seconds if self._is_proxied else limits.idle_seconds
        self._patience.start(round(seconds * 1000))
        self._lookups += 1
        name = self._url.host(QUrl.ComponentFormattingOption.FullyEncoded)
        self._means.resolver.lookup(name, partial(self._on_addresses, self._lookups))

    @Slot()
    def _on_no_addresses(self) -> None:
        self._on_addresses(self._lookups, ())

    def _on_addresses(self, lookup: int, addresses: Sequence[Address]) -> None:
        """The name service has answered, or nobody waits for it any longer."""
        if self._is_over or lookup != self._lookups:
            return
        self._patience.stop()
        self._lookups += 1  # what comes now comes too late
        try:
            self.policy.check_addresses(addresses)
        except PictureError as error:
            self._finish(error)
            return
        if self._is_proxied:
            self._send(())
        elif addresses:
            self._send(addresses)
        else:
            self._finish_from_store(self._means.contacts.unreachable(self._url.host()))

    def _send(self, addresses: Sequence[Address]) -> None:
        manager = self._means.direct if addresses else self._means.by_name
        # On the editor's wish also past caches on the way.
        headers = {"Cache-Control": "no-cache"} if self._order.is_anew else self._validators()
        hop = self._hop = Hop(manager, self._url, addresses, headers, self._means.limits, self)
        hop.finished.connect(self._on_hop_finished)
        hop.start()

    def _goes_through_proxy(self) -> bool:
        proxies = QNetworkProxyFactory.proxyForQuery(QNetworkProxyQuery(self._url))
        return bool(proxies) and proxies[0].type() not in _DIRECT

    def _validators(self) -> dict[str, str]:
        """Headers that let the server say "not modified", where what is kept came from this address."""
        kept = self._kept
        if kept is None or self._order.is_anew or kept.final_address != self._url.toString():
            return {}
        asked = {"If-None-Match": kept.etag, "If-Modified-Since": kept.last_modified}
        return {name: value for name, value in asked.items() if value}

    # -- the answer --

    @Slot()
    def _on_deadline(self) -> None:
        if self._hop is not None:
            self._hop.break_off()
        self._on_broken(PictureError(PictureState.FAILED, TOOK_TOO_LONG))

    @Slot(object)
    def _on_hop_finished(self, result: Answer | Failed) -> None:
        if self._hop is not None:
            self._hop.deleteLater()
            self._hop = None
        if isinstance(result, Answer):
            self._means.contacts.answered(self._url.host())
            self._on_answer(result)
        elif result.is_unreachable:
            self._finish_from_store(self._means.contacts.unreachable(self._url.host()))
        elif result.is_broken:
            self._on_broken(result.failure)
        else:
            self._finish(result.failure)

    def _on_answer(self, answer: Answer) -> None:
        if answer.status in WITH_PICTURE:
            self._means.contacts.succeeded(self._url.host())
            self._finish(answer.body, stored=self._keep(answer))
        elif answer.status == _NOT_MODIFIED and self._validators() and self._kept is not None:
            self._means.contacts.succeeded(self._url.host())
            self._means.kept.refresh(self._kept, freshness_of(answer.headers, time.time()))
            self._finish(self._kept.body, stored=Stored.YES)
        elif answer.status in _REDIRECTS and "location" in answer.headers:
            self._follow(self._url.resolved(QUrl(answer.headers["location"])))
        else:
            self._on_refusal(answer)

    def _on_refusal(self, answer: Answer) -> None:
        failure = failure_of_status(answer.status)
        if answer.status == 429 or answer.status >= 500:
            asked = None
            if answer.status in (429, 503):
                asked = retry_seconds(answer.headers, time.time())
            self._means.contacts.failed(self._url.host(), failure, asked)
            self._finish_from_store(failure)
        else:
            self._means.contacts.succeeded(self._url.host())
            self._finish(failure)

    def _keep(self, answer: Answer) -> Stored:
        kept = StoredPicture(
            self._order.url,
            self._url.toString(),
            answer.body,
            answer.headers.get("etag", ""),
            answer.headers.get("last-modified", ""),
        )
        freshness = freshness_of(answer.headers, time.time())
        return self._means.kept.put(kept, freshness, self._order.keeping_since)

    def _follow(self, target: QUrl) -> None:
        try:
            if len(self._visited) > self._means.limits.max_redirects or target.toString() in self._visited:
                raise PictureError(PictureState.FAILED, "sent from address to address without end")
            self.policy.check_redirect(self._url, target)
        except PictureError as error:
            self._finish(error)
            return
        self._url = target
        self._go()

    # -- the end --

    def _on_broken(self, failure: PictureError) -> None:
        """The host was spoken to, or should have been, and it came to nothing."""
        self._means.contacts.failed(self._url.host(), failure)
        self._finish_from_store(failure)

    def _finish_from_store(self, failure: PictureError, is_kept_copy: bool = True) -> None:
        """The server is of no use now: a copy from an earlier day, however old, is better than `failure`."""
        if self._kept is None:
            self._finish(failure)
        else:
            self._finish(self._kept.body, is_kept_copy=is_kept_copy, stored=Stored.YES)

    def _finish(
        self, result: bytes | PictureError, is_kept_copy: bool = False, stored: Stored = Stored.NO
    ) -> None:
        if self._is_over:
            return
        self.abort()
        self.finished.emit(
            FetchOutcome(
                self._order.url,
                result,
                is_kept_copy,
                is_stored=stored is Stored.YES,
                is_store_full=stored is Stored.FULL,
                is_store_broken=stored is Stored.FAILED,
            )
        )
