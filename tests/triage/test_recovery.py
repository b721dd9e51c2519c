"""The next start after a crash: what it finishes, what it leaves, and what it asks about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.articles.fields import PLACEMENT
from curator.library.save import plan_save, save
from curator.triage.decisions import Change, Entry, Kind, Mark, Prepared, Status
from curator.triage.journal import Journal
from curator.triage.reports import Report, SaveReport
from curator.triage.workplace import Workplace
from tests.triage.conftest import ARTICLE, rated, text_with


def record_only(
    journal: Path, change: Change, *, kind: Kind = Kind.DECISION, undoes: tuple[int, ...] = ()
) -> Entry:
    """Record a change as a process does that is killed before it touches the file."""
    opened = Journal.open(journal)
    plan = plan_save(change.path, change.fields, PLACEMENT)
    prepared = {0: Prepared(plan.edited.undo, plan.digest)}
    entry = opened.record([change], kind, undoes=undoes, prepared=prepared).entries[0]
    opened.close()
    return entry


def start(journal: Path) -> tuple[list[SaveReport], Entry]:
    """Start again; give the reports of saves and the last entry."""
    reports: list[Report] = []
    with Workplace.open(journal, reports.append) as workplace:
        rows = workplace.journal.rows("SELECT max(id) FROM entries")
        last = rows[0][0]
        assert isinstance(last, int)
        return [report for report in reports if isinstance(report, SaveReport)], workplace.journal.entry(last)


def undo(journal: Path, entry: Entry) -> None:
    with Workplace.open(journal, lambda _report: None) as workplace:
        workplace.writer.undo(1, entry.group, {entry.path})


def test_recorded_decision_is_saved(journal_path: Path, articles: list[Path]) -> None:
    record_only(journal_path, rated(articles[0], 80))
    _, entry = start(journal_path)
    assert entry.status is Status.SAVED
    assert articles[0].read_bytes() == text_with(80)


def test_decision_that_reached_the_file_keeps_its_undo(journal_path: Path, articles: list[Path]) -> None:
    entry = record_only(journal_path, rated(articles[0], 80))
    save(articles[0], entry.fields, PLACEMENT)
    _, entry = start(journal_path)
    assert entry.status is Status.SAVED
    undo(journal_path, entry)
    assert articles[0].read_bytes() == ARTICLE


def test_change_of_something_else_meanwhile_is_no_clash(journal_path: Path, articles: list[Path]) -> None:
    record_only(journal_path, rated(articles[0], 80))
    articles[0].write_bytes(ARTICLE.replace(b"title: A", b"title: B"))
    _, entry = start(journal_path)
    assert entry.status is Status.SAVED
    assert articles[0].read_bytes() == text_with(80).replace(b"title: A", b"title: B")
    undo(journal_path, entry)
    assert articles[0].read_bytes() == ARTICLE.replace(b"title: A", b"title: B")


def test_change_of_the_same_field_meanwhile_is_not_overwritten(
    journal_path: Path, articles: list[Path]
) -> None:
    record_only(journal_path, rated(articles[0], 80))
    articles[0].write_bytes(text_with(55))
    reports, entry = start(journal_path)
    assert entry.status is Status.FAILED
    assert "somebody else changed quality" in reports[0].reason
    assert articles[0].read_bytes() == text_with(55)


def test_retry_overrules_somebody_else(journal_path: Path, articles: list[Path]) -> None:
    record_only(journal_path, rated(articles[0], 80))
    articles[0].write_bytes(text_with(55))
    with Workplace.open(journal_path, lambda _report: None) as workplace:
        workplace.writer.retry(workplace.journal.failed())
    assert articles[0].read_bytes() == text_with(80)


def saved_and_undo_recorded(journal: Path, path: Path) -> Entry:
    """A decision that was saved, and an undo of it that is only recorded."""
    with Workplace.open(journal, lambda _report: None) as workplace:
        group = workplace.writer.decide(1, [rated(path, 80)])
        entry = workplace.journal.entries_of(group)[0]
    return record_only(journal, Change(path, dict(entry.undo), None), kind=Kind.UNDO, undoes=(entry.id,))


def test_recorded_undo_is_done(journal_path: Path, articles: list[Path]) -> None:
    saved_and_undo_recorded(journal_path, articles[0])
    _, entry = start(journal_path)
    assert entry.status is Status.SAVED
    assert articles[0].read_bytes() == ARTICLE


def test_undo_that_reached_the_file_is_not_refused(journal_path: Path, articles: list[Path]) -> None:
    entry = saved_and_undo_recorded(journal_path, articles[0])
    save(articles[0], entry.fields, PLACEMENT)
    articles[0].write_bytes(ARTICLE.replace(b"title: A", b"title: B"))
    _, entry = start(journal_path)
    assert entry.status is Status.SAVED
    assert articles[0].read_bytes() == ARTICLE.replace(b"title: A", b"title: B")


def test_entry_with_a_later_one_is_not_written_again(journal_path: Path, articles: list[Path]) -> None:
    early = record_only(journal_path, rated(articles[0], 80))
    with Workplace.open(journal_path, lambda _report: None) as workplace:
        workplace.writer.decide(1, [rated(articles[0], 90)])
    connection = sqlite3.connect(journal_path)
    connection.execute("UPDATE entries SET status = 'pending' WHERE id = ?", (early.id,))
    connection.commit()
    connection.close()
    start(journal_path)
    assert articles[0].read_bytes() == text_with(90)


def test_file_that_is_gone_stays_failed(journal_path: Path, articles: list[Path]) -> None:
    record_only(journal_path, rated(articles[0], 80))
    articles[0].unlink()
    reports, entry = start(journal_path)
    assert "gone" in reports[0].reason
    assert (entry.status, entry.mark) == (Status.FAILED, Mark.DECIDED)


@pytest.fixture
def someone_else(journal_path: Path) -> Iterator[Workplace]:
    """Another Curator at work on the same journal."""
    with Workplace.open(journal_path, lambda _report: None) as workplace:
        yield workplace


def test_saves_of_another_curator_are_left_to_it(
    someone_else: Workplace, journal_path: Path, articles: list[Path]
) -> None:
    someone_else.journal.record([rated(articles[0], 80)])
    _, entry = start(journal_path)
    assert entry.status is Status.PENDING
    assert articles[0].read_bytes() == ARTICLE


def test_temporary_files_are_removed_with_the_crash(journal_path: Path, articles: list[Path]) -> None:
    record_only(journal_path, rated(articles[0], 80))
    left_over = articles[0].parent / ".curator-00ff.tmp"
    left_over.write_bytes(b"half")
    start(journal_path)
    assert not left_over.exists()
