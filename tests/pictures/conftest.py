"""What the picture tests share: pictures in bytes, a real web server, services that get closed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curator.pictures import FetchPolicy, Limits, Picture, PictureRequest, PictureService
from curator.pictures.fetching.resolver import Resolver
from tests.pictures.samples import encoded

TIMEOUT = 5000
"""Milliseconds until a test gives up."""


class Exchange(BaseHTTPRequestHandler):
    """One request; what is answered is the route's."""

    protocol_version = "HTTP/1.1"
    server: PictureServer

    def do_GET(self) -> None:
        self.server.note(self)
        with self.server.counted():
            self.server.routes[self.path](self)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def answer(self, status: int, body: bytes = b"", headers: Sequence[tuple[str, str]] = ()) -> None:
        """Send a whole response with its true length."""
        self.send_response(status)
        for name, value in (("Content-Length", str(len(body))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


Route = Callable[[Exchange], None]


class PictureServer(ThreadingHTTPServer):
    """Serves `routes` (path → what to do) and remembers who asked for what."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Exchange)
        self.routes: dict[str, Route] = {}
        self.hits: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.released = threading.Event()
        """Set at the end, and by tests, to let go of requests that are kept waiting."""
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"

    def serve(
        self, path: str, body: bytes, headers: Sequence[tuple[str, str]] = (), status: int = 200
    ) -> str:
        """Answer `path` with `body`; returns its URL."""
        self.routes[path] = lambda exchange: exchange.answer(status, body, headers)
        return self.url(path)

    def serve_when_released(self, path: str, body: bytes) -> str:
        """Answer `path` only once `released` is set."""

        def wait(exchange: Exchange) -> None:
            self.released.wait(10)
            exchange.answer(200, body)

        self.routes[path] = wait
        return self.url(path)

    def note(self, exchange: Exchange) -> None:
        with self._lock:
            self.hits.append(exchange.path)
            self.headers.append({name.lower(): value for name, value in exchange.headers.items()})

    def counted(self) -> _Counted:
        return _Counted(self)

    def count(self, change: int) -> None:
        with self._lock:
            self._at_once += change
            self.most_at_once = max(self.most_at_once, self._at_once)

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are part of the tests."""


class _Counted:
    def __init__(self, server: PictureServer) -> None:
        self._server = server

    def __enter__(self) -> None:
        self._server.count(1)

    def __exit__(self, *_: object) -> None:
        self._server.count(-1)


@pytest.fixture
def server() -> Iterator[PictureServer]:
    made = PictureServer()
    thread = threading.Thread(target=made.serve_forever, args=(0.01,))
    thread.start()
    yield made
    made.released.set()
    made.shutdown()
    thread.join()
    made.server_close()


class Services:
    """Makes services that trust the loopback address and asks them."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._made: list[PictureService] = []

    def make(
        self,
        cache_dir: Path | None = None,
        limits: Limits | None = None,
        policy: FetchPolicy | None = None,
        clock: Callable[[], float] = lambda: 0.0,
        memory_bytes: int = 1 << 24,
        resolver: Resolver | None = None,
    ) -> PictureService:
        trusting = FetchPolicy(frozenset({"127.0.0.1"}))
        service = PictureService(cache_dir, policy or trusting, limits, memory_bytes, clock, resolver)
        self._made.append(service)
        return service

    def ask(self, service: PictureService, request: PictureRequest, retry: bool = False) -> Picture:
        """Request (or retry) and wait for the answer."""
        with self._qtbot.waitSignal(
            service.picture_ready, timeout=TIMEOUT, check_params_cb=lambda got: got.request == request
        ) as blocker:
            if retry:
                service.retry(request)
            else:
                service.request(request)
        assert blocker.args is not None
        picture = blocker.args[0]
        assert isinstance(picture, Picture)
        return picture

    def close(self) -> None:
        for service in self._made:
            service.close()


@pytest.fixture
def services(qtbot: QtBot) -> Iterator[Services]:
    made = Services(qtbot)
    yield made
    made.close()


@pytest.fixture
def png() -> bytes:
    return encoded("png", 80, 40)


@pytest.fixture
def encode() -> Callable[..., bytes]:
    return encoded
