"""Another article takes the name of the file: nothing decided on the one before reaches it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from curator.articles.fields import PLACEMENT
from curator.library import load
from curator.library.identity import Identity
from curator.library.save import plan_save
from curator.triage.decisions import Change, Kind, Mark, Prepared, Status
from curator.triage.journal import Journal
from curator.triage.reports import MarkCorrected, SaveReport
from curator.triage.workplace import Workplace
from tests.triage.conftest import Desktop

Start = Callable[[], Desktop]

BEES = (
    b"---\ntitle: Bees\nwebUrl: https://bees.example/a\nampWebUrl: https://amp.example/a\nquality: 10\n---\n"
)
WASPS = b"---\ntitle: Wasps\nwebUrl: https://wasps.example/b\nquality: 20\n---\n"


@pytest.fixture
def path(folder: Path) -> Path:
    place = folder / "a.md"
    place.write_bytes(BEES)
    return place


def seen(path: Path, quality: int = 80, mark: Mark = Mark.DECIDED) -> Change:
    """A decision on the article that is there now."""
    return Change(path, {"quality": quality}, mark, Identity.of(load(path).article))


def reason(desktop: Desktop) -> str:
    """Why the one failure failed."""
    (failure,) = desktop.session.failures()
    return failure.reason


def test_decision_is_not_written_into_another_article(desktop: Start, folder: Path, path: Path) -> None:
    change = seen(path)
    path.write_bytes(WASPS)
    one = desktop()
    session = one.open([folder], [path])
    session.decide([change])
    one.finish()
    assert path.read_bytes() == WASPS
    assert "another article stands under this name now" in reason(one)
    assert "“Bees” was not written" in reason(one)
    assert session.status_of(path) is Status.FAILED


def test_article_that_came_instead_is_undecided(desktop: Start, folder: Path, path: Path) -> None:
    change = seen(path)
    path.write_bytes(WASPS)
    one = desktop()
    session = one.open([folder], [path])
    session.decide([change])
    one.finish()
    assert session.mark_of(path) is None
    assert (session.progress().decided, session.progress().session) == (0, 0)
    assert desktop().open([folder]).mark_of(path) is None


def test_rewrite_that_keeps_one_address_is_the_same_article(desktop: Start, folder: Path, path: Path) -> None:
    change = seen(path)
    path.write_bytes(BEES.replace(b"bees.example/a", b"bees.example/moved").replace(b"Bees", b"Hives"))
    one = desktop()
    one.open([folder]).decide([change])
    one.finish()
    assert one.session.failures() == ()
    assert b"quality: 80" in path.read_bytes()


@pytest.mark.parametrize("content", [BEES, WASPS], ids=["the change", "the file"])
def test_unknown_identity_is_no_other_article(
    desktop: Start, folder: Path, path: Path, content: bytes
) -> None:
    change = seen(path) if content == WASPS else Change(path, {"quality": 80}, Mark.DECIDED)
    path.write_bytes(b"---\ntitle: No address\nquality: 1\n---\n" if content == WASPS else WASPS)
    one = desktop()
    one.open([folder]).decide([change])
    one.close()
    assert b"quality: 80" in path.read_bytes()


def test_retry_does_not_overrule(desktop: Start, folder: Path, path: Path) -> None:
    change = seen(path)
    path.unlink()
    one = desktop()
    session = one.open([folder], [path])
    session.decide([change])
    one.finish()
    assert (session.mark_of(path), "gone" in reason(one)) == (Mark.DECIDED, True)
    path.write_bytes(WASPS)
    for _ in range(2):
        session.retry_failed()
        one.finish()
        assert "another article" in reason(one)
    assert path.read_bytes() == WASPS
    assert session.mark_of(path) is None


def test_retry_writes_when_the_article_is_back(desktop: Start, folder: Path, path: Path) -> None:
    change = seen(path)
    path.write_bytes(WASPS)
    one = desktop()
    session = one.open([folder], [path])
    session.decide([change])
    one.finish()
    path.write_bytes(BEES)
    session.retry_failed()
    one.finish()
    assert session.failures() == ()
    assert path.read_bytes() == BEES.replace(b"10", b"80")
    assert session.mark_of(path) is Mark.DECIDED
    assert session.progress().decided == 1
    assert desktop().open([folder]).mark_of(path) is Mark.DECIDED


def test_crash_does_not_write_into_another_article(journal_path: Path, path: Path) -> None:
    change = seen(path)
    plan = plan_save(path, change.fields, PLACEMENT)
    journal = Journal.open(journal_path)
    journal.record([change], prepared={0: Prepared(plan.edited.undo, plan.digest)})
    journal.close()
    path.write_bytes(WASPS)
    with Workplace.open(journal_path, lambda _report: None) as workplace:
        (entry,) = workplace.journal.failed()
        assert "another article" in entry.failure
        assert workplace.journal.marks([path]) == {}
        assert workplace.recovered == 0
    assert path.read_bytes() == WASPS


def test_interrupted_undo_is_not_taken_for_done_by_another_article(journal_path: Path, path: Path) -> None:
    with Workplace.open(journal_path, lambda _report: None) as workplace:
        group = workplace.writer.decide(1, [seen(path)])
        (done,) = workplace.journal.entries_of(group)
        undo = Change(path, dict(done.undo), Mark.LATER, done.made_of)
        workplace.journal.record([undo], Kind.UNDO, undoes=[done.id])
    path.write_bytes(WASPS.replace(b"20", b"10"))
    with Workplace.open(journal_path, lambda _report: None) as workplace:
        assert len(workplace.journal.failed()) == 1
        assert workplace.journal.marks([path]) == {}


def test_undo_does_not_touch_another_article(desktop: Start, folder: Path, path: Path) -> None:
    one = desktop()
    session = one.open([folder], [path])
    session.decide([seen(path, 70, Mark.LATER)])
    session.decide([seen(path)])
    one.finish()
    other = WASPS.replace(b"20", b"80")
    path.write_bytes(other)
    session.undo()
    one.finish()
    assert path.read_bytes() == other
    assert "“Bees” was not undone" in reason(one)
    assert session.mark_of(path) is None


def test_redo_does_not_touch_another_article_after_a_restart(
    desktop: Start, folder: Path, path: Path
) -> None:
    session = desktop().open([folder])
    session.decide([seen(path)])
    session.undo()
    one = desktop()
    session = one.open([folder], [path])
    path.write_bytes(WASPS)
    assert session.redo() is not None
    one.finish()
    assert path.read_bytes() == WASPS
    assert "another article" in reason(one)
    assert session.mark_of(path) is None


def test_undo_clears_a_decision_that_never_was_written(desktop: Start, folder: Path, path: Path) -> None:
    one = desktop()
    session = one.open([folder], [path])
    session.decide([seen(path, mark=Mark.LATER)])
    change = seen(path)
    one.finish()
    path.write_bytes(WASPS)
    session.decide([change])
    session.undo()
    one.finish()
    assert session.failures() == ()
    # "Later" was said of the other one.
    assert session.mark_of(path) is None
    assert path.read_bytes() == WASPS


def test_decision_on_the_article_there_ends_the_failure(desktop: Start, folder: Path, path: Path) -> None:
    change = seen(path)
    path.write_bytes(WASPS)
    one = desktop()
    session = one.open([folder], [path])
    session.decide([change])
    one.finish()
    session.decide([Change(path, {}, Mark.REVIEWED, Identity.of(load(path).article))])
    one.finish()
    assert session.failures() == ()
    assert session.mark_of(path) is Mark.REVIEWED


def test_decision_made_meanwhile_keeps_its_mark(desktop: Start, folder: Path, path: Path) -> None:
    old = seen(path)
    path.write_bytes(WASPS)
    one = desktop()
    session = one.open([folder], [path])
    session.decide([old])
    session.decide([seen(path, 90)])
    one.finish()
    assert session.mark_of(path) is Mark.DECIDED
    assert path.read_bytes() == WASPS.replace(b"20", b"90")
    assert desktop().open([folder]).mark_of(path) is Mark.DECIDED


@pytest.mark.parametrize("mark", [Mark.LATER, Mark.REVIEWED])
def test_mark_is_not_given_to_another_article(desktop: Start, folder: Path, path: Path, mark: Mark) -> None:
    change = Change(path, {}, mark, Identity.of(load(path).article))
    path.write_bytes(WASPS)
    one = desktop()
    session = one.open([folder], [path])
    session.decide([change])
    one.finish()
    assert session.mark_of(path) is None
    assert "“Bees” was not taken" in reason(one)


def test_mark_is_corrected_before_the_failure_is_told(desktop: Start, folder: Path, path: Path) -> None:
    change = seen(path)
    path.write_bytes(WASPS)
    one = desktop()
    one.open([folder]).decide([change])
    one.close()
    assert [type(report) for report in one.of(MarkCorrected, SaveReport)] == [MarkCorrected, SaveReport]


def test_journal_keeps_whose_decision_it_was(journal: Journal, path: Path) -> None:
    change = seen(path)
    (entry,) = journal.record([change]).entries
    assert entry.made_of == change.made_of
    assert entry.made_of.keys == load(path).article.keys


def test_journal_of_the_version_before_is_taken_over(journal_path: Path, path: Path) -> None:
    journal_path.parent.mkdir()
    connection = sqlite3.connect(journal_path)
    connection.executescript(VERSION_1)
    connection.execute("INSERT INTO groups (kind, at) VALUES ('decision', '2026-01-01T00:00:00+00:00')")
    connection.execute(
        "INSERT INTO entries (group_id, path, mark, fields, status) VALUES (1, ?, 'decided', ?, 'failed')",
        (str(path).encode(), '{"quality": 80}'),
    )
    connection.commit()
    connection.close()
    path.write_bytes(WASPS)
    with Workplace.open(journal_path, lambda _report: None) as workplace:
        assert workplace.journal.kept_as is None
        (entry,) = workplace.journal.failed()
        assert (entry.made_of.keys, entry.mark) == (frozenset(), Mark.DECIDED)
        workplace.writer.retry([entry])
    assert path.read_bytes() == WASPS.replace(b"20", b"80")


VERSION_1 = """
CREATE TABLE groups (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('decision', 'undo', 'redo')),
    answers INTEGER REFERENCES groups (id),
    at TEXT NOT NULL
) STRICT;
CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    group_id INTEGER NOT NULL REFERENCES groups (id),
    path BLOB NOT NULL,
    mark TEXT,
    previous_mark TEXT,
    fields TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'saved', 'failed', 'undone')),
    failure TEXT NOT NULL DEFAULT '',
    undo TEXT NOT NULL DEFAULT '{}',
    digest BLOB NOT NULL DEFAULT x'',
    undoes INTEGER REFERENCES entries (id)
) STRICT;
CREATE INDEX entries_by_path ON entries (path, id);
CREATE INDEX entries_by_group ON entries (group_id);
CREATE INDEX entries_open ON entries (status) WHERE status IN ('pending', 'failed');
CREATE INDEX groups_answering ON groups (answers) WHERE answers IS NOT NULL;
PRAGMA user_version = 1;
"""
