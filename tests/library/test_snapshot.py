"""All numbers of a folder are kept as columns too, so that a large one opens sooner; while they are true."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from curator.library import Row, Sort, Stamp, parse_query
from curator.library.article_id import key_id
from curator.library.decided import Decided, DecidedTable, Departure
from curator.library.holdings import Holdings
from curator.library.index import Index
from curator.library.record import Record
from curator.library.stored import Stored, stored_of

FILLED = Row(
    Path("/site/a.md"),
    "A title",
    "The Paper",
    "paper.example",
    datetime(2020, 1, 24, 13, 9, tzinfo=UTC),
    quality=72,
    heat=-1,
    published=True,
    topics=("AI", "Vision"),
    keys=("paper.example/a",),
    stamp=Stamp(1, 2, 3),
)
BARE = Row(Path("/site/b.md"), "B title", stamp=Stamp(4, 5, 6))
QUERIES = (
    "",
    "quality<80",
    "published",
    "topic:vision",
    'provider="The Paper"',
    "-has:topic",
    "month:2020-01",
)


def stored(*rows: Row) -> list[Stored]:
    return [stored_of(Record(row)) for row in rows]


def kept(file: Path, *rows: Row) -> None:
    """An index with these rows, and their snapshot."""
    holdings = Holdings(Index.open(file))
    holdings.put(stored(*rows))
    holdings.keep_snapshot()
    holdings.close()


def loaded(file: Path) -> tuple[Holdings, bool]:
    """The index opened again, and whether the snapshot was good."""
    holdings = Holdings(Index.open(file))
    reader = holdings._index.reader()
    is_good = bool(reader.snapshot())
    reader.close()
    holdings.load()
    return holdings, is_good


def answers(holdings: Holdings) -> list[object]:
    lists = [list(holdings.select(parse_query(query), sort)) for query in QUERIES for sort in Sort]
    return [*lists, holdings.count(), holdings.rule()]


def test_what_was_kept_answers_as_what_was_put_in(tmp_path: Path) -> None:
    file = tmp_path / "index.sqlite3"
    many = [replace(BARE, path=Path(f"/site/{number}.md"), quality=number) for number in range(2000)]
    kept(file, FILLED, BARE, *many)
    restored, is_good = loaded(file)
    fresh = Holdings(Index.in_memory())
    fresh.put(stored(FILLED, BARE, *many))
    assert is_good
    assert answers(restored) == answers(fresh)
    restored.close()
    fresh.close()


@pytest.mark.parametrize("is_removed", [False, True])
def test_change_after_it_makes_it_void(tmp_path: Path, is_removed: bool) -> None:
    file = tmp_path / "index.sqlite3"
    kept(file, FILLED, BARE)
    with Index.open(file) as index:
        if is_removed:
            index.drop([BARE.id])
        else:
            index.put(stored(replace(BARE, quality=5)))
    restored, is_good = loaded(file)
    assert not is_good
    assert len(restored.select(parse_query("quality:5"))) == (not is_removed)
    assert len(restored) == (1 if is_removed else 2)
    restored.close()


def test_restored_columns_go_on_changing(tmp_path: Path) -> None:
    file = tmp_path / "index.sqlite3"
    kept(file, FILLED, BARE)
    restored, _ = loaded(file)
    restored.put(
        stored(replace(FILLED, title="Another", topics=("New",)), replace(BARE, path=Path("/site/c.md")))
    )
    restored.drop([BARE.id])
    assert [row.title for row in restored.rows(restored.select())] == ["Another", "B title"]
    assert [facet.value for facet in restored.count()[1].topics] == ["New"]
    restored.close()


def test_dead_places_are_not_kept(tmp_path: Path) -> None:
    file = tmp_path / "index.sqlite3"
    holdings = Holdings(Index.open(file))
    for title in ("one", "two", "three"):
        holdings.put(stored(replace(FILLED, title=title), BARE))
    holdings.drop([BARE.id])
    holdings.keep_snapshot()
    holdings.close()
    restored, is_good = loaded(file)
    assert (is_good, restored._columns.size, len(restored)) == (True, 1, 1)
    assert [facet.count for facet in restored.count()[1].topics] == [1, 1]
    restored.close()


def test_empty_folder_has_an_empty_snapshot(tmp_path: Path) -> None:
    kept(tmp_path / "index.sqlite3")
    restored, _ = loaded(tmp_path / "index.sqlite3")
    assert len(restored.select()) == 0
    restored.close()


def test_snapshot_of_the_version_before_is_made_anew(tmp_path: Path) -> None:
    kept(tmp_path / "index", FILLED, BARE)
    with sqlite3.connect(tmp_path / "index") as connection:
        connection.execute("DELETE FROM snapshot WHERE name = 'key_1'")
    connection.close()
    holdings, _ = loaded(tmp_path / "index")
    assert {row.title for row in holdings.rows(holdings.select())} == {"A title", "B title"}
    table = DecidedTable()
    table.add(FILLED.id, Decided({"quality": 72}, "decided", frozenset({key_id("paper.example/b")})))
    holdings.departures.set(table)
    assert holdings.departures.departed()[1].tolist() == [Departure.SWAPPED]
    holdings.close()
