"""The journal: what it keeps, in which states, and opening it whatever is there."""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
from pathlib import Path

import pytest

from curator.articles.fields import PLACEMENT
from curator.errors import JournalError
from curator.library.save import plan_save
from curator.triage.decisions import Change, Kind, Mark, Prepared, Status
from curator.triage.journal import REPLACED, Journal
from curator.triage.journal_file import VERSION
from curator.triage.journal_rows import IS_OPEN
from tests.triage.conftest import rated


def test_group_comes_back_as_recorded(journal: Journal, articles: list[Path]) -> None:
    changes = [Change(articles[0], {"quality": 80, "published": True}, Mark.DECIDED), rated(articles[1], 7)]
    recorded = journal.record(changes)
    entries = journal.entries_of(recorded.group)
    assert entries == recorded.entries
    assert [(e.path, e.fields, e.mark) for e in entries] == [(c.path, c.fields, c.mark) for c in changes]
    assert {entry.status for entry in entries} == {Status.PENDING}


def test_yes_and_one_are_kept_apart(journal: Journal, articles: list[Path]) -> None:
    entry = journal.record([Change(articles[0], {"quality": 1, "published": True}, None)]).entries[0]
    assert [type(value) for value in entry.fields.values()] == [int, bool]


def test_undo_information_comes_back_byte_for_byte(journal: Journal, articles: list[Path]) -> None:
    undo = plan_save(articles[0], {"quality": 80, "heat": 3}, PLACEMENT).edited.undo
    entry = journal.record([rated(articles[0], 80)], prepared={0: Prepared(undo, b"digest")}).entries[0]
    assert entry.undo == undo
    assert list(entry.undo) == list(undo)
    assert entry.digest == b"digest"


def test_entry_without_fields_is_complete(journal: Journal, articles: list[Path]) -> None:
    entry = journal.record([Change(articles[0], {}, Mark.LATER)]).entries[0]
    assert entry.status is Status.SAVED
    assert journal.marks(articles) == {articles[0]: Mark.LATER}


def test_mark_before_is_noted(journal: Journal, articles: list[Path]) -> None:
    journal.record([rated(articles[0], 1, Mark.LATER)])
    entry = journal.record([rated(articles[0], 2)]).entries[0]
    assert (entry.previous_mark, entry.mark) == (Mark.LATER, Mark.DECIDED)


def test_pending_is_what_was_neither_saved_nor_failed(journal: Journal, articles: list[Path]) -> None:
    first, second, third = journal.record([rated(path, 5) for path in articles]).entries
    journal.settle([first.id])
    journal.fail({second.id: "the disk is full"})
    assert [entry.id for entry in journal.pending()] == [third.id]
    assert [(entry.id, entry.failure) for entry in journal.failed()] == [(second.id, "the disk is full")]


def test_undone_entry_stays_undone(journal: Journal, articles: list[Path]) -> None:
    entry = journal.record([rated(articles[0], 5)]).entries[0]
    journal.record([Change(articles[0], {}, None)], Kind.UNDO, answers=entry.group, undoes=[entry.id])
    journal.settle([entry.id])
    assert journal.entry(entry.id).status is Status.UNDONE


def test_later_decision_replaces_one_that_failed(journal: Journal, articles: list[Path]) -> None:
    failed = journal.record([rated(articles[0], 5)]).entries[0]
    journal.fail({failed.id: "no"})
    recorded = journal.record([rated(articles[0], 6)])
    assert recorded.closed == (failed.id,)
    assert journal.entry(failed.id).failure == REPLACED


def test_decision_on_another_field_replaces_nothing(journal: Journal, articles: list[Path]) -> None:
    failed = journal.record([rated(articles[0], 5)]).entries[0]
    journal.fail({failed.id: "no"})
    journal.record([Change(articles[0], {"heat": 6}, Mark.DECIDED)])
    assert [entry.id for entry in journal.failed()] == [failed.id]


def test_retry_leaves_out_what_was_decided_since(journal: Journal, articles: list[Path]) -> None:
    failed = journal.record([Change(articles[0], {"quality": 5, "heat": 5}, Mark.DECIDED)]).entries[0]
    journal.fail({failed.id: "no"})
    journal.record([rated(articles[0], 6)])
    (again,) = journal.reopen(journal.failed())
    assert again.fields == {"heat": 5}
    assert again.status is Status.PENDING


