"""One fetch of one address: checks, redirects, limits, and what to say when it fails. Network thread only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from ipaddress import ip_address

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtNetwork import QHostInfo, QNetworkAccessManager, QNetworkReply, QNetworkRequest

import curator
from curator.pictures.model import Limits, PictureError, PictureState
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


@dataclass(frozen=True, slots=True, eq=False)
class FetchOutcome:
    """What became of the fetch of `url`: its body, or the reason why there is none."""

    url: str
    result: bytes | PictureError


class _Way(Enum):
    """Where the answer may come from."""

    NETWORK = QNetworkRequest.CacheLoadControl.PreferNetwork
    """From the cache while it is fresh, else from the server, which may say that nothing has changed."""
    ANEW = QNetworkRequest.CacheLoadControl.AlwaysNetwork
    """From the server, whatever the cache holds."""
    CACHE = QNetworkRequest.CacheLoadControl.AlwaysCache
    """Only what an earlier session has kept."""


class Transfer(QObject):
    """Fetches `url`, following redirects by itself so that each is checked before a connection is made."""

    finished = Signal(object)
    """A FetchOutcome, once; not after `abort`."""

    def __init__(
        self,
        url: str,
        manager: QNetworkAccessManager,
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
        self._limits = limits
        self._hops = 0
        self._way = _Way.ANEW if is_anew else _Way.NETWORK
        if not policy.is_remote_allowed:
            self._way = _Way.CACHE
        self._body = bytearray()
        self._reply: QNetworkReply | None = None
        self._failure: PictureError | None = None
        """Why the server could not be asked, for when the cache does not help either."""
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
        self._hop()

    def abort(self) -> None:
        """End it silently."""
        self._is_over = True
        self._deadline.stop()
        self._drop_reply()

    # -- one hop: look up, check, send --

    def _hop(self) -> None:
        """Send the request for the current address, itself checked, once its host's addresses are too."""
        is_name = literal_address(self._url) is None
        if self._way is not _Way.CACHE and is_name and not self.policy.is_trusted(self._url):
            # Answers on this thread. PySide's stub takes the static method for one of an instance.
            QHostInfo.lookupHost(self._url.host(), self._on_host_looked_up)  # type: ignore[call-overload]
        else:
            self._send()

    def _on_host_looked_up(self, info: QHostInfo) -> None:
        if self._is_over:
            return
        if info.error() is not QHostInfo.HostInfoError.NoError:
            self._try_cache(PictureError(PictureState.FAILED, "the server could not be reached"))
            return
        try:
            self.policy.check_addresses(ip_address(found.toString()) for found in info.addresses())
        except PictureError as error:
            self._finish(error)
            return
        self._send()

    def _send(self) -> None:
        self._body.clear()
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
        request.setAttribute(_Attribute.CacheLoadControlAttribute, self._way.value.value)
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
        self._body += reply.readAll().data()
        if len(self._body) > self._limits.max_bytes:
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
            self._finish(bytes(self._body))
        elif unreachable:
            self._try_cache(failure)
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

    def _try_cache(self, failure: PictureError) -> None:
        """The server cannot be reached: an old copy is better than none."""
        if self._way is _Way.CACHE:
            self._finish(failure)
            return
        self._way = _Way.CACHE
        self._failure = failure
        self._send()

    # -- the end --

    def _finish(self, result: bytes | PictureError) -> None:
        if self._is_over:
            return
        self.abort()
        if isinstance(result, PictureError) and self._way is _Way.CACHE:
            result = self._failure or PictureError(
                PictureState.BLOCKED, "blocked: remote pictures are switched off"
            )
        self.finished.emit(FetchOutcome(self._asked, result))

    def _drop_reply(self) -> None:
        reply, self._reply = self._reply, None
        if reply is not None:
            reply.abort()  # emits finished at once, which finds no reply any more
            reply.deleteLater()
