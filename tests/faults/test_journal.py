"""The journal is damaged, gone, unwritable, or of a newer Curator: at the start, and while it is in use."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from curator.triage.decisions import Group, Kind, Status
from curator.triage.journal import Journal
from curator.triage.journal_file import VERSION
from curator.triage.lane import Lane
from curator.triage.orders import Carry
from curator.triage.reports import EntriesUnreadable, JournalReplaced, OpenFailed
from curator.triage.thread_saver import ThreadSaver
from tests.faults.conftest import NEW, FaultDesk
from tests.faults.ordinary_user import OrdinaryDesk
from tests.triage.conftest import ARTICLE, rated

Damage = Callable[[Path], None]


def bad_page(journal: Path) -> None:
    """The second page of the tables is something else."""
    with journal.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 8192)


def cut_off(journal: Path) -> None:
    os.truncate(journal, journal.stat().st_size // 2)


def zero_bytes(journal: Path) -> None:
    journal.write_bytes(bytes(journal.stat().st_size))


def wrong_file(journal: Path) -> None:
    journal.write_bytes(b"\x89PNG\r\n\x1a\n" * 1000)


def other_database(journal: Path) -> None:
    journal.unlink()
    connection = sqlite3.connect(journal)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()


DAMAGES = [bad_page, cut_off, zero_bytes, wrong_file, other_database]


@pytest.fixture
def written(folder: Path, journal_path: Path) -> Path:
    """A journal in which many decisions are."""
    journal = Journal.open(journal_path)
    for number in range(40):
        changes = [rated(folder / f"{number}-{place}.md", number) for place in range(10)]
        journal.settle([entry.id for entry in journal.record(changes).entries])
    journal.close()
    return journal_path


def start(folder: Path, journal: Path) -> FaultDesk:
    return FaultDesk(folder, folder.parent / "elsewhere", journal, ThreadSaver)


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_at_the_start_is_kept_aside_and_a_new_one_takes_decisions(
    written: Path, folder: Path, damage: Damage
) -> None:
    damage(written)
    before = written.read_bytes()
    desk = start(folder, written)
    desk.decide()
    (report,) = desk.desktop.of(JournalReplaced)
    assert isinstance(report, JournalReplaced)
    assert report.kept_as is not None
    assert report.kept_as.read_bytes() == before
    assert desk.article.read_bytes() == NEW
    assert desk.entries() == [Status.SAVED]
    desk.desktop.close()


def test_empty_file_is_a_new_journal(folder: Path, journal_path: Path) -> None:
    journal_path.parent.mkdir()
    journal_path.touch()
    desk = start(folder, journal_path)
    desk.decide()
    assert desk.article.read_bytes() == NEW
    assert desk.desktop.of(JournalReplaced) == []
    desk.desktop.close()


def test_of_a_newer_curator_is_left_alone_and_no_file_is_touched(written: Path, folder: Path) -> None:
    set_version(written, VERSION + 1)
    before = written.read_bytes()
    desk = start(folder, written)
    desk.decide()
    assert desk.desktop.of(OpenFailed)
    (failure,) = desk.desktop.session.failures()
    assert "written by a newer Curator" in failure.reason
    assert "Use that Curator" in failure.reason
    assert desk.article.read_bytes() == ARTICLE
    assert written.read_bytes() == before
    assert desk.desktop.session.progress().unrecorded == 1
    set_version(written, VERSION)
    desk.is_mended()
    desk.desktop.close()


def set_version(journal: Path, version: int) -> None:
    connection = sqlite3.connect(journal)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


@pytest.fixture
def used(desk: FaultDesk) -> FaultDesk:
    """A desk with a decision in its journal."""
    desk.others_go_on()
    return desk


def test_damaged_while_in_use_is_kept_aside_and_the_decision_is_in_a_new_one(used: FaultDesk) -> None:
    for suffix in ("-wal", "-shm", ""):
        file = used.journal_path.with_name(used.journal_path.name + suffix)
        file.write_bytes(b"\xa5" * file.stat().st_size)
    used.decide()
    (report,) = used.desktop.of(JournalReplaced)
    assert isinstance(report, JournalReplaced)
    assert report.kept_as is not None
    assert used.article.read_bytes() == NEW
    assert used.entries() == [Status.SAVED]


@pytest.mark.skipif(sys.platform == "win32", reason="there, nobody can take away what is open")
def test_folder_taken_away_while_in_use_is_made_anew_with_the_decision(used: FaultDesk) -> None:
    shutil.rmtree(used.journal_path.parent)
    used.decide()
    (report,) = used.desktop.of(JournalReplaced)
    assert isinstance(report, JournalReplaced)
    assert report.kept_as is None
    assert used.article.read_bytes() == NEW
    assert used.entries() == [Status.SAVED]


@pytest.mark.skipif(sys.platform == "win32", reason="there, nobody can take away what is open")
def test_undo_reaches_what_the_new_journal_has_and_no_further(used: FaultDesk) -> None:
    used.journal_path.unlink()
    used.decide()
    session = used.desktop.session
    assert session.undo() is not None
    used.desktop.finish()
    assert used.article.read_bytes() == ARTICLE
    assert session.undo() is None


@pytest.mark.skipif(sys.platform == "win32", reason="there, nobody can take away what is open")
def test_undo_that_was_ordered_before_it_was_known_takes_nothing_else_back(
    folder: Path, journal_path: Path
) -> None:
    folder.mkdir()
    (folder / "a.md").write_bytes(ARTICLE)
    lane = Lane(journal_path, lambda _report: None, count(-1, -1))
    first = Group(1, Kind.DECISION, (rated(folder / "gone.md", 1),), datetime.now(UTC))
    lane.do(Carry(first))
    journal_path.unlink()
    lane.do(Carry(Group(2, Kind.DECISION, (rated(folder / "a.md", 80),), datetime.now(UTC))))
    lane.do(Carry(Group(3, Kind.UNDO, (rated(folder / "a.md", 0),), datetime.now(UTC), answers=1)))
    lane.close()
    assert (folder / "a.md").read_bytes() == NEW


@pytest.mark.skipif(sys.platform == "win32", reason="there, nobody can take away what is open")
def test_taken_away_and_its_folder_in_the_way_of_a_new_one(used: FaultDesk) -> None:
    shutil.rmtree(used.journal_path.parent)
    used.journal_path.parent.write_bytes(b"in the way")
    used.meets_unrecorded("the folder for the journal cannot be made", "no decision is safe")
    used.journal_path.parent.unlink()
    used.is_mended()


def test_folder_is_not_there_yet(folder: Path, tmp_path: Path) -> None:
    desk = start(folder, tmp_path / "not" / "there" / "journal.sqlite3")
    desk.decide()
    assert desk.article.read_bytes() == NEW
    desk.desktop.close()


def test_folder_is_read_only_from_the_start(ordinary: OrdinaryDesk) -> None:
    data = ordinary.journal_path.parent
    ordinary.desktop.close()
    for file in data.iterdir():
        file.unlink()
    data.chmod(0o555)
    ordinary.restart()
    ordinary.meets_unrecorded("the journal of decisions cannot be used", "Check the permissions")
    data.chmod(0o755)
    ordinary.is_mended()


@pytest.mark.parametrize("name", ["journal.sqlite3", "journal.sqlite3.lock"])
def test_file_is_read_only(ordinary: OrdinaryDesk, name: str) -> None:
    ordinary.desktop.close()
    file = ordinary.journal_path.with_name(name)
    file.chmod(0o444)
    ordinary.restart()
    ordinary.meets_unrecorded("the journal of decisions cannot be used", "Check the permissions")
    file.chmod(0o644)
    ordinary.is_mended()


def test_entry_that_cannot_be_understood_does_not_hinder_new_ones(written: Path, folder: Path) -> None:
    connection = sqlite3.connect(written)
    connection.execute("UPDATE entries SET fields = 'nonsense', status = 'pending' WHERE id = 7")
    connection.commit()
    connection.close()
    desk = start(folder, written)
    desk.decide()
    assert desk.article.read_bytes() == NEW
    assert desk.desktop.of(EntriesUnreadable) == [EntriesUnreadable(1)]
    desk.desktop.close()
