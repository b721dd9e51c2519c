from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from curator.library import Batch, Index, Row, Stamp, index_file, scan
from curator.library.index import KEPT
from curator.library.row import NO_STAMP

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
    related_keys=("b.example/x", "c.example/y"),
    keys=("paper.example/a",),
    stamp=Stamp(1_700_000_000_123_456_789, 4242, 77),
    problem="line 3: quality is text",
    is_editable=False,
)
BARE = Row(path=Path("/site/_news/b.md"), title="b.md", stamp=Stamp(1, 2, 3))


def article(folder: Path, name: str, title: str) -> Path:
    path = folder / name
    path.write_text(f"---\ntitle: {title}\npublishedDateTime: 2020-01-0{name[0]}\n---\n", encoding="utf-8")
    return path


def titles(folder: Path, index: Index) -> list[list[str]]:
    return [[row.title for row in batch.rows] for batch in scan([folder], index=index) if batch.rows]


def last(folder: Path, index: Index) -> Batch:
    return list(scan([folder], index=index))[-1]


def test_rows_come_back_as_they_were_newest_first(tmp_path: Path) -> None:
    file = tmp_path / "index.sqlite3"
    with Index.open(file) as index:
        index.put([BARE, FULL])
    with Index.open(file) as index:
        assert list(index.batches(1)) == [(FULL,), (BARE,)]
        assert index.stamps() == {str(FULL.path): FULL.stamp, str(BARE.path): BARE.stamp}


def test_name_that_is_no_text_comes_back(tmp_path: Path) -> None:
    odd = replace(BARE, path=Path(os.fsdecode(b"/site/caf\xe9.md")))
    with Index.open(tmp_path / "index.sqlite3") as index:
        index.put([odd])
        assert list(index.batches(9)) == [(odd,)]


def test_row_that_cannot_be_kept_does_not_hinder_the_others(tmp_path: Path) -> None:
    with Index.open(tmp_path / "index.sqlite3") as index:
        index.put([replace(BARE, title="\ud800"), replace(BARE, path=Path("/x"), stamp=NO_STAMP), FULL])
        assert list(index.batches(9)) == [(FULL,)]


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4096]
)
def test_damaged_index_is_replaced_without_a_question(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "index.sqlite3"
    file.write_bytes(content)
    with Index.open(file) as index:
        assert index.stamps() == {}
        index.put([FULL])
    with Index.open(file) as index:
        assert list(index.stamps()) == [str(FULL.path)]


def test_index_of_another_version_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "index.sqlite3"
    with Index.open(file) as index:
        index.put([FULL])
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with Index.open(file) as index:
        assert index.stamps() == {}


def test_where_no_file_can_be_kept_memory_does(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with Index.open(tmp_path / "file" / "index.sqlite3") as index:
        index.put([FULL])
        assert list(index.batches(9)) == [(FULL,)]


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


def test_second_scan_hands_out_what_the_first_read(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for number in (1, 2, 3):
        article(site, f"{number}.md", f"Article {number}")
    with Index.open(tmp_path / "index.sqlite3") as index:
        assert titles(site, index) == [["Article 3", "Article 2", "Article 1"]]
        assert titles(site, index) == [["Article 3", "Article 2", "Article 1"]]
        summary = last(site, index).summary
    assert summary is not None
    assert (summary.found, summary.is_read_only) == (3, False)


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for number in (1, 2):
        article(site, f"{number}.md", "Old")
    with Index.open(tmp_path / "index.sqlite3") as index:
        titles(site, index)
        article(site, "2.md", "Changed")
        article(site, "3.md", "New")
        assert titles(site, index) == [["Old", "Old"], ["New", "Changed"]]
        assert titles(site, index) == [["New", "Changed", "Old"]]


def test_file_that_is_gone_is_named_and_forgotten(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    gone = article(site, "1.md", "Gone")
    article(site, "2.md", "Stays")
    with Index.open(tmp_path / "index.sqlite3") as index:
        titles(site, index)
        gone.unlink()
        batch = last(site, index)
        assert batch.removed == (gone,)
        assert (batch.found, batch.read) == (1, 1)
        assert list(index.stamps()) == [str(site / "2.md")]


def test_folder_that_is_away_loses_nothing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    article(site, "1.md", "Article")
    with Index.open(tmp_path / "index.sqlite3") as index:
        titles(site, index)
        site.rename(tmp_path / "away")
        assert last(site, index).removed == ()
        (tmp_path / "away").rename(site)
        assert titles(site, index) == [["Article"]]


def test_cancelled_scan_forgets_nothing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    article(site, "1.md", "Article")
    with Index.open(tmp_path / "index.sqlite3") as index:
        titles(site, index)
        assert list(scan([site], lambda: True, index))[-1].removed == ()
        assert len(index.stamps()) == 1
