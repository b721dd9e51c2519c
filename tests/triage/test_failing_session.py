"""Saves that fail, journals that cannot be used: decisions are kept, told of, and tried again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from curator.triage.decisions import Status
from curator.triage.reports import (
    Broken,
    JournalReplaced,
    NotRecorded,
    OpenFailed,
    Report,
    SaveReport,
)
from curator.triage.session import Session
from curator.triage.thread_saver import ThreadSaver
from tests.triage.conftest import ARTICLE, TIMEOUT, Desktop, rated, text_with

Start = Callable[[], Desktop]


def test_failed_save_keeps_the_decision_for_a_retry(
    desktop: Start, folder: Path, articles: list[Path]
) -> None:
    articles[0].unlink()
    one = desktop()
    session = one.open([folder], articles)
    session.decide([rated(articles[0], 80)])
    one.finish()
    assert session.status_of(articles[0]) is Status.FAILED
    assert session.progress().failed == 1
    articles[0].write_bytes(ARTICLE)
    assert session.retry_failed() == 1
    assert session.status_of(articles[0]) is Status.PENDING
    one.finish()
    assert session.status_of(articles[0]) is Status.SAVED
    assert session.failures() == ()
    assert articles[0].read_bytes() == text_with(80)


def test_failure_is_known_after_a_restart(desktop: Start, folder: Path, articles: list[Path]) -> None:
    articles[0].unlink()
    desktop().open([folder], articles).decide([rated(articles[0], 80)])
    one = desktop()
    session = one.open([folder], articles)
    assert [failure.path for failure in session.failures()] == [articles[0]]
    articles[0].write_bytes(ARTICLE)
    session.retry_failed()
    one.close()
    assert articles[0].read_bytes() == text_with(80)


def test_failed_save_can_be_undone(desktop: Start, folder: Path, articles: list[Path]) -> None:
    articles[0].unlink()
    one = desktop()
    session = one.open([folder], articles)
    session.decide([rated(articles[0], 80)])
    session.undo()
    one.finish()
    articles[0].write_bytes(ARTICLE)
    assert session.failures() == ()
    session.retry_failed()
    one.close()
    assert articles[0].read_bytes() == ARTICLE


def test_later_decision_takes_the_place_of_one_that_failed(
    desktop: Start, folder: Path, articles: list[Path]
) -> None:
    articles[0].unlink()
    one = desktop()
    session = one.open([folder], articles)
    session.decide([rated(articles[0], 80)])
    one.finish()
    articles[0].write_bytes(ARTICLE)
    session.decide([rated(articles[0], 90)])
    one.finish()
    assert session.failures() == ()
    session.retry_failed()
    one.close()
    assert articles[0].read_bytes() == text_with(90)


def test_journal_that_cannot_be_used_touches_no_file(
    desktop: Start, folder: Path, articles: list[Path], journal_path: Path
) -> None:
    journal_path.parent.write_bytes(b"in the way")
    one = desktop()
    session = one.session
    session.open([folder])
    session.decide([rated(articles[0], 80)])
    one.finish()
    assert one.of(OpenFailed)
    assert one.of(NotRecorded)
    assert session.status_of(articles[0]) is Status.FAILED
    assert articles[0].read_bytes() == ARTICLE


def test_unrecorded_decision_is_made_by_a_retry(
    desktop: Start, folder: Path, articles: list[Path], journal_path: Path
) -> None:
    journal_path.parent.write_bytes(b"in the way")
    one = desktop()
    session = one.session
    session.decide([rated(articles[0], 80), rated(articles[1], 80)])
    one.finish()
    journal_path.parent.unlink()
    session.decide([rated(articles[1], 90)])
    one.finish()
    session.retry_failed()
    one.finish()
    assert session.failures() == ()
    assert articles[0].read_bytes() == text_with(80)
    assert articles[1].read_bytes() == text_with(90)


def test_unrecorded_decision_can_be_undone(desktop: Start, articles: list[Path], journal_path: Path) -> None:
    journal_path.parent.write_bytes(b"in the way")
    one = desktop()
    one.session.decide([rated(articles[0], 80)])
    one.session.undo()
    one.finish()
    journal_path.parent.unlink()
    one.session.retry_failed()
    one.close()
    assert one.session.failures() == ()
    assert articles[0].read_bytes() == ARTICLE


def test_damaged_journal_is_reported(desktop: Start, folder: Path, journal_path: Path) -> None:
    journal_path.parent.mkdir()
    journal_path.write_bytes(b"no database" * 100)
    one = desktop()
    one.open([folder])
    (report,) = one.of(JournalReplaced)
    assert isinstance(report, JournalReplaced)
    assert report.kept_as is not None
    assert report.kept_as.read_bytes() == b"no database" * 100


def test_bug_in_the_callback_is_not_silent(articles: list[Path], journal_path: Path) -> None:
    seen: list[Report] = []
    raised: list[object] = []

    def fail(report: Report) -> None:
        seen.append(report)
        if isinstance(report, SaveReport):
            raise ZeroDivisionError

    hook, threading.excepthook = threading.excepthook, lambda arguments: raised.append(arguments.exc_type)
    try:
        session = Session(journal_path, fail, ThreadSaver)
        session.decide([rated(articles[0], 80)])
        assert session.close(TIMEOUT)
    finally:
        threading.excepthook = hook
    assert raised == [ZeroDivisionError]
    assert isinstance(seen[-1], Broken)
