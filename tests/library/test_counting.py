"""Facets, the folder in figures and its rule are what counting article by article gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from curator.articles import Rule, learn_rule
from curator.library import Query, Row
from curator.library.facets import Counts, FacetCount
from curator.library.holdings import Holdings
from curator.library.index import Index
from curator.library.query_states import PASSING, State
from curator.library.query_terms import Compare, Comparison, NumberField
from curator.library.record import Record
from curator.library.stored import stored_of

DATES = st.integers(-90, 90).map(lambda days: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=days))
ROWS = st.lists(
    st.builds(
        Row,
        st.just(Path()),
        st.just("A title"),
        st.sampled_from(["", "BBC", "bbc", "Zeit"]),
        st.sampled_from(["", "bbc.example"]),
        st.none() | DATES,
        heat=st.none() | st.integers(-1, 120),
        published=st.none() | st.booleans(),
        # A topic is there once: reading an article leaves the second out.
        topics=st.lists(st.sampled_from(["AI", "Vision", "Law"]), max_size=3, unique=True).map(tuple),
        related=st.integers(0, 3),
        problem=st.sampled_from(["", "line 3: no date"]),
        is_editable=st.booleans(),
    ),
    max_size=10,
).map(lambda rows: [replace(row, path=Path(f"/site/{number}.md")) for number, row in enumerate(rows)])
MARKS = st.lists(st.sampled_from([None, "decided", "reviewed", "later", "changed"]), min_size=10, max_size=10)
FEW_RELATED = Query((Compare(NumberField.RELATED, Comparison.AT_MOST, 1),))


@contextmanager
def holding(rows: Sequence[Row], marks: Sequence[str | None] = ()) -> Iterator[Holdings]:
    """The rows with their marks, one of them after a change and beside one that is gone."""
    holdings = Holdings(Index.in_memory())
    gone = Row(Path("/site/gone.md"), "gone", "Gone", topics=("Gone",), heat=5, published=True, problem="bad")
    before = [replace(row, title="Before", topics=("Before",)) for row in rows[:1]]
    holdings.put([stored_of(Record(row)) for row in (gone, *before)])
    holdings.put([stored_of(Record(row)) for row in rows])
    holdings.set_marks([(row.id, mark) for row, mark in zip(rows, marks, strict=False)])
    holdings.drop([gone.id])
    yield holdings
    holdings.close()


def figures(facets: Iterable[FacetCount]) -> dict[str, int]:
    return {facet.value.casefold(): facet.count for facet in facets}


@given(ROWS, MARKS, st.booleans())
def test_facets_count_what_passes(rows: list[Row], marks: list[str | None], is_filtered: bool) -> None:
    with holding(rows, marks) as holdings:
        _, facets = holdings.count(FEW_RELATED if is_filtered else Query())
    pairs = [pair for pair in zip(rows, marks, strict=False) if not is_filtered or pair[0].related <= 1]
    passing = [row for row, _ in pairs]
    states = Counter(state.value for _, mark in pairs for state in State if mark in PASSING[state])
    assert figures(facets.providers) == Counter(r.provider.casefold() for r in passing if r.provider)
    assert figures(facets.topics) == Counter(topic.casefold() for row in passing for topic in row.topics)
    assert figures(facets.months) == Counter(f"{r.published_at:%Y-%m}" for r in passing if r.published_at)
    assert figures(facets.states) == states


@given(ROWS, MARKS)
def test_facets_have_their_order(rows: list[Row], marks: list[str | None]) -> None:
    with holding(rows, marks) as holdings:
        _, facets = holdings.count()
    for names in (facets.providers, facets.topics):
        assert list(names) == sorted(names, key=lambda facet: (-facet.count, facet.value.casefold()))
    assert list(facets.months) == sorted(facets.months, key=lambda facet: facet.value, reverse=True)
    order = [state.value for state in State]
    assert [f.value for f in facets.states] == sorted((f.value for f in facets.states), key=order.index)


@given(ROWS, MARKS)
def test_folder_in_figures_is_counted_article_by_article(rows: list[Row], marks: list[str | None]) -> None:
    with holding(rows, marks) as holdings:
        counts, _ = holdings.count(FEW_RELATED)
    by_mark = Counter(marks[: len(rows)])
    assert counts == Counts(
        all=len(rows),
        undecided=by_mark[None] + by_mark["changed"],
        done=by_mark["decided"] + by_mark["reviewed"],
        published=sum(row.published is True for row in rows),
        later=by_mark["later"],
        problems=sum(bool(row.problem) for row in rows),
        editable=sum(row.is_editable for row in rows),
    )


@given(ROWS)
def test_rule_is_learned_from_those_that_say_both(rows: list[Row]) -> None:
    samples = [(r.heat, r.published) for r in rows if r.heat is not None and r.published is not None]
    with holding(rows) as holdings:
        assert holdings.rule() == learn_rule(samples)


def test_article_that_is_gone_or_says_half_teaches_nothing() -> None:
    rows = [Row(Path("/a"), "a", heat=90), Row(Path("/b"), "b", published=True)]
    with holding(rows) as holdings:
        assert holdings.rule() == Rule()
