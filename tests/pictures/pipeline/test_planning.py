"""What is fetched ahead of time follows the latest plan, and gives way to what is on screen."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QObject

from curator.pictures import FetchPolicy, Limits, Picture, PictureRequest, PictureService, PictureState
from curator.pictures.model import FetchOutcome
from curator.pictures.pipeline.fetch_times import FetchTimes
from curator.pictures.pipeline.lane import Level
from curator.pictures.pipeline.pipeline import Pipeline

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.pictures.conftest import Exchange, PictureServer, Services


def held_back(server: PictureServer, png: bytes, *paths: str) -> list[PictureRequest]:
    return [PictureRequest(server.serve_when_released(path, png), 40, 40) for path in paths]


def serve_part(
    server: PictureServer, path: str, body: bytes, share: float, sent: threading.Event
) -> PictureRequest:
    """The beginning of a picture comes at once, the rest when it is released."""

    def in_two(exchange: Exchange) -> None:
        first = int(len(body) * share)
        exchange.send_response(200)
        exchange.send_header("Content-Length", str(len(body)))
        exchange.end_headers()
        exchange.wfile.write(body[:first])
        sent.set()
        server.released.wait(10)
        exchange.wfile.write(body[first:])

    server.routes[path] = in_two
    return PictureRequest(server.url(path), 40, 40)


def is_ready(service: PictureService, request: PictureRequest) -> bool:
    picture = service.lookup(request)
    return picture is not None and picture.state is PictureState.READY


def test_another_plan_gives_up_what_is_under_way(
    qtbot: QtBot, services: Services, server: PictureServer, png: bytes
) -> None:
    service = services.make()
    service.prefetch(held_back(server, png, "/0", "/1", "/2", "/3"))
    qtbot.waitUntil(lambda: len(server.hits) == 3)
    last = PictureRequest(server.serve("/last", png), 40, 40)
    service.prefetch([last])
    # The server holds the first three back until the end of the test: their places are free all the same.
    qtbot.waitUntil(lambda: is_ready(service, last))
    assert server.hits[3:] == ["/last"]


def test_what_is_on_the_new_plan_too_goes_on(
    qtbot: QtBot, services: Services, server: PictureServer, png: bytes
) -> None:
    service = services.make()
    first, second, third = held_back(server, png, "/1", "/2", "/3")
    service.prefetch([first, second])
    qtbot.waitUntil(lambda: len(server.hits) == 2)
    service.prefetch([second, third])
    qtbot.waitUntil(lambda: len(server.hits) == 3)
    server.released.set()
    qtbot.waitUntil(lambda: is_ready(service, second) and is_ready(service, third))
    assert sorted(server.hits) == ["/1", "/2", "/3"]
    assert not is_ready(service, first)


def test_what_is_mostly_here_is_finished_and_kept(
    qtbot: QtBot, services: Services, server: PictureServer, png: bytes
) -> None:
    service = services.make()
    sent = threading.Event()
    request = serve_part(server, "/large", png, 0.7, sent)
    # Answered after the first part of the other has gone off, so that it arrives after it.
    other = PictureRequest(server.serve("/other", png), 40, 40)
    answer = server.routes["/other"]
    server.routes["/other"] = lambda exchange: answer(exchange) if sent.wait(10) else None
    service.prefetch([request, other])
    qtbot.waitUntil(lambda: is_ready(service, other))
    service.prefetch([])
    server.released.set()
    assert services.ask(service, request).state is PictureState.READY
    assert server.hits.count("/large") == 1


def test_what_has_hardly_begun_is_given_up(
    qtbot: QtBot, services: Services, server: PictureServer, png: bytes
) -> None:
    service = services.make()
    sent = threading.Event()
    request = serve_part(server, "/large", png, 0.2, sent)
    service.prefetch([request])
    qtbot.waitUntil(sent.is_set)
    service.prefetch([])
    server.serve("/large", png)
    assert services.ask(service, request).state is PictureState.READY
    assert server.hits == ["/large", "/large"]


def test_who_comes_back_at_once_gets_the_picture(
    qtbot: QtBot, services: Services, server: PictureServer, png: bytes
) -> None:
    service = services.make()
    wanted = held_back(server, png, "/a")
    service.prefetch(wanted)
    qtbot.waitUntil(lambda: server.hits == ["/a"])
    service.prefetch([])
    service.prefetch(wanted)
    server.released.set()
    qtbot.waitUntil(lambda: is_ready(service, wanted[0]))


def test_plan_is_followed_in_its_latest_order(
    qtbot: QtBot, services: Services, server: PictureServer, png: bytes
) -> None:
    service = services.make()
    running = held_back(server, png, "/1", "/2", "/3")
    late, soon = (PictureRequest(server.serve(path, png), 40, 40) for path in ("/late", "/soon"))
    service.prefetch([*running, late, soon])
    qtbot.waitUntil(lambda: len(server.hits) == 3)
    # Without the third of those under way there is one place, for one after the other.
    service.prefetch([*running[:2], soon, late])
    qtbot.waitUntil(lambda: is_ready(service, late) and is_ready(service, soon))
    assert server.hits[3:] == ["/soon", "/late"]


def test_first_of_several_visible_ones_is_first_beside_what_runs_ahead(
    qtbot: QtBot, services: Services, server: PictureServer, png: bytes
) -> None:
    service = services.make()
    service.prefetch(held_back(server, png, "/1", "/2", "/3"))
    qtbot.waitUntil(lambda: len(server.hits) == 3)
    for request in held_back(server, png, "/lead", "/icon", "/related"):
        service.request(request)
    qtbot.waitUntil(lambda: len(server.hits) == 4)
    assert server.hits[3] == "/lead"


def test_another_size_needs_no_network(services: Services, server: PictureServer, png: bytes) -> None:
    service = services.make()
    url = server.serve("/a", png, [("Cache-Control", "no-store")])
    for side in (40, 30, 20):
        assert services.ask(service, PictureRequest(url, side, side)).state is PictureState.READY
    assert server.hits == ["/a"]


def test_retry_fetches_anew(services: Services, server: PictureServer, png: bytes) -> None:
    service = services.make()
    request = PictureRequest(server.serve("/a", png), 40, 40)
    services.ask(service, request)
    services.ask(service, request, retry=True)
    assert server.hits == ["/a", "/a"]


def test_address_is_fetched_as_it_is_written(services: Services, server: PictureServer, png: bytes) -> None:
    service = services.make()
    written = "/p.jpg?w=1200&h=675,q=80%2Cauto&srcset=a%201x,b%202x&fit=crop;sig=Zm9v/+=="
    assert services.ask(service, PictureRequest(server.serve(written, png), 40, 40)).image is not None
    assert server.hits == [written]


def test_needed_time_follows_the_recent_fetches() -> None:
    now = [0.0]
    times = FetchTimes(lambda: now[0])
    needed = []
    for took in (0.3, 0.3, 0.3, 2.0):
        times.begin("a")
        now[0] += took
        times.end("a")
        needed.append(times.needed)
    assert needed[0] == 0.6
    assert needed[1] > needed[2] > 0.3
    assert needed[3] > 1.0


def test_fetch_that_was_given_up_tells_nothing_of_the_time() -> None:
    times = FetchTimes(lambda: 5.0)
    times.begin("a")
    times.drop("a")
    times.end("a")
    assert times.needed == 0


class Kept:
    """A pipeline without a service, and the addresses it has fetched."""

    def __init__(self, owner: QObject) -> None:
        trusting = FetchPolicy(frozenset({"127.0.0.1"}))
        self.pipeline = Pipeline(None, trusting, Limits(), parent=owner)
        self.fetched: list[str] = []
        self.settled: list[PictureRequest] = []
        self.pipeline.fetched.connect(self._note)
        self.pipeline.settled.connect(self._note_settled)

    def _note(self, outcome: FetchOutcome) -> None:
        self.fetched.append(outcome.url)

    def _note_settled(self, picture: Picture) -> None:
        self.settled.append(picture.request)


@pytest.fixture
def kept(qapp: QCoreApplication) -> Iterator[Kept]:
    owner = QObject()
    made = Kept(owner)
    yield made
    made.pipeline.close()
    owner.deleteLater()


def test_what_is_given_up_and_then_to_be_kept_is_fetched(
    qtbot: QtBot, kept: Kept, server: PictureServer, png: bytes
) -> None:
    (request,) = held_back(server, png, "/a")
    kept.pipeline.plan([request])
    kept.pipeline.pump()
    qtbot.waitUntil(lambda: server.hits == ["/a"])
    kept.pipeline.plan([])
    kept.pipeline.keep(str(request.source), 0)
    server.released.set()
    qtbot.waitUntil(lambda: kept.fetched == [request.source])


def test_what_is_only_for_the_disk_takes_no_memory(
    qtbot: QtBot, kept: Kept, server: PictureServer, png: bytes
) -> None:
    request = PictureRequest(server.serve("/a", png), 40, 40)
    kept.pipeline.keep(str(request.source), 0)
    kept.pipeline.pump()
    qtbot.waitUntil(lambda: len(kept.fetched) == 1)
    kept.pipeline.want(request, Level.VISIBLE)
    kept.pipeline.pump()
    qtbot.waitUntil(lambda: kept.settled == [request])
    assert kept.fetched == [request.source, request.source]
