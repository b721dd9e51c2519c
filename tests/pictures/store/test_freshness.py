"""How long an answer is fresh: the headers as rows, with the seconds that come out of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from curator.pictures.store.freshness import freshness_of, retry_seconds

NOW = 784_111_777.0
"""Sun, 06 Nov 1994 08:49:37 GMT"""
DATE = "Sun, 06 Nov 1994 08:49:37 GMT"
HOUR_AGO = "Sun, 06 Nov 1994 07:49:37 GMT"
HOUR_ON = "Sun, 06 Nov 1994 09:49:37 GMT"
TEN_DAYS_AGO = "Thu, 27 Oct 1994 08:49:37 GMT"
YEARS_AGO = "Sun, 06 Nov 1988 08:49:37 GMT"
DAY = 24 * 3600.0
YEAR = 365 * DAY

ROWS = [
    ({}, 0),
    ({"cache-control": "max-age=60"}, 60),
    ({"cache-control": "public, MAX-AGE = 60"}, 60),
    ({"cache-control": 'max-age="60"'}, 60),
    ({"cache-control": "max-age=60, max-age=30"}, 30),
    ({"cache-control": 'private="a, max-age=9", max-age=60'}, 60),
    ({"cache-control": "max-age=60", "age": "20"}, 40),
    ({"cache-control": "max-age=60", "age": "90"}, 0),
    ({"cache-control": "max-age=60", "age": "soon"}, 60),
    ({"cache-control": "max-age=7200", "date": HOUR_AGO}, 3600),
    ({"cache-control": "max-age=60", "date": HOUR_ON}, 60),
    ({"cache-control": "max-age=-1"}, 0),
    ({"cache-control": "max-age=x", "expires": HOUR_ON}, 0),
    ({"cache-control": "max-age=" + "9" * 500}, YEAR),
    ({"cache-control": "s-maxage=60"}, 0),
    ({"cache-control": "no-cache, max-age=60"}, 0),
    ({"cache-control": "max-age=60", "vary": "*"}, 0),
    ({"cache-control": "max-age=60", "vary": "Accept"}, 60),
    ({"cache-control": "max-age=60", "expires": HOUR_AGO}, 60),
    ({"expires": HOUR_ON}, 3600),
    ({"expires": HOUR_ON, "date": DATE}, 3600),
    ({"expires": HOUR_AGO}, 0),
    ({"expires": "0"}, 0),
    ({"expires": "0", "last-modified": TEN_DAYS_AGO}, 0),
    ({"expires": f"{HOUR_ON}, {HOUR_ON}"}, 3600),
    ({"last-modified": TEN_DAYS_AGO}, DAY),
    ({"last-modified": HOUR_AGO}, 360),
    ({"last-modified": YEARS_AGO}, DAY),
    ({"last-modified": HOUR_ON}, 0),
    ({"last-modified": "yesterday"}, 0),
    ({"last-modified": "Sun, 06 Nov 99999999 08:49:37 GMT"}, 0),
]


@pytest.mark.parametrize(("headers", "seconds"), ROWS, ids=str)
def test_an_answer_is_fresh_for_as_long_as_it_says(headers: dict[str, str], seconds: float) -> None:
    freshness = freshness_of(headers, NOW)
    assert round(freshness.seconds, 6) == seconds
    assert freshness.may_be_kept


@pytest.mark.parametrize("text", ["no-store", "max-age=60, No-Store", "no-store=1"])
def test_what_is_not_to_be_stored_may_not_be_kept(text: str) -> None:
    assert not freshness_of({"cache-control": text}, NOW).may_be_kept


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("120", 120), (HOUR_ON, 3600), (HOUR_AGO, 0), ("soon", None), ("", None), ("-5", None), ("٣", None)],
)
def test_a_pause_is_asked_for_in_seconds_or_until_a_time(text: str, seconds: float | None) -> None:
    assert retry_seconds({"retry-after": text}, NOW) == seconds


PIECES = some.sampled_from(
    [
        "Sun,",
        "06",
        "Nov",
        "1994",
        "08:49:37",
        "GMT",
        "+9999",
        "-0000",
        "max-age",
        "=",
        ",",
        '"',
        "no-cache",
        ":",
    ]
)
TEXTS = some.lists(PIECES | some.text(max_size=4) | some.integers().map(str)).map(" ".join)
NAMES = some.sampled_from(["cache-control", "expires", "date", "age", "last-modified", "vary", "retry-after"])


@given(some.dictionaries(NAMES, TEXTS | TEXTS.map(lambda text: text.replace(" ", ""))))
def test_whatever_a_server_says_gives_a_number_within_bounds(headers: dict[str, str]) -> None:
    assert 0 <= freshness_of(headers, NOW).seconds <= YEAR
    asked = retry_seconds(headers, NOW)
    assert asked is None or asked >= 0
