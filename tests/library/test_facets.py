from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from curator.library import Row, parse_query
from curator.library.facets import FacetCount, count_facets

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


def test_months_are_newest_first() -> None:
    assert [facet.value for facet in count_facets(ROWS, MARKS.get).months] == ["2020-02", "2020-01"]


def test_states_are_counted_in_the_order_of_work() -> None:
    states = count_facets(ROWS, MARKS.get).states
    assert [(facet.value, facet.count) for facet in states] == [
        ("undecided", 1),
        ("decided", 1),
        ("later", 1),
    ]


def test_filter_of_a_facet_finds_as_many_as_were_counted() -> None:
    facets = count_facets(ROWS, MARKS.get)
    every: list[FacetCount] = [*facets.providers, *facets.topics, *facets.months, *facets.states]
    for facet in every:
        query = parse_query(facet.query)
        passing = [row for row in ROWS if query.matches(row, MARKS.get(row.path), datetime.now(UTC))]
        assert len(passing) == facet.count, facet


def test_name_with_a_quote_gives_a_filter_that_can_be_read() -> None:
    facets = count_facets([Row(Path("/a"), "a", 'The "Daily"')], MARKS.get)
    parse_query(facets.providers[0].query)
