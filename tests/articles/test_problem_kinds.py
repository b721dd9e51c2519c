"""What is wrong with an article by itself: each kind, with its line; and what looks alike and is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.articles import Problem, ProblemKind, read_article

OWN = "title: T\nwebUrl: https://www.example.org/a\noriginalUrl: https://example.org/original\n"


def problems(header: str, name: str = "a.md") -> list[tuple[ProblemKind, str, int | None]]:
    found = read_article(Path(name), f"---\n{header}---\n".encode("utf-8", "surrogatepass")).problems
    return [(problem.kind, problem.field, problem.line) for problem in found]


def only(of: tuple[Problem, ...]) -> Problem:
    (problem,) = of
    return problem


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("# Text\n", ProblemKind.NO_HEADER),
        ("---\ntitle: never closed\n", ProblemKind.NO_HEADER),
        ('+++\ntitle = "T"\n+++\n', ProblemKind.FOREIGN_HEADER),
        ('---\ntitle: "open\n---\n', ProblemKind.UNREADABLE_HEADER),
        ("---\ntitle: a\0b\n---\n", ProblemKind.UNREADABLE_HEADER),
    ],
)
def test_header_that_says_nothing(data: str, kind: ProblemKind) -> None:
    assert only(read_article(Path("a.md"), data.encode()).problems).kind is kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("quality: 1\nquality: 2", ProblemKind.DUPLICATE_KEY),
        ("quality: [1]", ProblemKind.WRONG_TYPE),
        ("date: next Thursday", ProblemKind.UNREADABLE_DATE),
        ("webUrl: ftp://example.org/a", ProblemKind.UNUSABLE_ADDRESS),
        ("webUrl: javascript:alert(1)", ProblemKind.HOSTILE_LINK),
        ("images: [data:image/png;base64,AAAA]", ProblemKind.HOSTILE_LINK),
        ('images: [{url: "\\\\\\\\host\\\\share"}]', ProblemKind.HOSTILE_LINK),
        ("images: [ftp://example.org/a.png]", ProblemKind.UNUSABLE_PICTURE),
    ],
)
def test_value_that_does_not_fit(line: str, kind: ProblemKind) -> None:
    field = line.partition(":")[0]
    assert problems(f"title: T\n{line}\n") == [(kind, field, 3)]


@pytest.mark.parametrize(
    "url", ["http://example.org/a/", "https://example.org/a?utm_source=x#top", "https://example.org/original"]
)
def test_related_item_that_is_the_article_itself(url: str) -> None:
    header = (
        f"{OWN}related:\n  - title: A\n    webUrl: https://example.net/b\n  - title: B\n    webUrl: {url}\n"
    )
    problem = only(read_article(Path("a.md"), f"---\n{header}---\n".encode()).problems)
    assert (problem.kind, str(problem)) == (
        ProblemKind.SELF_RELATED,
        "line 5: related item 2 is the article itself",
    )


def test_related_item_that_is_there_twice() -> None:
    header = f"{OWN}related: [https://example.net/b, https://example.net/c, http://www.example.net/b/]\n"
    problem = only(read_article(Path("a.md"), f"---\n{header}---\n".encode()).problems)
    assert (problem.kind, problem.message) == (
        ProblemKind.REPEATED_RELATED,
        "related item 3 has the same address as related item 1",
    )


def test_related_items_without_addresses_are_not_the_same() -> None:
    assert problems("title: T\nrelated:\n  - title: A\n  - title: B\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "title: invoice\u202efdp",
        "excerpt: invoice\u2066fdp",
        'title: "\\u202Efdp"',
        "title: '&#x202e;fdp'",
        "title: '&amp;#8238;fdp'",
        "provider: {name: A\u202d}",
        "topics: [AI\u202e]",
        "images: [{url: /a.png, title: A\u202e}]",
        "related: [{title: A\u202e}]",
    ],
)
def test_characters_that_turn_the_direction_round(line: str) -> None:
    field = line.partition(":")[0]
    assert problems(f"type: article\n{line}\n") == [(ProblemKind.DIRECTION_OVERRIDE, field, 3)]


@pytest.mark.parametrize("line", ['title: "a\\0b"', 'title: "a\\eb"', 'title: "\\ud800"', "excerpt: 'a\x7f'"])
def test_characters_that_cannot_be_shown(line: str) -> None:
    assert [kind for kind, *_ in problems(f"type: article\n{line}\n")] in (
        [ProblemKind.CONTROL_CHARACTER],
        [ProblemKind.UNREADABLE_HEADER],
    )


def test_suspicious_characters_are_named_and_not_repeated() -> None:
    message = only(read_article(Path("a.md"), "---\ntitle: a\u202eb\u202e\n---\n".encode()).problems).message
    assert message == "title holds characters that turn its direction round (U+202E)"


@pytest.mark.parametrize(
    "title",
    [
        "שלום\u200f, a",
        "می\u200cخواهم",
        "a\u00adb",
        "a\u00a0b",
        "&amp; &#8217; &lrm;",
        "👩\u200d🚀",
        "\ufeffa",
    ],
)
def test_what_scripts_and_typography_need_is_no_problem(title: str) -> None:
    assert problems(f"title: '{title}'\n") == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a\u202edm.exe.md", ProblemKind.DIRECTION_OVERRIDE),
        ("a\x1b[31m.md", ProblemKind.CONTROL_CHARACTER),
        ("a\udcff.md", ProblemKind.CONTROL_CHARACTER),
    ],
)
def test_name_of_the_file_is_looked_at_too(name: str, kind: ProblemKind) -> None:
    assert problems("title: T\n", name) == [(kind, "", None)]
    assert [problem.kind for problem in read_article(Path(name), b"").problems] == [
        ProblemKind.NO_HEADER,
        kind,
    ]
