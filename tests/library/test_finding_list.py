"""What a check has found is kept small, by number, and told apart by article, kind and words."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.articles import ProblemKind
from curator.library.finding import Finding
from curator.library.finding_list import FindingList

SITE = Path("/site")
BEES, WASPS = "/site/_news/bees.md", "/site/_news/wasps.md"
TWICE = Finding(BEES, 7, "quality", "quality is there twice", ProblemKind.DUPLICATE_KEY, "Bees dance")
TEXT = Finding(BEES, 3, "heat", "heat is text, a number was expected", ProblemKind.WRONG_TYPE, "Bees dance")
NAME = Finding(BEES, None, "title", "title is missing", ProblemKind.MISSING_FIELD, "Bees dance")
LIST = Finding(WASPS, 3, "heat", "heat is a list, a number was expected", ProblemKind.WRONG_TYPE, "Wasps")


@pytest.fixture
def findings() -> FindingList:
    made = FindingList((SITE,))
    made.add((TWICE, TEXT))
    made.add((LIST, NAME))
    return made


def test_finding_is_what_it_was(findings: FindingList) -> None:
    assert (len(findings), findings.articles) == (4, 2)
    kept = [
        Finding(
            findings.path(n),
            findings.line(n),
            one.field,
            findings.message(n),
            findings.kind(n),
            findings.title(n),
        )
        for n, one in enumerate((TWICE, TEXT, LIST, NAME))
    ]
    assert kept == [TWICE, TEXT, LIST, NAME]


def test_kinds_have_their_findings_in_the_order_they_came(findings: FindingList) -> None:
    assert {kind: list(numbers) for kind, numbers in findings.by_kind.items()} == {
        ProblemKind.DUPLICATE_KEY: [0],
        ProblemKind.WRONG_TYPE: [1, 2],
        ProblemKind.MISSING_FIELD: [3],
    }


def test_article_has_its_findings_by_line_whenever_they_came(findings: FindingList) -> None:
    assert findings.of(Path(BEES)) == [3, 1, 0]
    assert findings.of("/site/_news/moss.md") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("HEAT number", [1, 2]),
        ("wasps", [2]),
        ("dance twice", [0]),
        ("_news/bees.md missing", [3]),
        ("site", []),
        ("", [0, 1, 2, 3]),
    ],
)
def test_each_word_is_looked_for_in_title_file_and_reason(
    findings: FindingList, words: str, found: list[int]
) -> None:
    assert list(findings.matching(words, range(4))) == found


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (BEES, "_news/bees.md"),
        ("/elsewhere/bees.md", "bees.md"),
        ("/site/a&amp;b  c.md", "a&amp;b  c.md"),
        ("/site/a\nb\u2028\u202egpj.md", "a\ufffdb\ufffd\ufffdgpj.md"),
        ("/site/\udcff.md", "\ufffd.md"),
    ],
)
def test_file_is_named_from_the_folder_on_one_harmless_line(path: str, name: str) -> None:
    findings = FindingList((SITE,))
    findings.add((Finding(path, None, "", "", ProblemKind.NO_HEADER),))
    assert findings.name(0) == name


def test_place_is_as_editors_take_it(findings: FindingList) -> None:
    assert [findings.place(number) for number in (0, 3)] == [f"{BEES}:7", BEES]
