"""A web server that says exactly what a test wants, byte for byte, whether that is HTTP or not."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Protocol

Header = tuple[str, str]


class Talk:
    """One request and the connection it came by."""

    def __init__(self, server: RawServer, connection: socket.socket, request: bytes) -> None:
        self.server = server
        self.request = request.decode("latin-1")
        self.path = self.request.split(" ")[1]
        self._connection = connection

    def say(self, data: bytes) -> None:
        """Send all of `data`; what could be sent is counted even if it is not all."""
        view = memoryview(data)
        while view:
            sent = self._connection.send(view)
            self.server.sent += sent
            view = view[sent:]

    def pour(self, piece: bytes) -> None:
        """Send `piece` again and again, for as long as somebody takes it."""
        while not self.server.is_closing.is_set():
            self.say(piece)

    def drip(self, piece: bytes) -> None:
        """Send `piece` every twentieth of a second."""
        while not self.server.is_closing.wait(0.05):
            self.say(piece)

    def wait(self) -> None:
        """Say nothing until the test is over."""
        self.server.is_closing.wait(30)

    def reset(self) -> None:
        """Break the connection off as a crashed machine does."""
        # Linger zero: closing sends RST instead of FIN.
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._connection.close()


class Does(Protocol):
    """What a server does with a request; the connection stays open when it returns True."""

    def __call__(self, talk: Talk) -> bool | None: ...


class RawServer:
    """Answers every request on 127.0.0.1 with `does`; with `context` it speaks TLS."""

    def __init__(
        self, does: Does, context: ssl.SSLContext | None = None, host: str = "127.0.0.1", port: int = 0
    ) -> None:
        self.sent = 0
        self.connections = 0
        self.requests: list[str] = []
        """The heads of the requests, whole."""
        self.names: list[str | None] = []
        """The names a client of TLS asked for."""
        self.is_closing = threading.Event()
        self._does = does
        self._context = context
        self._listening = socket.create_server((host, port))
        # Small, so that what was sent says something about what was taken.
        self._listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 32 * 1024)
        self.port = self._listening.getsockname()[1]
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._listen)]
        self._threads[0].start()

    @property
    def paths(self) -> list[str]:
        return [request.split(" ")[1] for request in self.requests]

    def url(
        self, path: str = "/picture.png", host: str = "127.0.0.1", port: int = 0, scheme: str = "http"
    ) -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def close(self) -> None:
        self.is_closing.set()
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        # Wakes the thread that waits in accept.
        socket.create_connection(self._listening.getsockname()).close()
        for thread in self._threads:
            thread.join(10)
        self._listening.close()

    def _listen(self) -> None:
        while True:
            connection, _ = self._listening.accept()
            if self.is_closing.is_set():
                connection.close()
                return
            self.connections += 1
            self._open.append(connection)
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(5)
        try:
            with connection if self._context is None else self._secured(connection) as secured:
                while (request := _head(secured)) and not self.is_closing.is_set():
                    self.requests.append(request.decode("latin-1"))
                    if not self._does(Talk(self, secured, request)):
                        return
        except OSError:
            # Clients that hang up are part of the tests; ssl's errors are of this kind too.
            pass

    def _secured(self, connection: socket.socket) -> socket.socket:
        assert self._context is not None
        secured = self._context.wrap_socket(connection, server_side=True)
        # Takes the place of the other, which is closed by it.
        self._open.append(secured)
        return secured


def _head(connection: socket.socket) -> bytes:
    """The head of the next request, b"" when there is none any more."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        try:
            piece = connection.recv(1)
        except TimeoutError:
            return b""
        if not piece:
            return b""
        head += piece
    return head


def answer(body: bytes = b"", *headers: Header, status: str = "200 OK", version: str = "1.1") -> bytes:
    """A whole answer with its true length, unless `headers` say something else about it."""
    lines = [f"HTTP/{version} {status}", *(f"{name}: {value}" for name, value in headers)]
    if not any(name in ("Content-Length", "Transfer-Encoding", "Connection") for name, _ in headers):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def chunked(*pieces: bytes, is_whole: bool = True) -> bytes:
    """A body in chunks, without its end unless `is_whole`."""
    coded = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return coded + (b"0\r\n\r\n" if is_whole else b"")


# -- what servers do, by name --


def says(*parts: bytes, stays: bool = False) -> Does:
    """Says `parts`, and hangs up unless it `stays`."""

    def does(talk: Talk) -> bool:
        for part in parts:
            talk.say(part)
        return stays

    return does


def pours(head: bytes, piece: bytes) -> Does:
    """Says `head`, then `piece` without end."""

    def does(talk: Talk) -> None:
        talk.say(head)
        talk.pour(piece)

    return does


def drips(head: bytes, piece: bytes) -> Does:
    """Says `head`, then `piece` slowly and without end."""

    def does(talk: Talk) -> None:
        talk.say(head)
        talk.drip(piece)

    return does


def falls_silent_after(head: bytes) -> Does:
    """Says `head` and nothing more."""

    def does(talk: Talk) -> None:
        talk.say(head)
        talk.wait()

    return does


def resets_after(head: bytes) -> Does:
    """Says `head` and breaks the connection off."""

    def does(talk: Talk) -> None:
        talk.say(head)
        talk.reset()

    return does


def by_path(routes: dict[str, bytes | Callable[[RawServer], bytes]]) -> Does:
    """Answers each path as the table says and keeps the connection; texts may need to know the port."""

    def does(talk: Talk) -> bool:
        found = routes[talk.path]
        talk.say(found if isinstance(found, bytes) else found(talk.server))
        return True

    return does


def sends_on(targets: Sequence[str], last: bytes) -> Does:
    """Redirects /0 to the first target, /1 to the second, and so on; answers any other path with `last`."""

    def does(talk: Talk) -> bool:
        place = talk.path.removeprefix("/")
        if place.isdigit() and int(place) < len(targets):
            target = targets[int(place)].format(port=talk.server.port)
            talk.say(answer(b"", ("Location", target), status="302 Found"))
        else:
            talk.say(last)
        return True

    return does
