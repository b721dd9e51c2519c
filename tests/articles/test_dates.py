"""Dates as written, ages as shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.articles import age_text, parse_date

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2020-01-24T13:09:00Z",
        "2020-01-24T13:09:00.000000000Z",
        "2020-01-24t15:09:00+02:00",
        "2020-01-24 15:09:00 +0200",
        "2020-01-24 15:09:00 +2",
        "2020-1-24 13:09",
        "2020-01-24 13:09:00 UTC",
        "Fri, 24 Jan 2020 13:09:00 GMT",
        "Fri, 24 Jan 2020 08:09:00 EST",
        "2020/01/24 13:09",
    ],
)
def test_moment_is_understood(text: str) -> None:
    assert parse_date(text) == datetime(2020, 1, 24, 13, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2020-01-24",
        "2020-1-24",
        "20200124",
        "24 January 2020",
        "January 24, 2020",
        "24 Jan 2020",
        "2020/01/24",
    ],
)
def test_day_is_understood_as_its_beginning_in_utc(text: str) -> None:
    assert parse_date(text) == datetime(2020, 1, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2020-13-01",
        "2020-02-30",
        "12:30",
        "0000-01-01",
        "0001-01-01T00:00:00+14:00",
        "1" * 500,
        "72",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@given(st.text(max_size=40))
def test_no_text_raises(text: str) -> None:
    moment = parse_date(text)
    assert moment is None or moment.tzinfo is UTC


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=12, seconds=40), "12 min"),
        (timedelta(hours=7, minutes=59), "7 h"),
        (timedelta(days=3), "3 d"),
        (timedelta(days=30), "30 d"),
        (timedelta(days=61), "2 mo"),
        (timedelta(days=360), "11 mo"),
        (timedelta(days=5 * 366), "5 y"),
        (timedelta(days=-3), "in 3 d"),
        (timedelta(seconds=-5), "now"),
    ],
)
def test_age_is_told_in_its_largest_unit(ago: timedelta, text: str) -> None:
    assert age_text(NOW - ago, NOW) == text
