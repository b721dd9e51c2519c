"""What is shown when servers are out of reach, fail, or ask for a pause, and what they are asked then."""

from __future__ import annotations

import socket
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from curator.pictures import FetchPolicy, Limits, PictureRequest, PictureService, PictureState
from curator.pictures.reasons import OFFLINE, UNREACHABLE
from tests.pictures.fetching.raw_server import RawServer, answer, says

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.pictures.conftest import Exchange, PictureServer, Services

HOSTS = [f"127.0.0.{number}" for number in range(1, 9)]
POLICY = FetchPolicy(frozenset(HOSTS))


@pytest.fixture
def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


@pytest.fixture
def dead(closed_port: int) -> Callable[[int], PictureRequest]:
    """A picture on one of several hosts that cannot be reached."""
    return lambda number: PictureRequest(f"http://{HOSTS[number]}:{closed_port}/a.png", 40, 40)


def unlucky(server: PictureServer, path: str, png: bytes, *headers: tuple[str, str]) -> PictureRequest:
    return PictureRequest(server.serve(path, png, [("Cache-Control", "no-cache"), *headers]), 40, 40)


def shut(server: PictureServer) -> None:
    server.shutdown()
    server.socket.close()


# -- out of reach --


def test_a_lone_dead_host_failed(
    services: Services, dead: Callable[[int], PictureRequest], server: PictureServer, png: bytes
) -> None:
    service = services.make(policy=POLICY)
    picture = services.ask(service, dead(1))
    assert (picture.state, picture.reason) == (PictureState.FAILED, UNREACHABLE)
    request = PictureRequest(server.serve("/a", png), 40, 40)
    assert services.ask(service, request).state is PictureState.READY
    assert services.ask(service, dead(2)).state is PictureState.FAILED


def test_two_dead_hosts_are_being_offline(services: Services, dead: Callable[[int], PictureRequest]) -> None:
    service = services.make(policy=POLICY)
    states = [services.ask(service, dead(number)).state for number in (1, 2, 3)]
    assert states == [PictureState.FAILED, PictureState.OFFLINE, PictureState.OFFLINE]
    known = service.lookup(dead(3))
    assert known is not None
    assert known.reason == OFFLINE


def test_a_host_that_lives_is_found_after_two_dead_ones(
    qtbot: QtBot,
    services: Services,
    dead: Callable[[int], PictureRequest],
    server: PictureServer,
    png: bytes,
) -> None:
    service = services.make(policy=POLICY)
    for number in (1, 2):
        services.ask(service, dead(number))
    alive = PictureRequest(server.serve("/a", png), 40, 40)
    with qtbot.waitSignal(service.came_back):
        assert services.ask(service, alive).state is PictureState.READY


def test_a_copy_from_an_earlier_day_is_shown_and_said_to_be_one(
    services: Services, server: PictureServer, png: bytes, tmp_path: Path
) -> None:
    request = unlucky(server, "/a", png)
    assert not services.ask(services.make(tmp_path), request).is_kept_copy
    shut(server)
    picture = services.ask(services.make(tmp_path), request)
    assert (picture.state, picture.is_kept_copy, picture.reason) == (PictureState.READY, True, "")


def test_a_redirected_picture_is_there_offline_too(
    services: Services, server: PictureServer, png: bytes, tmp_path: Path
) -> None:
    unlucky(server, "/new", png)
    request = PictureRequest(server.serve("/old", b"", [("Location", "/new")], status=302), 40, 40)
    services.ask(services.make(tmp_path), request)
    shut(server)
    assert services.ask(services.make(tmp_path), request).is_kept_copy


def test_a_server_that_falls_silent_is_replaced_too(
    services: Services, server: PictureServer, png: bytes, tmp_path: Path
) -> None:
    request = unlucky(server, "/a", png)
    services.ask(services.make(tmp_path), request)
    server.serve_when_released("/a", png)
    picture = services.ask(services.make(tmp_path, Limits(idle_seconds=0.2)), request)
    assert (picture.state, picture.is_kept_copy) == (PictureState.READY, True)


