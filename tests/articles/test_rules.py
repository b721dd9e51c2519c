"""The folder's rule: what it decides, what it says, how it is learnt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.articles import NO_HEAT, Article, Outcome, Provider, Related, Rule, learn_rule, read_article
from curator.frontmatter import HeaderKind

SHARED = Path(__file__).parents[2] / ".." / "shared"
TIMES = Related(title="T", quality=89, provider=Provider(name="New York Times"))
WEAK = Related(title="W", quality=10)
ARTICLE = Article(path=Path("a.md"), kind=HeaderKind.YAML, title="A", quality=72, heat=72, published=True)


@pytest.mark.parametrize(
    ("quality", "related", "outcome"),
    [
        (72, (), Outcome(72, 72, True)),
        (69, (), Outcome(69, 69, False)),
        (62, (WEAK,), Outcome(62, 72, True)),
        (80, (WEAK, TIMES), Outcome(80, NO_HEAT, False)),
        (89, (TIMES,), Outcome(89, 99, True)),
    ],
)
def test_heat_and_publication_follow_from_quality(
    quality: int, related: tuple[Related, ...], outcome: Outcome
) -> None:
    assert Rule().outcome(quality, related) == outcome


def test_agreement_is_said() -> None:
    verdict = Rule().verdict(ARTICLE)
    assert (verdict.heat_agrees, verdict.published_agrees, verdict.departs) == (True, True, False)
    assert verdict.heat_reason == "as its quality, nothing related"
    assert verdict.published_reason == "the folder’s rule agrees"


def test_outranked_article_is_told_by_whom() -> None:
    verdict = Rule().verdict(replace(ARTICLE, heat=-1, published=False, related=(TIMES,)))
    assert (verdict.heat, verdict.departs) == (NO_HEAT, False)
    assert verdict.heat_reason == "outranked by New York Times, 89"


def test_unnamed_item_that_outranks_is_still_named() -> None:
    verdict = Rule().verdict(replace(ARTICLE, related=(Related(quality=90),)))
    assert verdict.heat_reason == "the rule says −1: outranked by a related item, 90"


def test_departure_of_publication_is_said_with_the_heat() -> None:
    verdict = Rule().verdict(replace(ARTICLE, heat=82, related=(WEAK,), published=False))
    assert (verdict.published, verdict.published_agrees, verdict.departs) == (True, False, True)
    assert verdict.published_reason == "the rule says yes: heat 82 ≥ 70"


def test_publication_is_judged_by_the_heat_that_is_there() -> None:
    verdict = Rule().verdict(replace(ARTICLE, heat=30, published=True))
    assert (verdict.heat, verdict.heat_agrees, verdict.published) == (72, False, False)
    assert verdict.heat_reason == "the rule says 72: as its quality, nothing related"
    assert verdict.published_reason == "the rule says no: heat 30 < 70"


def test_missing_heat_is_said() -> None:
    verdict = Rule().verdict(replace(ARTICLE, heat=None, published=None, related=(WEAK,)))
    assert (verdict.heat, verdict.heat_agrees, verdict.published_agrees) == (82, None, None)
    assert verdict.heat_reason == "no heat yet, the rule says 82: leads its story, 72 + 10 × 1 related"
    assert verdict.published_reason == "the rule says yes: heat would be 82 ≥ 70"


def test_missing_quality_is_said() -> None:
    verdict = Rule().verdict(replace(ARTICLE, quality=None, heat=None))
    assert (verdict.heat, verdict.published, verdict.departs) == (None, None, False)
    assert verdict.heat_reason == "needs a quality first"
    assert verdict.published_reason == "the rule needs a quality first"


def test_heat_without_quality_still_decides_publication() -> None:
    verdict = Rule(60).verdict(replace(ARTICLE, quality=None, heat=65, published=None))
    assert (verdict.heat_agrees, verdict.published) == (None, True)
    assert verdict.published_reason == "the rule says yes: heat 65 ≥ 60"


@pytest.mark.parametrize(
    ("samples", "threshold"),
    [
        ([], 70),
        ([(-1, False), (20, False), (90, True)], 70),
        ([(50, True), (49, False), (80, True), (10, False)], 50),
        ([(90, False), (91, True)], 91),
        ([(50, True), (40, False), (39, True), (60, True), (61, True)], 41),
        ([(100, False), (200, False)], 201),
        ([(5, True)], 5),
    ],
)  # fmt: skip
def test_threshold_is_learnt_from_the_folder(samples: list[tuple[int, bool]], threshold: int) -> None:
    departures = sum(Rule(threshold).published_for(heat) != published for heat, published in samples)
    learnt = learn_rule(samples)
    assert sum(learnt.published_for(heat) != published for heat, published in samples) == departures
    assert abs(learnt.threshold - 70) <= abs(threshold - 70)


def test_threshold_moves_no_further_than_it_must() -> None:
    assert learn_rule([(50, True), (40, False)]) == Rule(50)
    assert learn_rule([(80, False), (90, True)]) == Rule(81)


@given(st.lists(st.tuples(st.integers(-1, 12), st.booleans()), max_size=12))
def test_no_threshold_departs_less_than_the_learnt_one(samples: list[tuple[int, bool]]) -> None:
    def departures(threshold: int) -> int:
        return sum((heat >= threshold) != published for heat, published in samples)

    assert departures(learn_rule(iter(samples)).threshold) == min(map(departures, range(-1, 14)))


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the shared corpus is absent")
def test_real_folder_keeps_the_default_rule() -> None:
    paths = sorted((SHARED / "corpus" / "power-apps" / "_news").glob("*.md"))
    read = [read_article(path, path.read_bytes()) for path in paths]
    samples = [
        (one.heat, one.published) for one in read if one.heat is not None and one.published is not None
    ]
    assert learn_rule(samples) == Rule(70)
    assert [one.path.name for one in read if Rule().verdict(one).departs] == []
