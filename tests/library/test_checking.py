"""A folder is checked in a process of its own, which tells as it goes, and ends when nobody listens."""

from __future__ import annotations

import os
import queue
from collections.abc import Iterator
from multiprocessing.connection import Pipe
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from curator.library.article_id import article_id
from curator.library.check_link import CheckLink
from curator.library.check_messages import Check, CheckAdvanced, CheckBegun, CheckEnded, CheckLost, CheckNews
from curator.library.checking import serve, start_checker
from curator.library.child import Launched
from curator.library.finding import Finding
from curator.library.folder_check import FolderCheck
from curator.library.survey import Survey
from tests.library.processes import PATIENCE, is_alive, kill, wait_until

NO_HEADER = "Nothing but text.\n"


class Listener:
    """Somebody who has a folder checked, and hears everything that is said of it."""

    def __init__(self) -> None:
        self.news: queue.SimpleQueue[CheckNews] = queue.SimpleQueue()
        self.processes: list[BaseProcess] = []
        self.links: list[CheckLink] = []

    def check(self, *sources: Path) -> CheckLink:
        self.links.append(CheckLink(sources, self.news.put, self._start))
        return self.links[-1]

    def _start(self) -> Launched:
        launched = start_checker()
        assert isinstance(launched.runner, BaseProcess)
        self.processes.append(launched.runner)
        return launched

    @property
    def process(self) -> int:
        return self.processes[-1].pid or 0

    def hear(self) -> CheckNews:
        return self.news.get(timeout=PATIENCE)

    def hear_all(self) -> list[CheckNews]:
        heard = [self.hear()]
        while not isinstance(heard[-1], CheckEnded | CheckLost):
            heard.append(self.hear())
        return heard


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    for link in made.links:
        link.close()
        link.join()


def write(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:05}.md").write_text(NO_HEADER, encoding="utf-8")
    return folder


def test_what_is_told_is_what_the_command_finds(listener: Listener, tmp_path: Path) -> None:
    folder = write(tmp_path / "news", 250)
    listener.check(folder)
    begun, *advances, ended = listener.hear_all()
    found: list[Finding] = []
    for news in advances:
        assert isinstance(news, CheckAdvanced)
        found += news.findings
    paths = [Path(seen.path) for seen in Survey((folder,)).files(with_stamps=False)]
    assert found == list(FolderCheck((folder,)).findings(paths))
    assert isinstance(ended, CheckEnded)
    assert (begun, set(ended.found)) == (CheckBegun(250), set(map(article_id, paths)))
    assert [news.checked for news in advances if isinstance(news, CheckAdvanced)] == [100, 200, 250]


def test_files_are_read_by_another_process(listener: Listener, tmp_path: Path) -> None:
    listener.check(write(tmp_path / "news", 1))
    listener.hear_all()
    assert listener.process not in {0, os.getpid()}


def test_process_ends_when_the_check_is_over(listener: Listener, tmp_path: Path) -> None:
    link = listener.check(write(tmp_path / "news", 1))
    listener.hear_all()
    link.join()
    assert link.is_over
    assert not is_alive(listener.process)


def test_closed_check_ends_in_the_middle_and_says_nothing_more(listener: Listener, tmp_path: Path) -> None:
    link = listener.check(write(tmp_path / "news", 5_000))
    assert listener.hear() == CheckBegun(5_000)
    link.close()
    link.join()
    wait_until(lambda: not is_alive(listener.process))
    heard = []
    while not listener.news.empty():
        heard.append(listener.hear())
    assert [news for news in heard if not isinstance(news, CheckAdvanced)] == []


def test_check_closed_before_it_has_begun_leaves_nothing_running(listener: Listener, tmp_path: Path) -> None:
    link = listener.check(write(tmp_path / "news", 10))
    link.close()
    link.join()
    assert link.is_over
    assert listener.news.empty()


def test_end_is_noticed_before_anything_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "nice", lambda by: by)
    near, far = Pipe()
    near.send(Check((write(tmp_path / "news", 10),)))
    # Whatever can be read after the question is the end, as a pipe that is closed can be read too.
    near.send(None)
    serve(far)
    assert not near.poll()


def test_check_whose_process_dies_says_so(listener: Listener, tmp_path: Path) -> None:
    listener.check(write(tmp_path / "news", 5_000))
    assert listener.hear() == CheckBegun(5_000)
    kill(listener.process)
    assert listener.hear_all()[-1] == CheckLost()


def test_folder_that_is_not_there_has_nothing_wrong(listener: Listener, tmp_path: Path) -> None:
    listener.check(tmp_path / "gone")
    assert listener.hear_all() == [CheckBegun(0), CheckAdvanced(0, ()), CheckEnded()]
