from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import QueryError
from curator.library import Row, parse_query
from tests.library.shelf import holdings_of, names

NOW = datetime(2020, 2, 1, 12, tzinfo=UTC)
ROW = Row(
    path=Path("/site/_news/2020-01-24-face.md"),
    title="London’s police switch on live Facial Recognition",
    provider="BBC News",
    domain="bbc.com",
    published_at=datetime(2020, 1, 28, tzinfo=UTC),
    quality=55,
    heat=-1,
    published=False,
    topics=("AI", "Computer Vision"),
    has_image=True,
    image="/assets/face.jpg",
    excerpt="Privacy groups object.",
    related=4,
    keys=("bbc.com/news/face",),
)
BARE = Row(path=Path("/site/bare.md"), title="Bare", problem="line 2: no title")


def passes(text: str, row: Row = ROW, state: str | None = None) -> bool:
    return bool(names(holdings_of(row, marks={row.path: state} if state else {}), text, now=NOW))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "facial",
        "PRIVACY police",
        '"live facial"',
        "-sports",
        "quality<60",
        "quality<=55",
        "quality>=55",
        "quality>54",
        "quality:55",
        "quality=55",
        "quality:50..60",
        "heat:-1",
        "heat<0",
        "related>3",
        "-published",
        "published:no",
        "provider:bbc",
        "provider:bbc.com",
        'provider="BBC News"',
        'topic:"computer vision"',
        "topic:vision",
        "title:london",
        "path:_news",
        "since:7d",
        "since:2020-01-28",
        "before:2020-02",
        "before:3d",
        "month:2020-01",
        "has:image",
        "-has:problem",
        "undecided",
        "-decided",
        "QUALITY<60",
        "quality:50..",
        "quality:60..50",
        "until<=2020-01-28",
        "before<2020-01-29",
        "quality:..60",
        "quality:<60",
        "is:undecided",
        "-is:published",
        "excerpt:privacy",
        "url:https://www.bbc.com/news/face/?utm_source=x#top",
        "url=https://bbc.com/news/face",
        "url:news",
        "after:2020-01-28",
        "until:2020-01-28",
        "until:2020-01",
        "date:2020-01-28",
        "date:2020-01",
        "date:2020",
        "date:2020-01-27..2020-01-28",
        "date:2020-02..2019-12",
        "date:2020-01-28..",
        "date:..2020-01-28",
        "date>2020-01-27",
        "date<=2020-01-28",
        "month:2019-12..2020-01",
        "-provider:none",
        "-related:none",
        "quality<60 heat:-1 -published provider:bbc since:7d has:image related>3 undecided",
    ],
)
def test_article_passes(text: str) -> None:
    assert passes(text)


@pytest.mark.parametrize(
    "text",
    [
        "weather",
        "facial weather",
        "-facial",
        '"facial live"',
        "quality<55",
        "quality:none",
        "quality:60..70",
        "published",
        "published:yes",
        "published:none",
        "provider=bbc",
        "topic:cars",
        "since:2d",
        "before:2020-01-28",
        "month:2020-02",
        "-has:image",
        "decided",
        "later",
        "problem",
        "quality:56..",
        "quality:..54",
        "quality:>=56",
        "is:published",
        "is:problem",
        "excerpt:facial",
        "url:https://bbc.com/news",
        "url=bbc.com/news",
        "until:2020-01-27",
        "date:2020-01-27",
        "date:2020-02",
        "date:2019",
        "date:2020-01-29..",
        "date:..2020-01-27",
        "date>2020-01-28",
        "date>2020-01",
        "date<2020-01-28",
        "month:2020-02..2020-04",
        "-date:2020-01-28",
        "topic:none",
    ],
)
def test_article_does_not_pass(text: str) -> None:
    assert not passes(text)


@pytest.mark.parametrize(
    "text", ["quality<60", "quality>0", "quality:-1", "since:9y", "before:1h", "has:image"]
)
def test_what_is_missing_passes_no_comparison(text: str) -> None:
    assert not passes(text, BARE)


@pytest.mark.parametrize(
    "text",
    [
        "quality:none",
        "heat:none",
        "related:none",
        "published:none",
        "provider:none",
        "topic:none",
        "date:none",
        "-has:date",
        "problem",
        "has:problems",
        "-quality<60",
        "-published:no",
        "-date:2020",
    ],
)
def test_what_is_missing_can_be_asked_for(text: str) -> None:
    assert passes(text, BARE)