def test_what_is_given_up_leaves_no_mark(journal: Journal, articles: list[Path]) -> None:
    entry = journal.record([rated(articles[0], 5)]).entries[0]
    journal.give_up({entry.id: "refused"})
    assert journal.marks(articles) == {}
    assert journal.failed() == journal.pending() == ()


def test_closed_journal_has_everything_when_opened_again(journal_path: Path, articles: list[Path]) -> None:
    journal = Journal.open(journal_path)
    recorded = journal.record([rated(path, 5) for path in articles])
    journal.close()
    again = Journal.open(journal_path)
    assert again.entries_of(recorded.group) == recorded.entries
    assert again.kept_as is None
    again.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only here may a file name be any bytes")
def test_path_that_is_not_text_comes_back(journal: Journal, folder: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md"))
    assert journal.record([rated(path, 5)]).entries[0].path == path
    assert journal.history_of(path)[0].path == path


def test_several_threads_may_record(journal: Journal, folder: Path) -> None:
    def record(name: str) -> None:
        for number in range(20):
            journal.record([rated(folder / f"{name}{number}.md", number)])

    threads = [threading.Thread(target=record, args=(name,)) for name in "xyz"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(journal.pending()) == 60


def test_two_processes_may_have_it_open(journal: Journal, journal_path: Path, articles: list[Path]) -> None:
    other = Journal.open(journal_path)
    journal.record([rated(articles[0], 5)])
    other.record([rated(articles[1], 5)])
    assert len(journal.pending()) == len(other.pending()) == 2
    other.close()


@pytest.mark.parametrize(
    "damage", [b"this is no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 8000]
)
def test_damaged_journal_is_moved_aside(journal_path: Path, damage: bytes, articles: list[Path]) -> None:
    journal_path.parent.mkdir()
    journal_path.write_bytes(damage)
    journal = Journal.open(journal_path)
    assert journal.kept_as is not None
    assert journal.kept_as.read_bytes() == damage
    assert journal.damage
    assert journal.record([rated(articles[0], 5)]).entries
    journal.close()


def test_damage_inside_is_found(journal_path: Path, folder: Path) -> None:
    journal = Journal.open(journal_path)
    journal.record([rated(folder / f"{number}.md", number) for number in range(400)])
    journal.close()
    data = bytearray(journal_path.read_bytes())
    data[8192:16384] = b"\xa5" * 8192
    journal_path.write_bytes(data)
    journal = Journal.open(journal_path)
    assert journal.kept_as is not None
    assert journal.pending() == ()
    journal.close()


def test_two_damaged_journals_are_both_kept(journal_path: Path) -> None:
    journal_path.parent.mkdir()
    kept = set()
    for _ in range(2):
        journal_path.write_bytes(b"no database" * 100)
        journal = Journal.open(journal_path)
        kept.add(journal.kept_as)
        journal.close()
        journal_path.unlink()
    assert len(kept) == 2


def test_journal_of_a_newer_version_is_left_alone(journal_path: Path) -> None:
    Journal.open(journal_path).close()
    connection = sqlite3.connect(journal_path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = journal_path.read_bytes()
    with pytest.raises(JournalError, match="newer Curator"):
        Journal.open(journal_path)
    assert journal_path.read_bytes() == before


def test_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(JournalError, match="folder for the journal"):
        Journal.open(tmp_path / "file" / "data" / "journal.sqlite3")


def test_folder_in_place_of_the_journal_is_explained(journal_path: Path) -> None:
    journal_path.mkdir(parents=True)
    with pytest.raises(JournalError, match="cannot be used"):
        Journal.open(journal_path)


def test_failed_transaction_leaves_nothing(journal: Journal, articles: list[Path]) -> None:
    with pytest.raises(JournalError):
        journal.record([rated(articles[0], 5)], undoes=[999_999])
    assert journal.pending() == ()
    assert journal.record([rated(articles[0], 5)]).entries


@pytest.mark.parametrize("status", [Status.PENDING, Status.FAILED])
def test_what_is_open_is_found_without_looking_at_all_that_was_ever_decided(
    journal: Journal, status: Status
) -> None:
    query = f"SELECT id FROM entries e WHERE {IS_OPEN} AND status = '{status}' ORDER BY e.id"
    plan = [str(row[3]) for row in journal.rows(f"EXPLAIN QUERY PLAN {query}")]
    assert "entries_open" in plan[0]
