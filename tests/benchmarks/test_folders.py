from __future__ import annotations

from pathlib import Path
from statistics import mean

import pytest

from curator.articles.reader import read_article
from curator.library.reading import load_record
from curator.library.survey import Survey
from tests.benchmarks.folders import Recipe, article, generate, path_of

SOME = Recipe(400)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(tmp_path_factory.mktemp("generated") / "site", SOME)


def test_a_folder_has_as_many_articles_as_were_asked_for(site: Path) -> None:
    assert len(list(Survey([site]).files(with_stamps=False))) == SOME.count


def test_the_same_seed_gives_the_same_bytes(site: Path) -> None:
    for number in (0, 17, 399):
        assert (site / path_of(SOME, number)).read_bytes() == article(SOME, number)


def test_another_seed_gives_other_articles() -> None:
    assert article(SOME, 5) != article(Recipe(400, seed=2), 5)


def test_articles_have_the_size_and_the_related_items_of_real_ones() -> None:
    articles = [article(SOME, number) for number in range(SOME.count)]
    related = [len(read_article(Path("a.md"), data).related) for data in articles]
    assert 5_000 < mean(map(len, articles)) < 8_000
    assert 3 < mean(related) < 5


def test_stories_link_inside_the_folder(site: Path) -> None:
    rows = [load_record(path).row for path in sorted((site / "_news").iterdir())]
    own = {key for row in rows for key in row.keys}
    linked = [row for row in rows if own.intersection(row.related_keys)]
    assert len(linked) > SOME.count / 2


def test_one_in_three_has_the_line_endings_of_windows() -> None:
    share = mean(b"\r\n" in article(SOME, number) for number in range(SOME.count))
    assert 0.25 < share < 0.42


def test_a_few_articles_are_broken_and_none_of_a_plain_folder(site: Path) -> None:
    plain = Recipe(400, is_plain=True)
    problems = [read_article(Path("a.md"), article(plain, number)).problems for number in range(plain.count)]
    assert not any(problems)
    assert 0 < sum(bool(load_record(path).row.problem) for path in (site / "_news").iterdir()) < 20


def test_many_articles_are_spread_by_year_and_month() -> None:
    assert len(path_of(Recipe(10_000), 42).parts) == 2
    assert path_of(Recipe(100_000), 42).parts[:3] == ("_news", "2016", "01")


def test_most_ratings_follow_the_rule(site: Path) -> None:
    rows = [load_record(path).row for path in (site / "_news").iterdir()]
    rated = [row for row in rows if row.heat is not None and row.published is not None]
    assert len(rated) > 300
    assert mean(row.published == ((row.heat or 0) >= 70) for row in rated) > 0.95
    assert all(row.heat == -1 or row.heat >= (row.quality or 0) for row in rated if row.heat is not None)
