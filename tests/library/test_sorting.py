"""Orders: what an article lacks puts it last, whichever way they run."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from curator.library import Row, Sort
from tests.library.shelf import holdings_of, names

A = Row(Path("/z/a"), "beta", "Zeit", published_at=datetime(2020, 1, 1, tzinfo=UTC), quality=10, heat=-1)
B = Row(Path("/y/b"), "Alpha", "bbc", published_at=datetime(2021, 1, 1, tzinfo=UTC), quality=90, heat=5)
C = Row(Path("/x/c"), "gamma", related=2)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.NEWEST, "bac"),
        (Sort.OLDEST, "abc"),
        (Sort.QUALITY, "bac"),
        (Sort.HEAT, "bac"),
        (Sort.TITLE, "bac"),
        (Sort.PROVIDER, "bac"),
        (Sort.PATH, "cba"),
        (Sort.LOWEST_QUALITY, "abc"),
        (Sort.LOWEST_HEAT, "abc"),
        (Sort.RELATED, "cba"),
        (Sort.FEWEST_RELATED, "bac"),
        (Sort.TITLE_BACKWARDS, "cab"),
        (Sort.PROVIDER_BACKWARDS, "abc"),
        (Sort.PATH_BACKWARDS, "abc"),
    ],
)
def test_order_puts_what_is_missing_last(sort: Sort, expected: str) -> None:
    assert names(holdings_of(A, B, C), sort=sort) == list(expected)
    assert names(holdings_of(C, B, A), sort=sort) == list(expected)


def test_dates_before_the_epoch_and_at_the_end_of_time_have_an_order() -> None:
    first = Row(Path("/a"), "a", published_at=datetime.min.replace(tzinfo=UTC))
    last = Row(Path("/b"), "b", published_at=datetime.max.replace(tzinfo=UTC))
    assert names(holdings_of(last, first), sort=Sort.OLDEST) == ["a", "b"]


def test_equal_articles_stay_in_the_order_in_which_they_were_found() -> None:
    rows = [Row(Path(f"/{name}"), "same") for name in "cab"]
    for sort in (Sort.NEWEST, Sort.OLDEST, Sort.TITLE, Sort.TITLE_BACKWARDS):
        assert names(holdings_of(*rows), sort=sort) == ["c", "a", "b"]


def test_equal_articles_have_the_newest_first() -> None:
    rows = [
        Row(Path(f"/{day}"), "", published_at=datetime(2020, 1, day, tzinfo=UTC), quality=5)
        for day in (1, 3, 2)
    ]
    assert names(holdings_of(*rows), sort=Sort.QUALITY) == ["3", "2", "1"]


def test_every_order_has_words_of_its_own() -> None:
    assert len({sort.words for sort in Sort}) == len(Sort)