def test_coming_back_is_told_and_failures_are_forgotten(
    qtbot: QtBot,
    services: Services,
    dead: Callable[[int], PictureRequest],
    server: PictureServer,
    png: bytes,
) -> None:
    service = services.make(policy=POLICY)
    for number in (1, 2, 3):
        services.ask(service, dead(number))
    alive = PictureRequest(server.serve("/a", png), 40, 40)
    with qtbot.waitSignal(service.came_back):
        services.ask(service, alive, retry=True)
    assert [service.lookup(dead(number)) for number in (1, 2, 3)] == [None, None, None]


def test_after_coming_back_the_picture_of_today_is_fetched(
    qtbot: QtBot,
    services: Services,
    dead: Callable[[int], PictureRequest],
    server: PictureServer,
    png: bytes,
    tmp_path: Path,
) -> None:
    url = server.serve("/a", png, [("Cache-Control", "no-cache")])
    services.ask(services.make(tmp_path, policy=POLICY), PictureRequest(url, 40, 40))
    service = services.make(tmp_path, policy=POLICY)
    for number in (1, 2):
        services.ask(service, dead(number))
    assert services.ask(service, PictureRequest(url, 40, 40)).is_kept_copy
    other = PictureRequest(server.serve("/b", png), 40, 40)
    with qtbot.waitSignal(service.came_back):
        services.ask(service, other, retry=True)
    assert not services.ask(service, PictureRequest(url, 40, 40)).is_kept_copy


def test_being_back_is_noticed_without_anybody_asking(
    qtbot: QtBot, services: Services, dead: Callable[[int], PictureRequest], png: bytes
) -> None:
    service = services.make(policy=POLICY, limits=Limits(offline_seconds=0.05))
    for number in (2, 1):
        services.ask(service, dead(number))
    host, port = str(dead(1).source).split("/")[2].split(":")
    server = RawServer(says(answer(png), stays=True), host=host, port=int(port))
    with qtbot.waitSignals([service.came_back, service.picture_ready]):
        pass
    server.close()


# -- servers that need a rest --


def failing(
    server: PictureServer, count: int, status: int, *headers: tuple[str, str]
) -> list[PictureRequest]:
    urls = [server.serve(f"/{number}", b"", headers, status) for number in range(count)]
    return [PictureRequest(url, 40, 40) for url in urls]


def ask_all(services: Services, service: PictureService, requests: list[PictureRequest]) -> list[str]:
    return [services.ask(service, request).reason for request in requests]


def test_a_host_that_fails_three_times_is_left_alone(services: Services, server: PictureServer) -> None:
    reasons = ask_all(services, services.make(), failing(server, 9, 500))
    assert (set(reasons), server.hits) == ({"the server failed (500)"}, ["/0", "/1", "/2"])


def test_a_host_that_is_silent_is_not_waited_for_ten_times(services: Services, server: PictureServer) -> None:
    service = services.make(limits=Limits(idle_seconds=0.1))
    requests = [PictureRequest(server.serve_when_released(f"/{n}", b""), 40, 40) for n in range(10)]
    assert set(ask_all(services, service, requests)) == {"took too long"}
    assert server.hits == ["/0", "/1", "/2"]


def test_what_is_not_there_is_not_held_against_a_host(services: Services, server: PictureServer) -> None:
    ask_all(services, services.make(), failing(server, 9, 404))
    assert len(server.hits) == 9


@pytest.mark.parametrize("pause", ["600", formatdate(4_000_000_000, usegmt=True)])
@pytest.mark.parametrize("status", [429, 503])
def test_a_pause_is_made_where_it_is_asked_for(
    status: int, pause: str, services: Services, server: PictureServer
) -> None:
    reasons = ask_all(services, services.make(), failing(server, 3, status, ("Retry-After", pause)))
    assert (len(set(reasons)), server.hits) == (1, ["/0"])


