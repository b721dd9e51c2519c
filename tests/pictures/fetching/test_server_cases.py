"""The table of what servers do is tried: what the editor sees, and what it costs at most."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from curator.pictures import PictureRequest
from tests.pictures.fetching.raw_server import Does, RawServer
from tests.pictures.fetching.server_cases import CASES, KEEPS_ALIVE, READY, Case

if TYPE_CHECKING:
    from tests.pictures.conftest import Services

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


def test_a_connection_is_used_again(services: Services, serve: Serve) -> None:
    server = serve(KEEPS_ALIVE)
    service = services.make()
    for path in ("/0", "/1", "/2"):
        assert services.ask(service, PictureRequest(server.url(path), 40, 40)).state is READY
    assert (server.connections, server.paths) == (1, ["/0", "/1", "/2"])
