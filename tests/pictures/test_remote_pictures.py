"""Pictures from a real server: kinds, manners, and what is kept. Odd servers have a table in fetching/."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from curator.pictures import FetchPolicy, PictureRequest, PictureState

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.pictures.conftest import Exchange, PictureServer, Services

# A 1 × 1 picture; Qt reads GIF and does not write it.
GIF = bytes.fromhex("47494638396101000100800000ff0000ffffff2c00000000010001000002024401003b")


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp", "bmp", "tiff", "ico"])
def test_each_format_is_shown(
    kind: str, services: Services, server: PictureServer, encode: Callable[..., bytes]
) -> None:
    url = server.serve(f"/a.{kind}", encode(kind, 80, 40), [("Content-Type", "text/plain")])
    picture = services.ask(services.make(), PictureRequest(url, 40, 40))
    assert picture.state is PictureState.READY
    assert picture.image is not None
    assert (picture.image.width(), picture.image.height()) == (40, 20)
    assert (picture.natural_width, picture.natural_height) == (80, 40)


def test_a_gif_shows_its_first_frame(services: Services, server: PictureServer) -> None:
    picture = services.ask(services.make(), PictureRequest(server.serve("/a.gif", GIF), 40, 40))
    assert (picture.state, picture.natural_width) == (PictureState.READY, 1)


@pytest.mark.qt_log_ignore("JPEG", extend=True)
@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<!doctype html><title>Sign in</title>", "not a picture: it is a web page"),
        (b"just words", "not a picture"),
        (b"", "not a picture: it is empty"),
        (b"\xff\xd8\xff\xe0 nothing more", "the picture is damaged"),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
            "blocked: the drawing (SVG) was not opened, it contains <script>",
        ),
    ],
)
def test_the_content_decides_whatever_the_server_says(
    body: bytes, reason: str, services: Services, server: PictureServer
) -> None:
    url = server.serve("/a.jpg", body, [("Content-Type", "image/jpeg")])
    assert services.ask(services.make(), PictureRequest(url, 40, 40)).reason == reason


def test_a_large_picture_within_the_limit_arrives_whole(services: Services, server: PictureServer) -> None:
    noise = bytes(range(256)) * 4096 * 5  # 5 MiB of pixels that stay as large as BMP
    size = (1024).to_bytes(4, "little") + (1280).to_bytes(4, "little")
    header = b"BM" + (54 + len(noise)).to_bytes(4, "little") + bytes(4) + (54).to_bytes(4, "little")
    header += (40).to_bytes(4, "little") + size + b"\x01\x00\x20\x00" + bytes(24)
    url = server.serve("/noise.bmp", header + noise)
    picture = services.ask(services.make(), PictureRequest(url, 100, 100))
    assert (picture.state, picture.natural_width, picture.natural_height) == (PictureState.READY, 1024, 1280)


def test_a_closed_port_cannot_be_reached(services: Services) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    picture = services.ask(services.make(), PictureRequest(f"http://127.0.0.1:{port}/a.png", 40, 40))
    assert (picture.state, picture.reason) == (PictureState.FAILED, "the server could not be reached")


def test_an_unknown_host_cannot_be_reached(services: Services) -> None:
    picture = services.ask(services.make(), PictureRequest("http://curator.invalid/a.png", 40, 40))
    assert (picture.state, picture.reason) == (PictureState.FAILED, "the server could not be reached")


# -- redirects --


@pytest.mark.parametrize(
    "host", ["localhost", "[::1]", "[::ffff:127.0.0.1]", "127.2", "2130706434", "0.0.0.0"]
)
def test_a_redirect_into_the_private_network_is_not_followed(
    host: str, services: Services, server: PictureServer, png: bytes
) -> None:
    server.serve("/secret", png)
    url = server.serve("/lure", b"", [("Location", server.url("/secret", host))], status=302)
    picture = services.ask(services.make(), PictureRequest(url, 40, 40))
    assert (picture.state, picture.reason) == (PictureState.BLOCKED, "blocked: leads into a private network")
    assert server.hits == ["/lure"]


@pytest.mark.parametrize("source", ["file:///etc/hostname", "/etc/hostname", "qrc:/a.png", "http://", ""])
def test_what_is_no_web_address_is_blocked(source: str, services: Services) -> None:
    assert services.ask(services.make(), PictureRequest(source, 40, 40)).state is PictureState.BLOCKED


def test_trust_given_meanwhile_is_for_what_is_begun_anew_and_not_for_what_is_under_way(
    services: Services, server: PictureServer, png: bytes, qtbot: QtBot
) -> None:
    secret = server.serve("/secret", png).replace("127.0.0.1", "localhost")
    service = services.make()

    def redirect(exchange: Exchange) -> None:
        server.released.wait(10)
        exchange.answer(302, b"", [("Location", secret)])

    server.routes["/lure"] = redirect
    service.request(PictureRequest(server.url("/lure"), 40, 40))
    qtbot.waitUntil(lambda: server.hits == ["/lure"])
    service.set_policy(FetchPolicy(frozenset({"127.0.0.1"}), trusts_private=True))
    # What is asked for now comes after the change on the network thread.
    assert services.ask(service, PictureRequest("ftp://a/", 40, 40)).state is PictureState.BLOCKED
    with qtbot.waitSignal(service.picture_ready, timeout=5000) as blocker:
        server.released.set()
    assert blocker.args is not None
    assert blocker.args[0].state is PictureState.READY
    # The first did not follow where it was led to; it is still wanted, so it was asked for once more.
    assert server.hits == ["/lure", "/lure", "/secret"]


def test_what_another_folder_wanted_is_not_fetched_any_more(
    services: Services, server: PictureServer, png: bytes, qtbot: QtBot
) -> None:
    service = services.make()
    urls = [server.serve_when_released(f"/{number}", png) for number in range(9)]
    for number, url in enumerate(urls):
        service.request(PictureRequest(url, 40, 40), urgent=number % 2 == 0)
    qtbot.waitUntil(lambda: len(server.hits) == 4)
    service.withdraw_all()
    server.released.set()
    last = server.serve("/last", png)
    assert services.ask(service, PictureRequest(last, 40, 40)).state is PictureState.READY
    assert len(server.hits) == 5


def test_an_untrusted_loopback_server_is_never_spoken_to(
    services: Services, server: PictureServer, png: bytes
) -> None:
    url = server.serve("/a", png)
    picture = services.ask(services.make(policy=FetchPolicy()), PictureRequest(url, 40, 40))
    assert (picture.state, server.hits) == (PictureState.BLOCKED, [])


# -- manners --


def test_no_cookie_no_referrer_an_honest_name(services: Services, server: PictureServer, png: bytes) -> None:
    server.serve("/b", png, [("Set-Cookie", "id=2; Path=/")])
    first = server.serve("/a", b"", [("Set-Cookie", "id=1; Path=/"), ("Location", "/b")], status=302)
    service = services.make()
    services.ask(service, PictureRequest(first, 40, 40))
    services.ask(service, PictureRequest(server.url("/b"), 50, 50))
    assert len(server.headers) == 3
    for headers in server.headers:
        assert headers["user-agent"].startswith("Curator/")
        assert not {"cookie", "referer", "authorization"} & headers.keys()


def test_one_address_at_two_sizes_is_fetched_once(
    qtbot: QtBot, services: Services, server: PictureServer, png: bytes
) -> None:
    url = server.serve_when_released("/a", png)
    service = services.make()
    small, large = PictureRequest(url, 10, 10), PictureRequest(url, 40, 40)
    service.request(small)
    service.request(large)
    server.released.set()
    qtbot.waitUntil(lambda: service.lookup(small) is not None and service.lookup(large) is not None)
    assert server.hits == ["/a"]


def test_a_failure_is_not_repeated_until_its_pause_is_over(services: Services, server: PictureServer) -> None:
    now = [0.0]
    request = PictureRequest(server.serve("/a", b"", status=500), 40, 40)
    service = services.make(clock=lambda: now[0])
    services.ask(service, request)
    services.ask(service, request)
    assert len(server.hits) == 1
    now[0] = 121.0
    services.ask(service, request)
    assert len(server.hits) == 2


def test_a_retry_asks_the_server_again(services: Services, server: PictureServer, png: bytes) -> None:
    request = PictureRequest(server.serve("/a", b"", status=500), 40, 40)
    service = services.make()
    services.ask(service, request)
    server.serve("/a", png)
    assert services.ask(service, request, retry=True).state is PictureState.READY


# -- the cache on disk --


def test_an_unchanged_picture_is_not_sent_twice(
    services: Services, server: PictureServer, png: bytes, tmp_path: Path
) -> None:
    def validate(exchange: Exchange) -> None:
        caching = [("ETag", '"v1"'), ("Cache-Control", "no-cache")]
        if exchange.headers["If-None-Match"] == '"v1"':
            exchange.answer(304, headers=caching)
        else:
            exchange.answer(200, png, caching)

    server.routes["/a"] = validate
    request = PictureRequest(server.url("/a"), 40, 40)
    services.ask(services.make(tmp_path / "cache"), request)
    picture = services.ask(services.make(tmp_path / "cache"), request)
    assert picture.state is PictureState.READY
    assert [headers.get("if-none-match") for headers in server.headers] == [None, '"v1"']


def test_a_fresh_picture_comes_from_disk(
    services: Services, server: PictureServer, png: bytes, tmp_path: Path
) -> None:
    request = PictureRequest(server.serve("/a", png, [("Cache-Control", "max-age=3600")]), 40, 40)
    services.ask(services.make(tmp_path / "cache"), request)
    assert services.ask(services.make(tmp_path / "cache"), request).state is PictureState.READY
    assert len(server.hits) == 1


def test_a_retry_goes_past_the_disk_cache(
    services: Services, server: PictureServer, png: bytes, tmp_path: Path
) -> None:
    lasting = [("Cache-Control", "max-age=3600")]
    request = PictureRequest(server.serve("/a", b"not yet a picture", lasting), 40, 40)
    service = services.make(tmp_path / "cache")
    services.ask(service, request)
    server.serve("/a", png, lasting)
    assert services.ask(service, request, retry=True).state is PictureState.READY


def test_a_server_out_of_reach_is_replaced_by_the_disk_cache(
    services: Services, server: PictureServer, png: bytes, tmp_path: Path
) -> None:
    request = PictureRequest(
        server.serve("/a", png, [("ETag", '"v1"'), ("Cache-Control", "no-cache")]), 40, 40
    )
    services.ask(services.make(tmp_path / "cache"), request)
    server.shutdown()
    server.socket.close()
    assert services.ask(services.make(tmp_path / "cache"), request).state is PictureState.READY


def test_with_remote_pictures_off_only_the_disk_cache_is_asked(
    services: Services, server: PictureServer, png: bytes, tmp_path: Path
) -> None:
    seen = PictureRequest(server.serve("/a", png, [("ETag", '"v1"')]), 40, 40)
    unseen = PictureRequest(server.serve("/b", png), 40, 40)
    services.ask(services.make(tmp_path / "cache"), seen)
    service = services.make(tmp_path / "cache", policy=FetchPolicy(frozenset({"127.0.0.1"}), False))
    assert services.ask(service, seen).state is PictureState.READY
    picture = services.ask(service, unseen)
    assert (picture.state, picture.reason) == (
        PictureState.BLOCKED,
        "blocked: pictures from the web are switched off",
    )
    assert server.hits == ["/a"]
