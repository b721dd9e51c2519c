"""A filter is completed at the cursor, the best first, and never into one that cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.library.facets import FacetCount, Facets
from curator.library.query_completion import MOST_COMPLETIONS, Completion, complete
from curator.library.query_reading import read_query
from curator.library.query_states import Part
from curator.library.query_tokens import tokens
from curator.library.query_vocabulary import Vocabulary

KNOWN = Vocabulary(
    providers=(("BBC News", 1212), ("bbc.com", 30), ("ABC", 20), ('The "Daily"', 3), ("none", 1)),
    topics=(("computer vision", 50), ("AI", 40), ("vision", 9), ("computational vision", 4)),
    months=(("2020-02", 4), ("2020-01", 9), ("2019-12", 1)),
)


def completed(text: str, cursor: int | None = None) -> tuple[Completion, ...]:
    return complete(text, len(text) if cursor is None else cursor, KNOWN)


def shown(text: str, cursor: int | None = None) -> list[str]:
    return [each.text for each in completed(text, cursor)]


def hints(text: str) -> list[str]:
    return [each.hint for each in completed(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("qual", ["quality<"]),
        ("undec", ["undecided"]),
        ("UNDEC", ["undecided"]),
        ("-pub", ["-published", "-published:"]),
        ("provider:bb", ['provider:"BBC News"', "provider:bbc.com"]),
        ("PROVIDER=bbc.", ["provider=bbc.com"]),
        ('topic:"comp', ['topic:"computer vision"', 'topic:"computational vision"']),
        ("month:2020", ["month:2020-02", "month:2020-01"]),
        ("has:re", ["has:related"]),
        ("-has:", [f"-has:{part}" for part in list(Part)[:MOST_COMPLETIONS]]),
        ("since:", ["since:7d", "since:24h", "since:2w", "since:3m", "since:1y"]),
        ("since:3", ["since:3m", "since:3d", "since:3w", "since:3y", "since:3h"]),
        ("until:2020", ["until:2020-02", "until:2020-01"]),
        ("date:2019-12..2020", ["date:2019-12..2020-02", "date:2019-12..2020-01"]),
        ("is:p", ["is:published", "is:problem"]),
        ("heat:", ["heat:-1", "heat:none"]),
        ("shar", ["share="]),
        ("share=", [f"share={share}" for share in ["1/2", "2/2", "1/3", "2/3", "3/3", "1/4", "2/4", "3/4"]]),
        ("share=3/", [f"share=3/{editors}" for editors in range(3, 10)]),
        ("by:o", ["by:others"]),
        ("bb", ['provider:"BBC News"', "provider:bbc.com"]),
        ('"bbc n', ['provider:"BBC News"']),
        ("https://bbc.com/a", ["url:https://bbc.com/a"]),
        ("qualty<60", ["quality<60"]),
        ("quality<", []),
        ("title:po", []),
        ("a", ["after:"]),
        ("UNDECIDED", []),
        ("heat<", []),
        ("ision", []),
        ('provider:"the ""d', ['provider:"The ""Daily"""']),
    ],
)
def test_what_is_typed_is_completed(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_where_nothing_is_typed_the_most_useful_is_offered_but_not_twice() -> None:
    assert shown("")[:3] == ["undecided", "-published", "quality<"]
    assert shown("undecided ")[:2] == ["-published", "quality<"]


def test_begin_of_a_name_counts_more_than_the_begin_of_a_word_and_that_more_than_the_middle() -> None:
    assert shown("topic:vi")[0] == "topic=vision"
    assert shown("provider:bc") == ['provider:"BBC News"', "provider:bbc.com", "provider:ABC"]


def test_many_names_with_these_letters_do_not_hide_the_one_that_begins_so() -> None:
    others = tuple((f"x{number}ab", 1000) for number in range(50))
    found = complete("topic:ab", 8, Vocabulary(topics=(*others, ("abc", 1))))
    assert found[0].text == "topic:abc"
    assert len(found) == MOST_COMPLETIONS


def test_dash_alone_is_about_to_leave_something_out() -> None:
    assert shown("bees -")[:2] == ["-undecided", "-published"]
    assert hints("-")[:2] == ["not undecided", "not published"]


def test_name_within_other_names_is_asked_for_exactly() -> None:
    assert shown("topic:vision") == [
        "topic=vision",
        'topic:"computer vision"',
        'topic:"computational vision"',
    ]


def test_hint_says_how_many_or_what_it_means() -> None:
    assert hints("provider:bb") == ["1,212 articles", "30 articles"]
    assert hints("-provider:bbc.") == ["leaves out 30 articles"]
    assert hints("month:2019") == ["1 article"]
    assert hints("before:1") == ["older than a year", *hints("before:1")[1:]]
    assert hints("-later") == []
    assert hints("-lat") == ["not put off until later"]
    assert hints("qual") == ["number"]


def test_name_that_would_be_read_as_something_else_is_quoted() -> None:
    assert shown("provider:non") == ['provider:"none"']
    assert shown("provider:dai") == ['provider:"The ""Daily"""']


def test_whole_piece_is_replaced_and_the_cursor_goes_behind_it() -> None:
    text = "face provider:bx.com moss"
    (first, *_) = completed(text, len("face provider:b"))
    assert first.applied_to(text) == 'face provider:"BBC News" moss'
    assert first.cursor == len('face provider:"BBC News"')


def test_what_follows_an_open_quote_stays() -> None:
    (first, *_) = completed('topic:"comp undecided', len('topic:"comp'))
    assert first.applied_to('topic:"comp undecided') == 'topic:"computer vision" undecided'


def test_word_that_follows_at_once_does_not_grow_into_it() -> None:
    assert completed('"bbc n"moss', 6)[0].applied_to('"bbc n"moss') == 'provider:"BBC News" moss'


def test_name_of_a_field_changes_before_its_sign_and_value() -> None:
    assert [each.applied_to("-he>60 a") for each in completed("-he>60 a", 2)] == ["-heat>60 a"]
    assert "published:bbc" not in shown("provider:bbc", 1)


def test_field_without_a_value_is_only_begun() -> None:
    assert [each.is_begun for each in completed("pub")] == [False, True]


def test_vocabulary_is_what_was_counted_and_can_be_typed() -> None:
    counts = (FacetCount("BBC", 2, ""), FacetCount("a\nb", 1, ""))
    vocabulary = Vocabulary.of(Facets(counts, counts, counts, ()))
    assert vocabulary == Vocabulary((("BBC", 2),), (("BBC", 2),), (("BBC", 2),))


LETTERS = st.sampled_from('ab-"“”:<>=. 017dquality')
PIECES = st.sampled_from(
    [
        "prov",
        "provider:b",
        "-pub",
        'topic:"comp',
        "since:3",
        "quality<60",
        '"bbc',
        "qualty:",
        "month:20",
        "-",
        '"a"b',
    ]
)
TEXTS = st.one_of(st.text(LETTERS, max_size=25), st.lists(PIECES, max_size=4).map(" ".join))
NAMES = st.lists(st.tuples(st.text(min_size=1, max_size=10).filter(str.isprintable), st.integers(1, 5000)))


@given(TEXTS, st.integers(0, 40), NAMES)
def test_completion_gives_what_can_be_read_or_is_about_to(
    text: str, cursor: int, names: list[tuple[str, int]]
) -> None:
    cursor = min(cursor, len(text))
    vocabulary = Vocabulary(tuple(names), (*KNOWN.topics, *names), KNOWN.months)
    found = complete(text, cursor, vocabulary)
    assert len(found) <= MOST_COMPLETIONS
    for each in found:
        assert 0 <= each.start <= cursor <= each.end <= len(text)
        applied = each.applied_to(text)
        assert applied.startswith(text[: each.start])
        assert applied.endswith(text[each.end :])
        assert applied[each.start : each.cursor] == each.text
        reading = read_query(each.text, len(each.text))
        assert reading.fault is None
        assert each.is_begun is (reading.query is None)
        assert any((token.start, token.end) == (each.start, each.cursor) for token in tokens(applied))
