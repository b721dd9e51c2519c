"""Keeping a view for later: everything in the store, with manners, told step by step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from curator.pictures import (
    FetchPolicy,
    KeepingProgress,
    Limits,
    PictureRequest,
    PictureService,
    PictureState,
)

if TYPE_CHECKING:
    from tests.pictures.conftest import PictureServer, Services

LASTING = [("Cache-Control", "max-age=3600")]
TRUSTED = frozenset({"127.0.0.1"})


class Runs:
    """Runs a keeper to its end."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def keep(self, service: PictureService, urls: Sequence[str]) -> list[KeepingProgress]:
        """All that was told of the run."""
        told: list[KeepingProgress] = []
        service.keeper.progressed.connect(told.append)
        service.keeper.keep(urls)
        self._qtbot.waitUntil(lambda: bool(told) and told[-1].is_over)
        service.keeper.progressed.disconnect(told.append)
        return told


@pytest.fixture
def runs(qtbot: QtBot) -> Runs:
    return Runs(qtbot)


@pytest.fixture
def urls(server: PictureServer, png: bytes) -> list[str]:
    return [server.serve(f"/{number}", png, LASTING) for number in range(60)]


def test_what_was_kept_is_there_without_the_network(
    services: Services, runs: Runs, urls: list[str], tmp_path: Path, server: PictureServer
) -> None:
    runs.keep(services.make(tmp_path), urls)
    offline = services.make(tmp_path, policy=FetchPolicy(TRUSTED, is_remote_allowed=False))
    states = {services.ask(offline, PictureRequest(url, 40, 40)).state for url in urls}
    assert (states, len(server.hits)) == ({PictureState.READY}, 60)


def test_every_picture_is_told_of(
    services: Services, runs: Runs, urls: list[str], tmp_path: Path, png: bytes
) -> None:
    told = runs.keep(services.make(tmp_path), urls)
    assert [kept.done for kept in told] == list(range(1, 61))
    assert told[-1] == KeepingProgress(60, 0, 60, 60 * len(png), is_over=True)


def test_each_address_is_fetched_once(
    services: Services, runs: Runs, urls: list[str], tmp_path: Path, server: PictureServer
) -> None:
    told = runs.keep(services.make(tmp_path), urls[:3] * 5)
    assert (told[-1].total, sorted(server.hits)) == (3, ["/0", "/1", "/2"])


def test_what_is_fresh_is_not_fetched_again(
    services: Services, runs: Runs, urls: list[str], tmp_path: Path, server: PictureServer
) -> None:
    runs.keep(services.make(tmp_path), urls)
    assert runs.keep(services.make(tmp_path), urls)[-1].done == 60
    assert len(server.hits) == 60


def test_what_cannot_be_kept_is_counted(
    services: Services, runs: Runs, urls: list[str], tmp_path: Path, server: PictureServer, png: bytes
) -> None:
    gone = server.serve("/gone", b"", status=404)
    page = server.serve("/page", b"<!doctype html>", LASTING)
    secret = server.serve("/secret", png, [("Cache-Control", "no-store")])
    last = runs.keep(services.make(tmp_path), [*urls[:2], gone, page, secret, "file:///etc/passwd", ""])[-1]
    assert (last.done, last.failed, last.total) == (2, 3, 5)


def test_it_stops_when_the_cache_is_full_of_its_own(
    services: Services, runs: Runs, urls: list[str], tmp_path: Path, png: bytes
) -> None:
    service = services.make(tmp_path, Limits(max_cache_bytes=10 * len(png) + 1))
    last = runs.keep(service, urls)[-1]
    assert (last.done, last.failed, last.stopped_because) == (10, 1, "the cache is full: 2 kB")


def test_it_makes_room_by_what_was_there_before(
    services: Services, runs: Runs, urls: list[str], tmp_path: Path, png: bytes
) -> None:
    limits = Limits(max_cache_bytes=10 * len(png) + 1)
    runs.keep(services.make(tmp_path, limits), urls[:10])
    last = runs.keep(services.make(tmp_path, limits), urls[10:20])[-1]
    assert (last.done, last.stopped_because) == (10, "")


def test_it_stops_when_the_cache_cannot_be_written(
    services: Services, runs: Runs, urls: list[str], tmp_path: Path, server: PictureServer
) -> None:
    (tmp_path / "cache").write_bytes(b"a file where the folder should be")
    last = runs.keep(services.make(tmp_path / "cache"), urls)[-1]
    assert (last.done, last.stopped_because) == (0, "the cache cannot be written")
    assert len(server.hits) < len(urls)