@pytest.mark.parametrize(
    ("state", "passing"),
    [
        (None, {"undecided"}),
        ("decided", {"decided"}),
        ("reviewed", {"decided", "reviewed"}),
        ("later", {"later"}),
        ("changed", {"undecided", "changed"}),
    ],
)
def test_state_is_what_the_journal_says(state: str | None, passing: set[str]) -> None:
    words = {"undecided", "decided", "reviewed", "later", "changed"}
    assert {word for word in words if passes(word, state=state)} == passing
    assert {word for word in words if passes(f"state:{word}", state=state)} == passing


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ('face "open', 5, "not closed"),
        ("qualty<60", 0, "did you mean “quality”"),
        ("a -colour:red", 3, "no field “colour”"),
        ("quality<", 8, "needs a value"),
        ("quality<high", 8, "not a whole number"),
        ("heat:none..5", 5, "not a whole number"),
        ("since:soon", 6, "is not a time"),
        ("since:2020-13-01", 6, "is not a time"),
        ("month:2020", 6, "is not a month"),
        ("has:wings", 4, "cannot have “wings”"),
        ("published:maybe", 10, "yes, no or none"),
        ("provider<bbc", 8, "cannot be compared"),
        ("state:done", 6, "is not a state"),
        ('""', 0, "nothing between"),
        ("quality:60-80", 8, "write quality:60..80"),
        ("quality<..", 8, "not a whole number"),
        ("quality:<", 9, "not a whole number"),
        ("is:done", 3, "never “done”"),
        ("date:7d", 5, "write since:7d or before:7d"),
        ("date:2020-02-30", 5, "is not a date"),
        ("date:2020..2021..2022", 5, "is not a date"),
        ("date<2020..2021", 5, "is not a date"),
        ("month:2020-01..2020-02..2020-03", 6, "is not a month"),
        ("month:2020-01..2021", 6, "is not a month"),
        ("until<2020", 5, "cannot be compared"),
        ("share=4/3", 6, "no share 4 of 3; they are share=1/3 to 3/3"),
        ("share=0/3", 6, "no share 0 of 3"),
        ("share=1/0", 6, "from 1 to 99 shares, not 0"),
        ("share=2", 6, "is not a share; write share=2/3"),
        ("share<2/3", 5, "cannot be compared"),
        ("by<ann", 2, "cannot be compared"),
    ],
)
def test_error_says_what_and_where(text: str, position: int, words: str) -> None:
    with pytest.raises(QueryError, match=words) as error:
        parse_query(text)
    assert error.value.position == position


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("bees quality<x moss", "x"),
        ("bees qualty<60 moss", "qualty"),
        ('bees "moss', '"moss'),
        ("a provider<bbc b", "<bbc"),
    ],
)
def test_error_says_where_what_is_wrong_ends(text: str, wrong: str) -> None:
    with pytest.raises(QueryError) as error:
        parse_query(text)
    assert text[error.value.position : error.value.end] == wrong


def test_name_that_means_something_is_found_in_quotes() -> None:
    assert passes('provider:"none"', Row(Path("/a"), "a", "None such"))


@pytest.mark.parametrize("text", ["https://www.bbc.com/a", "12:30", "a - b", "c++", "r&d", "-", "wi-fi"])
def test_ordinary_text_is_looked_for_as_it_is(text: str) -> None:
    assert "containing" in parse_query(text).describe()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "all articles"),
        (
            "undecided quality<60 since:7d face",
            "undecided, quality below 60, from the last 7 days, containing “face”",
        ),
        ("-published heat:-1", "not published, heat exactly -1"),
        ("-face -has:image", "without “face”, without an image"),
        ("quality:none", "without quality set"),
        ("since:1d before:2020-02-01", "from the last day, before 2020-02-01"),
        ("later quality:60..80", "put off until later, quality from 60 to 80"),
        ("provider:bbc topic=AI", "provider “bbc”, topic exactly “AI”"),
        ("-provider:bbc -topic=AI", "without provider “bbc”, without topic exactly “AI”"),
        ("published:no -published:no", "published set to no, published or not set"),
        ("published:none -published:none", "published not set, published set to yes or no"),
        ("-quality<60 -heat:1..5", "quality not below 60 or not set, heat not from 1 to 5 or not set"),
        ("related>3 -related>3", "related items above 3, related items not above 3"),
        ("-quality:none", "with quality set"),
        ("until:2020-01 after:2020", "before 2020-02-01, since 2020-01-01"),
        ("month:2020-01 -month:2020-01", "in 2020-01, not in 2020-01"),
        ("month:2020-01..2020-03", "from 2020-01 to 2020-03"),
        ("date:2020-01-24 date:2020", "on 2020-01-24, in 2020"),
        ("date:2019..2020", "from 2019 to 2020"),
        ("date:2020-01-24..2020-02", "from 2020-01-24 to 2020-02-29"),
        ("date:2020-12..2021-01", "from 2020-12 to 2021-01"),
        ("date:2020-11..2020-12", "from 2020-11 to 2020-12"),
        ("date:none", "without a date"),
        (
            "by:others -by=Ann by:ann",
            "decided by others since the last sync, not decided by Ann since the last"
            " sync, decided by somebody called “ann” since the last sync",
        ),
        ("url:https://www.bbc.com/a/ excerpt:x", "address exactly “bbc.com/a”, excerpt “x”"),
    ],
)
def test_filter_is_said_in_words(text: str, words: str) -> None:
    assert parse_query(text).describe() == words


def test_only_filters_on_the_journal_need_it() -> None:
    assert parse_query("face -undecided").needs_state
    assert not parse_query("face quality<60").needs_state


def test_only_filters_on_colleagues_need_them() -> None:
    assert parse_query("face -by:ann").needs_colleagues
    assert not parse_query("share=1/2 undecided").needs_colleagues


def test_filter_for_all_time_reaches_further_back_than_the_calendar() -> None:
    assert passes("since:99999y")


def test_month_counts_by_the_date_as_the_article_has_it() -> None:
    assert passes("month:2020-01", Row(Path("/a"), "a", published_at=NOW - timedelta(days=3)))


SHELF = holdings_of(ROW)


@given(st.text(alphabet=st.sampled_from('ab-"“”:<>=. 017dquality'), max_size=30))
def test_whatever_is_typed_is_read_or_refused_at_a_place(text: str) -> None:
    try:
        query = parse_query(text)
    except QueryError as error:
        position = error.position
    else:
        position = 0
        SHELF.select(query)
        assert query.describe()
    assert 0 <= position <= len(text)
