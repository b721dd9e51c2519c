"""A session as the window uses it: at once in memory, truthful about the disk, remembered after a restart."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from curator.errors import JournalError
from curator.library import article_id
from curator.library.row import Stamp
from curator.triage.decisions import Change, Mark, Status
from curator.triage.journal import Journal
from curator.triage.reports import (
    Closed,
    Recorded,
    Report,
    SaveReport,
)
from curator.triage.session import Session
from curator.triage.thread_saver import ThreadSaver
from tests.triage.conftest import ARTICLE, TIMEOUT, Desktop, rated, text_with

Start = Callable[[], Desktop]


def test_decision_reaches_the_file(desktop: Start, folder: Path, articles: list[Path]) -> None:
    one = desktop()
    session = one.open([folder], articles)
    session.decide([rated(articles[0], 80)])
    one.finish()
    assert articles[0].read_bytes() == text_with(80)
    assert session.status_of(articles[0]) is Status.SAVED


def test_decision_is_recorded_before_it_is_saved(desktop: Start, folder: Path, articles: list[Path]) -> None:
    one = desktop()
    session = one.open([folder], articles)
    session.decide([rated(articles[0], 80)])
    one.close()
    kinds = [type(report) for report in one.of(Recorded, SaveReport)]
    assert kinds == [Recorded, SaveReport]


def test_report_has_the_stamp_of_the_new_file(desktop: Start, folder: Path, articles: list[Path]) -> None:
    one = desktop()
    one.open([folder]).decide([rated(articles[0], 80)])
    one.close()
    (report,) = one.of(SaveReport)
    assert isinstance(report, SaveReport)
    assert report.stamp == Stamp.of(articles[0].stat())
    assert report.is_changed


def test_mark_is_there_at_once(desktop: Start, articles: list[Path]) -> None:
    session = desktop().session
    session.decide([rated(articles[0], 80)])
    assert session.mark_of(articles[0]) is Mark.DECIDED
    assert article_id(articles[0]) in session.marks.done
    assert article_id(articles[1]) not in session.marks.done


def test_decision_is_pending_until_the_file_is_safe(
    folder: Path, articles: list[Path], journal_path: Path
) -> None:
    gate = threading.Event()
    statuses: list[Status | None] = []

    def hold(report: Report) -> None:
        if isinstance(report, Recorded):
            assert gate.wait(TIMEOUT)

    session = Session(journal_path, hold, ThreadSaver)
    session.decide([rated(articles[0], 80)])
    statuses.append(session.status_of(articles[0]))
    assert session.progress().pending == 1
    assert articles[0].read_bytes() == ARTICLE
    gate.set()
    assert session.close(TIMEOUT)
    assert [*statuses, session.status_of(articles[0])] == [Status.PENDING, Status.SAVED]


@pytest.mark.parametrize("mark", [Mark.LATER, Mark.REVIEWED])
def test_later_and_reviewed_write_nothing(
    desktop: Start, folder: Path, articles: list[Path], mark: Mark
) -> None:
    before = Stamp.of(articles[0].stat())
    desktop().open([folder]).decide([Change(articles[0], {}, mark)])
    session = desktop().open([folder])
    assert session.mark_of(articles[0]) is mark
    assert Stamp.of(articles[0].stat()) == before


def test_mark_can_be_set_on_what_cannot_be_edited(desktop: Start, folder: Path, articles: list[Path]) -> None:
    articles[0].write_bytes(b"no header")
    one = desktop()
    one.open([folder]).decide([Change(articles[0], {}, Mark.REVIEWED)])
    one.finish()
    assert one.session.failures() == ()


def test_close_finishes_what_was_ordered(desktop: Start, folder: Path, articles: list[Path]) -> None:
    one = desktop()
    session = one.open([folder], articles)
    for number in range(50):
        session.decide([rated(articles[0], 100 + number)])
    assert session.close(TIMEOUT)
    assert articles[0].read_bytes() == text_with(149)
    assert isinstance(one.reports[-1], Closed)


def test_nothing_is_taken_after_close(desktop: Start, articles: list[Path]) -> None:
    session = desktop().session
    session.close(TIMEOUT)
    with pytest.raises(JournalError, match="closing"):
        session.decide([rated(articles[0], 80)])


def test_progress_counts_the_articles_that_are_there(
    desktop: Start, folder: Path, articles: list[Path]
) -> None:
    session = desktop().open([folder], articles)
    session.decide([rated(articles[0], 80), Change(articles[1], {}, Mark.LATER)])
    assert (session.progress().decided, session.progress().total) == (1, 3)
    session.marks.set_counts(2, 0, session.marks.done_marks())
    assert (session.progress().decided, session.progress().total) == (0, 2)
    session.marks.set_counts(3, 1, session.marks.done_marks())
    assert session.progress().decided == 1
    session.undo()
    assert (session.progress().decided, session.progress().session) == (0, 0)


def test_count_that_comes_after_a_decision_is_one_from_before_it(
    desktop: Start, folder: Path, articles: list[Path]
) -> None:
    session = desktop().open([folder], articles)
    session.decide([rated(articles[0], 80)])
    as_of = session.marks.done_marks()
    session.decide([rated(articles[1], 80)])
    session.marks.set_counts(3, 1, as_of)
    assert session.progress().decided == 2


def test_articles_that_come_back_are_decided_as_before(
    desktop: Start, folder: Path, articles: list[Path]
) -> None:
    desktop().open([folder], articles).decide([rated(path, 80) for path in articles])
    one = desktop()
    away = folder.rename(folder.with_name("away"))
    session = one.open([folder])
    away.rename(folder)
    assert session.progress().decided == 3
    assert session.last() is not None


def test_marks_that_changed_are_told_once(desktop: Start, folder: Path, articles: list[Path]) -> None:
    session = desktop().open([folder], articles)
    assert session.marks.take_changed() == ({}, True)
    session.decide([rated(articles[0], 80)])
    assert session.marks.take_changed() == ({article_id(articles[0]): Mark.DECIDED}, False)
    session.undo()
    changed, is_all = session.marks.take_changed()
    assert (changed[article_id(articles[0])], is_all) == (None, False)


def test_today_is_remembered_over_a_restart(desktop: Start, folder: Path, articles: list[Path]) -> None:
    desktop().open([folder], articles).decide([rated(articles[0], 80)])
    progress = desktop().open([folder], articles).progress()
    assert (progress.session, progress.today) == (0, 1)


def test_large_batch_is_one_step(desktop: Start, folder: Path) -> None:
    paths = [folder / f"{number}.md" for number in range(250)]
    for path in paths:
        path.write_bytes(ARTICLE)
    one = desktop()
    session = one.open([folder], paths)
    session.decide([rated(path, 80) for path in paths])
    one.finish()
    assert {path.read_bytes() for path in paths} == {text_with(80)}
    session.undo()
    one.finish()
    assert {path.read_bytes() for path in paths} == {ARTICLE}


def test_same_article_twice_in_a_batch_counts_once(
    desktop: Start, folder: Path, articles: list[Path]
) -> None:
    one = desktop()
    group = one.open([folder]).decide([rated(articles[0], 80), rated(articles[0], 90)])
    one.close()
    assert len(group.changes) == 1
    assert articles[0].read_bytes() == text_with(90)


def test_two_names_of_one_file_are_both_set(desktop: Start, folder: Path, articles: list[Path]) -> None:
    link = folder / "link.md"
    link.symlink_to(articles[0].name)
    one = desktop()
    session = one.open([folder])
    session.decide([rated(articles[0], 80), Change(link, {"heat": 7}, Mark.DECIDED)])
    one.finish()
    assert b"quality: 80" in articles[0].read_bytes()
    assert b"heat: 7" in articles[0].read_bytes()
    session.undo()
    one.close()
    assert articles[0].read_bytes() == ARTICLE


def test_articles_of_a_journal_can_be_opened_as_files(desktop: Start, articles: list[Path]) -> None:
    desktop().open(articles[:1]).decide([rated(articles[0], 80)])
    session = desktop().open([articles[0]])
    assert session.mark_of(articles[0]) is Mark.DECIDED
    session = desktop().open([articles[1]])
    assert session.last() is None


def test_other_sources_have_another_past(desktop: Start, tmp_path: Path, articles: list[Path]) -> None:
    one = desktop()
    one.open([articles[0]]).decide([rated(articles[0], 80)])
    session = one.open([tmp_path / "site"])
    assert session.mark_of(articles[0]) is Mark.DECIDED
    session = one.open([tmp_path / "data"])
    assert session.mark_of(articles[0]) is None
    assert session.undo() is None


def test_history_is_kept(desktop: Start, folder: Path, articles: list[Path], journal_path: Path) -> None:
    one = desktop()
    session = one.open([folder])
    session.decide([rated(articles[0], 80)])
    session.undo()
    one.close()
    journal = Journal.open(journal_path)
    assert [entry.status for entry in journal.history_of(articles[0])] == [Status.UNDONE, Status.SAVED]
    journal.close()


@pytest.mark.skipif(os.name != "posix", reason="only here may a file name be any bytes")
def test_file_name_that_is_not_text_survives_a_restart(desktop: Start, folder: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md"))
    try:
        path.write_bytes(ARTICLE)
    except OSError:
        pytest.skip("this file system wants names to be text")
    desktop().open([folder]).decide([rated(path, 80)])
    one = desktop()
    session = one.open([folder])
    assert session.mark_of(path) is Mark.DECIDED
    session.undo()
    one.close()
    assert path.read_bytes() == ARTICLE


def test_sources_may_be_named_in_a_roundabout_way(desktop: Start, folder: Path, articles: list[Path]) -> None:
    desktop().open([folder]).decide([rated(articles[0], 80)])
    session = desktop().open([folder / ".." / folder.name])
    assert session.mark_of(articles[0]) is Mark.DECIDED
