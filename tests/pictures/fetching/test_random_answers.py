"""Whatever bytes a server sends, each wish is answered. What is raised in a slot fails a test by itself."""

from __future__ import annotations

import gzip
import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from curator.pictures import Limits, PictureRequest
from tests.pictures.fetching.raw_server import RawServer, Talk, answer, chunked
from tests.pictures.fetching.server_cases import CHUNKED, CLOSES, PICTURE, packed

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.pictures.conftest import Services

DAY = "Sun, 06 Nov 1994 08:49:37 GMT"
SOUND = [
    answer(PICTURE),
    answer(PICTURE, CLOSES),
    answer(
        PICTURE, ("ETag", '"1"'), ("Cache-Control", "max-age=5"), ("Expires", DAY), ("Last-Modified", DAY)
    ),
    answer(chunked(PICTURE[:9], PICTURE[9:]), CHUNKED),
    packed(gzip.compress(PICTURE), "gzip"),
    answer(b"", ("Location", "/elsewhere"), status="302 Found"),
    answer(b"", ("Location", "http://a.test/"), status="302 Found"),
    answer(b"", ("Retry-After", DAY), status="503 Service Unavailable"),
    answer(b"", status="304 Not Modified"),
]
PIECES = [
    b"\r\n",
    b"\0",
    b":",
    b"9" * 30,
    b",",
    b"-",
    b"gzip",
    b"chunked",
    b"\xff\xfe",
    b"HTTP/1.1 ",
    b"%",
    b"//",
]


class Unsound:
    """Answers as a sound server would, with a few bytes changed, lost or put in."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def __call__(self, talk: Talk) -> bool:
        said = bytearray(self._random.choice(SOUND))
        for _ in range(self._random.randrange(5)):
            self._spoil(said)
        talk.say(bytes(said))
        return self._random.random() < 0.5

    def _spoil(self, said: bytearray) -> None:
        place = self._random.randrange(min(len(said), 160) + 1)
        match self._random.randrange(3):
            case 0:
                said[place : place + 1] = self._random.randbytes(1)
            case 1:
                del said[place : place + self._random.randrange(1, 9)]
            case _:
                said[place:place] = self._random.choice(PIECES)


@pytest.mark.qt_log_ignore(".", extend=True)
@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_sent_each_wish_is_answered(
    seed: int, qtbot: QtBot, services: Services, tmp_path: Path
) -> None:
    server = RawServer(Unsound(seed))
    service = services.make(tmp_path, Limits(idle_seconds=0.1, total_seconds=1))
    wishes = {PictureRequest(server.url(f"/{number}"), 40, 40) for number in range(60)}
    left = set(wishes)
    service.picture_ready.connect(lambda picture: left.discard(picture.request))
    for wish in wishes:
        service.retry(wish)
    qtbot.waitUntil(lambda: not left, timeout=30_000)
    server.close()
