from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QTimer

from tests.benchmarks.robot import Wait
from tests.benchmarks.seam import Kind
from tests.benchmarks.watchdog import Watchdog


@pytest.fixture
def watchdog(qapp: object) -> Iterator[Watchdog]:
    watchdog = Watchdog()
    yield watchdog
    watchdog.close()


def hold_the_gui_thread(milliseconds: int) -> None:
    loop = QEventLoop()
    # In this order, so that the loop turns before the hold and after it.
    QTimer.singleShot(20, lambda: threading.Event().wait(milliseconds / 1000))
    QTimer.singleShot(20 + 2 * milliseconds, loop.quit)
    loop.exec()


def test_a_hold_is_noted_with_its_phase_and_its_place(watchdog: Watchdog) -> None:
    watchdog.start()
    watchdog.phase = "waiting on purpose"
    hold_the_gui_thread(150)
    worst = watchdog.worst()[0]
    assert worst.milliseconds >= 140
    assert worst.phase == "waiting on purpose"
    assert "hold_the_gui_thread" in worst.where or "wait" in worst.where


def test_time_waited_is_not_taken_for_time_computed(watchdog: Watchdog) -> None:
    watchdog.start()
    hold_the_gui_thread(150)
    assert watchdog.worst()[0].own < 75


def test_nothing_counts_during_a_pause(watchdog: Watchdog) -> None:
    watchdog.start()
    watchdog.pause()
    hold_the_gui_thread(60)
    assert watchdog.worst() == []


def test_another_article_than_the_one_before_is_waited_for() -> None:
    wait = Wait(Kind.PAINTED, but_not=Path("a.md"))
    assert not wait.is_over(Kind.PAINTED, Path("a.md"))
    assert not wait.is_over(Kind.SAVED, Path("b.md"))
    assert wait.is_over(Kind.PAINTED, Path("b.md"))


def test_one_article_is_waited_for() -> None:
    wait = Wait(Kind.SAVED, what=Path("a.md"))
    assert not wait.is_over(Kind.SAVED, Path("b.md"))
    assert wait.is_over(Kind.SAVED, Path("a.md"))
