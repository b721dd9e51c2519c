"""The processes beside the window are killed, stopped and told to end; the window is told to end."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.errors import JournalError
from curator.library.child import Launched
from curator.triage.decisions import Mark, Status
from curator.triage.journal import Journal
from curator.triage.launch import saving_process, start_saving
from curator.triage.reports import Broken, Opened, Recorded
from curator.triage.workplace import Workplace
from tests.triage.conftest import ARTICLE, Desktop, rated, text_with

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are not what they are elsewhere")


class Office:
    """A session whose saving process can be sent signals."""

    def __init__(self, journal: Path, folder: Path) -> None:
        self.started: list[Launched] = []
        self.desktop = Desktop(journal, start_saver=saving_process(self._start))
        self.session = self.desktop.open([folder])
        self.journal_path = journal

    def _start(self) -> Launched:
        self.started.append(start_saving())
        return self.started[-1]

    def signal(self, number: int) -> None:
        os.kill(self.started[-1].runner.pid, number)  # type: ignore[attr-defined]  # it is a process

    def suspend(self) -> None:
        """Let it rest, and wait until it does: it may go on for a moment after the signal was sent."""
        self.signal(signal.SIGSTOP)
        saver = self.started[-1].runner.pid  # type: ignore[attr-defined]  # as above
        os.waitid(os.P_PID, saver, os.WSTOPPED | os.WNOWAIT)

    def die(self) -> None:
        """Kill it, and wait until that is known here."""
        self.signal(signal.SIGKILL)
        self.desktop.wait_for(lambda: bool(self.desktop.of(Broken)))

    def start_again(self) -> None:
        """Press the key that starts it again, and wait until all that was decided is through."""
        opened = len(self.desktop.of(Opened))
        self.session.retry_failed()
        self.desktop.wait_for(lambda: len(self.desktop.of(Opened)) > opened)
        self.desktop.finish()

    def history(self, path: Path) -> list[Status]:
        journal = Journal.open(self.journal_path)
        statuses = [entry.status for entry in journal.history_of(path)]
        journal.close()
        return statuses


@pytest.fixture
def articles(folder: Path) -> list[Path]:
    folder.mkdir()
    paths = [folder / f"{name}.md" for name in "abcd"]
    for path in paths:
        path.write_bytes(ARTICLE)
    return paths


@pytest.fixture
def office(journal_path: Path, articles: list[Path]) -> Iterator[Office]:
    made = Office(journal_path, articles[0].parent)
    yield made
    made.desktop.close()


def test_killed_saver_is_told_and_one_key_starts_it_again(office: Office, articles: list[Path]) -> None:
    office.die()
    assert office.session.progress().is_stopped
    with pytest.raises(JournalError, match="F6 starts it again"):
        office.session.decide([rated(articles[0], 80)])
    office.start_again()
    assert not office.session.progress().is_stopped
    office.session.decide([rated(articles[0], 80)])
    office.desktop.finish()
    assert articles[0].read_bytes() == text_with(80)


def test_decisions_it_was_killed_with_are_made_by_the_next(office: Office, articles: list[Path]) -> None:
    office.suspend()
    for path in articles:
        office.session.decide([rated(path, 80)])
    office.die()
    assert {office.session.status_of(path) for path in articles} == {Status.FAILED}
    assert {path.read_bytes() for path in articles} == {ARTICLE}
    assert office.session.progress().unrecorded == 4
    office.start_again()
    assert office.session.failures() == ()
    assert {path.read_bytes() for path in articles} == {text_with(80)}
    assert [office.history(path) for path in articles] == [[Status.SAVED]] * 4
    for _ in articles:
        assert office.session.undo() is not None
    office.desktop.finish()
    assert {path.read_bytes() for path in articles} == {ARTICLE}


@pytest.fixture(params=["alone", "beside another"])
def colleague(request: pytest.FixtureRequest, journal_path: Path) -> Iterator[None]:
    """Another Curator at the journal, who keeps this one from taking what it finds there for left over."""
    if request.param == "alone":
        yield
    else:
        with Workplace.open(journal_path, lambda _report: None):
            yield


@pytest.mark.usefixtures("colleague")
def test_decision_that_was_recorded_is_not_made_twice(office: Office, articles: list[Path]) -> None:
    office.suspend()
    office.session.decide([rated(articles[0], 80)])
    # As if it had been killed between the journal and its report.
    journal = Journal.open(office.journal_path)
    journal.record([rated(articles[0], 80)])
    journal.close()
    office.die()
    office.start_again()
    assert articles[0].read_bytes() == text_with(80)
    assert office.history(articles[0]) == [Status.SAVED]
    assert office.session.undo() is not None
    assert office.session.undo() is None


def test_undo_it_was_killed_with_can_be_made_again(office: Office, articles: list[Path]) -> None:
    office.session.decide([rated(articles[0], 80)])
    office.desktop.finish()
    office.suspend()
    office.session.undo()
    office.die()
    office.start_again()
    assert articles[0].read_bytes() == text_with(80)
    assert office.session.mark_of(articles[0]) is Mark.DECIDED
    assert office.session.undo() is not None
    office.desktop.finish()
    assert articles[0].read_bytes() == ARTICLE


def test_decision_and_its_undo_it_was_killed_with_are_none(office: Office, articles: list[Path]) -> None:
    office.suspend()
    office.session.decide([rated(articles[0], 80)])
    office.session.undo()
    office.session.redo()
    office.session.undo()
    office.die()
    office.start_again()
    assert articles[0].read_bytes() == ARTICLE
    assert office.session.mark_of(articles[0]) is None
    assert office.history(articles[0]) == []


def test_what_is_decided_after_it_was_started_again_is_the_later_decision(
    office: Office, articles: list[Path]
) -> None:
    office.suspend()
    office.session.decide([rated(articles[0], 80), rated(articles[1], 80)])
    office.die()
    office.session.retry_failed()
    office.session.decide([rated(articles[0], 90)])
    office.desktop.wait_for(lambda: len(office.desktop.of(Recorded)) == 2)
    office.desktop.finish()
    assert [path.read_bytes() for path in articles[:2]] == [text_with(90), text_with(80)]


def test_stopped_saver_keeps_everything_waiting_and_then_goes_on(
    office: Office, articles: list[Path]
) -> None:
    office.suspend()
    for path in articles:
        office.session.decide([rated(path, 80)])
    assert office.session.progress().pending == 4
    assert not office.session.close(0)
    office.signal(signal.SIGCONT)
    assert office.session.close(20)
    assert {path.read_bytes() for path in articles} == {text_with(80)}


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_saver_told_to_end_does_what_was_ordered_first(
    office: Office, articles: list[Path], name: str
) -> None:
    office.suspend()
    office.session.decide([rated(path, 80) for path in articles])
    office.signal(getattr(signal, name))
    office.signal(signal.SIGCONT)
    office.desktop.finish()
    assert {path.read_bytes() for path in articles} == {text_with(80)}
    assert not office.desktop.of(Broken)


def test_pipe_breaks_and_one_key_mends_it(office: Office, articles: list[Path]) -> None:
    pipe = office.started[-1].pipe
    with socket.socket(fileno=os.dup(pipe.fileno())) as end:
        end.shutdown(socket.SHUT_RDWR)
    office.desktop.wait_for(lambda: bool(office.desktop.of(Broken)))
    office.started[-1].runner.join(20)
    office.start_again()
    office.session.decide([rated(path, 80) for path in articles])
    office.desktop.finish()
    assert {path.read_bytes() for path in articles} == {text_with(80)}
