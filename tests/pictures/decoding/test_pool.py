"""Decodings that do not end are not waited for; those that need much memory take turns."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NoReturn

import pytest

from curator.pictures import Limits, PictureRequest
from curator.pictures.decoding.pool import DecodeOutcome, DecodePool
from curator.pictures.decoding.turns import Turns
from curator.pictures.model import PictureError, PictureState
from tests.hostile.bounded import REPOSITORY

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LIMITS = Limits()


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Outcomes(list[DecodeOutcome]):
    """What a pool brought."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def endless() -> Iterator[Callable[[], NoReturn]]:
    """A decoding that ends, with a failure, when the test does."""
    released = threading.Event()

    def wait() -> NoReturn:
        released.wait(30)
        raise PictureError(PictureState.FAILED, "late")

    yield wait
    released.set()


def wish(number: int) -> PictureRequest:
    return PictureRequest(f"https://a.example/{number}", 9, 9)


def refuse() -> NoReturn:
    raise PictureError(PictureState.FAILED, "no")


def told(outcomes: list[DecodeOutcome]) -> dict[PictureRequest, str]:
    return {outcome.request: str(outcome.result) for outcome in outcomes}


def test_a_decoding_that_does_not_end_is_answered_without(
    qtbot: QtBot, clock: Clock, endless: Callable[[], NoReturn]
) -> None:
    pool, outcomes = DecodePool(LIMITS, clock), Outcomes()
    pool.decoded.connect(outcomes.append)
    pool.run(wish(1), endless)
    clock.now = LIMITS.decode_seconds
    pool.look()
    assert outcomes == []
    clock.now += 1
    pool.look()
    assert told(outcomes) == {wish(1): "took too long to open"}
    pool.close()


def test_only_so_many_threads_are_left_to_themselves(
    qtbot: QtBot, clock: Clock, endless: Callable[[], NoReturn]
) -> None:
    pool, outcomes = DecodePool(LIMITS, clock), Outcomes()
    pool.decoded.connect(outcomes.append)
    for number in range(4):
        pool.run(wish(number), endless)
    clock.now = LIMITS.decode_seconds + 1
    pool.look()
    pool.look()
    assert list(told(outcomes)) == [wish(0), wish(1)]


def test_what_a_late_decoding_brings_is_dropped(
    qtbot: QtBot, clock: Clock, endless: Callable[[], NoReturn]
) -> None:
    pool, outcomes, late = DecodePool(LIMITS, clock), Outcomes(), threading.Event()
    pool.decoded.connect(outcomes.append)

    def slow() -> NoReturn:
        late.wait(30)
        raise PictureError(PictureState.FAILED, "late")

    pool.run(wish(1), slow)
    clock.now = LIMITS.decode_seconds + 1
    pool.look()
    with qtbot.waitSignal(pool._ended):
        late.set()
    for number in (2, 3):
        pool.run(wish(number), endless)
    clock.now *= 3
    pool.look()
    # Both could be abandoned, so the place of the first was free again.
    assert list(told(outcomes)) == [wish(1), wish(2), wish(3)]
    assert "late" not in told(outcomes).values()


def test_thread_that_has_done_its_job_does_the_next(qtbot: QtBot) -> None:
    pool, threads = DecodePool(LIMITS), set()

    def look() -> NoReturn:
        threads.add(threading.current_thread())
        raise PictureError(PictureState.FAILED, "no picture")

    for number in range(3):
        with qtbot.waitSignal(pool.decoded):
            pool.run(wish(number), look)
    pool.close()
    assert len(threads) == 1
    assert not any(thread.is_alive() for thread in threads)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_job_that_follows_what_nobody_expected_is_done(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    is_answered = threading.Event()
    # The thread is still busy with reporting it when the next job comes.
    monkeypatch.setattr(threading, "excepthook", lambda _: is_answered.wait(10))
    pool, outcomes = DecodePool(LIMITS), Outcomes()
    pool.decoded.connect(outcomes.append)
    pool.run(wish(1), lambda: next(iter(())))
    qtbot.waitUntil(lambda: len(outcomes) == 1)
    with qtbot.waitSignal(pool.decoded, timeout=5000):
        pool.run(wish(2), refuse)
    is_answered.set()
    assert told(outcomes) == {wish(1): "the picture could not be opened", wish(2): "no"}
    pool.close()


def test_closing_and_leaving_do_not_wait_for_it() -> None:
    # A decoder at work, as no stand-in could be: the end must not take its library away from it.
    script = """
import sys
import zlib
from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice
from PySide6.QtGui import QImageReader
from curator.pictures.model import Limits, PictureRequest
from curator.pictures.decoding.pool import DecodePool
from tests.pictures.decoding.handmade_files import png, png_chunk
application = QCoreApplication([])
# Some twenty seconds of unpacking, which Curator's own way leaves out.
text = png_chunk(b"zTXt", b"a\\0\\0" + zlib.compress(bytes(7_900_000), 9))
body = png(9, 9, 8, 2, extra=text * 600)
def work():
    buffer = QBuffer()
    buffer.setData(body)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader(buffer, b"png").read()
pool = DecodePool(Limits())
pool.run(PictureRequest("", 9, 9), work)
pool.close()
print("closed")
sys.exit(0)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=False, cwd=REPOSITORY, timeout=60
    )
    assert (done.returncode, done.stdout.strip()) == (0, b"closed"), done.stderr


def test_heavy_decodings_take_turns_and_light_ones_pass() -> None:
    turns = Turns(Limits(decode_seconds=0.01))
    with turns.for_bytes(LIMITS.light_bytes + 1):
        with turns.for_bytes(LIMITS.light_bytes):
            pass
        with pytest.raises(PictureError, match="took too long"), turns.for_bytes(LIMITS.light_bytes + 1):
            pass
    with turns.for_bytes(LIMITS.light_bytes + 1):
        pass
