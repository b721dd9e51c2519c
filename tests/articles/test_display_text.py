"""Text made fit for display."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.articles import read_article
from curator.articles.display_text import (
    BODY_LIMIT,
    TITLE_LIMIT,
    decode_entities,
    neutralise,
    one_line,
    several_lines,
    shorten,
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Tom &amp; Ada", "Tom & Ada"),
        ("it&#8217;s", "it’s"),
        ("&amp;quot;twice&amp;quot;", '"twice"'),
        ("AT&T &copy", "AT&T &copy"),
        ("&#0; &#99999999;", "\ufffd &#99999999;"),
        ("&unknown;", "&unknown;"),
    ],
)
def test_entities_are_decoded(written: str, shown: str) -> None:
    assert decode_entities(written) == shown


@pytest.mark.parametrize(
    "sign", ["\x00", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\ud800", "\ufeff", "\uffff"]
)
def test_disturbing_character_is_replaced(sign: str) -> None:
    assert neutralise(f"a{sign}b") == "a\ufffdb"


def test_encoded_direction_override_is_replaced_too() -> None:
    assert one_line("a&#8238;b", 10) == "a\ufffdb"


def test_marks_that_arabic_and_emoji_need_stay() -> None:
    text = "\u200fמ \U0001f469\u200d\U0001f680"
    assert neutralise(text) == text


@pytest.mark.parametrize("space", ["\n", "\r\n", "\t", "\u2028", "\xa0\xa0", "  "])
def test_one_line_is_one_line(space: str) -> None:
    assert one_line(f" a{space}b ", 10) == "a b"


def test_several_lines_end_in_line_feeds() -> None:
    assert several_lines("a\r\nb\rc\u2028d\te", 20) == "a\nb\nc\nd\te"


def test_long_text_is_cut_with_an_ellipsis() -> None:
    assert shorten("abcdef", 4) == "abc…"
    assert shorten("abcd", 4) == "abcd"
    assert shorten("ab  ef", 4) == "ab…"


def test_enormous_texts_are_cut_at_their_bounds() -> None:
    read = read_article(
        Path("a.md"), b"---\ntitle: " + b"x" * 100_000 + b"\n---\n" + b"y" * (BODY_LIMIT + 10)
    )
    assert (len(read.title), len(read.body)) == (TITLE_LIMIT, BODY_LIMIT)


def test_text_of_entities_alone_still_fills_the_line() -> None:
    assert one_line("&amp;" * 600, TITLE_LIMIT) == "&" * (TITLE_LIMIT - 1) + "…"


def test_name_of_the_file_is_neutralised() -> None:
    assert read_article(Path("a\x1b\u202eb.md"), b"").title == "a\ufffd\ufffdb.md"
