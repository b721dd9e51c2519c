"""Web addresses: which may be opened, and which are the same article."""

from __future__ import annotations

import pytest

from curator.articles import is_web_url, same_article_key
from curator.articles.urls import URL_LIMIT, clean_reference, clean_url, host_of


@pytest.mark.parametrize(
    "url", ["https://example.org", "HTTP://example.org:8080/a?b#c", "https://bücher.example/ä"]
)
def test_web_address(url: str) -> None:
    assert is_web_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "/assets/a.png",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "https://",
        "https:example.org",
        "https://[::1",
        "https://example.org:port/",
        "https://example.org:99999/",
        "https://bank.example@example.org/",
        "https://example.org\\.bank.example/",
        "https://example.org/a b",
        "https://example.org/\nSet-Cookie",
        "https://example.org/\u202egpj",
        "https://example.org/" + "a" * URL_LIMIT,
    ],
)
def test_not_a_web_address(url: str) -> None:
    assert not is_web_url(url)


def test_entities_and_spaces_of_an_address_are_repaired() -> None:
    assert (
        clean_url(" https://example.org/a b?x=1&amp;y=2&#038;copy=3 ")
        == "https://example.org/a%20b?x=1&y=2&copy=3"
    )


def test_parameter_that_looks_like_an_entity_stays() -> None:
    assert clean_url("https://example.org/?a=1&copy=2") == "https://example.org/?a=1&copy=2"


@pytest.mark.parametrize(
    "reference", ["/assets/a.png", "a b.png", "../a.png", "https://example.org/a.png", r"img\a.png"]
)
def test_reference_to_a_picture(reference: str) -> None:
    assert clean_reference(reference) == reference


@pytest.mark.parametrize(
    "reference", ["data:image/png,x", "file:///a.png", r"\\host\a.png", r"\/host/a.png", "C:\\a.png", "a\x00"]
)
def test_reference_that_is_not_followed(reference: str) -> None:
    assert clean_reference(reference) == ""


def test_reference_without_scheme_becomes_https() -> None:
    assert clean_reference("//cdn.example.org/a.png") == "https://cdn.example.org/a.png"


def test_host_is_bare() -> None:
    assert host_of("https://WWW.Example.org:8080/a") == "example.org"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/2026/a",
        "http://example.org/2026/a/",
        "https://www.example.org/2026/a#comments",
        "https://EXAMPLE.org:443/2026/a?utm_source=feed&amp;utm_medium=rss",
        "https://example.org/2026/%61?fbclid=1",
        "https://example-org.cdn.ampproject.org/c/s/example.org/2026/a",
    ],
)
def test_variants_of_an_address_have_one_key(url: str) -> None:
    assert same_article_key(url) == "example.org/2026/a"


def test_order_of_parameters_does_not_matter_but_their_values_do() -> None:
    assert same_article_key("https://example.org/?id=1&p=2") == same_article_key(
        "https://example.org/?p=2&id=1"
    )
    assert same_article_key("https://example.org/?id=1") != same_article_key("https://example.org/?id=2")


@pytest.mark.parametrize("url", ["", "/a", "javascript:x", "https://[::1"])
def test_what_is_no_address_has_no_key(url: str) -> None:
    assert same_article_key(url) == ""


def test_case_of_a_path_tells_articles_apart() -> None:
    assert same_article_key("https://example.org/watch?v=aB") != same_article_key(
        "https://example.org/watch?v=ab"
    )


def test_amp_cache_without_a_publisher_behind_it_is_its_own_key() -> None:
    assert same_article_key("https://x.cdn.ampproject.org/about") == "x.cdn.ampproject.org/about"
