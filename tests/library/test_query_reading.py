"""A filter half typed is no mistake; a mistake is shown at its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.library.query_reading import Span, read_query


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("quality<", "quality<… (a number such as 60)"),
        ("bees quality<-", "containing “bees”, quality<-… (a number such as 60)"),
        ("heat:n", "heat:n… (a number such as 60)"),
        ("quality:60.", "quality:60.… (a number such as 60)"),
        ("undecided since:7", "undecided, since:7… (a time such as 7d or 2020-01-24)"),
        ("before:2020-", "before:2020-… (a time such as 7d or 2020-01-24)"),
        ("month:20", "month:20… (a month such as 2020-01)"),
        ("month:2020-01..2020", "month:2020-01..2020… (a month such as 2020-01)"),
        ("date:202", "date:202… (a date such as 2020-01-24 or 2020-01..2020-03)"),
        ("date:2020-01-24.", "date:2020-01-24.… (a date such as 2020-01-24 or 2020-01..2020-03)"),
        ("date:no", "date:no… (a date such as 2020-01-24 or 2020-01..2020-03)"),
        ("has:ima", "has:ima… (image, related, excerpt, topic or another part)"),
        ("state:und", "state:und… (undecided, decided, reviewed, later, changed, undone)"),
        ("-is:pub", "-is:pub… (undecided, published, problem or another state)"),
        ("published:y", "published:y… (yes, no or none)"),
        ("-provider:", "-provider:… (some of its letters)"),
        ('topic:"comp', 'topic:"comp… (the closing quote)'),
        ('"', '"… (the closing quote)'),
    ],
)
def test_piece_being_typed_is_expected_to_go_on(text: str, words: str) -> None:
    reading = read_query(text, len(text))
    assert (reading.words, reading.query, reading.fault) == (words, None, None)


def test_piece_that_lacks_its_end_is_wrong_once_it_is_left() -> None:
    assert read_query("quality< bees", 10).fault == Span(0, 8)
    assert read_query("bees quality<").fault == Span(5, 13)
    assert read_query("bees quality<", 13).fault is None


@pytest.mark.parametrize(
    "text", ["quality<x", "quality<60.", "qualty<", "has:wings", "since:2020-01..", "date:7d"]
)
def test_what_no_further_letter_can_mend_is_wrong_at_once(text: str) -> None:
    assert read_query(text, len(text)).fault is not None


def test_mistake_beside_the_piece_being_typed_is_told_at_its_own_place() -> None:
    reading = read_query("quality< qualty<60", 8)
    assert reading.fault == Span(9, 15)
    assert "did you mean “quality”" in reading.words


def test_what_follows_an_open_quote_is_not_taken_for_what_it_says() -> None:
    assert read_query('topic:"comp undecided', 11).words == 'topic:"comp… (the closing quote)'


@pytest.mark.parametrize("text", ["face or voice", "face OR voice", "undecided | face"])
def test_somebody_who_writes_or_is_told_that_all_must_hold(text: str) -> None:
    assert "there is no “or”" in read_query(text).words


@pytest.mark.parametrize("text", ['face "or" voice', "or", "oracle of delphi", "title:or a b", "or else"])
def test_or_that_joins_nothing_needs_no_word(text: str) -> None:
    assert "there is no" not in read_query(text).words


def test_somebody_who_writes_not_is_told_of_the_dash() -> None:
    assert "write -word" in read_query("face NOT voice").words
    assert "write -word" not in read_query("face not voice").words


@given(st.text(alphabet=st.sampled_from('ab-"“”:<>=. 017dquality'), max_size=30), st.data())
def test_filter_applies_or_is_wrong_or_goes_on(text: str, data: st.DataObject) -> None:
    reading = read_query(text, data.draw(st.integers(0, len(text))))
    assert reading.words
    assert reading.query is None or reading.fault is None
    if reading.fault:
        assert 0 <= reading.fault.start < reading.fault.end <= len(text)
    strict = read_query(text)
    assert (strict.query is None) is (strict.fault is not None)