def test_a_retry_by_the_editor_is_made_in_a_pause_too(
    services: Services, server: PictureServer, png: bytes
) -> None:
    service = services.make()
    request = failing(server, 1, 429, ("Retry-After", "600"))[0]
    services.ask(service, request)
    server.serve("/0", png)
    assert services.ask(service, request, retry=True).state is PictureState.READY


def test_a_kept_copy_is_shown_during_a_pause(
    services: Services, server: PictureServer, png: bytes, tmp_path: Path
) -> None:
    request = unlucky(server, "/a", png)
    services.ask(services.make(tmp_path), request)
    service = services.make(tmp_path)
    ask_all(services, service, failing(server, 1, 429, ("Retry-After", "600")))
    assert services.ask(service, request).state is PictureState.READY


def test_a_kept_copy_is_shown_while_a_server_fails(
    services: Services, server: PictureServer, png: bytes, tmp_path: Path
) -> None:
    request = unlucky(server, "/a", png)
    services.ask(services.make(tmp_path), request)
    server.serve("/a", b"", status=503)
    assert services.ask(services.make(tmp_path), request).is_kept_copy
    server.serve("/a", b"", status=404)
    assert services.ask(services.make(tmp_path), request).state is PictureState.MISSING


# -- revalidation --


def test_what_was_fetched_in_this_session_is_not_questioned_again(
    services: Services, server: PictureServer, png: bytes, tmp_path: Path
) -> None:
    url = server.serve("/a", png, [("ETag", '"v1"'), ("Cache-Control", "no-cache")])
    service = services.make(tmp_path)
    for side in (40, 50, 60):
        services.ask(service, PictureRequest(url, side, side))
    assert server.hits == ["/a"]


def test_what_must_not_be_stored_is_not_fetched_twice_in_a_session(
    services: Services, server: PictureServer, png: bytes, tmp_path: Path
) -> None:
    url = server.serve("/a", png, [("Cache-Control", "no-store")])
    service = services.make(tmp_path)
    for side in (40, 50):
        services.ask(service, PictureRequest(url, side, side))
    services.ask(services.make(tmp_path), PictureRequest(url, 40, 40))
    assert server.hits == ["/a", "/a"]


def test_a_redirected_picture_is_revalidated_where_it_came_from(
    services: Services, server: PictureServer, png: bytes, tmp_path: Path
) -> None:
    day = formatdate(0, usegmt=True)

    def validate(exchange: Exchange) -> None:
        if exchange.headers["If-Modified-Since"] == day:
            exchange.answer(304, headers=[("Cache-Control", "max-age=600")])
        else:
            exchange.answer(200, png, [("Last-Modified", day), ("Cache-Control", "no-cache")])

    server.routes["/new"] = validate
    request = PictureRequest(server.serve("/old", b"", [("Location", "/new")], status=302), 40, 40)
    for _ in range(3):
        assert services.ask(services.make(tmp_path), request).state is PictureState.READY
    asked = [headers.get("if-modified-since") for headers in server.headers]
    assert (server.hits, asked) == (["/old", "/new"] * 2, [None, None, None, day])


def test_a_retry_asks_without_conditions(
    services: Services, server: PictureServer, png: bytes, tmp_path: Path
) -> None:
    request = PictureRequest(server.serve("/a", png, [("ETag", '"v1"')]), 40, 40)
    service = services.make(tmp_path)
    services.ask(service, request)
    services.ask(service, request, retry=True)
    assert [headers.get("if-none-match") for headers in server.headers] == [None, None]
    assert server.headers[1]["cache-control"] == "no-cache"


def test_an_answer_to_conditions_that_were_not_made_is_not_understood(
    services: Services, server: PictureServer, png: bytes, tmp_path: Path
) -> None:
    request = PictureRequest(server.serve("/a", png, [("ETag", '"v1"')]), 40, 40)
    service = services.make(tmp_path)
    services.ask(service, request)
    server.serve("/a", b"", status=304)
    picture = services.ask(service, request, retry=True)
    assert (picture.state, picture.reason) == (
        PictureState.FAILED,
        "the server's answer could not be understood (304)",
    )
