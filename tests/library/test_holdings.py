"""What the library has: found by identity, by story and by words, whatever comes, goes or changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from curator.library import Query, Row, Sort, parse_query
from curator.library.holdings import Holdings
from curator.library.query_terms import Contains, InField, TextField
from tests.library.shelf import holdings_of, names, stored


def row(name: str, quality: int | None = None, key: str = "", related: tuple[str, ...] = ()) -> Row:
    path = Path("/site") / name
    return Row(path, name, quality=quality, keys=(key,) if key else (), related_keys=related)


def story(holdings: Holdings, article: Row) -> list[str]:
    return [member.path.name for member in holdings.story(article.id)]


def found(holdings: Holdings, *keys: str) -> str:
    article = holdings.article_with(keys)
    return article.path.name if article is not None else ""


def test_rows_come_in_the_order_asked_for_without_those_that_are_gone() -> None:
    a, b = row("a"), row("b")
    holdings = holdings_of(a, b)
    assert holdings.rows([b.id, 42, a.id]) == [b, a]
    assert len(holdings) == 2


def test_replaced_article_loses_its_old_identity() -> None:
    holdings = holdings_of(row("a", key="old"), row("b"))
    holdings.put(stored([row("a", key="new")]))
    assert (found(holdings, "old"), found(holdings, "new")) == ("", "a")
    assert sorted(names(holdings)) == ["a", "b"]


def test_article_with_a_finding_has_a_problem_until_it_changes() -> None:
    a, b = row("a"), row("b")
    holdings = holdings_of(a, b)
    holdings.set_findings([a.id, b.id, 42])
    assert sorted(names(holdings, "problem")) == ["a", "b"]
    assert holdings.count()[0].problems == 2
    holdings.put(stored([row("a", quality=3)]))
    assert names(holdings, "problem") == ["b"]
    holdings.set_findings([a.id])
    assert names(holdings, "problem") == ["a"]


def test_finding_in_what_is_read_only_later_counts() -> None:
    a, b = row("a"), row("b")
    holdings = holdings_of(a)
    holdings.set_findings([b.id])
    holdings.put(stored([b]))
    assert names(holdings, "problem") == ["b"]


def test_dropped_article_is_gone_from_everything() -> None:
    a, b = row("a", key="A", related=("B",)), row("b", key="B")
    holdings = holdings_of(a, b)
    holdings.drop([a.id])
    assert names(holdings) == ["b"]
    assert (found(holdings, "A"), story(holdings, b)) == ("", ["b"])
    holdings.drop([a.id])


def test_hidden_article_is_found_by_nothing_and_comes_back_as_it_was() -> None:
    a, b = row("a"), row("b")
    holdings = holdings_of(a, b)
    holdings.hide([a.id])
    assert (names(holdings), len(holdings)) == (["b"], 1)
    holdings.load()
    assert sorted(names(holdings)) == ["a", "b"]


def test_article_without_an_address_is_not_found_by_it() -> None:
    holdings = holdings_of(row("a"), row("b"))
    assert found(holdings, "") == ""
    assert story(holdings, row("a")) == ["a"]


def test_story_is_the_same_seen_from_each_of_its_articles() -> None:
    a, b, c = row("a", 50, "A", ("B", "C")), row("b", 90, "B"), row("c", 70, "C")
    holdings = holdings_of(a, b, c, row("d", 99, "D"))
    assert [story(holdings, member) for member in (a, b, c)] == [["b", "c", "a"]] * 3


def test_story_does_not_run_on_along_a_chain() -> None:
    chain = [row(name, 50, name, (after,)) for name, after in zip("abcde", "bcdef", strict=True)]
    assert story(holdings_of(*chain), chain[0]) == ["a", "b"]


def test_articles_without_quality_follow_those_with_one() -> None:
    a, b = row("a", None, "A", ("B",)), row("b", 1, "B")
    assert story(holdings_of(a, b), a) == ["b", "a"]


def test_of_one_article_in_two_files_the_first_by_path_is_found() -> None:
    holdings = holdings_of(row("b", key="A"), row("a", key="A"))
    assert found(holdings, "A") == "a"
    assert story(holdings, row("a")) == ["a", "b"]


def test_related_item_is_found_by_any_of_its_addresses() -> None:
    plain = replace(row("a"), keys=("amp", "plain"))
    holdings = holdings_of(plain, row("b", related=("amp",)))
    assert (found(holdings, "plain"), found(holdings, "amp")) == ("a", "a")
    assert story(holdings, plain) == ["a", "b"]


def test_links_are_made_in_the_end_when_many_come_in() -> None:
    a, b = row("a", 1, "A", ("B",)), row("b", 2, "B")
    holdings = holdings_of()
    holdings.begin_bulk()
    holdings.put(stored([a, b]))
    assert (found(holdings, "A"), story(holdings, a)) == ("", [])
    holdings.end_bulk()
    assert (found(holdings, "A"), story(holdings, a)) == ("a", ["b", "a"])


def test_select_filters_and_sorts() -> None:
    holdings = holdings_of(row("a", 50), row("b", 90), row("c", 70))
    assert names(holdings, "quality>60", Sort.QUALITY) == ["b", "c"]


def test_state_is_known_of_articles_that_come_later_too() -> None:
    holdings = holdings_of(row("a"), marks={Path("/site/a"): "decided", Path("/site/b"): "later"})
    holdings.put(stored([row("b")]))
    assert (names(holdings, "undecided"), names(holdings, "later")) == ([], ["b"])
    holdings.set_marks([], is_all=True)
    assert sorted(names(holdings, "undecided")) == ["a", "b"]


def test_mark_outlives_a_change_of_the_article() -> None:
    holdings = holdings_of(row("a"), marks={Path("/site/a"): "decided"})
    holdings.put(stored([replace(row("a"), title="another title")]))
    assert names(holdings, "decided title:another") == ["a"]


def test_replaced_title_is_found_and_the_old_one_is_not() -> None:
    holdings = holdings_of(Row(Path("/site/x"), "before"))
    holdings.put(stored([Row(Path("/site/x"), "after")]))
    assert (names(holdings, "title:after"), names(holdings, "title:before")) == (["x"], [])


def test_change_of_a_number_alone_keeps_words_and_links() -> None:
    a, b = row("a", 50, "A", ("B",)), row("b", 90, "B")
    holdings = holdings_of(a, b)
    holdings.put(stored([replace(a, quality=99)]))
    assert names(holdings, "quality:99 title:a") == ["a"]
    assert story(holdings, b) == ["a", "b"]


def test_facets_count_what_passes_the_filter_and_counts_the_whole_folder() -> None:
    a = Row(Path("/a"), "a", provider="BBC", quality=10)
    counts, facets = holdings_of(a, replace(a, path=Path("/b"), quality=90)).count(parse_query("quality>50"))
    assert ([facet.count for facet in facets.providers], counts.all) == ([1], 2)


def test_same_file_twice_is_kept_once_as_it_was_last() -> None:
    holdings = holdings_of(row("a", 1), replace(row("a", 2), title="later"))
    assert [found.title for found in holdings.rows(holdings.select())] == ["later"]


@pytest.mark.parametrize(
    "typed",
    ["AND", "OR NOT", "NEAR(a b)", "*", "^a", "a:", "-", "--", '"', "\x00", "half \ud800", "’", "(", "a'"],
)
def test_whatever_is_looked_for_is_no_error(typed: str) -> None:
    holdings = holdings_of(row("a"))
    assert len(holdings.select(Query((Contains(typed),)))) <= 1
    assert len(holdings.select(Query((InField(TextField.TITLE, typed, is_whole=True),)))) == 0


def test_words_of_scripts_without_spaces_are_found_inside() -> None:
    titles = {"a": "昨日の東京都庁", "b": "京東", "c": "한국어"}
    holdings = holdings_of(*(Row(Path(f"/{name}"), title) for name, title in titles.items()))
    assert (names(holdings, "東京"), names(holdings, "한국")) == (["a"], ["c"])
