"""The clock of the computer runs backwards: order, undo, the figures of today and the pace stay right."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from curator.triage.decisions import Kind, Mark
from curator.triage.journal import Journal
from curator.triage.journal_file import open_journal_file
from curator.triage.past import Scope, read_past
from curator.triage.progress import Pace
from tests.faults.conftest import NEW, FaultDesk, HalfWay
from tests.triage.conftest import ARTICLE, rated, text_with

NOON = datetime(2026, 3, 29, 12, 0, tzinfo=UTC)


@pytest.fixture
def times() -> list[datetime]:
    """What the journal's clock says next."""
    return []


@pytest.fixture
def journal(journal_path: Path, times: list[datetime]) -> Journal:
    return Journal(open_journal_file(journal_path).connection, now=lambda: times.pop(0))


def test_later_decision_stays_the_later_one(journal: Journal, times: list[datetime], tmp_path: Path) -> None:
    times += [NOON, NOON - timedelta(days=400)]
    path = tmp_path / "a.md"
    journal.record([rated(path, 1, Mark.LATER)])
    journal.record([rated(path, 2, Mark.DECIDED)])
    assert journal.marks([path]) == {path: Mark.DECIDED}
    past = read_past(journal, Scope.of([tmp_path]), NOON)
    assert [group.entries[0].fields["quality"] for group in past.undoable] == [1, 2]
    journal.close()


def test_undo_of_the_future_is_an_undo(journal: Journal, times: list[datetime], tmp_path: Path) -> None:
    times += [NOON + timedelta(days=3), NOON]
    path = tmp_path / "a.md"
    entry = journal.record([rated(path, 1)]).entries[0]
    journal.record([rated(path, 0, None)], Kind.UNDO, answers=entry.group, undoes=[entry.id])
    past = read_past(journal, Scope.of([tmp_path]), NOON)
    assert past.marks == {}
    assert past.undoable == ()
    journal.close()


def test_today_counts_what_was_decided_before_the_clock_was_put_back(
    journal: Journal, times: list[datetime], tmp_path: Path
) -> None:
    times += [NOON, NOON + timedelta(hours=30), NOON - timedelta(days=2)]
    paths = [tmp_path / f"{name}.md" for name in "abc"]
    for path in paths:
        journal.record([rated(path, 1)])
    assert read_past(journal, Scope.of([tmp_path]), NOON).today == {str(path) for path in paths[:2]}
    journal.close()


def test_pace_is_never_negative_and_never_infinite() -> None:
    # The session's own clock never runs backwards; that of a virtual machine that was moved may.
    times = iter([100.0, 110.0, 50.0, 60.0, 70.0])
    pace = Pace(lambda: next(times))
    for _ in range(5):
        pace.note(1)
    per_minute = pace.per_minute()
    assert per_minute is not None
    assert 0 < per_minute <= 60


def test_file_written_in_the_future_is_saved(desk: FaultDesk) -> None:
    future = (NOON + timedelta(days=9000)).timestamp()
    os.utime(desk.article, (future, future))
    desk.decide()
    assert desk.article.read_bytes() == NEW


def test_file_changed_half_way_with_a_time_before_is_seen_to_be_changed(
    desk: FaultDesk, half_way: HalfWay
) -> None:
    status = desk.article.stat()
    theirs = ARTICLE.replace(b"title: A", b"title: B")

    def change() -> None:
        desk.article.write_bytes(theirs)
        os.utime(desk.article, ns=(status.st_atime_ns, status.st_mtime_ns))

    half_way(change)
    desk.decide()
    assert desk.article.read_bytes() == text_with(80).replace(b"title: A", b"title: B")
