"""The index: keeps what was read, is never an error, and is replaced without a question."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from curator.library import Row, Stamp
from curator.library.index import Index
from curator.library.row import NO_STAMP
from curator.library.schema import KEPT, index_file
from tests.library.shelf import stored

FULL = Row(
    path=Path("/site/_news/a.md"),
    title="Ein Titel – 東京 👩",
    provider="The Paper",
    domain="paper.example",
    published_at=datetime(2020, 1, 24, 13, 9, tzinfo=UTC),
    quality=189,
    heat=-1,
    published=False,
    topics=("AI", "Computer Vision"),
    has_image=True,
    image="/assets/a.jpg",
    excerpt="An excerpt",
    related=2,
    keys=("paper.example/a",),
    stamp=Stamp(1_700_000_000_123_456_789, 4242, 77),
    problem="line 3: quality is text",
    is_editable=False,
)
BARE = Row(path=Path("/site/_news/b.md"), title="b.md", stamp=Stamp(1, 2, 3))


def kept(index: Index) -> list[Row]:
    """All rows, the newest article first."""
    reader = index.reader()
    rows = {row.id: row for row in reader.rows(reader.newest(99))}
    found = [rows[number] for number in reader.newest(99)]
    reader.close()
    return found


def test_rows_come_back_as_they_were_newest_first(tmp_path: Path) -> None:
    file = tmp_path / "index.sqlite3"
    with Index.open(file) as index:
        assert index.is_empty
        index.put(stored([BARE, FULL]))
    with Index.open(file) as index:
        assert not index.is_empty
        assert kept(index) == [FULL, BARE]


@pytest.mark.parametrize("year", [1, 1969, 9999])
def test_dates_at_the_ends_of_time_come_back(year: int) -> None:
    with Index.in_memory() as index:
        index.put(stored([replace(FULL, published_at=datetime.max.replace(year=year, tzinfo=UTC))]))
        (row,) = kept(index)
        assert row.published_at is not None
        assert abs(row.published_at.year - year) <= 1


def test_name_that_is_no_text_comes_back() -> None:
    odd = replace(BARE, path=Path(os.fsdecode(b"/site/caf\xe9.md")))
    with Index.in_memory() as index:
        index.put(stored([odd]))
        assert kept(index) == [odd]


def test_text_that_cannot_be_kept_as_it_is_does_not_hinder_the_others() -> None:
    with Index.in_memory() as index:
        index.put(stored([replace(BARE, title="half \ud800"), FULL]))
        assert [row.title for row in kept(index)] == [FULL.title, "half ?"]


def test_file_that_could_not_be_read_is_kept_as_one() -> None:
    unread = Row(Path("/x"), "x", stamp=NO_STAMP, problem="you may not read this file")
    with Index.in_memory() as index:
        index.put(stored([unread]))
        assert kept(index) == [unread]


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4096]
)
def test_damaged_index_is_replaced_without_a_question(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "index.sqlite3"
    file.write_bytes(content)
    with Index.open(file) as index:
        assert kept(index) == []
        index.put(stored([FULL]))
    with Index.open(file) as index:
        assert kept(index) == [FULL]


@pytest.mark.parametrize("pragma", ["user_version = 999", "application_id = 7"])
def test_index_of_another_version_or_program_is_replaced(tmp_path: Path, pragma: str) -> None:
    file = tmp_path / "index.sqlite3"
    with Index.open(file) as index:
        index.put(stored([FULL]))
    with sqlite3.connect(file) as connection:
        connection.execute(f"PRAGMA {pragma}")
    connection.close()
    with Index.open(file) as index:
        assert kept(index) == []


def test_where_no_file_can_be_kept_memory_does(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder.sqlite3").mkdir()
    for file in (tmp_path / "file" / "index.sqlite3", tmp_path / "folder.sqlite3"):
        with Index.open(file) as index:
            index.put(stored([FULL]))
            assert kept(index) == [FULL]


def test_index_that_is_mostly_about_what_is_no_more_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "index.sqlite3"
    for turn in range(3):
        with Index.open(file) as index:
            assert index.is_empty is (turn == 0)
            index.put(stored(replace(BARE, path=Path(f"/{n}"), title=str(turn)) for n in range(4000)))
    with Index.open(file) as index:
        assert index.is_empty


def test_indexes_of_long_ago_go(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        file = tmp_path / f"{number}.sqlite3"
        file.write_bytes(b"")
        os.utime(file, (number, number))
    Index.open(tmp_path / "new.sqlite3").close()
    assert not (tmp_path / "0.sqlite3").exists()
    assert (tmp_path / f"{KEPT + 2}.sqlite3").exists()


def test_each_opening_has_its_own_file(tmp_path: Path) -> None:
    one, two = Path("/site/one"), Path("/site/two")
    files = {index_file(tmp_path, sources) for sources in ([one], [two], [one, two])}
    assert len(files) == 3
    assert index_file(tmp_path, [one]) in files
