"""One request and its answer, bounded while it streams, at the first of some addresses that connects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QByteArray, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from curator.pictures.fetching.breaking_off import break_off, connections_to
from curator.pictures.fetching.inflate import Unpacker
from curator.pictures.fetching.policy import Address, default_port, literal_address
from curator.pictures.fetching.requests import request_for
from curator.pictures.fetching.wholeness import is_cut_short
from curator.pictures.fetching.wording import (
    BROKE_OFF,
    NOT_UNDERSTOOD,
    failure_of,
    is_unreachable,
    took_too_long,
)
from curator.pictures.model import Limits, PictureError, PictureState
from curator.pictures.reasons import too_large
from curator.records import dataclass

_Attribute = QNetworkRequest.Attribute
_BUFFER = 512 * 1024
"""Bytes Qt may hold before we have taken them; a fast server is slowed down to our pace."""
_CHUNK = 64 * 1024
_ADDRESSES = 4
_HEADER_BYTES = 64 * 1024
"""Qt has bounds of its own, and does not take more from the connection until it has understood the head."""
_GRACE = 100
_SIDE_BODY = 64 * 1024
"""Of an answer that is no picture; beyond it nobody listens."""
WITH_PICTURE = frozenset({200, 203})
"""The statuses (OK, and the same changed by somebody on the way) whose body may be a picture."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """A whole answer. Names of headers are in lower case; `body` is that of WITH_PICTURE only."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, eq=False)
class Failed:
    """No answer, or one that cannot be used.

    `is_unreachable`: nobody was spoken to. `is_broken`: the connection failed, before, during or instead of
    the answer; else it is what the answer was.
    """

    failure: PictureError
    is_unreachable: bool = False
    is_broken: bool = False


