"""A body is shown as readable text: bounded, harmless, and without what only a browser needs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.articles.body_text import BODY_LIMIT, readable_body, search_text
from curator.articles.display_text import has_disturbing


def test_tags_of_html_go_and_paragraphs_stay() -> None:
    assert readable_body("<p>One &amp; <b>two</b></p><p>&nbsp;</p><div>Three</div>") == "One & two\n\nThree"


def test_list_items_have_lines_of_their_own() -> None:
    assert readable_body("<ul><li>a</li><li>b<br>c</li></ul>") == "• a\n• b\nc"


def test_angle_brackets_that_are_no_tags_stay() -> None:
    assert readable_body("List<String> and 3 < 4 and <T>") == "List<String> and 3 < 4 and <T>"


def test_script_and_picture_leave_no_tag() -> None:
    text = readable_body('<img src="x" onerror="y"><script>alert(1)</script><!-- gone -->')
    assert text == "alert(1)"


def test_hard_wrapped_paragraph_is_one_line() -> None:
    assert readable_body("one\ntwo\n\n\nthree\r\nfour\n") == "one two\n\nthree four"


@pytest.mark.parametrize(
    "own", ["- a\n- b", "# A\ntext", "> a\n> b", "1. a\n2. b", "```\ncode\n```", "| a |\n| b |"]
)
def test_lines_that_mean_something_stay(own: str) -> None:
    assert readable_body(f"before\n\n{own}") == f"before\n\n{own}"


def test_long_body_is_cut_with_words() -> None:
    text = readable_body("word " * BODY_LIMIT)
    assert text.endswith(f"…\n\n({4 * BODY_LIMIT:,} more characters in the file)")
    assert len(text) < BODY_LIMIT + 100


def test_body_of_open_brackets_takes_no_time() -> None:
    assert readable_body("<p " * 30_000).startswith("<p <p")


def test_comments_go_and_an_unclosed_one_stays() -> None:
    assert readable_body("one<!-- a\n --> two<!-- b --> three <!-- four") == "one two three <!-- four"
    assert readable_body("<!--" * 5_000) == "<!--" * 5_000


@pytest.mark.parametrize("entity", ["&#x202e;", "&#8238;", "&#x2066;", "&#xfeff;", "&#127;"])
def test_entity_that_would_disturb_the_text_is_made_harmless(entity: str) -> None:
    text = readable_body(f"<p>before {entity}after</p>")
    assert text in ("before \N{REPLACEMENT CHARACTER}after", "before after")


@given(st.text(alphabet="<>!-/ plibr&;#x20e\n\r\u2028ab", max_size=200))
def test_any_body_is_readable_and_bounded(body: str) -> None:
    text = readable_body(body)
    assert not has_disturbing(text)
    assert "\n\n\n" not in text
    assert len(text) <= 2 * len(body) + 10
    assert text == text.strip()


def test_no_body_is_no_text() -> None:
    assert readable_body(" \n\n ") == ""


def test_search_finds_the_words_of_a_body_on_one_line() -> None:
    assert search_text("<p>One &amp;\n<b>two</b></p><ul><li>three\u202e&#8238;</ul>") == "One & two • three��"


def test_search_text_is_bounded() -> None:
    assert search_text("a " * BODY_LIMIT) == ("a " * (BODY_LIMIT // 2)).rstrip()
