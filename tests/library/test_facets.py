from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from curator.library import FacetCount, Facets, Row, parse_query
from tests.library.shelf import holdings_of, names

ROWS = [
    Row(Path("/a"), "a", "BBC", published_at=datetime(2020, 1, 24, tzinfo=UTC), topics=("AI", "Vision")),
    Row(Path("/b"), "b", "BBC News", published_at=datetime(2020, 2, 1, tzinfo=UTC), topics=("AI", "AI")),
    Row(Path("/c"), "c", "BBC"),
]
MARKS = {Path("/a"): "decided", Path("/b"): "later"}


def count(query: str = "", marks: Mapping[Path, str] = MARKS) -> Facets:
    return holdings_of(*ROWS, marks=marks).count(parse_query(query))[1]


def test_values_are_counted_most_frequent_first() -> None:
    facets = count()
    assert [(facet.value, facet.count) for facet in facets.providers] == [("BBC", 2), ("BBC News", 1)]
    assert [(facet.value, facet.count) for facet in facets.topics] == [("AI", 2), ("Vision", 1)]


def test_spellings_the_filter_does_not_tell_apart_are_one_value() -> None:
    rows = [Row(Path("/a"), "a", topics=("AI", "ai")), Row(Path("/b"), "b", topics=("ai",))]
    assert holdings_of(*rows).count()[1].topics == (FacetCount("AI", 2, 'topic="AI"'),)


def test_months_are_newest_first() -> None:
    assert [facet.value for facet in count().months] == ["2020-02", "2020-01"]


def test_states_are_counted_in_the_order_of_work() -> None:
    states = count().states
    assert [(facet.value, facet.count) for facet in states] == [
        ("undecided", 1),
        ("decided", 1),
        ("later", 1),
    ]


def test_state_counts_what_its_filter_finds() -> None:
    marks = {Path("/a"): "changed", Path("/b"): "reviewed"}
    states = {facet.value: facet.count for facet in count(marks=marks).states}
    assert states == {"undecided": 2, "decided": 1, "reviewed": 1, "changed": 1}


def test_filter_of_a_facet_finds_as_many_as_were_counted() -> None:
    facets = count()
    every: list[FacetCount] = [*facets.providers, *facets.topics, *facets.months, *facets.states]
    for facet in every:
        assert len(names(holdings_of(*ROWS, marks=MARKS), facet.query)) == facet.count, facet


@pytest.mark.parametrize("name", ['The "Daily"', "The “Daily”", '"', "it's", "a" * 120])
def test_name_with_quotes_is_found_by_its_filter(name: str) -> None:
    holdings = holdings_of(Row(Path("/a"), "a", name))
    assert names(holdings, holdings.count()[1].providers[0].query) == ["a"]


def test_other_values_of_a_field_that_has_one_are_counted_too() -> None:
    facets = count("month:2020-01")
    assert [(facet.value, facet.count) for facet in facets.months] == [("2020-02", 1), ("2020-01", 1)]
    assert [facet.value for facet in facets.providers] == ["BBC"]
    assert [f.value for f in count("later topic=AI").states] == [
        "decided",
        "later",
    ]
    assert len(count("provider=BBC").providers) == 2