class Hop(QObject):
    """Sends one request. Signal: `finished(Answer | Failed)`, once, always later; not after `abort`."""

    finished = Signal(object)

    def __init__(
        self,
        manager: QNetworkAccessManager,
        url: QUrl,
        addresses: Sequence[Address],
        headers: Mapping[str, str],
        limits: Limits,
        parent: QObject,
    ) -> None:
        """`addresses` are those of the host, all checked; none: the connection is made by name."""
        super().__init__(parent)
        self._manager = manager
        self._url = url
        self._addresses: list[Address | None] = list(addresses[:_ADDRESSES]) or [None]
        self._address = literal_address(url)
        self._headers = headers
        self._limits = limits
        self._reply: QNetworkReply | None = None
        self._body: list[bytes] = []
        self._received = 0
        self._unpacker: Unpacker | None = None
        self._connecting = QTimer(self)
        self._connecting.setSingleShot(True)
        self._connecting.setInterval(round(limits.connect_seconds * 1000))
        self._connecting.timeout.connect(self._on_connecting_too_long)

    def start(self) -> None:
        """Send the request to the next address."""
        self._body.clear()
        self._received = 0
        self._unpacker = None
        address = self._addresses.pop(0)
        self._address = address or self._address
        reply = self._manager.get(request_for(self._url, address, self._headers, self._limits))
        self._reply = reply
        reply.setReadBufferSize(_BUFFER)
        if self._addresses:
            reply.socketStartedConnecting.connect(self._connecting.start)
            reply.requestSent.connect(self._connecting.stop)
        reply.metaDataChanged.connect(self._on_headers)
        reply.readyRead.connect(self._on_bytes)
        reply.finished.connect(self._on_reply_finished)

    @property
    def is_mostly_here(self) -> bool:
        """Whether half of the body or more has arrived, as far as its length is known."""
        announced = None
        if self._reply is not None and self._unpacker is not None:
            announced = self._reply.header(QNetworkRequest.KnownHeaders.ContentLengthHeader)
        return isinstance(announced, int) and 2 * self._received >= announced

    def abort(self) -> None:
        """End it silently."""
        self._connecting.stop()
        reply, self._reply = self._reply, None
        if reply is not None:
            reply.abort()  # emits finished at once, which finds no reply any more
            reply.deleteLater()

    def break_off(self, after: int = _GRACE) -> None:
        """End it silently, with all connections to where it goes, as Qt alone may not be able to.

        It has `after` milliseconds to do it by itself, as it takes the end for an accident and asks again.
        """
        self.abort()
        if self._address is None:
            return
        end = partial(break_off, connections_to(self._address, self._url.port(default_port(self._url))))
        if after:
            QTimer.singleShot(after, end)
        else:
            end()

    def _finish(self, result: Answer | Failed) -> None:
        self.abort()
        self.finished.emit(result)

    def _fail(self, failure: PictureError) -> None:
        self._finish(Failed(failure))

    # -- what arrives --

    @Slot()
    def _on_connecting_too_long(self) -> None:
        self.abort()
        self.start()

    @Slot()
    def _on_headers(self) -> None:
        reply = self._reply
        if reply is None:
            return
        self._connecting.stop()
        try:
            self._check_headers(reply)
            if _status(reply) in WITH_PICTURE:
                self._unpacker = Unpacker(_header(reply, "content-encoding"), self._limits.max_bytes)
        except PictureError as error:
            self._fail(error)

    def _check_headers(self, reply: QNetworkReply) -> None:
        if sum(name.size() + value.size() for name, value in reply.rawHeaderPairs()) > _HEADER_BYTES:
            raise PictureError(PictureState.FAILED, NOT_UNDERSTOOD)
        # Two that agree are one.
        lengths = {length.strip() for length in _header(reply, "content-length").split(",")}
        announced = lengths.pop()
        # "²" is a digit, too, and no number.
        if lengths or (announced and not (announced.isascii() and announced.isdigit())):
            raise PictureError(PictureState.FAILED, NOT_UNDERSTOOD)
        if _status(reply) in WITH_PICTURE and announced and int(announced[:20]) > self._limits.max_bytes:
            raise too_large(int(announced[:20]))

    @Slot()
    def _on_bytes(self) -> None:
        if self._reply is not None:
            self._take_bytes(self._reply)

    def _take_bytes(self, reply: QNetworkReply) -> bool:
        """Take what has arrived; False when that ended it."""
        bound = self._limits.max_bytes if self._unpacker is not None else _SIDE_BODY
        # Small pieces, because the GUI thread can run between any two of them.
        while reply.isOpen() and reply.bytesAvailable():
            chunk = bytes(reply.read(_CHUNK).data())
            self._received += len(chunk)
            if self._received > bound:
                self._on_too_many_bytes(reply)
                return False
            if self._unpacker is None:
                continue
            try:
                self._body.extend(self._unpacker.feed(chunk))
            except PictureError as error:
                self._fail(error)
                return False
        return True

    def _on_too_many_bytes(self, reply: QNetworkReply) -> None:
        self.break_off()
        if self._unpacker is None:
            self._finish(_answer(reply, b""))
        else:
            self._fail(too_large(self._limits.max_bytes, is_more=True))

    @Slot()
    def _on_reply_finished(self) -> None:
        reply = self._reply
        if reply is None or not self._take_bytes(reply):
            return
        error, status = reply.error(), _status(reply)
        if took_too_long(error):
            self.break_off()
        if error is QNetworkReply.NetworkError.NoError or status >= 400:
            self._on_answer(reply)
        elif is_unreachable(error) and self._addresses:
            self.abort()
            self.start()
        else:
            is_broken = error is not QNetworkReply.NetworkError.SslHandshakeFailedError
            self._finish(Failed(failure_of(error), is_unreachable(error), is_broken))

    def _on_answer(self, reply: QNetworkReply) -> None:
        try:
            if self._unpacker is not None:
                self._unpacker.finish()
        except PictureError as error:
            self._fail(error)
            return
        body = b"".join(self._body)
        if not reply.hasRawHeader("content-length") and is_cut_short(body):
            self._finish(Failed(PictureError(PictureState.FAILED, BROKE_OFF), is_broken=True))
        else:
            self._finish(_answer(reply, body))


def _answer(reply: QNetworkReply, body: bytes) -> Answer:
    headers: dict[str, str] = {}
    for name, value in reply.rawHeaderPairs():
        key, text = _text(name).lower(), _text(value)
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return Answer(_status(reply), headers, body)


def _status(reply: QNetworkReply) -> int:
    status = reply.attribute(_Attribute.HttpStatusCodeAttribute)
    return status if isinstance(status, int) else 0


def _header(reply: QNetworkReply, name: str) -> str:
    return _text(reply.rawHeader(name))


def _text(raw: QByteArray) -> str:
    data = bytes(raw.data())
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
