"""The sample folder that comes with Curator shows what it is there to show."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.articles import Article, Rule, learn_rule, open_site, read_article, resolve_picture

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [read_article(path, path.read_bytes()) for path in sorted((SAMPLE / "_news").iterdir())]


def test_a_dozen_articles_are_read_without_problems(articles: list[Article]) -> None:
    assert len(articles) == 12
    assert [problem for article in articles for problem in article.problems] == []


def test_every_picture_is_a_file_of_the_sample(articles: list[Article]) -> None:
    site = open_site(SAMPLE / "_news")
    for article in articles:
        images = [*article.images, *(image for item in article.related for image in item.images)]
        for reference in [article.provider.icon, *(image.url for image in images)]:
            picture = resolve_picture(site, article.path, reference)
            assert isinstance(picture, Path)
            assert picture.is_file()


def test_three_articles_name_each_other_and_one_leads(articles: list[Article]) -> None:
    named = frozenset(key for article in articles for item in article.related for key in item.keys)
    members = [article for article in articles if article.keys & named]
    assert len(members) == 3
    assert all(len(member.related) == 2 for member in members)
    assert [member.heat for member in members].count(-1) == 2


def test_sample_shows_every_state_an_editor_meets(articles: list[Article]) -> None:
    assert any(article.quality is None and article.published is None for article in articles)
    assert any(not article.excerpt for article in articles)
    assert any(not article.images for article in articles)
    assert any(article.body.strip() for article in articles)
    assert any(len(article.title) > 150 for article in articles)
    assert any(article.type == "video" for article in articles)


def test_one_decision_departs_from_the_rule(articles: list[Article]) -> None:
    decided = [
        (one.heat, one.published) for one in articles if one.heat is not None and one.published is not None
    ]
    rule = learn_rule(decided)
    assert rule == Rule(70)
    assert sum(rule.verdict(article).departs for article in articles) == 1


def test_some_articles_keep_the_line_endings_of_windows(articles: list[Article]) -> None:
    written = [article.path.read_bytes() for article in articles]
    crlf = [data for data in written if data.count(b"\r\n") == data.count(b"\n")]
    assert 3 <= len(crlf) <= 6
    assert all(b"\r" not in data for data in written if data not in crlf)
