"""Mine holds, or theirs may stand: what either makes of an article that departs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from curator.articles import Article, Rule
from curator.frontmatter import HeaderKind
from curator.library.article_id import article_id, key_id
from curator.library.decided import Decided
from curator.library.identity import Identity
from curator.triage.decisions import Change, Mark
from curator.triage.restating import LettingStand, Restating

PATH = Path("/site/bees.md")
BEES = Article(
    PATH, HeaderKind.YAML, "Bees", url="https://bees.example/a", quality=60, heat=60, published=False
)
WASPS = replace(BEES, title="Wasps", url="https://wasps.example/b")
KEYS = frozenset(map(key_id, BEES.keys))
DECIDED = Decided({"quality": 80, "heat": 60, "published": True}, "decided", KEYS)


def mine(article: Article, decided: Decided = DECIDED) -> Change | None:
    return Restating({article_id(PATH): decided}).change_of(article, Rule())


def theirs(article: Article, decided: Decided = DECIDED) -> Change | None:
    return LettingStand({article_id(PATH): decided}).change_of(article, Rule())


def test_what_was_undone_is_written_again_as_seen_now() -> None:
    seen = {"quality": 60, "published": False}
    expected = Change(PATH, {"quality": 80, "published": True}, Mark.DECIDED, Identity.of(BEES), seen)
    assert mine(BEES) == expected


def test_what_may_stand_is_noted_and_nothing_is_written() -> None:
    seen = {"quality": 60, "published": False}
    assert theirs(BEES) == Change(PATH, {}, Mark.DECIDED, Identity.of(BEES), seen)
    later = replace(DECIDED, mark="later")
    assert theirs(BEES, later) == Change(PATH, {}, Mark.LATER, Identity.of(BEES), seen)


@pytest.mark.parametrize("mark", [Mark.DECIDED, Mark.LATER, Mark.REVIEWED])
def test_another_article_gets_the_same_decision(mark: Mark) -> None:
    seen = {"quality": 60, "heat": 60, "published": False}
    fields = DECIDED.fields if mark is Mark.DECIDED else {}
    change = mine(WASPS, Decided(fields, mark, KEYS))
    assert change == Change(PATH, fields, mark, Identity.of(WASPS), seen if fields else {})


def test_another_article_may_stand_undecided() -> None:
    assert theirs(WASPS) == Change(PATH, {}, None, Identity.of(WASPS))


def test_nothing_is_made_of_what_does_not_depart_or_is_not_known() -> None:
    same = replace(BEES, quality=80, published=True)
    other = replace(BEES, path=Path("/site/else.md"))
    assert (mine(same), theirs(same), mine(other), theirs(other)) == (None, None, None, None)


@pytest.mark.parametrize(
    ("count", "mine", "theirs"),
    [
        (1, "Restate your decision that somebody undid?", "Keep what others set in 1 article?"),
        (
            2_000,
            "Restate your 2,000 decisions that somebody undid?",
            "Keep what others set in 2,000 articles?",
        ),
    ],
)
def test_question_has_the_number(count: int, mine: str, theirs: str) -> None:
    assert (Restating({}).question(count), LettingStand({}).question(count)) == (mine, theirs)
