"""The lines of the narrowing panel follow from counts, filter, letters and folding, without any widget."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from curator.library import FacetCount, Facets, parse_query
from curator.library.query_edit import Standing, standing_of, with_standing
from curator.library.query_parse import quoted
from curator.ui.queue.facet_rows import SHOWN_AT_FIRST, FacetGroup, FacetLine, Folding, LineKind, Narrowing


def counts(field: str, *values: str) -> tuple[FacetCount, ...]:
    return tuple(
        FacetCount(value, 100 - place, f"{field}={quoted(value)}") for place, value in enumerate(values)
    )


FACETS = Facets(
    providers=counts("provider", "BBC", "Sky", *(f"Provider {number}" for number in range(2_000))),
    topics=counts("topic", "AI", 'The "open" question'),
    months=(FacetCount("2020-02", 5, "month:2020-02"), FacetCount("2020-01", 2, "month:2020-01")),
    states=(FacetCount("undecided", 7, "undecided"),),
)
ALL = Narrowing(FACETS)


def words(narrowing: Narrowing, group: FacetGroup) -> list[str]:
    return [line.words for line in narrowing.lines() if line.group is group]


def value(narrowing: Narrowing, wanted: str) -> FacetLine:
    return next(line for line in narrowing.lines() if line.words == wanted)


def test_groups_come_in_order_with_their_values() -> None:
    groups = [line.words for line in ALL.lines() if line.kind is LineKind.GROUP]
    assert groups == ["State", "Topic", "Provider", "Month"]
    assert words(ALL, FacetGroup.MONTH) == ["Month", "2020-02", "2020-01"]
    assert value(ALL, "AI").count == 100


def test_long_group_shows_its_first_values_until_it_is_asked_for_all() -> None:
    shown = words(ALL, FacetGroup.PROVIDER)
    assert (len(shown), shown[-1]) == (SHOWN_AT_FIRST + 2, "1,996 more")
    whole = words(replace(ALL, folding=Folding().toggled_whole(FacetGroup.PROVIDER)), FacetGroup.PROVIDER)
    assert (len(whole), whole[-2:]) == (2_002, ["Provider 1997", "fewer; 2 more are found by typing"])


def test_group_of_tens_of_thousands_is_found_by_typing() -> None:
    topics = counts("topic", *(f"Topic {number}" for number in range(18_000)))
    folding = Folding().toggled_whole(FacetGroup.TOPIC)
    lines = Narrowing(Facets((), topics, (), ()), folding=folding).lines()
    assert lines[-1].words == "fewer; 16,000 more are found by typing"
    found = Narrowing(Facets((), topics, (), ()), letters="17999", folding=folding).lines()
    assert [line.words for line in found] == ["Topic", "Topic 17999"]


def test_folded_group_is_its_title_only() -> None:
    folding = Folding().with_closed(FacetGroup.TOPIC, is_closed=True)
    assert words(replace(ALL, folding=folding), FacetGroup.TOPIC) == ["Topic"]
    opened = folding.with_closed(FacetGroup.TOPIC, is_closed=False)
    assert words(replace(ALL, folding=opened), FacetGroup.TOPIC) == ["Topic", "AI", 'The "open" question']


def test_letters_find_values_in_every_group_whatever_is_folded() -> None:
    folding = Folding().with_closed(FacetGroup.PROVIDER, is_closed=True)
    found = replace(ALL, letters="PROVIDER 199", folding=folding).lines()
    assert [line.words for line in found[:2]] == ["Provider", "Provider 199"]
    assert len(found) == 13
    assert replace(ALL, letters="nothing is called that").lines() == ()


def test_what_the_filter_names_comes_first_with_how_it_stands() -> None:
    lines = replace(ALL, query="provider=sky -topic=AI quality<60").lines()
    providers = [line for line in lines if line.group is FacetGroup.PROVIDER]
    assert [(line.words, line.standing) for line in providers[1:3]] == [
        ("Sky", Standing.WANTED),
        ("BBC", Standing.ABSENT),
    ]
    assert next(line for line in lines if line.words == "AI").standing is Standing.EXCLUDED


def test_what_is_left_out_can_be_taken_back_although_nothing_of_it_is_counted() -> None:
    line = value(Narrowing(query='-topic="Sport"'), "Sport")
    assert (line.count, line.standing, line.query) == (0, Standing.EXCLUDED, 'topic="Sport"')


def test_whatever_else_narrows_is_a_line_that_can_be_taken_back() -> None:
    query = 'quality<60 -face month:2020-01 --x "a b"'
    lines = [line for line in Narrowing(query=query).lines() if line.group is FacetGroup.TYPED][1:]
    assert [(line.words, line.count) for line in lines] == [
        ("quality below 60", None),
        ("containing “face”", None),
        ("containing “a b”", None),
    ]
    for line in lines:
        query = with_standing(query, line.query, Standing.ABSENT)
    assert query == "month:2020-01 --x"


def test_looser_condition_is_not_taken_for_the_value() -> None:
    assert value(replace(ALL, query="provider:bbc"), "BBC").standing is Standing.ABSENT


@given(st.text(min_size=1).filter(lambda text: bool(text.strip())))
def test_line_of_any_value_stands_for_exactly_that_value(name: str) -> None:
    condition = f"topic={quoted(name)}"
    (line,) = [line for line in Narrowing(query=condition).lines() if line.kind is LineKind.VALUE]
    assert parse_query(line.query).terms == parse_query(condition).terms
    assert standing_of(condition, line.query) is Standing.WANTED
