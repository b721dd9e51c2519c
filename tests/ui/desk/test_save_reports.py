"""What the saving thread tells arrives on the GUI thread, with words where a person must know."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from curator.triage.decisions import Status
from curator.triage.reports import (
    Broken,
    Closed,
    EntriesUnreadable,
    JournalReplaced,
    NotRecorded,
    OpenFailed,
    Recorded,
    Report,
    RetryFailed,
    SaveReport,
)
from curator.ui.desk.save_reports import SaveReports
from tests.ui.desk.bench import OneThread

ARTICLE = Path("/news/bees.md")
FAILED = SaveReport(1, 1, ARTICLE, Status.FAILED, reason="the disk is full")
SAVED = SaveReport(1, 1, ARTICLE, Status.SAVED)


@pytest.fixture
def reports(thread: OneThread) -> SaveReports:
    return SaveReports(thread.owner)


def test_report_of_another_thread_arrives_on_the_gui_thread(reports: SaveReports, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []

    def note(report: Report) -> None:
        threads.append(threading.current_thread())

    reports.save_reported.connect(note, Qt.ConnectionType.DirectConnection)
    sender = threading.Thread(target=reports.take, args=(SAVED,))
    with qtbot.waitSignal(reports.save_reported):
        sender.start()
    sender.join()
    assert threads == [threading.main_thread()]


@pytest.mark.parametrize(
    ("report", "part"),
    [
        (OpenFailed(1, "it is locked"), "Earlier decisions cannot be read: it is locked"),
        (JournalReplaced(Path("/data/old.sqlite3"), "bad page"), "kept as old.sqlite3"),
        (JournalReplaced(None, "gone"), "taken away while it was in use"),
        (EntriesUnreadable(1), "1 earlier decision cannot be read"),
        (EntriesUnreadable(2000), "2,000 earlier decisions cannot be read"),
    ],
)
def test_what_went_wrong_is_said(reports: SaveReports, qtbot: QtBot, report: Report, part: str) -> None:
    with qtbot.waitSignal(reports.problem_noticed) as caught:
        reports.take(report)
    assert part in (caught.args or [""])[0]


@pytest.mark.parametrize(
    ("report", "part"),
    [
        (FAILED, "bees.md was not saved: the disk is full"),
        (NotRecorded(1, (ARTICLE,), "the disk is full"), "nothing was written: the disk is full"),
        (RetryFailed("it is locked"), "Still not saved: it is locked"),
        (Broken(), "Saving has stopped unexpectedly. No file is harmed"),
    ],
)
def test_what_was_not_saved_is_said(reports: SaveReports, qtbot: QtBot, report: Report, part: str) -> None:
    with qtbot.waitSignal(reports.save_failed) as caught:
        reports.take(report)
    assert part in (caught.args or [""])[0]


@pytest.mark.parametrize("report", [SAVED, Recorded(1), Closed()])
def test_what_went_well_is_not_a_problem(reports: SaveReports, qtbot: QtBot, report: Report) -> None:
    quiet = qtbot.assertNotEmitted(reports.problem_noticed), qtbot.assertNotEmitted(reports.save_failed)
    with quiet[0], quiet[1], qtbot.waitSignal(reports.reported):
        reports.take(report)


def test_end_of_saving_is_announced(reports: SaveReports, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reports.closed):
        reports.take(Closed())
