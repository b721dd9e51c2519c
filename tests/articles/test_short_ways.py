"""What is usual is read a shorter way, and no differently from what it would be the long way.

More and other examples: `pytest --hypothesis-profile=long tests/articles/test_short_ways.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from curator.articles import (
    Standing,
    dates,
    display_text,
    parse_date,
    read_article,
    same_article_key,
    standing_in,
    urls,
)
from curator.articles.urls import URL_LIMIT, clean_reference, clean_url, host_of, is_web_url

SHARED = Path(__file__).resolve().parents[3] / "shared"
NEVER = re.compile(r"(?!)")

SIGNS = r": / // :// ? # @ \ . .. - % %2F %7e ; & &amp; &#47; = [ ] < ^ ~ + _ é"
WORDS = "http https HTTPS a B 0 a=1 utm_source=x www. example.org Example.ORG :80 :443 :x c/ /c/s/ /v/s/"
ADDRESS_PARTS = st.sampled_from(
    [*SIGNS.split(), *WORDS.split(), " ", "\t", "\n", "\u202e", "x-y.cdn.ampproject.org", "a" * URL_LIMIT]
)
ADDRESSES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(
            ["http://", "https://", "https://www.", "https://a-b.cdn.ampproject.org/c/s/", "//", ""]
        ),
        st.lists(ADDRESS_PARTS, max_size=7).map("".join),
    ),
)
TEXTS = st.lists(
    st.characters()
    | st.sampled_from([" ", "  ", "\n", "\t", "\xa0", "&", "&amp;", "&#8238;", "a", "“é”", "\u2028"])
).map("".join)


@contextmanager
def the_long_way() -> Iterator[None]:
    """Let nothing be usual."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(urls, "_USUAL", NEVER)
        patch.setattr(urls, "_USUAL_ARTICLE", NEVER)
        patch.setattr(urls, "_USUAL_KEY", NEVER)
        patch.setattr(dates, "_USUAL", NEVER)
        patch.setattr(display_text, "_is_fit", lambda text: False)
        yield


def all_of(address: str) -> list[object]:
    readings = (is_web_url, clean_url, clean_reference, host_of, same_article_key)
    return [reading(address) for reading in readings]


@given(ADDRESSES)
@settings(max_examples=settings().max_examples * 5)
@example("https://a-b.cdn.ampproject.org/c/s/www.B.org/x/")
@example("https://a-b.cdn.ampproject.org/c/s/b.org/x?y=1")
@example("https://a-b.cdn.ampproject.org/x")
@example("https://b.org/x/?b=1&a-b=2&a=&utm_source=x&a=%7e")
@example("https://b.org?utm_source=x&b=1&a-b=2&a=2&a=1&B=")
@example("https://b.org/?utm_source=x")
@example("https://www.www.b.org./x//")
@example("https://www./x")
@example("https://www.cdn.ampproject.org/c/s/b.org/x")
@example("https://cdn.ampproject.org/c/s/b.org/x")
@example("https://x.www.b.org")
@example("https://a-b.CDN.ampproject.org/c/s/b.org/x")
@example("https://example.org/" + "a" * (URL_LIMIT - 20))
@example("https://example.org/" + "a" * (URL_LIMIT - 19))
def test_addresses_are_read_alike(address: str) -> None:
    short = all_of(address)
    with the_long_way():
        assert all_of(address) == short


@pytest.mark.parametrize("character", [*map(chr, range(256)), "\u2028", "é", "\u212a"])
def test_every_character_in_an_address_is_read_alike(character: str) -> None:
    for before, after in (
        ("https://", ""),
        ("https://a", "b.org/"),
        ("https://a.b", ""),
        ("http://a.b/x", "y"),
    ):
        address = f"{before}{character}{after}"
        short = all_of(address)
        with the_long_way():
            assert all_of(address) == short


@given(TEXTS, st.integers(1, 12))
@settings(max_examples=settings().max_examples * 5)
def test_lines_are_read_alike(text: str, limit: int) -> None:
    short = display_text.one_line(text, limit)
    with the_long_way():
        assert display_text.one_line(text, limit) == short
    assert display_text.has_disturbing(text) == (display_text.neutralise(text) != text)


def test_every_character_in_a_line_is_read_alike() -> None:
    fit = [chr(code) for code in range(0x110000) if display_text._is_fit(f"a{chr(code)}a")]
    assert len(fit) > 100_000
    line = "a".join(["", *fit, ""])
    with the_long_way():
        assert display_text.one_line(line, len(line)) == line


def ended_and_neutral(text: str) -> str:
    return display_text._DISTURBING.sub(display_text.REPLACEMENT, display_text._LINE_ENDS.sub("\n", text))


@given(TEXTS)
@settings(max_examples=settings().max_examples * 2)
def test_several_lines_are_read_alike(text: str) -> None:
    assert display_text.several_lines(text, 1_000) == ended_and_neutral(text)


def test_every_character_in_several_lines_is_read_alike() -> None:
    characters = map(chr, range(0x110000))
    assert [one for one in characters if display_text.several_lines(one, 1) != ended_and_neutral(one)] == []


@given(st.datetimes() | st.just(None), st.text("0123456789-:TZ ٣", max_size=20), st.integers(0, 20))
@example(None, "2020-02-30T00:00:00Z", 0)
@example(None, "2020-01-24T24:00:00Z", 0)
@example(None, "0000-01-24T00:00:00Z", 0)
def test_dates_are_read_alike(moment: object, odd: str, place: int) -> None:
    usual = f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else ""
    for text in (usual, usual[:place] + odd + usual[place:], usual[:place] + odd[:1] + usual[place + 1 :]):
        short = repr(parse_date(text))
        with the_long_way():
            assert repr(parse_date(text)) == short


def test_articles_are_read_alike() -> None:
    if not SHARED.is_dir():
        pytest.skip("the corpora in ../shared are absent")
    for path in sorted(SHARED.rglob("*.md")):
        data = path.read_bytes()
        short = read_article(path, data)
        with the_long_way():
            article = read_article(path, data)
        assert repr(article) == repr(short)
        assert article.body == short.body


@pytest.mark.parametrize(
    "header",
    [
        *("url: https://a.org/1", "link: 5", "original_url: https://a.org/1\namp_url: https://a.org/1/amp"),
        *(
            "url: [x]\nurl: https://b.org",
            "url: 'javascript:1'",
            "title: none",
            "url: https://c.org/{",
            "a: [",
        ),
        *(
            "quality: 5\nheat: -1\npublished: no",
            "quality: '72'\nheat: [1]\npublished: maybe",
            "quality: true",
        ),
    ],
)
def test_standing_alone_is_that_of_the_whole_article(header: str) -> None:
    data = f"---\n{header}\n---\n".encode()
    assert standing_in(data) == standing_of(data)


def standing_of(data: bytes) -> Standing:
    whole = read_article(Path("a.md"), data)
    decision = {"quality": whole.quality, "heat": whole.heat, "published": whole.published}
    return Standing(whole.keys, decision) if whole.is_editable else Standing()


@pytest.mark.skipif(not SHARED.is_dir(), reason="there is no shared corpus beside the project")
def test_standing_alone_of_real_articles_is_that_of_the_whole() -> None:
    files = sorted((SHARED / "corpus").rglob("*.md"))
    pairs = [(standing_in(data), standing_of(data)) for data in map(Path.read_bytes, files)]
    assert [alone for alone, _ in pairs] == [whole for _, whole in pairs]
    assert any(alone.keys and alone.decision["quality"] for alone, _ in pairs)
