"""What the triage tests share: a small folder of articles, a journal, sessions that get closed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from curator.triage.decisions import Change, Mark
from curator.triage.journal import Journal
from curator.triage.reports import Opened, Report
from curator.triage.saver import StartSaver
from curator.triage.session import Session
from curator.triage.thread_saver import ThreadSaver

TIMEOUT = 20.0
"""Seconds until a test gives up waiting; nothing takes that long."""

ARTICLE = b"---\r\ntitle: A\r\nquality: 10 # ten\r\npublished: no\r\n---\r\nBody\r\n"


def rated(path: Path, quality: int, mark: Mark | None = Mark.DECIDED) -> Change:
    """A decision on the quality of one article."""
    return Change(path, {"quality": quality}, mark)


def text_with(quality: int) -> bytes:
    """The article with another quality."""
    return ARTICLE.replace(b"10", b"%d" % quality)


class Desktop:
    """Stands for the window: takes the reports of a session and waits for some of them."""

    def __init__(
        self, journal: Path, clock: Callable[[], float] | None = None, start_saver: StartSaver = ThreadSaver
    ) -> None:
        self.reports: list[Report] = []
        self._arrived = threading.Condition()
        self.session = (
            Session(journal, self._take, start_saver, clock)
            if clock
            else Session(journal, self._take, start_saver)
        )

    def _take(self, report: Report) -> None:
        with self._arrived:
            self.reports.append(report)
            self._arrived.notify_all()

    def of(self, *kinds: type[Report]) -> list[Report]:
        """The reports of some kinds until now."""
        with self._arrived:
            return [report for report in self.reports if isinstance(report, kinds)]

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Wait until a condition holds that reports bring about."""
        with self._arrived:
            assert self._arrived.wait_for(condition, TIMEOUT), self.reports

    def open(self, sources: Sequence[Path], articles: Sequence[Path] = ()) -> Session:
        """Open sources and wait until their past is known."""
        request = self.session.open(sources)
        self.session.marks.set_counts(len(articles), 0, self.session.marks.done_marks())
        self.wait_for(lambda: any(isinstance(r, Opened) and r.request == request for r in self.reports))
        return self.session

    def finish(self) -> None:
        """Wait until nothing is pending."""
        self.wait_for(lambda: self.session.progress().pending == 0)

    def close(self) -> None:
        """Close the session and wait for it."""
        assert self.session.close(TIMEOUT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "site"
    place.mkdir()
    return place


@pytest.fixture
def articles(folder: Path) -> list[Path]:
    """Three articles with the same content."""
    paths = [folder / f"{name}.md" for name in "abc"]
    for path in paths:
        path.write_bytes(ARTICLE)
    return paths


@pytest.fixture
def journal_path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.sqlite3"


@pytest.fixture
def journal(journal_path: Path) -> Iterator[Journal]:
    opened = Journal.open(journal_path)
    yield opened
    opened.close()


@pytest.fixture
def desktop(journal_path: Path) -> Iterator[Callable[[], Desktop]]:
    """Starts a desktop each time it is called, as after a restart; all of them are closed in the end."""
    started: list[Desktop] = []

    def start() -> Desktop:
        for earlier in started:
            earlier.close()
        started.append(Desktop(journal_path))
        return started[-1]

    yield start
    for one in started:
        one.close()
