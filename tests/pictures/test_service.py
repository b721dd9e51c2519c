"""The service's promises about order, memory and the end."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from curator.pictures import (
    FetchPolicy,
    Picture,
    PictureFigures,
    PictureRequest,
    PictureService,
    PictureState,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.pictures.conftest import PictureServer, Services


@pytest.fixture
def path(tmp_path: Path, png: bytes) -> Path:
    made = tmp_path / "a.png"
    made.write_bytes(png)
    return made


def test_what_is_known_is_looked_up_without_asking(services: Services, path: Path) -> None:
    service = services.make()
    request = PictureRequest(path, 40, 40)
    assert service.lookup(request) is None
    picture = services.ask(service, request)
    path.unlink()
    assert service.lookup(request) is picture


def test_an_answer_never_comes_before_request_returns(services: Services, path: Path) -> None:
    service = services.make()
    request = PictureRequest(path, 40, 40)
    services.ask(service, request)
    answers: list[Picture] = []
    service.picture_ready.connect(answers.append)
    service.request(request)
    assert answers == []


def test_memory_stays_within_its_bound(services: Services, tmp_path: Path, png: bytes) -> None:
    service = services.make(memory_bytes=40 * 20 * 4 * 3)
    requests = []
    for number in range(5):
        (tmp_path / f"{number}.png").write_bytes(png)
        requests.append(PictureRequest(tmp_path / f"{number}.png", 40, 40))
        services.ask(service, requests[-1])
    assert [service.lookup(request) is not None for request in requests] == [False, False, True, True, True]
    assert service.figures == PictureFigures(40 * 20 * 4 * 3, 40 * 20 * 4 * 3, 3)


def test_what_is_on_screen_overtakes_what_is_fetched_ahead(
    qtbot: QtBot, services: Services, server: PictureServer, png: bytes
) -> None:
    service = services.make()
    ahead = [PictureRequest(server.serve_when_released(f"/{n}", png), 40, 40) for n in range(9)]
    service.prefetch(ahead)
    qtbot.waitUntil(lambda: len(server.hits) == 3)
    service.request(PictureRequest(server.serve_when_released("/visible", png), 40, 40))
    qtbot.waitUntil(lambda: len(server.hits) == 4)
    assert server.hits[3] == "/visible"
    server.released.set()
    qtbot.waitUntil(lambda: all(service.lookup(request) is not None for request in ahead))
    assert server.most_at_once <= 4


def test_a_prefetch_list_cannot_take_away_what_was_requested(
    qtbot: QtBot, services: Services, server: PictureServer, png: bytes
) -> None:
    service = services.make()
    wanted = [PictureRequest(server.serve_when_released(f"/{n}", png), 40, 40) for n in range(6)]
    for request in wanted:
        service.request(request)
    service.prefetch(wanted)
    service.prefetch([])
    server.released.set()
    qtbot.waitUntil(lambda: all(service.lookup(request) is not None for request in wanted))


def test_withdrawn_requests_are_not_fetched(
    qtbot: QtBot, services: Services, server: PictureServer, png: bytes
) -> None:
    service = services.make()
    for number in range(6):
        service.request(PictureRequest(server.serve_when_released(f"/{number}", png), 40, 40))
    qtbot.waitUntil(lambda: len(server.hits) == 4)
    service.withdraw()
    now = PictureRequest(server.serve("/now", png), 40, 40)
    service.request(now)
    server.released.set()
    qtbot.waitUntil(lambda: service.lookup(now) is not None)
    assert server.hits[4:] == ["/now"]


def test_a_local_picture_does_not_wait_for_the_network(
    services: Services, server: PictureServer, path: Path, png: bytes
) -> None:
    service = services.make()
    service.prefetch([PictureRequest(server.serve_when_released(f"/{n}", png), 40, 40) for n in range(20)])
    assert services.ask(service, PictureRequest(path, 40, 40)).state is PictureState.READY


def test_switching_remote_pictures_on_lets_blocked_ones_through(
    services: Services, server: PictureServer, png: bytes
) -> None:
    trusted = frozenset({"127.0.0.1"})
    service = services.make(policy=FetchPolicy(trusted, is_remote_allowed=False))
    request = PictureRequest(server.serve("/a", png), 40, 40)
    assert services.ask(service, request).state is PictureState.BLOCKED
    service.set_policy(FetchPolicy(trusted))
    assert services.ask(service, request).state is PictureState.READY


def test_rules_changed_under_way_hold_for_what_they_refused(
    qtbot: QtBot, services: Services, server: PictureServer, png: bytes
) -> None:
    trusted = frozenset({"127.0.0.1"})
    service = services.make(policy=FetchPolicy(trusted, is_remote_allowed=False))
    request = PictureRequest(server.serve("/a", png), 40, 40)
    with qtbot.waitSignal(service.picture_ready, timeout=5000) as blocker:
        service.request(request)
        service.starter.due.emit()
        service.set_policy(FetchPolicy(trusted))
        service.request(request)
    assert blocker.args is not None
    assert blocker.args[0].state is PictureState.READY


def test_closing_ends_what_is_under_way(
    qtbot: QtBot, services: Services, server: PictureServer, path: Path, png: bytes
) -> None:
    service = services.make()
    service.request(PictureRequest(server.serve_when_released("/a", png), 40, 40))
    service.request(PictureRequest("http://curator.invalid/looked-up-still", 40, 40))
    qtbot.waitUntil(lambda: server.hits == ["/a"])
    service.request(PictureRequest(path, 40, 40))
    with qtbot.assertNotEmitted(service.picture_ready, wait=50):
        service.close()
        service.close()
        service.request(PictureRequest(path, 40, 40))


def test_an_answer_that_is_due_is_dropped_by_closing(qtbot: QtBot, services: Services, path: Path) -> None:
    service = services.make()
    request = PictureRequest(path, 40, 40)
    services.ask(service, request)
    with qtbot.assertNotEmitted(service.picture_ready, wait=20):
        service.request(request)
        service.close()


def test_a_closed_service_leaves_nothing_behind(qtbot: QtBot, png: bytes, server: PictureServer) -> None:
    parent = QObject()
    service = PictureService(policy=FetchPolicy(frozenset({"127.0.0.1"})), parent=parent)
    gone: list[bool] = []
    service.destroyed.connect(lambda: gone.append(True))
    with qtbot.waitSignal(service.picture_ready):
        service.request(PictureRequest(server.serve("/a", png), 40, 40))
    service.close()
    del service
    parent.deleteLater()
    gc.collect()
    qtbot.waitUntil(lambda: gone == [True])


def test_many_wishes_at_once_are_all_answered(
    qtbot: QtBot, services: Services, tmp_path: Path, encode: Callable[..., bytes]
) -> None:
    service = services.make()
    answered: set[PictureRequest] = set()
    service.picture_ready.connect(lambda picture: answered.add(picture.request))
    (tmp_path / "a.png").write_bytes(encode("png", 60, 60))
    wishes = {PictureRequest(tmp_path / "a.png", width, 50) for width in range(1, 60)}
    for number, wish in enumerate(wishes):
        service.request(wish, urgent=bool(number % 2))
    qtbot.waitUntil(lambda: answered == wishes)
