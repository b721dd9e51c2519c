"""Decisions which a full disk keeps out of the journal: undecided, told of, and made by a retry in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from curator.errors import JournalError
from curator.triage.decisions import Change, Mark, Status
from curator.triage.journal import Journal
from curator.triage.reports import NotRecorded
from tests.triage.conftest import ARTICLE, Desktop, rated, text_with
from tests.triage.small_disk import SmallDisk, small_disk


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "small", "size=1m") as mounted:
        yield mounted


@pytest.fixture
def journal_path(disk: SmallDisk) -> Path:
    return disk.folder / "data" / "journal.sqlite3"


Start = Callable[[], Desktop]


@pytest.fixture
def full(desktop: Start, folder: Path, articles: list[Path], disk: SmallDisk) -> Desktop:
    """An open folder whose third article is saved for later; then the disk is full."""
    one = desktop()
    one.open([folder], articles).decide([Change(articles[2], {}, Mark.LATER)])
    one.finish()
    disk.fill()
    return one


def test_what_was_not_recorded_is_not_decided(full: Desktop, articles: list[Path]) -> None:
    session = full.session
    session.decide([rated(path, 80) for path in articles])
    assert session.progress().decided == 3
    full.finish()
    assert [session.mark_of(path) for path in articles] == [None, None, Mark.LATER]
    progress = session.progress()
    assert (progress.decided, progress.session, progress.failed, progress.unrecorded) == (0, 0, 3, 3)
    assert {session.status_of(path) for path in articles} == {Status.FAILED}
    assert {path.read_bytes() for path in articles} == {ARTICLE}


def test_reason_says_what_to_do(full: Desktop, articles: list[Path]) -> None:
    full.session.decide([rated(articles[0], 80)])
    full.finish()
    (report,) = full.of(NotRecorded)
    assert isinstance(report, NotRecorded)
    assert "free some space" in report.reason
    assert full.session.failures()[0].reason == report.reason


def test_advice_is_given_when_there_is_no_room_for_the_journal_at_all(
    disk: SmallDisk, desktop: Start, articles: list[Path]
) -> None:
    disk.fill()
    one = desktop()
    one.session.decide([rated(articles[0], 80)])
    one.finish()
    assert "free some space" in one.session.failures()[0].reason


def test_advice_is_given_when_not_even_the_folder_can_be_made(tmp_path: Path) -> None:
    with small_disk(tmp_path / "tiny", "nr_inodes=1") as tiny, pytest.raises(JournalError) as caught:
        Journal.open(tiny.folder / "data" / "journal.sqlite3")
    assert "free some space" in str(caught.value)


def test_two_decisions_on_one_article_leave_it_as_before_both(full: Desktop, articles: list[Path]) -> None:
    session = full.session
    session.decide([rated(articles[2], 80)])
    session.decide([rated(articles[2], 90)])
    full.finish()
    assert session.mark_of(articles[2]) is Mark.LATER
    assert session.progress().unrecorded == 1


def test_retry_records_in_order(
    full: Desktop, desktop: Start, folder: Path, articles: list[Path], disk: SmallDisk
) -> None:
    session = full.session
    session.decide([rated(articles[0], 80), rated(articles[1], 80)])
    session.decide([rated(articles[0], 90)])
    full.finish()
    disk.free()
    assert session.retry_failed() == 2
    full.finish()
    assert session.failures() == ()
    progress = session.progress()
    assert (progress.decided, progress.session, progress.unrecorded) == (2, 2, 0)
    assert [path.read_bytes() for path in articles[:2]] == [text_with(90), text_with(80)]
    assert desktop().open([folder], articles).progress().decided == 2


def test_retry_without_room_changes_nothing(full: Desktop, articles: list[Path]) -> None:
    session = full.session
    session.decide([rated(articles[0], 80)])
    full.finish()
    session.retry_failed()
    full.finish()
    assert session.mark_of(articles[0]) is None
    assert (session.progress().failed, session.progress().unrecorded) == (1, 1)


def test_undo_of_what_was_not_recorded_ends_the_failure(full: Desktop, articles: list[Path]) -> None:
    session = full.session
    session.decide([rated(articles[2], 80)])
    full.finish()
    session.undo()
    full.finish()
    assert session.failures() == ()
    assert session.progress().unrecorded == 0
    assert session.mark_of(articles[2]) is Mark.LATER


def test_undo_that_was_not_recorded_leaves_the_decision(
    full: Desktop, articles: list[Path], disk: SmallDisk
) -> None:
    session = full.session
    assert session.undo() is not None
    full.finish()
    assert session.mark_of(articles[2]) is Mark.LATER
    disk.free()
    session.retry_failed()
    full.finish()
    assert session.mark_of(articles[2]) is None
    assert session.failures() == ()


def test_what_is_only_in_memory_is_known_in_another_folder_too(
    full: Desktop, articles: list[Path], tmp_path: Path, disk: SmallDisk
) -> None:
    full.session.decide([rated(articles[0], 80)])
    full.finish()
    full.open([tmp_path / "elsewhere"])
    assert full.session.progress().unrecorded == 1
    disk.free()
    full.session.retry_failed()
    full.finish()
    assert full.session.progress().unrecorded == 0
    assert articles[0].read_bytes() == text_with(80)
