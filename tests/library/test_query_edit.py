from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from curator.errors import QueryError
from curator.library import parse_query
from curator.library.query_edit import Standing, share_of, standing_of, with_share, with_standing
from curator.library.query_parse import parse_pieces, quoted
from curator.library.query_terms import InField, Not, Term, TextField
from curator.library.share import Share

ABSENT, WANTED, EXCLUDED = Standing.ABSENT, Standing.WANTED, Standing.EXCLUDED
FILTERS = st.one_of(
    st.text(alphabet=st.sampled_from('ab-"“”:= 17'), max_size=20),
    st.lists(
        st.sampled_from(
            [
                "face",
                "-face",
                '"a b"',
                '-"a"',
                "undecided",
                "-later",
                "quality<60",
                "topic:ai",
                'topic="AI"',
                "-",
            ]
        ),
        max_size=5,
    ).map(" ".join),
)
TOPICS = st.text(min_size=1, max_size=12).map(lambda topic: f"topic={quoted(topic)}")


def terms(text: str) -> tuple[Term, ...]:
    """The conditions of a filter; what cannot be understood is not what is tested."""
    try:
        return parse_query(text).terms
    except QueryError:
        assume(False)
        raise


@pytest.mark.parametrize(
    ("text", "condition", "standing", "expected"),
    [
        ("", "undecided", WANTED, "undecided"),
        ("face  since:7d", 'topic="AI"', WANTED, 'face  since:7d topic="AI"'),
        ('face topic="AI"  since:7d', 'topic="AI"', ABSENT, "face since:7d"),
        ('face topic="AI"  since:7d', 'topic="AI"', EXCLUDED, 'face -topic="AI"  since:7d'),
        ('topic=ai topic="AI"', 'topic="AI"', EXCLUDED, '-topic="AI"'),
        ("face month:2020-01 x", "month:2020-02", WANTED, "face month:2020-02 x"),
        ("undecided", "later", WANTED, "later"),
        ("state:undecided -later", "later", WANTED, "later"),
        ('provider="BBC"', 'provider="Sky"', WANTED, 'provider="Sky"'),
        ("provider:bbc", 'provider="BBC News"', WANTED, 'provider:bbc provider="BBC News"'),
        ('topic="AI"', 'topic="Vision"', WANTED, 'topic="AI" topic="Vision"'),
        ("month:2020-01", "month:2020-02", EXCLUDED, "month:2020-01 -month:2020-02"),
        ("-month:2020-01", "month:2020-02", WANTED, "-month:2020-01 month:2020-02"),
        ('"a"topic=x"b"', 'topic="y"', WANTED, '"a"topic=x"b" topic="y"'),
        ('"a"undecided', "undecided", EXCLUDED, '"a" -undecided'),
    ],
)
def test_one_condition_changes_and_the_rest_stays_as_typed(
    text: str, condition: str, standing: Standing, expected: str
) -> None:
    assert with_standing(text, condition, standing) == expected


def test_condition_is_found_by_what_it_means() -> None:
    assert standing_of("state:undecided", "undecided") is WANTED
    assert standing_of('-topic="ai"', 'topic="AI"') is EXCLUDED
    assert standing_of("provider:bbc", 'provider="bbc"') is ABSENT


def test_nothing_but_one_condition_can_be_put_in() -> None:
    for condition in ("", "a b", "-a"):
        with pytest.raises(ValueError, match="not one condition"):
            with_standing("", condition, WANTED)


@given(FILTERS, TOPICS)
def test_condition_that_is_put_in_is_read_back_after_the_others(text: str, topic: str) -> None:
    before = terms(text)
    assume(standing_of(text, topic) is ABSENT)
    assert terms(with_standing(text, topic, WANTED)) == (*before, *terms(topic))
    assert terms(with_standing(text, topic, EXCLUDED)) == (*before, Not(terms(topic)[0]))


@given(FILTERS, st.sampled_from(list(Standing)), st.data())
def test_others_keep_meaning_and_spelling_whatever_one_becomes(
    text: str, standing: Standing, data: st.DataObject
) -> None:
    terms(text)
    pieces = list(parse_pieces(text))
    assume(pieces)
    one = data.draw(st.sampled_from(pieces))
    condition = (
        text[one.start : one.end].removeprefix("-")
        if isinstance(one.term, Not)
        else text[one.start : one.end]
    )
    assume(condition and not isinstance(terms(condition)[0], Not))
    changed = with_standing(text, condition, standing)
    assert standing_of(changed, condition) is standing
    kept = [
        text[each.start : each.end]
        for each in pieces
        if standing_of(text[each.start : each.end], condition) is ABSENT
    ]
    if standing is not WANTED:
        found = [changed[each.start : each.end] for each in parse_pieces(changed)]
        assert [each for each in found if standing_of(each, condition) is ABSENT] == kept


@given(st.text(min_size=1))
def test_any_value_survives_its_quotes(value: str) -> None:
    (term,) = parse_query(f"topic={quoted(value)}").terms
    assert term == InField(TextField.TOPIC, value, is_whole=True)


@pytest.mark.parametrize(
    ("text", "share", "changed"),
    [
        ("", Share(2, 3), "share=2/3"),
        ("undecided  quality<60", Share(1, 2), "undecided  quality<60 share=1/2"),
        ('a share:"1 of 2" b', Share(2, 3), "a share=2/3 b"),
        ("a share=1/2 b", Share(1, 2), "a share=1/2 b"),
        ("a share=1/2 b", None, "a b"),
        ("undecided", None, "undecided"),
    ],
)
def test_another_share_takes_the_place_of_the_one_before(
    text: str, share: Share | None, changed: str
) -> None:
    assert with_share(text, share) == changed
    assert share_of(with_share(text, share)) == share
