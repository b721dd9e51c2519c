"""The table of what servers do is tried: what the editor sees, and what it costs at most."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from curator.pictures import Limits, PictureRequest
from tests.pictures.fetching.raw_server import Does, RawServer, answer, pours
from tests.pictures.fetching.server_cases import CASES, CHUNKED, HASTY, KEEPS_ALIVE, READY, TOO_LONG, Case

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.pictures.conftest import Services

ENDLESS_CHUNK = answer(b"", CHUNKED)
Serve = Callable[[Does], RawServer]


@pytest.fixture
def serve() -> Iterator[Serve]:
    made: list[RawServer] = []

    def start(does: Does) -> RawServer:
        made.append(RawServer(does))
        return made[-1]

    yield start
    for server in made:
        server.close()


@pytest.mark.qt_log_ignore("(?i)(png|QImage|QNetwork|header|qt.network)", extend=True)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_the_editor_sees(case: Case, services: Services, serve: Serve) -> None:
    server = serve(case.does)
    picture = services.ask(services.make(limits=case.limits), PictureRequest(server.url(case.start), 40, 40))
    assert (picture.state, picture.reason) == (case.state, case.words)
    assert (picture.image is not None) == (case.state is READY)
    assert server.sent <= case.most_bytes
    assert case.requests is None or len(server.requests) == case.requests


@pytest.mark.skipif(sys.platform == "win32", reason="connections of one's own cannot be listed")
@pytest.mark.parametrize(
    ("head", "piece"),
    [(b"HTTP/1.1 200 OK\r\nX-A: ", b"a"), (b"", b"HTTP/1.1 100 Continue\r\n\r\n"), (ENDLESS_CHUNK, b"1")],
    ids=["a header", "promises", "the size of a chunk"],
)
def test_who_pours_keeps_nobody_else_from_a_picture(
    head: bytes, piece: bytes, services: Services, serve: Serve
) -> None:
    pouring, other = serve(pours(head, piece * 100_000)), serve(KEEPS_ALIVE)
    service = services.make(limits=HASTY)
    assert services.ask(service, PictureRequest(pouring.url(), 40, 40)).reason == TOO_LONG
    assert services.ask(service, PictureRequest(other.url("/0"), 40, 40)).state is READY


@pytest.mark.skipif(sys.platform == "win32", reason="connections of one's own cannot be listed")
def test_who_pours_lets_go_when_nobody_wants_it_any_more(
    services: Services, serve: Serve, qtbot: QtBot
) -> None:
    pouring, other = serve(pours(ENDLESS_CHUNK, b"1" * 100_000)), serve(KEEPS_ALIVE)
    service = services.make(limits=Limits(idle_seconds=3))
    service.prefetch([PictureRequest(pouring.url(), 40, 40)])
    qtbot.waitUntil(lambda: pouring.sent > 200_000)
    service.prefetch([])
    assert services.ask(service, PictureRequest(other.url("/0"), 40, 40)).state is READY


def test_a_connection_is_used_again(services: Services, serve: Serve) -> None:
    server = serve(KEEPS_ALIVE)
    service = services.make()
    for path in ("/0", "/1", "/2"):
        assert services.ask(service, PictureRequest(server.url(path), 40, 40)).state is READY
    assert (server.connections, server.paths) == (1, ["/0", "/1", "/2"])
