"""What colleagues decided can be asked for by their names, and only what is in the folder is found."""

from __future__ import annotations

import pytest

from curator.library import parse_query
from curator.library.article_id import article_id
from curator.library.holdings import Holdings
from tests.library.shelf import holdings_of, names, row_at, stored

ANN, BEN, GONE = (article_id(f"/site/{name}.md") for name in ("ann", "ben", "gone"))
DECIDED = {"Ann Lee": [ANN, GONE], "Ben": [BEN], "Others": [BEN]}


def shelf(decided: dict[str, list[int]] = DECIDED) -> Holdings:
    holdings = holdings_of(row_at("/site/ann.md"), row_at("/site/ben.md"), row_at("/site/own.md"))
    holdings.colleagues = decided
    return holdings


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("by:ann", {"ann.md"}),
        ('by="ann lee"', {"ann.md"}),
        ("by=ann", set()),
        ("by=ben", {"ben.md"}),
        ("by:others", {"ann.md", "ben.md"}),
        ('by="others"', {"ben.md"}),
        ("-by:others", {"own.md"}),
        ("by:carl", set()),
    ],
)
def test_colleague_is_asked_for_by_name(query: str, found: set[str]) -> None:
    assert set(names(shelf(), query)) == found


def test_nobody_decided_anything_before_it_is_told() -> None:
    assert names(shelf({}), "by:others") == []


def test_what_is_told_later_takes_the_place_of_what_was_told_before() -> None:
    holdings = shelf()
    holdings.colleagues = {"Ben": [ANN]}
    assert names(holdings, "by:others") == ["ann.md"]


def test_article_that_comes_later_or_changes_is_found_too() -> None:
    holdings = shelf()
    holdings.put(stored([row_at("/site/gone.md"), row_at("/site/ben.md", "ben.example/other")]))
    assert set(names(holdings, "by:others")) == {"ann.md", "ben.md", "gone.md"}


def test_facets_count_what_colleagues_decided() -> None:
    (state,) = shelf().count(parse_query("by:others"))[1].states
    assert (state.value, state.count) == ("undecided", 2)
