from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from curator.library import Row, Sort
from curator.library.sorting import in_order

A = Row(Path("/z/a"), "beta", "Zeit", published_at=datetime(2020, 1, 1, tzinfo=UTC), quality=10, heat=-1)
B = Row(Path("/y/b"), "Alpha", "bbc", published_at=datetime(2021, 1, 1, tzinfo=UTC), quality=90, heat=5)
C = Row(Path("/x/c"), "gamma")


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
    assert [row.path.name for row in in_order(rows, Sort.NEWEST)] == ["a", "b", "c"]
