"""What became of a decision, in words."""

from __future__ import annotations

import pytest

from curator.library.decided import Decided, Departure
from curator.library.departure_words import before_words, short_words

NOW = {"quality": 60, "heat": None, "published": False}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"quality": 80}, "undone: quality 80 → 60"),
        ({"quality": 60, "heat": -1}, "undone: heat −1 → not set"),
        ({"quality": 80, "published": True}, "undone: quality 80 → 60, published yes → no"),
        # The list has not heard of it yet, or shows a decision that is on its way.
        ({"quality": 60}, "undone"),
    ],
)
def test_line_of_the_list_names_what_was_decided_and_what_is_there(
    fields: dict[str, int], words: str
) -> None:
    assert short_words(Departure.UNDONE, Decided(fields), NOW) == words


def test_line_of_another_article_says_that_the_source_changed() -> None:
    assert short_words(Departure.SWAPPED, Decided({"quality": 60}), NOW) == "the source changed"


@pytest.mark.parametrize(
    ("decided", "words"),
    [
        (Decided({"quality": 80, "published": True}, "decided"), "you decided quality 80, published yes on"),
        (Decided({"quality": 80}, "later"), "you decided quality 80 on"),
        (Decided({}, "later"), "you had put off"),
        (Decided({}, "reviewed"), "you had found"),
    ],
)
def test_decision_on_the_article_before_is_told(decided: Decided, words: str) -> None:
    assert before_words(decided).startswith(f"{words} the article that was here before")
