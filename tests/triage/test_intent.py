"""A key means one thing, and makes of each article what the folder's rule makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.articles import NO_HEAT, Article, Related, Rule
from curator.frontmatter import HeaderKind
from curator.triage.decisions import Mark
from curator.triage.intent import Intent, IntentKind

RULE = Rule(70)
BETTER = Related("Hornets", quality=89)
WORSE = Related("Wasps", quality=20)


def article(quality: int | None = 50, *related: Related) -> Article:
    return Article(Path("/news/bees.md"), HeaderKind.YAML, "Bees", quality=quality, related=related)


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        (Intent(IntentKind.QUALITY, 80), "quality 80"),
        (Intent(IntentKind.NUDGE, 1), "quality up by one"),
        (Intent(IntentKind.NUDGE, -1), "quality down by one"),
        (Intent(IntentKind.HEAT, 120), "heat 120"),
        (Intent(IntentKind.HEAT, NO_HEAT), "no heat of its own"),
        (Intent(IntentKind.HEAT, -5), "heat −5"),
        (Intent(IntentKind.PUBLISHED, 1), "published"),
        (Intent(IntentKind.PUBLISHED, 0), "not published"),
        (Intent(IntentKind.REVIEWED), "fine as it is"),
        (Intent(IntentKind.LATER), "later"),
    ],
)
def test_decision_is_said_as_people_do(intent: Intent, words: str) -> None:
    assert intent.words == words


@pytest.mark.parametrize("kind", IntentKind)
def test_mark_says_what_became_of_the_article(kind: IntentKind) -> None:
    own = {IntentKind.REVIEWED: Mark.REVIEWED, IntentKind.LATER: Mark.LATER}
    assert Intent(kind).mark is own.get(kind, Mark.DECIDED)
    assert Intent(kind).writes is (kind not in own)


@pytest.mark.parametrize(
    ("related", "heat", "published"),
    [((), 60, False), ((WORSE,), 70, True), ((BETTER,), NO_HEAT, False), ((WORSE, BETTER), NO_HEAT, False)],
)
def test_quality_brings_what_the_rule_makes_of_it(
    related: tuple[Related, ...], heat: int, published: bool
) -> None:
    fields = Intent(IntentKind.QUALITY, 60).fields_for(article(50, *related), RULE)
    assert fields == {"quality": 60, "heat": heat, "published": published}


def test_same_quality_is_published_or_not_as_the_folder_has_it() -> None:
    intent = Intent(IntentKind.QUALITY, 60)
    assert intent.fields_for(article(), Rule(60))["published"] is True
    assert intent.fields_for(article(), Rule(61))["published"] is False


@pytest.mark.parametrize(
    ("before", "step", "after"), [(50, 1, 51), (50, -1, 49), (None, 1, 1), (0, -1, 0), (None, -1, 0)]
)
def test_nudge_goes_from_what_is_there_and_never_below_nothing(
    before: int | None, step: int, after: int
) -> None:
    assert Intent(IntentKind.NUDGE, step).fields_for(article(before), RULE)["quality"] == after


@pytest.mark.parametrize(
    ("intent", "fields"),
    [
        (Intent(IntentKind.HEAT, 120), {"heat": 120}),
        (Intent(IntentKind.HEAT, NO_HEAT), {"heat": -1}),
        (Intent(IntentKind.PUBLISHED, 1), {"published": True}),
        (Intent(IntentKind.PUBLISHED, 0), {"published": False}),
        (Intent(IntentKind.REVIEWED), {}),
        (Intent(IntentKind.LATER), {}),
    ],
)
def test_other_decisions_write_their_own_field_alone(intent: Intent, fields: dict[str, int | bool]) -> None:
    written = intent.fields_for(article(), RULE)
    assert written == fields
    assert [type(value) for value in written.values()] == [type(value) for value in fields.values()]


def test_change_is_bound_to_its_article() -> None:
    change = Intent(IntentKind.QUALITY, 80).change_of(article(), RULE)
    assert change.path == Path("/news/bees.md")
    assert change.mark is Mark.DECIDED
    assert change.fields["quality"] == 80
