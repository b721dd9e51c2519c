"""Two Curators on one folder: of one editor, with one journal, and of two, each with their own."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import curator.library.save as save_module
from curator.articles.fields import PLACEMENT
from curator.errors import SaveFailed
from curator.library.save import save
from curator.triage.decisions import Change, Mark, Status
from curator.triage.journal import Journal
from curator.triage.launch import saving_process, start_saving
from curator.triage.thread_saver import ThreadSaver
from tests.faults.conftest import NEW, FaultDesk, once_after, once_before
from tests.triage.conftest import ARTICLE, Desktop, rated, text_with

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are not what they are elsewhere")


class Editor:
    """One Curator with a saving process of its own, at a journal."""

    def __init__(self, journal: Path, folder: Path) -> None:
        self._saving = start_saving()
        self.desktop = Desktop(journal, start_saver=saving_process(lambda: self._saving))
        self.session = self.desktop.open([folder])

    def decide(self, path: Path, **fields: int | bool) -> None:
        """Decide on the article as the editor saw it, in the state of `ARTICLE`."""
        seen = {name: {"quality": 10, "published": False}.get(name) for name in fields}
        self.session.decide([Change(path, fields, Mark.DECIDED, seen=seen)])
        self.desktop.finish()

    def kill(self) -> None:
        """Kill the process that saves."""
        os.kill(self._saving.runner.pid, signal.SIGKILL)  # type: ignore[attr-defined]  # it is a process
        self._saving.runner.join()


@pytest.fixture
def article(folder: Path) -> Path:
    folder.mkdir()
    path = folder / "a.md"
    path.write_bytes(ARTICLE)
    return path


@pytest.fixture
def colleagues(tmp_path: Path, article: Path) -> Iterator[tuple[Editor, Editor]]:
    """Two editors with a journal each."""
    two = Editor(tmp_path / "one" / "journal", article.parent), Editor(tmp_path / "two" / "j", article.parent)
    yield two
    for editor in two:
        editor.desktop.close()


@pytest.fixture
def windows(journal_path: Path, article: Path) -> Iterator[tuple[Editor, Editor]]:
    """Two windows of one editor."""
    two = Editor(journal_path, article.parent), Editor(journal_path, article.parent)
    yield two
    for editor in two:
        editor.desktop.close()


def test_two_editors_decide_the_same_field_and_the_second_is_asked(
    colleagues: tuple[Editor, Editor], article: Path
) -> None:
    one, two = colleagues
    one.decide(article, quality=80)
    two.decide(article, quality=55)
    assert article.read_bytes() == text_with(80)
    (failure,) = two.session.failures()
    assert failure.is_question
    assert "quality is 80 now; you saw 10 and decided 55" in failure.reason
    two.session.retry_failed()
    two.desktop.finish()
    assert article.read_bytes() == text_with(55)


def test_two_editors_decide_different_fields_and_both_are_there(
    colleagues: tuple[Editor, Editor], article: Path
) -> None:
    one, two = colleagues
    one.decide(article, quality=80)
    two.decide(article, published=True)
    assert article.read_bytes() == NEW.replace(b"published: no", b"published: yes")
    assert one.session.failures() == two.session.failures() == ()


def test_two_editors_decide_at_the_same_time_and_nothing_is_lost(
    colleagues: tuple[Editor, Editor], article: Path
) -> None:
    paths = [article.with_name(f"{number}.md") for number in range(40)]
    for path in paths:
        path.write_bytes(ARTICLE)
    for editor, name, value in zip(colleagues, ("quality", "published"), (80, True), strict=True):
        for path in paths:
            editor.session.decide([Change(path, {name: value}, Mark.DECIDED)])
    for editor in colleagues:
        editor.desktop.finish()
        assert editor.session.failures() == ()
    assert {path.read_bytes() for path in paths} == {NEW.replace(b"published: no", b"published: yes")}


def test_moment_before_the_swap_belongs_to_one_of_them(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[str] = []

    def save_too() -> None:
        with pytest.raises(SaveFailed) as caught:
            save(article, {"published": True}, PLACEMENT)
        refused.append(str(caught.value))

    monkeypatch.setattr(save_module, "_swap", once_before(vars(save_module)["_swap"], save_too))
    save(article, {"quality": 80}, PLACEMENT)
    assert article.read_bytes() == NEW
    assert "another program keeps changing this file" in refused[0]
    save(article, {"published": True}, PLACEMENT)
    assert article.read_bytes() == NEW.replace(b"published: no", b"published: yes")


def test_two_windows_of_one_editor_decide_the_same_field_and_the_later_one_counts(
    windows: tuple[Editor, Editor], article: Path
) -> None:
    for editor, quality in zip(windows, (80, 55), strict=True):
        editor.decide(article, quality=quality)
        assert editor.session.failures() == ()
    assert article.read_bytes() == text_with(55)


def test_one_of_two_windows_is_killed_and_the_other_goes_on(
    windows: tuple[Editor, Editor], article: Path, journal_path: Path
) -> None:
    one, two = windows
    one.decide(article, quality=80)
    one.kill()
    two.decide(article, published=True)
    assert article.read_bytes() == NEW.replace(b"published: no", b"published: yes")
    assert two.session.undo() is not None
    two.desktop.finish()
    assert article.read_bytes() == NEW


def test_what_a_killed_window_left_is_finished_by_the_next_that_starts_alone(
    windows: tuple[Editor, Editor], article: Path, journal_path: Path, tmp_path: Path
) -> None:
    one, two = windows
    one.kill()
    # As if it had been killed between the journal and the file.
    journal = Journal.open(journal_path)
    journal.record([rated(article, 80)])
    journal.close()
    two.decide(article, published=True)
    two.desktop.close()
    third = Editor(journal_path, article.parent)
    third.desktop.close()
    assert article.read_bytes() == NEW.replace(b"published: no", b"published: yes")


def test_what_another_editor_takes_for_a_left_over_is_written_again(
    desk: FaultDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sweep() -> None:
        for name in desk.left_overs():
            (desk.folder / name).unlink()

    monkeypatch.setattr(os, "fchmod", once_after(os.fchmod, sweep))
    desk.decide()
    assert desk.article.read_bytes() == NEW
    assert desk.entries() == [Status.SAVED]


def test_journal_is_locked_for_long_and_then_free(desk: FaultDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("curator.triage.journal_file.BUSY_SECONDS", 0.05)
    desk.restart()
    other = sqlite3.connect(desk.journal_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    desk.decide()
    assert desk.article.read_bytes() == ARTICLE
    desk.is_told("the journal of decisions cannot be used", "Another program holds it", "close that")
    other.execute("ROLLBACK")
    other.close()
    desk.is_mended()


def test_journal_is_locked_at_the_start_and_then_free(
    folder: Path, tmp_path: Path, journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("curator.triage.journal_file.BUSY_SECONDS", 0.05)
    Journal.open(journal_path).close()
    other = sqlite3.connect(journal_path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    desk = FaultDesk(folder, tmp_path / "elsewhere", journal_path, ThreadSaver)
    desk.decide()
    desk.is_told("Another program holds it")
    other.execute("ROLLBACK")
    other.close()
    desk.is_mended()
    desk.desktop.close()
