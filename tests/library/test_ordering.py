"""Every order over the columns is that of Python's own sorting with the same key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.library import Query, Row, Sort
from curator.library.holdings import Holdings
from curator.library.index import Index
from curator.library.query_terms import Compare, Comparison, NumberField
from curator.library.record import Record
from curator.library.sorting import ORDERS, Basis
from curator.library.stored import stored_of

FEW = 25
"""Examples of each of the fourteen orders."""

Value = None | int | float | str
DATES = st.integers(-3, 3).map(lambda days: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=days))
NUMBERS = st.none() | st.integers(-2, 3)
TITLES = st.sampled_from(["beta", "Alpha", "ALPHA b", "été", "zebra", "Straße", "strasse b"])
PATHS = st.text("abAB/é", min_size=1, max_size=4).map(lambda name: Path(f"/site/{name}.md"))
ROWS = st.lists(
    st.builds(
        Row,
        PATHS,
        TITLES,
        st.sampled_from(["", "BBC", "bbc", "Zeit", "aftonbladet"]),
        published_at=st.none() | DATES,
        quality=NUMBERS,
        heat=NUMBERS,
        related=st.integers(0, 3),
    ),
    max_size=12,
    unique_by=lambda row: row.path,
)
BASES: dict[Basis, Callable[[Row], Value]] = {
    Basis.DATE: lambda row: row.published_at.timestamp() if row.published_at else None,
    Basis.QUALITY: lambda row: row.quality,
    Basis.HEAT: lambda row: row.heat,
    Basis.RELATED: lambda row: row.related,
    Basis.TITLE: lambda row: row.title.casefold(),
    Basis.PROVIDER: lambda row: row.provider.casefold() or None,
    Basis.PATH: lambda row: str(row.path),
}


def held(rows: list[Row]) -> Holdings:
    holdings = Holdings(Index.in_memory())
    holdings.put([stored_of(Record(row)) for row in rows])
    return holdings


def sorted_by(rows: list[Row], sort: Sort) -> list[Row]:
    """The rows, which are in the order of their arrival, as Python puts them in order."""
    direction, value = ORDERS[sort], BASES[ORDERS[sort].basis]
    newest = sorted(rows, key=lambda row: -row.published_at.timestamp() if row.published_at else float("inf"))
    present = [row for row in newest if value(row) is not None]
    missing = [row for row in newest if value(row) is None]
    # Python keeps what is equal as it was, whichever way it sorts.
    ordered = sorted(present, key=lambda row: value(row) or 0, reverse=direction.is_downwards)
    return ordered + missing


def spelled_apart(rows: list[Row]) -> list[Row]:
    """The rows with titles of which no two are equal, in a jumbled order."""
    return [replace(row, title=f"{row.title} {number * 7 % 13}") for number, row in enumerate(rows)]


@pytest.mark.parametrize("sort", Sort)
@settings(max_examples=FEW)
@given(ROWS)
def test_order_is_that_of_its_field(sort: Sort, rows: list[Row]) -> None:
    rows = spelled_apart(rows)
    holdings = held(rows)
    assert list(holdings.select(sort=sort)) == [row.id for row in sorted_by(rows, sort)]
    holdings.close()


@pytest.mark.parametrize("sort", Sort)
@settings(max_examples=FEW)
@given(ROWS)
def test_filtered_articles_keep_the_order_of_all(sort: Sort, rows: list[Row]) -> None:
    holdings = held(rows)
    whole = list(holdings.select(sort=sort))
    passing = {row.id for row in rows if row.related > 1}
    chosen = holdings.select(Query((Compare(NumberField.RELATED, Comparison.ABOVE, 1),)), sort)
    assert list(chosen) == [number for number in whole if number in passing]
    holdings.close()


@pytest.mark.parametrize("sort", Sort)
@settings(max_examples=FEW)
@given(ROWS, st.data())
def test_order_follows_what_changes(sort: Sort, rows: list[Row], data: st.DataObject) -> None:
    rows = spelled_apart(rows)
    holdings = held(rows)
    holdings.select(sort=sort)
    gone = [row for row in rows if data.draw(st.booleans())]
    rows = [replace(row, quality=data.draw(NUMBERS), heat=1) for row in rows if row not in gone]
    holdings.drop([row.id for row in gone])
    holdings.put([stored_of(Record(row)) for row in reversed(rows)])
    assert list(holdings.select(sort=sort)) == [row.id for row in sorted_by(rows, sort)]
    holdings.close()


@given(ROWS)
def test_orders_made_ahead_are_those_made_when_asked(rows: list[Row]) -> None:
    ahead, asked = held(rows), held(rows)
    ahead.warm()
    for sort in (Sort.TITLE, Sort.TITLE_BACKWARDS, Sort.PATH, Sort.PATH_BACKWARDS):
        assert ahead.select(sort=sort) == asked.select(sort=sort)
    ahead.close()
    asked.close()


OLD = Row(Path("/b"), "same", published_at=datetime(2020, 1, 1, tzinfo=UTC))
NEW = Row(Path("/a"), "Same", published_at=datetime(2021, 1, 1, tzinfo=UTC))


def test_equal_titles_go_by_newest() -> None:
    for rows in ([OLD, NEW], [NEW, OLD]):
        holdings = held(rows)
        for sort in (Sort.TITLE, Sort.TITLE_BACKWARDS):
            assert list(holdings.select(sort=sort)) == [NEW.id, OLD.id]
        holdings.close()
