"""A web server on this machine that gives pictures, for tests of the window."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class PictureServer(ThreadingHTTPServer):
    """Answers a path with its status and body, 404 without one, or leads elsewhere.

    What is in `held` is answered once `released` is set.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, tuple[int, bytes]] = {}
        self.redirects: dict[str, str] = {}
        self.held: set[str] = set()
        self.released = threading.Event()
        self.asked: list[str] = []

    def url(self, path: str) -> str:
        """The address of `path`."""
        return f"http://127.0.0.1:{self.server_port}{path}"

    def give(self, path: str, body: bytes, status: int = 200) -> str:
        """Answer `path` with `body`; its address."""
        self.answers[path] = (status, body)
        return self.url(path)

    def handle_error(self, request: object, client_address: object) -> None:
        """Who hangs up is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    server: PictureServer

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.path in self.server.held:
            self.server.released.wait(30)
        leads_to = self.server.redirects.get(self.path)
        status, body = (302, b"") if leads_to else self.server.answers.get(self.path, (404, b""))
        self.send_response(status)
        if leads_to:
            self.send_header("Location", leads_to)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def picture_server() -> Iterator[PictureServer]:
    """A server that runs until the end of the context."""
    server = PictureServer()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        thread.join()
        server.server_close()
