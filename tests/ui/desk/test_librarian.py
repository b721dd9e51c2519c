from __future__ import annotations

import os
import signal
import sys
from array import array
from collections.abc import Callable, Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.library import Row, Sort, article_id
from curator.library.child import Launched
from curator.library.launch import StartEngine, start_process, start_thread
from curator.ui.desk.librarian import Librarian
from tests.ui.endings import delete
from tests.ui.waiting import TIMEOUT, wait_until


class Engines:
    """Starts engines, and knows the processes."""

    def __init__(self) -> None:
        self.started: list[BaseProcess] = []

    def __call__(self) -> Launched:
        launched = start_process()
        assert isinstance(launched.runner, BaseProcess)
        self.started.append(launched.runner)
        return launched

    def kill(self) -> None:
        os.kill(self.started[-1].pid or 0, signal.SIGKILL)


@pytest.fixture
def engines() -> Engines:
    return Engines()


@pytest.fixture
def make(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Librarian]]:
    made: list[Librarian] = []

    def make(start: StartEngine = start_thread) -> Librarian:
        made.append(Librarian(tmp_path / "indexes", start))
        return made[-1]

    yield make
    for librarian in made:
        librarian.close()
        librarian.join()
        delete(librarian)


def listed(librarian: Librarian, query: str = "") -> list[int]:
    lists: list[array[int]] = []

    def take(ids: array[int], _: tuple[Row, ...]) -> None:
        lists.append(ids)

    librarian.select(query, Sort.NEWEST, None, take)
    wait_until(lambda: bool(lists))
    return lists[0].tolist()


def open_and_wait(librarian: Librarian, folder: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(librarian.finished, timeout=TIMEOUT):
        librarian.open([folder])


def test_news_of_a_folder_come_as_signals(make: Callable[..., Librarian], folder: Path, qtbot: QtBot) -> None:
    librarian = make()
    with (
        qtbot.waitSignals([librarian.changed, librarian.progressed, librarian.watching], timeout=TIMEOUT),
        qtbot.waitSignal(librarian.finished, timeout=TIMEOUT) as finished,
    ):
        librarian.open([folder])
    assert finished.args is not None
    assert finished.args[0].found == 5


def test_folder_seen_before_is_remembered(make: Callable[..., Librarian], folder: Path, qtbot: QtBot) -> None:
    librarian = make()
    open_and_wait(librarian, folder, qtbot)
    with qtbot.waitSignal(librarian.remembered, timeout=TIMEOUT) as remembered:
        librarian.open([folder])
    assert remembered.args is not None
    assert remembered.args[0].found == 5


def test_answers_to_an_earlier_opening_never_come(
    make: Callable[..., Librarian], folder: Path, qtbot: QtBot
) -> None:
    librarian = make()
    open_and_wait(librarian, folder, qtbot)
    answers: list[object] = []
    librarian.count("", answers.append)
    open_and_wait(librarian, folder, qtbot)
    assert len(listed(librarian)) == 5
    assert not answers


def test_filter_that_cannot_be_read_is_said(
    make: Callable[..., Librarian], folder: Path, qtbot: QtBot
) -> None:
    librarian = make()
    open_and_wait(librarian, folder, qtbot)
    with qtbot.waitSignal(librarian.troubled, timeout=TIMEOUT):
        librarian.count("quality:<<", lambda _: None)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows kills in another way")
def test_engine_that_is_killed_is_replaced_with_its_marks_and_questions(
    make: Callable[..., Librarian], engines: Engines, folder: Path, qtbot: QtBot
) -> None:
    librarian = make(engines)
    open_and_wait(librarian, folder, qtbot)
    before = listed(librarian)
    article = before[2]
    librarian.notes.set_colleagues({"Ann": [article]})
    librarian.restarted.connect(lambda: librarian.notes.set_marks([(article, "later")], is_all=True))
    answers: list[tuple[Row, ...]] = []
    with qtbot.waitSignals([librarian.restarted, librarian.finished], timeout=TIMEOUT):
        os.kill(engines.started[-1].pid or 0, signal.SIGSTOP)
        librarian.fetch_rows([article], answers.append)
        engines.kill()
    assert listed(librarian) == before
    assert listed(librarian, "later") == [article]
    assert listed(librarian, "by=Ann") == [article]
    assert [row.id for row in answers[0]] == [article]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows kills in another way")
def test_engine_that_ends_again_and_again_is_given_up_with_a_word(
    make: Callable[..., Librarian], engines: Engines, folder: Path, qtbot: QtBot
) -> None:
    librarian = make(engines)
    open_and_wait(librarian, folder, qtbot)
    for _ in range(3):
        with qtbot.waitSignals([librarian.restarted, librarian.finished], timeout=TIMEOUT):
            engines.kill()
    with qtbot.waitSignal(librarian.troubled, timeout=TIMEOUT) as troubled:
        engines.kill()
    assert troubled.args is not None
    assert "has ended several times" in troubled.args[0]
    assert len(engines.started) == 4
    librarian.look()


def test_nothing_comes_after_it_is_closed(make: Callable[..., Librarian], folder: Path) -> None:
    librarian = make()
    news: list[object] = []
    librarian.changed.connect(news.append)
    librarian.open([folder])
    librarian.close()
    librarian.join()
    QApplication.sendPostedEvents()
    assert not news


def test_file_that_was_written_is_read_again(
    make: Callable[..., Librarian], folder: Path, qtbot: QtBot
) -> None:
    librarian = make()
    open_and_wait(librarian, folder, qtbot)
    path = next(folder.glob("*.md"))
    with qtbot.waitSignal(librarian.changed, timeout=TIMEOUT) as changed:
        librarian.reread([path])
    assert changed.args is not None
    assert changed.args[0].changed.tolist() == [article_id(path)]
