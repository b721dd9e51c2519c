"""Saving in a process of its own: the same as on a thread, and whatever becomes of the window."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from curator.error_lines import ErrorElsewhere
from curator.triage.decisions import Status
from curator.triage.journal import Journal
from curator.triage.launch import saving_process, start_saving
from curator.triage.reports import Broken, Closed, Recorded, Report, SaveReport
from curator.triage.session import Session
from tests.triage.conftest import ARTICLE, TIMEOUT, Desktop, rated, text_with

Start = Callable[[], Desktop]

KILLED_WINDOW = """
import os, signal, sys
from pathlib import Path
from curator.triage.launch import saving_process, start_saving

saving = start_saving()
from curator.triage.session import Session
from tests.triage.conftest import rated

session = Session(Path(sys.argv[1]), lambda report: None, saving_process(lambda: saving))
for path in sys.argv[2:]:
    session.decide([rated(Path(path), 80)])
print(saving.runner.pid, flush=True)
# The first order is in the pipe; the others are where the talker was when the end came.
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def desk(journal_path: Path) -> Iterator[Start]:
    """As `desktop`, with processes."""
    started: list[Desktop] = []

    def start() -> Desktop:
        for earlier in started:
            earlier.close()
        started.append(Desktop(journal_path, start_saver=saving_process()))
        return started[-1]

    yield start
    for one in started:
        one.close()


def test_decision_reaches_the_file_and_the_window_hears_of_it(
    desk: Start, folder: Path, articles: list[Path]
) -> None:
    one = desk()
    session = one.open([folder], articles)
    session.decide([rated(articles[0], 80)])
    one.finish()
    assert articles[0].read_bytes() == text_with(80)
    assert session.status_of(articles[0]) is Status.SAVED
    assert [type(report) for report in one.of(Recorded, SaveReport)] == [Recorded, SaveReport]


def test_undo_works_over_a_restart(desk: Start, folder: Path, articles: list[Path]) -> None:
    desk().open([folder], articles).decide([rated(articles[0], 80)])
    two = desk()
    two.open([folder], articles).undo()
    two.finish()
    assert articles[0].read_bytes() == ARTICLE


def test_many_orders_at_once_are_carried_out_in_their_order(
    desk: Start, folder: Path, articles: list[Path]
) -> None:
    one = desk()
    session = one.open([folder], articles)
    for quality in range(11, 60):
        session.decide([rated(path, quality) for path in articles])
    one.finish()
    assert {path.read_bytes() for path in articles} == {text_with(59)}
    numbers = [report.group for report in one.of(SaveReport) if isinstance(report, SaveReport)]
    assert numbers == sorted(numbers)


def test_batch_larger_than_a_pipe_is_saved(desk: Start, folder: Path) -> None:
    paths = [folder / f"{number:04}{'x' * 200}.md" for number in range(1000)]
    for path in paths:
        path.write_bytes(ARTICLE)
    one = desk()
    one.open([folder], paths).decide([rated(path, 80) for path in paths])
    one.finish()
    assert {path.read_bytes() for path in paths} == {text_with(80)}


def test_closing_waits_for_what_was_ordered(desk: Start, folder: Path, articles: list[Path]) -> None:
    one = desk()
    session = one.open([folder], articles)
    session.decide([rated(path, 80) for path in articles])
    one.close()
    assert {path.read_bytes() for path in articles} == {text_with(80)}
    assert isinstance(one.reports[-1], Closed)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are not what they are elsewhere")
def test_decisions_handed_over_survive_the_death_of_the_window(
    journal_path: Path, articles: list[Path]
) -> None:
    command = [sys.executable, "-c", KILLED_WINDOW, str(journal_path), str(articles[0])]
    window = subprocess.Popen(command, stdout=subprocess.PIPE)
    output, _ = window.communicate(timeout=TIMEOUT)
    # Its output is at its end when the process that saves has ended too, which holds it as well.
    assert window.returncode == -signal.SIGKILL
    assert output.strip().isdigit()
    assert articles[0].read_bytes() == text_with(80)
    journal = Journal.open(journal_path)
    assert [entry.status for entry in journal.history_of(articles[0])] == [Status.SAVED]
    journal.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are not what they are elsewhere")
def test_signals_to_the_whole_group_do_not_end_it(
    journal_path: Path, folder: Path, articles: list[Path]
) -> None:
    saving = start_saving()
    one = Desktop(journal_path, start_saver=saving_process(lambda: saving))
    session = one.open([folder], articles)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        os.kill(saving.runner.pid, number)  # type: ignore[attr-defined]  # it is a process
    session.decide([rated(articles[0], 80)])
    one.finish()
    one.close()
    assert articles[0].read_bytes() == text_with(80)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are not what they are elsewhere")
def test_its_death_is_told_and_no_more_decisions_are_taken(
    journal_path: Path, folder: Path, articles: list[Path]
) -> None:
    saving = start_saving()
    one = Desktop(journal_path, start_saver=saving_process(lambda: saving))
    one.open([folder], articles)
    os.kill(saving.runner.pid, signal.SIGKILL)  # type: ignore[attr-defined]  # it is a process
    one.wait_for(lambda: any(isinstance(report, Broken) for report in one.reports))
    one.close()
    assert articles[0].read_bytes() == ARTICLE


def test_what_nobody_thought_of_is_told_with_its_places(tmp_path: Path) -> None:
    raised: list[BaseException | None] = []
    reports: list[Report] = []
    hook, threading.excepthook = threading.excepthook, lambda met: raised.append(met.exc_value)
    try:
        # No path at all, which only a mistake in the program could hand over.
        session = Session(None, reports.append, saving_process())  # type: ignore[arg-type]
        session.open([tmp_path])
        assert session.close(TIMEOUT)
    finally:
        threading.excepthook = hook
    (error,) = raised
    assert isinstance(error, ErrorElsewhere)
    assert any("curator/triage/" in line for line in error.lines)
    assert error.lines[-1].startswith("AttributeError: ")
    assert [type(report) for report in reports] == [Broken]


def test_one_that_is_forgotten_does_not_keep_the_program(journal_path: Path, articles: list[Path]) -> None:
    program = KILLED_WINDOW.partition("# The first")[0]
    command = [sys.executable, "-c", program, str(journal_path), *map(str, articles)]
    done = subprocess.run(command, check=False, timeout=TIMEOUT, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert {path.read_bytes() for path in articles} == {text_with(80)}
