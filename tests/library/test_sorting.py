from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from curator.library import Row, Sort
from curator.library.sorting import in_order

A = Row(Path("/z/a"), "beta", "Zeit", published_at=datetime(2020, 1, 1, tzinfo=UTC), quality=10, heat=-1)
B = Row(Path("/y/b"), "Alpha", "bbc", published_at=datetime(2021, 1, 1, tzinfo=UTC), quality=90, heat=5)
C = Row(Path("/x/c"), "gamma", related=2)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.NEWEST, [B, A, C]),
        (Sort.OLDEST, [A, B, C]),
        (Sort.QUALITY, [B, A, C]),
        (Sort.HEAT, [B, A, C]),
        (Sort.TITLE, [B, A, C]),
        (Sort.PROVIDER, [B, A, C]),
        (Sort.PATH, [C, B, A]),
        (Sort.LOWEST_QUALITY, [A, B, C]),
        (Sort.LOWEST_HEAT, [A, B, C]),
        (Sort.RELATED, [C, B, A]),
        (Sort.FEWEST_RELATED, [B, A, C]),
        (Sort.TITLE_BACKWARDS, [C, A, B]),
        (Sort.PROVIDER_BACKWARDS, [A, B, C]),
        (Sort.PATH_BACKWARDS, [A, B, C]),
    ],
)
def test_order_puts_what_is_missing_last(sort: Sort, expected: list[Row]) -> None:
    assert in_order([A, B, C], sort) == expected
    assert in_order([C, B, A], sort) == expected


def test_dates_before_the_epoch_and_at_the_end_of_time_have_an_order() -> None:
    first = Row(Path("/a"), "a", published_at=datetime.min.replace(tzinfo=UTC))
    last = Row(Path("/b"), "b", published_at=datetime.max.replace(tzinfo=UTC))
    assert in_order([last, first], Sort.OLDEST) == [first, last]


def test_equal_rows_are_ordered_by_path() -> None:
    rows = [Row(Path(f"/{name}"), "same") for name in "cab"]
    for sort in (Sort.NEWEST, Sort.OLDEST, Sort.TITLE, Sort.TITLE_BACKWARDS):
        assert [row.path.name for row in in_order(rows, sort)] == ["a", "b", "c"]


def test_every_order_has_words_of_its_own() -> None:
    assert len({sort.words for sort in Sort}) == len(Sort)
