"""Values of the wrong type: a problem that names field and line, and nothing made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.articles import Article, ProblemKind, read_article
from curator.articles.reading import PROBLEM_LIMIT


def article(header: str) -> Article:
    return read_article(Path("a.md"), f"---\ntitle: T\n{header}\n---\n".encode())


def only_message(of: Article) -> str:
    (problem,) = of.problems
    assert problem.line == 3
    return problem.message


@pytest.mark.parametrize(
    ("written", "quality", "message"),
    [
        ('"72"', 72, "quality is text, a number was expected"),
        ("72.0", 72, "quality is 72, a whole number was expected"),
        ("7.5", None, "quality is 7.5, a whole number was expected"),
        (".inf", None, "quality is inf, a whole number was expected"),
        (".nan", None, "quality is nan, a whole number was expected"),
        ("[72]", None, "quality is a list, a number was expected"),
        ("{a: 1}", None, "quality is a mapping, a number was expected"),
        ("true", None, "quality is yes or no, a number was expected"),
        ("high", None, "quality is text, a number was expected"),
        ("2026-11-20", None, "quality is a date, a number was expected"),
        ("99999999999", None, "quality is too large a number"),
    ],
)
def test_quality_that_is_no_whole_number(written: str, quality: int | None, message: str) -> None:
    read = article(f"quality: {written}")
    assert (read.quality, only_message(read)) == (quality, message)


@pytest.mark.parametrize("written", ["7", "189", "324", "-1", "0", "100000"])
def test_number_that_is_there_is_never_clamped(written: str) -> None:
    read = article(f"heat: {written}")
    assert (read.heat, read.problems) == (int(written), ())


def test_heat_that_is_yes_or_no() -> None:
    read = article("heat: no")
    assert (read.heat, only_message(read)) == (None, "heat is yes or no, a number was expected")


@pytest.mark.parametrize(
    ("written", "published", "kind"),
    [('"yes"', True, "text"), ("'False'", False, "text"), ("1", None, "a number"), ("maybe", None, "text")],
)
def test_published_that_is_not_yes_or_no(written: str, published: bool | None, kind: str) -> None:
    read = article(f"published: {written}")
    assert (read.published, only_message(read)) == (published, f"published is {kind}, yes or no was expected")


def test_published_that_says_when_is_the_date() -> None:
    read = article("published: 2013-05-06")
    assert (read.published, read.date_text) == (None, "2013-05-06")
    assert only_message(read) == "published is a date, yes or no was expected"


@pytest.mark.parametrize(
    ("written", "title"),
    [("1984", "1984"), ("3.5", "3.5"), ("[a, b]", "a.md"), ("yes", "a.md"), ("{a: b}", "a.md")],
)
def test_title_that_is_not_text(written: str, title: str) -> None:
    read = read_article(Path("a.md"), f"---\ntitle: {written}\n---\n".encode())
    assert read.title == title
    assert read.problems[0].message.startswith("title is ")


def test_date_that_cannot_be_read_is_still_shown() -> None:
    read = article("date: next Thursday")
    assert (read.published_at, read.date_text) == (None, "next Thursday")
    assert only_message(read) == "date is not a date that can be read"


def test_provider_that_is_just_a_name() -> None:
    read = article("provider: Example Post\nwebUrl: https://www.example.org/a")
    assert (read.provider.name, read.provider.domain) == ("Example Post", "example.org")
    assert only_message(read) == "provider is text, name and domain were expected"


@pytest.mark.parametrize(
    "written", ["[AI, Robots]", '"AI, Robots"', "AI Robots", "[{name: AI}, {title: Robots}]"]
)
def test_topics_as_a_list_or_as_one_text(written: str) -> None:
    read = article(f"topics: {written}")
    assert (read.topics, read.problems) == (("AI", "Robots"), ())


def test_provider_without_a_domain_has_that_of_the_address() -> None:
    read = article("provider: {name: Example Post}\nwebUrl: https://www.example.org/a")
    assert (read.provider.domain, read.problems) == ("example.org", ())


def test_topics_that_are_a_mapping() -> None:
    assert only_message(article("topics: {a: b}")) == "topics is no list of topics"


@pytest.mark.parametrize(
    "written", ["/a.png", "[/a.png]", "{url: /a.png}", "{path: /a.png}", "[{src: /a.png}]", "[null, /a.png]"]
)
def test_images_in_any_form(written: str) -> None:
    read = article(f"images: {written}")
    assert [image.url for image in read.images] == ["/a.png"]
    assert read.problems == ()


def test_image_of_wrong_size_keeps_its_address() -> None:
    read = article('images: [{url: /a.png, width: wide, height: "50"}]')
    assert (read.images[0].width, read.images[0].height) == (None, 50)
    assert [problem.message for problem in read.problems] == [
        "width of picture 1 is text, a number was expected",
        "height of picture 1 is text, a number was expected",
    ]


def test_single_related_item_outside_a_list() -> None:
    read = article("related: {title: Other, quality: 5}")
    assert [item.title for item in read.related] == ["Other"]
    assert only_message(read) == "related is a single item, a list was expected"


def test_problem_inside_a_related_item_says_which() -> None:
    read = article("related:\n  - {title: A}\n  - {title: B, quality: [1]}")
    assert [item.quality for item in read.related] == [None, None]
    assert only_message(read) == "quality of related item 2 is a list, a number was expected"


def test_related_items_that_are_nothing_are_not_counted() -> None:
    read = article("related: [null, {}, 5, https://example.org/a]")
    assert [item.url for item in read.related] == ["https://example.org/a"]
    assert only_message(read) == "related holds something that is not an article"


def test_nulls_anywhere_are_simply_missing() -> None:
    read = article(
        "quality:\npublished: ~\nprovider: {name: , images: [{url: }]}\nrelated: [{provider: , images: }]"
    )
    assert (read.quality, read.published, len(read.related)) == (None, None, 1)
    assert [problem.message for problem in read.problems] == [
        "images of provider holds a picture without an http, https or site address"
    ]


def test_problems_of_a_hostile_list_are_bounded() -> None:
    read = article("images: [" + ", ".join(f"{{url: 'x:{n}', width: w{n}}}" for n in range(90)) + "]")
    assert len(read.problems) == PROBLEM_LIMIT


@pytest.mark.parametrize(
    ("url", "called"),
    [
        ("javascript:alert(1)", "a javascript: link"),
        (" JavaScript&colon;alert(1)", "a javascript: link"),
        ("file:///etc/passwd", "a file: link"),
        ("data:text/html,x", "a data: link"),
        (r"\\host\share", "the path of a network share"),
    ],
)
def test_dangerous_address_becomes_a_problem(url: str, called: str) -> None:
    read = article(f"webUrl: '{url}'")
    assert (read.url, only_message(read)) == ("", f"webUrl is {called}, a web address was expected")
    assert read.problems[0].kind is ProblemKind.HOSTILE_LINK


@pytest.mark.parametrize("url", ["//host/share", "ftp://a/b", "C:/x", "words"])
def test_address_of_another_kind_becomes_a_problem(url: str) -> None:
    read = article(f"webUrl: '{url}'")
    assert (read.url, only_message(read)) == ("", "webUrl is not an http or https address")
    assert read.problems[0].kind is ProblemKind.UNUSABLE_ADDRESS


def test_dangerous_address_in_the_url_key_of_another_site_becomes_a_problem() -> None:
    assert "javascript: link" in only_message(article("url: javascript:alert(1)"))


@pytest.mark.parametrize("key", ["sourceUrl", "url", "originalUrl", "cdnAmpUrl"])
def test_dangerous_address_is_named_behind_a_usable_one(key: str) -> None:
    read = article(f"webUrl: https://example.org/a\nampUrl: https://example.org/b\n{key}: 'javascript:x'")
    assert [(problem.field, problem.kind) for problem in read.problems] == [(key, ProblemKind.HOSTILE_LINK)]


def test_same_problem_is_said_once() -> None:
    assert "originalUrl is a javascript: link" in only_message(article("originalUrl: javascript:x"))


def test_next_address_is_taken_when_one_is_unusable() -> None:
    read = article("webUrl: javascript:x\noriginalUrl: https://example.org/a")
    assert (read.url, len(read.problems)) == ("https://example.org/a", 1)
