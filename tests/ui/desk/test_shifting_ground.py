"""What is under the editor's feet goes: another article under the name, the disk, the folder, the program."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.library import article_id
from curator.library.launch import start_thread
from curator.triage.decisions import Change, Mark, Status
from curator.triage.intent import IntentKind
from curator.triage.journal import Journal
from curator.triage.launch import saving_process, start_saving
from curator.ui.desk.workbench import Workbench
from tests.triage.small_disk import SmallDisk, small_disk
from tests.ui.desk.bench import Bench
from tests.ui.ear import Ear
from tests.ui.endings import delete
from tests.ui.hands import on_disk
from tests.ui.newsroom import article, values
from tests.ui.waiting import TIMEOUT, wait_until

HORNETS = article("Hornets hover", 9, *values(5, 5, published=False), url="https://hornets.example/hover")


# Another article under the name.


@pytest.mark.parametrize("kind", [IntentKind.QUALITY, IntentKind.PUBLISHED, IntentKind.REVIEWED])
def test_key_right_after_the_article_was_swapped_decides_nothing(bench: Bench, kind: IntentKind) -> None:
    path = bench.folder / "bees.md"
    failures = Ear(bench.workbench.save_failed)
    path.write_bytes(HORNETS)
    bench.decide(kind, 90)
    bench.until(lambda: bench.desk.is_failed(article_id(path)))
    assert path.read_bytes() == HORNETS
    assert "another article stands under this name now" in str(failures.last)
    assert bench.session.mark_of(path) is None
    bench.until(lambda: bench.title("bees.md") == "Hornets hover")
    bench.until(lambda: bench.row("bees.md").quality == 5)


def test_retry_does_not_write_into_the_article_that_came_instead(bench: Bench) -> None:
    path = bench.folder / "bees.md"
    path.unlink()
    bench.rate(90)
    bench.until(lambda: bench.desk.is_failed(article_id(path)))
    path.write_bytes(HORNETS)
    bench.workbench.retry_saves()
    bench.until(lambda: "another article" in bench.session.failures()[0].reason)
    assert path.read_bytes() == HORNETS
    assert bench.session.mark_of(path) is None


# Another decision by somebody else.

BEES_BY_OTHERS = article(
    "Bees dance in the dark",
    9,
    *values(33, 82, published=True),
)


def test_somebody_elses_value_is_asked_about_and_stays_until_answered(bench: Bench) -> None:
    path = bench.folder / "bees.md"
    questions, failures = Ear(bench.workbench.save_questioned), Ear(bench.workbench.save_failed)
    path.write_bytes(BEES_BY_OTHERS)
    bench.rate(90)
    bench.until(lambda: bench.desk.is_failed(article_id(path)))
    assert on_disk(path) == (33, 82, True)
    assert str(questions.last).startswith("Quality is 33 now; you saw 72 and decided 90")
    assert bench.desk.is_questioned(article_id(path))
    assert not failures.heard


def test_keeping_mine_writes_it_over_theirs(bench: Bench) -> None:
    path = bench.folder / "bees.md"
    path.write_bytes(BEES_BY_OTHERS)
    bench.rate(90)
    bench.until(lambda: bench.desk.is_failed(article_id(path)))
    bench.workbench.retry_saves()
    bench.until(lambda: not bench.desk.is_failed(article_id(path)))
    assert on_disk(path)[0] == 90


def test_keeping_theirs_shows_it_and_leaves_the_article_undecided(bench: Bench) -> None:
    path = bench.folder / "bees.md"
    told = Ear(bench.workbench.told)
    path.write_bytes(BEES_BY_OTHERS)
    bench.rate(90)
    bench.until(lambda: bench.desk.is_failed(article_id(path)))
    bench.workbench.keep_theirs()
    bench.until(lambda: not bench.desk.is_failed(article_id(path)))
    bench.until(lambda: bench.row("bees.md").quality == 33)
    assert on_disk(path) == (33, 82, True)
    assert bench.session.mark_of(path) is None
    assert told.last == "What somebody else had set was kept"


def test_keeping_theirs_with_no_question_open_says_so(bench: Bench) -> None:
    told = Ear(bench.workbench.told)
    bench.workbench.keep_theirs()
    assert told.heard == ["No question is open"]


def test_article_that_was_read_but_not_painted_cannot_be_decided(bench: Bench) -> None:
    (bench.folder / "bees.md").write_bytes(HORNETS)
    bench.workbench.loader.reread(bench.folder / "bees.md")
    bench.until(lambda: bench.title("bees.md") == "Hornets hover")
    bench.rate(90)
    assert bench.session.mark_of(bench.folder / "bees.md") is None
    bench.decider.note_painted(bench.folder / "bees.md")
    bench.rate(90)
    bench.until_saved("bees.md")
    assert on_disk(bench.folder / "bees.md") == (90, 90, True)


def test_batch_leaves_out_an_article_that_was_swapped_since(bench: Bench) -> None:
    refusals = Ear(bench.decider.refused)
    bench.mark("bees.md", "wasps.md")
    bench.rate(90)
    (bench.folder / "bees.md").write_bytes(HORNETS)
    bench.decider.confirm_batch()
    bench.until(lambda: bool(refusals.heard))
    bench.until_saved("wasps.md")
    assert "bees.md" in str(refusals.last)
    assert (bench.folder / "bees.md").read_bytes() == HORNETS
    assert bench.session.mark_of(bench.folder / "bees.md") is None


# The disk of the journal.


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """Where the workbench has its journal; ask for it before the workbench."""
    with small_disk(tmp_path / "data", "size=1m") as mounted:
        yield mounted


def test_what_the_journal_did_not_take_is_not_shown_as_decided(disk: SmallDisk, bench: Bench) -> None:
    path = bench.folder / "bees.md"
    disk.fill()
    bench.rate(95)
    assert bench.row("bees.md").quality == 95
    bench.until(lambda: bench.desk.is_failed(article_id(path)))
    bench.until(lambda: bench.row("bees.md").quality == 72)
    bench.until(lambda: bench.decider.on_screen() is not None)
    assert bench.session.mark_of(path) is None
    assert bench.session.status_of(path) is Status.FAILED
    assert bench.session.progress().unrecorded == 1
    disk.free()
    bench.workbench.retry_saves()
    bench.until(lambda: not bench.desk.is_failed(article_id(path)))
    assert on_disk(path) == (95, 105, True)
    assert bench.session.mark_of(path) is Mark.DECIDED


def test_undo_of_what_the_journal_did_not_take_ends_the_failure(disk: SmallDisk, bench: Bench) -> None:
    disk.fill()
    bench.rate(95)
    bench.until(lambda: bench.desk.is_failed(article_id(bench.folder / "bees.md")))
    bench.decider.undo()
    bench.until(lambda: not bench.desk.is_failed(article_id(bench.folder / "bees.md")))
    assert bench.session.progress().unrecorded == 0


# The folder.


@pytest.mark.parametrize("is_reopened", [False, True])
def test_folder_that_comes_back_is_as_far_as_before(bench: Bench, qtbot: QtBot, is_reopened: bool) -> None:
    bench.rate(95)
    bench.show("moss.md")
    bench.rate(95)
    bench.until_saved("bees.md", "moss.md")
    away = bench.folder.rename(bench.folder.with_name("away"))
    if is_reopened:
        with qtbot.waitSignal(bench.workbench.reading_finished, timeout=TIMEOUT):
            bench.workbench.reopen()
    else:
        bench.look()
    bench.until(lambda: bench.session.progress().total == 0)
    away.rename(bench.folder)
    bench.look()
    bench.until(lambda: bench.session.progress().total == 5)
    bench.until(lambda: bench.session.progress().decided == 2)


# The program.


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["bees.md"], "1 decision from an interrupted session was saved now"),
        (["bees.md", "moss.md"], "2 decisions from an interrupted session were saved now"),
    ],
)
def test_finished_saves_are_counted_in_good_english(
    tmp_path: Path, folder: Path, names: list[str], words: str, workbench: Workbench, qtbot: QtBot
) -> None:
    journal = Journal.open(tmp_path / "data" / "journal.sqlite3")
    journal.record([Change(folder / name, {"quality": 90}, Mark.DECIDED) for name in names])
    journal.close()
    told = Ear(workbench.told)
    with qtbot.waitSignal(workbench.past_known, timeout=TIMEOUT):
        workbench.open([folder])
    assert told.heard == [words]


# The process that saves.


@pytest.mark.skipif(sys.platform == "win32", reason="signals are not what they are elsewhere")
def test_whoever_waits_for_saves_to_leave_need_not_wait_for_those_that_will_not_come(
    qapp: QApplication, tmp_path: Path, folder: Path
) -> None:
    saving = start_saving()
    workbench = Workbench(
        tmp_path / "data" / "journal.sqlite3",
        tmp_path / "index",
        start_engine=start_thread,
        start_saver=saving_process(lambda: saving),
    )
    problems, shut = Ear(workbench.save_failed), Ear(workbench.shut)
    os.kill(saving.runner.pid, signal.SIGSTOP)  # type: ignore[attr-defined]  # it is a process
    workbench.session.decide([Change(folder / "bees.md", {"quality": 1}, Mark.DECIDED)])
    assert workbench.shut_down() == 1
    os.kill(saving.runner.pid, signal.SIGKILL)  # type: ignore[attr-defined]
    wait_until(lambda: bool(problems.heard))
    assert "Saving has stopped" in str(problems.last)
    # It is told first what would be lost; asked once more it leaves.
    assert not shut.heard
    assert workbench.shut_down() == 0
    assert shut.heard
    workbench.join()
    delete(workbench)
