"""What becomes of the list when the index cannot be kept: on a full disk, damaged, deleted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.library.article_id import article_id
from curator.library.launch import start_process, start_thread
from curator.library.messages import Changed, Finished, Look, Progressed, Refused, SetMarks
from tests.library.calling import Caller, fill, write
from tests.library.processes import wait_until
from tests.triage.small_disk import small_disk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "news"


@pytest.fixture
def caller(tmp_path: Path) -> Iterator[Caller]:
    with Caller(tmp_path / "indexes", start_thread) as made:
        yield made


def damage(indexes: Path, *, first: float = 0.0, last: float = 1.0) -> None:
    """Write over a part of the index, never over the beginning, which is looked at when it is opened."""
    for file in indexes.iterdir():
        size = file.stat().st_size
        start = max(4096, int(size * first))
        with file.open("r+b") as stream:
            stream.seek(start)
            stream.write(b"\xa5" * max(0, int(size * last) - start))


def look(caller: Caller) -> Changed:
    caller.link.send(Look())
    return caller.hear_changed()


def said(caller: Caller) -> list[str]:
    return [reason for reason in caller.said() if "cannot be remembered" in reason]


def test_full_disk_is_said_once_and_everything_is_listed(tmp_path: Path, folder: Path) -> None:
    paths = fill(folder, 1_500)
    with small_disk(tmp_path / "small", "size=400k") as disk, Caller(disk.folder, start_process) as caller:
        caller.open(folder)
        assert sorted(caller.select()) == sorted(map(article_id, paths))
        assert caller.titles('"article 1234"') == ["Article 1234"]
        assert len(said(caller)) == 1
        added = [number for news in caller.heard if isinstance(news, Changed) for number in news.added]
        assert sorted(added) == sorted(map(article_id, paths))
        new = write(folder / "new.md", "New")
        assert article_id(new) in look(caller).added


def test_disk_that_fills_up_later_keeps_the_list_and_its_marks(tmp_path: Path, folder: Path) -> None:
    paths = fill(folder, 300)
    with small_disk(tmp_path / "small", "size=4m") as disk, Caller(disk.folder, start_thread) as caller:
        caller.open(folder)
        caller.link.send(SetMarks(((article_id(paths[7]), "later"),)))
        disk.fill()
        fill(folder, 600)
        caller.link.send(Look())
        caller.hear(Refused)
        caller.hear(Finished)
        while len(caller.select()) < 600:
            caller.hear_changed()
        assert caller.select("later") == [article_id(paths[7])]
        assert len(said(caller)) == 1


def test_folder_that_may_not_be_made_is_done_without(tmp_path: Path, folder: Path) -> None:
    fill(folder, 30)
    (tmp_path / "indexes").touch()
    with Caller(tmp_path / "indexes", start_thread) as caller:
        assert len(caller.open(folder).select()) == 30
        assert len(said(caller)) == 1


def test_index_deleted_while_open_loses_nothing(caller: Caller, folder: Path) -> None:
    fill(folder, 300)
    caller.open(folder)

    def is_gone() -> bool:
        # The engine may just be writing there.
        shutil.rmtree(caller.indexes, ignore_errors=True)
        return not caller.indexes.exists()

    wait_until(is_gone)
    new = write(folder / "new.md", "New")
    assert article_id(new) in look(caller).added
    assert len(caller.titles()) == 301


def test_index_damaged_while_open_is_made_anew(caller: Caller, folder: Path) -> None:
    paths = fill(folder, 800)
    caller.open(folder)
    damage(caller.indexes)
    assert len(caller.titles()) == 800
    write(paths[3], "Other")
    caller.link.send(Look())
    assert caller.open(folder).titles("other") == ["Other"]
    assert len(caller.titles("article")) == 799


def test_what_was_asked_of_a_failing_index_is_answered(caller: Caller, folder: Path) -> None:
    fill(folder, 300)
    caller.open(folder).open(folder)
    damage(caller.indexes)
    assert len(caller.titles("article")) == 300
    assert len(said(caller)) == 1


def test_damaged_index_is_replaced_when_it_is_opened(tmp_path: Path, folder: Path) -> None:
    fill(folder, 800)
    with Caller(tmp_path / "indexes", start_thread) as caller:
        caller.open(folder)
    damage(tmp_path / "indexes")
    for _ in range(2):
        with Caller(tmp_path / "indexes", start_thread) as caller:
            assert len(caller.open(folder).titles("article")) == 800
            assert not caller.said()
    assert os.listdir(tmp_path / "indexes")


@pytest.mark.parametrize("part", range(5))
def test_index_damaged_in_part_shows_nothing_wrong(tmp_path: Path, folder: Path, part: int) -> None:
    fill(folder, 800)
    with Caller(tmp_path / "indexes", start_thread) as caller:
        caller.open(folder)
    damage(tmp_path / "indexes", first=part / 5, last=(part + 1) / 5)
    with Caller(tmp_path / "indexes", start_thread) as caller:
        assert len(caller.open(folder).titles("article")) == 800
        assert len(caller.titles("quality>=0")) == 800


def test_two_at_the_same_folder_both_end_with_what_is_there(tmp_path: Path, folder: Path) -> None:
    paths = fill(folder, 1_200)
    with Caller(tmp_path / "indexes") as first, Caller(tmp_path / "indexes") as second:
        first.open(folder, waits=False)
        second.open(folder, waits=False)
        first.hear(Progressed)
        for number, path in enumerate(paths[:300]):
            write(path, f"Rewritten {number}") if number % 3 else path.unlink()
        for caller in (first, second):
            caller.hear(Finished)
            caller.link.send(Look())
        with Caller(tmp_path / "fresh") as fresh:
            expected = fresh.open(folder).titles()
        for caller in (first, second):
            while caller.titles() != expected:
                caller.hear_changed()
            rewritten = [title for title in expected if title.startswith("Rewritten")]
            assert caller.titles("rewritten") == rewritten