def test_without_a_cache_it_says_so(services: Services, runs: Runs, urls: list[str]) -> None:
    told = runs.keep(services.make(), urls)
    assert told == [KeepingProgress(0, 0, 60, 0, True, "pictures are not kept between sessions")]


def test_with_remote_pictures_off_it_stops(
    services: Services, runs: Runs, urls: list[str], tmp_path: Path, server: PictureServer
) -> None:
    service = services.make(tmp_path, policy=FetchPolicy(TRUSTED, is_remote_allowed=False))
    assert runs.keep(service, urls)[-1].stopped_because == "pictures from the web are switched off"
    assert server.hits == []


def test_offline_it_stops(services: Services, runs: Runs, tmp_path: Path) -> None:
    dead = [f"http://{host}:1/{number}" for number in range(9) for host in ("127.0.0.1", "127.0.0.2")]
    policy = FetchPolicy(frozenset({"127.0.0.1", "127.0.0.2"}))
    assert runs.keep(services.make(tmp_path, policy=policy), dead)[-1].stopped_because == "offline"


def test_nothing_to_keep_is_over_at_once(services: Services, runs: Runs, tmp_path: Path) -> None:
    assert runs.keep(services.make(tmp_path), []) == [KeepingProgress(0, 0, 0, 0, is_over=True)]


def test_it_can_be_stopped(
    qtbot: QtBot, services: Services, tmp_path: Path, server: PictureServer, png: bytes
) -> None:
    service = services.make(tmp_path)
    told: list[KeepingProgress] = []
    service.keeper.progressed.connect(told.append)
    service.keeper.keep([server.serve_when_released(f"/{number}", png) for number in range(60)])
    qtbot.waitUntil(lambda: len(server.hits) == 2)
    service.keeper.stop()
    assert told == [KeepingProgress(0, 0, 60, 0, is_over=True, stopped_because="stopped")]
    server.released.set()
    after = PictureRequest(server.serve("/after", png), 40, 40)
    services.ask(service, after)
    assert sorted(server.hits) == ["/0", "/1", "/after"]
    assert len(told) == 1


def test_a_slow_host_does_not_hold_up_others(
    qtbot: QtBot, services: Services, tmp_path: Path, server: PictureServer, png: bytes
) -> None:
    slow = [server.serve_when_released(f"/{number}", png) for number in range(60)]
    server.serve("/fast", png)
    service = services.make(tmp_path, policy=FetchPolicy(frozenset({"127.0.0.1", "localhost"})))
    told: list[KeepingProgress] = []
    service.keeper.progressed.connect(told.append)
    service.keeper.keep([*slow, server.url("/fast", "localhost")])
    qtbot.waitUntil(lambda: [kept.done for kept in told] == [1])
    service.keeper.stop()


def test_what_the_editor_wants_to_see_goes_first(
    qtbot: QtBot, services: Services, tmp_path: Path, server: PictureServer, png: bytes
) -> None:
    service = services.make(tmp_path)
    service.keeper.keep([server.serve_when_released(f"/{number}", png) for number in range(60)])
    qtbot.waitUntil(lambda: len(server.hits) == 2)
    service.prefetch([PictureRequest(server.serve_when_released("/ahead", png), 40, 40)])
    qtbot.waitUntil(lambda: server.hits[2:] == ["/ahead"])
    service.request(PictureRequest(server.serve_when_released("/visible", png), 40, 40))
    qtbot.waitUntil(lambda: server.hits[3:] == ["/visible"])


def test_a_picture_on_the_list_can_be_looked_at_meanwhile(
    qtbot: QtBot, services: Services, tmp_path: Path, server: PictureServer, png: bytes
) -> None:
    service = services.make(tmp_path)
    urls = [server.serve_when_released(f"/{number}", png) for number in range(20)]
    told: list[KeepingProgress] = []
    service.keeper.progressed.connect(told.append)
    service.keeper.keep(urls)
    qtbot.waitUntil(lambda: len(server.hits) == 2)
    for place in (0, 19):
        service.request(PictureRequest(urls[place], 40, 40))
    service.withdraw()
    server.released.set()
    qtbot.waitUntil(lambda: bool(told) and told[-1].is_over)
    assert (told[-1].done, len(server.hits)) == (20, 20)


def test_closing_ends_it_silently(
    qtbot: QtBot, services: Services, tmp_path: Path, server: PictureServer, png: bytes
) -> None:
    service = services.make(tmp_path)
    service.keeper.keep([server.serve_when_released(f"/{number}", png) for number in range(60)])
    qtbot.waitUntil(lambda: len(server.hits) == 2)
    with qtbot.assertNotEmitted(service.keeper.progressed, wait=20):
        service.close()
        server.released.set()
