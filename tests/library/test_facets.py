from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from curator.library import Query, Row, parse_query
from curator.library.facets import FacetCount, Facets, count_facets, with_alternatives

ROWS = [
    Row(Path("/a"), "a", "BBC", published_at=datetime(2020, 1, 24, tzinfo=UTC), topics=("AI", "Vision")),
    Row(Path("/b"), "b", "BBC News", published_at=datetime(2020, 2, 1, tzinfo=UTC), topics=("AI", "AI")),
    Row(Path("/c"), "c", "BBC"),
]
MARKS = {Path("/a"): "decided", Path("/b"): "later"}


def test_values_are_counted_most_frequent_first() -> None:
    facets = count_facets(ROWS, MARKS.get)
    assert [(facet.value, facet.count) for facet in facets.providers] == [("BBC", 2), ("BBC News", 1)]
    assert [(facet.value, facet.count) for facet in facets.topics] == [("AI", 2), ("Vision", 1)]


def test_spellings_the_filter_does_not_tell_apart_are_one_value() -> None:
    rows = [Row(Path("/a"), "a", topics=("AI", "ai")), Row(Path("/b"), "b", topics=("ai",))]
    assert count_facets(rows, MARKS.get).topics == (FacetCount("AI", 2, 'topic="AI"'),)


def test_months_are_newest_first() -> None:
    assert [facet.value for facet in count_facets(ROWS, MARKS.get).months] == ["2020-02", "2020-01"]


def test_states_are_counted_in_the_order_of_work() -> None:
    states = count_facets(ROWS, MARKS.get).states
    assert [(facet.value, facet.count) for facet in states] == [
        ("undecided", 1),
        ("decided", 1),
        ("later", 1),
    ]


def test_state_counts_what_its_filter_finds() -> None:
    marks = {Path("/a"): "changed", Path("/b"): "reviewed"}
    states = {facet.value: facet.count for facet in count_facets(ROWS, marks.get).states}
    assert states == {"undecided": 2, "decided": 1, "reviewed": 1, "changed": 1}


def test_filter_of_a_facet_finds_as_many_as_were_counted() -> None:
    facets = count_facets(ROWS, MARKS.get)
    every: list[FacetCount] = [*facets.providers, *facets.topics, *facets.months, *facets.states]
    for facet in every:
        query = parse_query(facet.query)
        passing = [row for row in ROWS if query.matches(row, MARKS.get(row.path), datetime.now(UTC))]
        assert len(passing) == facet.count, facet


@pytest.mark.parametrize("name", ['The "Daily"', "The “Daily”", '"', "it's", "a" * 120])
def test_name_with_quotes_is_found_by_its_filter(name: str) -> None:
    row = Row(Path("/a"), "a", name)
    facets = count_facets([row], MARKS.get)
    assert parse_query(facets.providers[0].query).matches(row, None, datetime.now(UTC))


def test_other_values_of_a_field_that_has_one_are_counted_too() -> None:
    def count(query: Query) -> Facets:
        passing = [row for row in ROWS if query.matches(row, MARKS.get(row.path), datetime.now(UTC))]
        return count_facets(passing, MARKS.get)

    facets = with_alternatives(count, parse_query("month:2020-01"))
    assert [(facet.value, facet.count) for facet in facets.months] == [("2020-02", 1), ("2020-01", 1)]
    assert [facet.value for facet in facets.providers] == ["BBC"]
    assert [f.value for f in with_alternatives(count, parse_query("later topic=AI")).states] == [
        "decided",
        "later",
    ]
    assert len(with_alternatives(count, parse_query("provider=BBC")).providers) == 2
