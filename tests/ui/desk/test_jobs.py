"""Work goes out to threads, its value or its error comes home, and closing leaves nothing behind."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from curator.errors import CuratorError, ReadFailed
from curator.ui.desk.jobs import Jobs
from tests.ui.desk.bench import OneThread


@pytest.fixture
def jobs(thread: OneThread) -> Jobs:
    return thread.jobs


def fail() -> int:
    raise ReadFailed(Path("a.md"), "the file is gone")


def test_value_comes_home_to_the_gui_thread(jobs: Jobs, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    values: list[int] = []

    def work() -> int:
        threads.append(threading.current_thread())
        return 42

    def take(value: int) -> None:
        threads.append(threading.current_thread())
        values.append(value)

    jobs.submit(work, take)
    qtbot.waitUntil(lambda: values == [42])
    assert threads[0] is not threads[1] is threading.main_thread()


def test_nothing_is_delivered_before_the_event_loop_runs(thread: OneThread) -> None:
    values: list[int] = []
    thread.jobs.submit(lambda: 1, values.append)
    thread.let_it_work()
    assert values == []


def test_error_goes_to_whoever_asked(jobs: Jobs, qtbot: QtBot) -> None:
    errors: list[CuratorError] = []
    jobs.submit(fail, print, errors.append)
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert str(errors[0]) == "the file is gone"


def test_error_nobody_asked_for_is_announced(jobs: Jobs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(jobs.job_failed) as caught:
        jobs.submit(fail, print)
    assert isinstance((caught.args or [None])[0], ReadFailed)


def test_what_nobody_expected_is_announced_as_a_crash(jobs: Jobs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(jobs.job_crashed) as caught:
        jobs.submit(lambda: 1 // 0, print, print)
    assert isinstance((caught.args or [None])[0], ZeroDivisionError)


def test_close_waits_for_what_runs_and_drops_what_waits(jobs: Jobs) -> None:
    started, gate = threading.Event(), threading.Event()
    ran: list[str] = []

    def work() -> None:
        started.set()
        assert gate.wait(10)
        ran.append("running")

    jobs.submit(work, print)
    jobs.submit(lambda: ran.append("waiting"), print)
    assert started.wait(10)
    jobs.close()
    assert ran == []
    gate.set()
    jobs.join()
    assert ran == ["running"]


def test_closed_delivers_nothing_and_takes_nothing(thread: OneThread) -> None:
    values: list[int] = []
    thread.jobs.submit(lambda: 1, values.append)
    thread.let_it_work()
    thread.jobs.close()
    thread.jobs.submit(lambda: 2, values.append)
    QCoreApplication.sendPostedEvents()
    assert values == []


def test_threads_of_a_closed_one_end(jobs: Jobs, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    jobs.submit(threading.current_thread, threads.append)
    qtbot.waitUntil(lambda: bool(threads))
    jobs.close()
    jobs.join()
    assert not threads[0].is_alive()
