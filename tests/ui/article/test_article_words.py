"""Dates, links and problems of an article in words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from curator.articles import Article, Problem
from curator.frontmatter import HeaderKind
from curator.ui.article.article_words import date_words, domain_words, problem_words

AT = datetime(2020, 1, 24, 13, 9, tzinfo=UTC)
MIDNIGHT = datetime(2020, 1, 4, tzinfo=UTC)


def article(
    *,
    at: datetime | None = None,
    date_text: str = "",
    url: str = "",
    problems: tuple[Problem, ...] = (),
    is_editable: bool = True,
) -> Article:
    return Article(
        Path("/news/bees.md"),
        HeaderKind.YAML,
        "Bees",
        published_at=at,
        date_text=date_text,
        url=url,
        problems=problems,
        is_editable=is_editable,
    )


@pytest.mark.parametrize(
    ("shown", "age", "words"),
    [
        (article(at=AT), "6 y", "24 Jan 2020, 13:09 UTC · 6 y ago"),
        (article(at=MIDNIGHT), "6 y", "4 Jan 2020 · 6 y ago"),
        (article(at=AT), "", "24 Jan 2020, 13:09 UTC"),
        (article(at=AT), "now", "24 Jan 2020, 13:09 UTC · now"),
        (article(at=AT), "in 3 d", "24 Jan 2020, 13:09 UTC · in 3 d"),
        (article(date_text="yesterday"), "", "yesterday"),
        (article(), "", "no date"),
    ],
)
def test_date_is_written_as_people_do(shown: Article, age: str, words: str) -> None:
    assert date_words(shown, age) == words


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://www.bees.example/dance", "bees.example"),
        ("https://bees.example:8080/", "bees.example"),
        ("http://[2001:db8::1]/", "2001:db8::1"),
        ("", "source"),
    ],
)
def test_link_says_where_it_leads(url: str, words: str) -> None:
    assert domain_words(article(url=url)) == words


def test_problems_are_a_line_each_with_their_place() -> None:
    shown = article(problems=(Problem("quality", "quality is a list", 4), Problem("date", "date is odd")))
    assert problem_words(shown) == "line 4: quality is a list\ndate is odd"


def test_what_shows_only_beside_the_others_stands_below() -> None:
    shown = article(problems=(Problem("quality", "quality is a list", 4),))
    assert problem_words(shown, ["title is missing"]) == "line 4: quality is a list\ntitle is missing"


def test_article_that_cannot_be_written_says_so() -> None:
    shown = article(problems=(Problem("", "the header is not closed"),), is_editable=False)
    assert problem_words(shown).splitlines()[1].startswith("Curator shows this file as it is")


def test_sound_article_has_no_words() -> None:
    assert problem_words(article()) == ""
