"""One fetch of one address: checks, redirects, limits, and what to say when it fails. Network thread only."""

from __future__ import annotations

from ipaddress import ip_address
from typing import cast

from PySide6.QtCore import QIODevice, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtNetwork import (
    QAbstractNetworkCache,
    QHostInfo,
    QNetworkAccessManager,
    QNetworkReply,
    QNetworkRequest,
)

import curator
from curator.pictures.model import FetchOutcome, Limits, PictureError, PictureState
from curator.pictures.policy import FetchPolicy, literal_address
from curator.pictures.wording import failure_of, is_unreachable, too_large

_Attribute = QNetworkRequest.Attribute
_HEADERS = {
    b"User-Agent": f"Curator/{curator.__version__}".encode(),
    b"Accept": b"image/webp,image/png,image/jpeg,image/gif,image/*;q=0.8",
    # Without these two Qt would tell the system's language and unpack compressed answers of any size.
    b"Accept-Language": b"*",
    b"Accept-Encoding": b"identity",
}
_BUFFER = 512 * 1024
"""Bytes Qt may hold before we have taken them; a fast server is slowed down to our pace."""
_CHUNK = 64 * 1024


class Transfer(QObject):
    """Fetches `url`, following redirects by itself so that each is checked before a connection is made."""

    finished = Signal(object)
    """A FetchOutcome, once; not after `abort`."""

    def __init__(
        self,
        url: str,
        manager: QNetworkAccessManager,
        cache: QAbstractNetworkCache | None,
        policy: FetchPolicy,
        limits: Limits,
        is_anew: bool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.policy = policy
        self._asked = url
        self._url = QUrl(url)
        self._manager = manager
        self._cache = cache
        self._limits = limits
        self._hops = 0
        self._is_anew = is_anew
        self._chunks: list[bytes] = []
        self._received = 0
        self._reply: QNetworkReply | None = None
        self._is_over = False
        self._deadline = QTimer(self)
        self._deadline.setSingleShot(True)
        self._deadline.timeout.connect(self._on_deadline)

    def start(self) -> None:
        """Begin; `finished` may be emitted before this returns."""
        self._deadline.start(round(self._limits.total_seconds * 1000))
        try:
            self.policy.check_url(self._url)
        except PictureError as error:
            self._finish(error)
            return
        if self.policy.is_remote_allowed:
            self._hop()
        else:
            self._finish_from_cache(
                PictureError(PictureState.BLOCKED, "blocked: remote pictures are switched off")
            )

    @property
    def is_mostly_here(self) -> bool:
        """Whether half of it or more has arrived, as far as its length is known."""
        announced = self._reply and self._reply.header(QNetworkRequest.KnownHeaders.ContentLengthHeader)
        return isinstance(announced, int) and 2 * self._received >= announced

    def abort(self) -> None:
        """End it silently."""
        self._is_over = True
        self._deadline.stop()
        self._drop_reply()

    # -- one hop: look up, check, send --

    def _hop(self) -> None:
        """Send the request for the current address, itself checked, once its host's addresses are too."""
        if literal_address(self._url) is None and not self.policy.is_trusted(self._url):
            # Answers on this thread. PySide's stub takes the static method for one of an instance.
            QHostInfo.lookupHost(self._url.host(), self._on_host_looked_up)  # type: ignore[call-overload]
        else:
            self._send()

    def _on_host_looked_up(self, info: QHostInfo) -> None:
        if self._is_over:
            return
        if info.error() is not QHostInfo.HostInfoError.NoError:
            self._finish_from_cache(PictureError(PictureState.FAILED, "the server could not be reached"))
            return
        try:
            self.policy.check_addresses(ip_address(found.toString()) for found in info.addresses())
        except PictureError as error:
            self._finish(error)
            return
        self._send()

    def _send(self) -> None:
        self._chunks.clear()
        self._received = 0
        reply = self._manager.get(self._request())
        self._reply = reply
        reply.setReadBufferSize(_BUFFER)
        reply.metaDataChanged.connect(self._on_headers)
        reply.readyRead.connect(self._on_bytes)
        reply.finished.connect(self._on_reply_finished)

    def _request(self) -> QNetworkRequest:
        request = QNetworkRequest(self._url)
        for name, value in _HEADERS.items():
            request.setRawHeader(name, value)
        manual = QNetworkRequest.LoadControl.Manual.value
        request.setAttribute(_Attribute.CookieLoadControlAttribute, manual)
        request.setAttribute(_Attribute.CookieSaveControlAttribute, manual)
        request.setAttribute(_Attribute.AuthenticationReuseAttribute, manual)
        request.setAttribute(
            _Attribute.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.ManualRedirectPolicy.value
        )
        # PreferNetwork takes what the cache has while it is fresh, and else asks whether it has changed.
        load = QNetworkRequest.CacheLoadControl
        control = load.AlwaysNetwork if self._is_anew else load.PreferNetwork
        request.setAttribute(_Attribute.CacheLoadControlAttribute, control.value)
        request.setTransferTimeout(round(self._limits.idle_seconds * 1000))
        return request

    # -- the answer --

    @Slot()
    def _on_headers(self) -> None:
        if self._reply is None:
            return
        announced = self._reply.header(QNetworkRequest.KnownHeaders.ContentLengthHeader)
        if isinstance(announced, int) and announced > self._limits.max_bytes:
            self._finish(too_large(announced))

    @Slot()
    def _on_bytes(self) -> None:
        if self._reply is not None:
            self._take_bytes(self._reply)

    def _take_bytes(self, reply: QNetworkReply) -> bool:
        """Move what has arrived to the body; False when that made it too large, which ends the transfer."""
        # Small pieces, because the GUI thread can run between any two of them.
        while reply.isOpen() and reply.bytesAvailable():
            chunk = bytes(reply.read(_CHUNK).data())
            self._chunks.append(chunk)
            self._received += len(chunk)
            if self._received > self._limits.max_bytes:
                self._finish(too_large(self._limits.max_bytes, is_more=True))
                return False
        return True

    @Slot()
    def _on_deadline(self) -> None:
        self._finish(PictureError(PictureState.FAILED, "took too long"))

    @Slot()
    def _on_reply_finished(self) -> None:
        reply = self._reply
        if reply is None or not self._take_bytes(reply):
            return
        target = reply.attribute(_Attribute.RedirectionTargetAttribute)
        failure = failure_of(reply.error(), reply.attribute(_Attribute.HttpStatusCodeAttribute))
        unreachable = is_unreachable(reply.error())
        self._drop_reply()
        if isinstance(target, QUrl):
            self._follow(self._url.resolved(target))
        elif failure is None:
            self._finish(b"".join(self._chunks))
        elif unreachable:
            self._finish_from_cache(failure)
        else:
            self._finish(failure)

    def _follow(self, target: QUrl) -> None:
        self._hops += 1
        try:
            if self._hops > self._limits.max_redirects:
                raise PictureError(PictureState.FAILED, "sent from address to address without end")
            self.policy.check_redirect(self._url, target)
        except PictureError as error:
            self._finish(error)
            return
        self._url = target
        self._hop()

    # -- the end --

    def _finish_from_cache(self, failure: PictureError) -> None:
        """The server is out of reach: a copy from an earlier day, however old, is better than `failure`.

        Read from the cache itself, as Qt's AlwaysCache passes over what has to be revalidated each time.
        """
        if self._cache is None:
            self._finish(failure)
            return
        # PySide's stub does not know that there may be nothing.
        kept = cast("QIODevice | None", self._cache.data(self._url))
        if kept is None:
            self._finish(failure)
            return
        is_bounded = kept.size() <= self._limits.max_bytes
        self._finish(bytes(kept.readAll().data()) if is_bounded else failure)
        kept.deleteLater()

    def _finish(self, result: bytes | PictureError) -> None:
        if self._is_over:
            return
        self.abort()
        self.finished.emit(FetchOutcome(self._asked, result))

    def _drop_reply(self) -> None:
        reply, self._reply = self._reply, None
        if reply is not None:
            reply.abort()  # emits finished at once, which finds no reply any more
            reply.deleteLater()
