"""Filters over the columns find what a condition means for each article alone."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.library import Query, Row
from curator.library.holdings import Holdings
from curator.library.index import Index
from curator.library.query_dates import Before, Dated, InMonth, Since
from curator.library.query_states import PASSING, Has, InState, Part, Published, State
from curator.library.query_terms import (
    Between,
    Compare,
    Comparison,
    Contains,
    InField,
    Not,
    NumberField,
    Term,
    TextField,
)
from curator.library.record import Record
from curator.library.stored import stored_of
from tests.library.shelf import holdings_of, names

NOW = datetime(2021, 6, 1, tzinfo=UTC)
WORDS = st.sampled_from(["face", "faces", "Facebook", "bot", "AI", "robot", "a", "the"])
TITLES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
NUMBERS = st.none() | st.integers(-2, 4)
DATES = st.integers(-4, 4).map(
    lambda step: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=9 * step, hours=step)
)
OLD_DATES = DATES.map(lambda date: date.replace(year=date.year - 51))
NAMES = st.sampled_from(["", "BBC", "BBC News", "zeit", "ZEIT", "Straße"])
TOPICS = st.lists(st.sampled_from(["AI", "ai", "Vision", "Computer vision"]), max_size=3).map(tuple)
ROWS = st.lists(
    st.builds(
        Row,
        st.just(Path()),
        TITLES,
        NAMES,
        st.sampled_from(["", "bbc.example", "zeit.example"]),
        st.none() | DATES | OLD_DATES,
        NUMBERS,
        NUMBERS,
        st.none() | st.booleans(),
        TOPICS,
        image=st.sampled_from(["", "https://a.example/b.png"]),
        excerpt=st.sampled_from(["", "a bot"]),
        related=st.integers(0, 3),
        keys=st.sampled_from([(), ("a.example/1",)]),
        problem=st.sampled_from(["", "line 3: no date"]),
    ),
    min_size=5,
    max_size=8,
).map(lambda rows: [placed(row, number) for number, row in enumerate(rows)])
MARKS = st.lists(st.sampled_from([None, "decided", "reviewed", "later", "changed"]), min_size=8, max_size=8)
BOUNDS = st.integers(-3, 5) | st.sampled_from([-(2**31), 2**31 - 1, 10**12, -(10**12)])
FIELDS = st.sampled_from(NumberField)
WHOLE = st.sampled_from([TextField.PROVIDER, TextField.TOPIC, TextField.TITLE])
TEXTS = st.sampled_from(
    ["bbc", "BBC NEWS", "zeit", "bbc.example", "strasse", "ai", "vision", "face bot", "THE"]
)
PLAIN_TERMS: st.SearchStrategy[Term] = st.one_of(
    st.builds(Compare, FIELDS, st.sampled_from(Comparison), BOUNDS),
    st.builds(Between, FIELDS, BOUNDS, BOUNDS),
    st.builds(Published, st.none() | st.booleans()),
    st.builds(InState, st.sampled_from(State)),
    st.builds(Has, st.sampled_from(Part)),
    st.builds(Since, DATES),
    st.builds(Before, DATES),
    st.builds(InMonth, st.sampled_from([1969, 2019, 2020]), st.sampled_from([1, 2, 11, 12])),
    st.builds(Dated, DATES, DATES),
    st.builds(InField, st.sampled_from([TextField.PROVIDER, TextField.TOPIC]), TEXTS),
    st.builds(InField, WHOLE, TEXTS | TITLES, st.just(True)),
)
TERMS = PLAIN_TERMS | PLAIN_TERMS.map(Not)
COMPARE = {
    Comparison.AT_MOST: operator.le,
    Comparison.AT_LEAST: operator.ge,
    Comparison.BELOW: operator.lt,
    Comparison.ABOVE: operator.gt,
    Comparison.EQUAL: operator.eq,
}


def placed(row: Row, number: int) -> Row:
    return Row(
        Path(f"/site/{number}.md"),
        **{name: getattr(row, name) for name in Row.__slots__ if name not in {"path", "has_image"}},
        has_image=bool(row.image),
    )


@contextmanager
def holding(*records: Record, marks: Mapping[int, str | None] | None = None) -> Iterator[Holdings]:
    holdings = Holdings(Index.in_memory())
    holdings.put([stored_of(record) for record in records])
    holdings.set_marks((marks or {}).items())
    yield holdings
    holdings.close()


def found(holdings: Holdings, *terms: Term) -> set[int]:
    return set(holdings.select(Query(terms), now=NOW))


def passes(term: Term, row: Row, mark: str | None) -> bool:
    """What the condition means for one article."""
    match term:
        case Not(term=inner):
            return not passes(inner, row, mark)
        case Compare(field=field, comparison=comparison, bound=bound):
            number = getattr(row, field.value)
            return number is not None and bool(COMPARE[comparison](number, bound))
        case Between(field=field, low=low, high=high):
            number = getattr(row, field.value)
            return number is not None and bool(low <= number <= high)
        case Published(value=value):
            return row.published is value
        case InState(state=state):
            return mark in PASSING[state]
        case Has(part=part):
            return has(part, row)
        case InField():
            return in_field(term, row)
        case _:
            return row.published_at is not None and dated(term, row.published_at)


def has(part: Part, row: Row) -> bool:
    match part:
        case Part.QUALITY | Part.HEAT | Part.PUBLISHED:
            return getattr(row, part.value) is not None
        case Part.DATE:
            return row.published_at is not None
        case Part.TOPIC:
            return bool(row.topics)
        case Part.URL:
            return bool(row.keys)
        case _:
            return bool(getattr(row, part.value))


def in_field(term: InField, row: Row) -> bool:
    texts = {TextField.PROVIDER: (row.provider, row.domain), TextField.TOPIC: row.topics}
    folded = [text.casefold() for text in texts.get(term.field, (row.title,))]
    wanted = term.text.casefold()
    return any(wanted == text if term.is_whole else wanted in text for text in folded)


def dated(term: Term, at: datetime) -> bool:
    match term:
        case Since(moment=datetime() as moment):
            return at >= moment
        case Before(moment=datetime() as moment):
            return at < moment
        case Dated(start=start, end=end):
            return start <= at < end
        case InMonth(year=year, month=month):
            return (at.year, at.month) == (year, month)
    raise TypeError(term)


@settings(max_examples=600)
@given(ROWS, MARKS, st.lists(TERMS, min_size=1, max_size=2))
def test_filter_finds_what_its_conditions_mean(
    rows: list[Row], marks: list[str | None], terms: list[Term]
) -> None:
    by_id = {row.id: mark for row, mark in zip(rows, marks, strict=False)}
    expected = {row.id for row in rows if all(passes(term, row, by_id[row.id]) for term in terms)}
    with holding(*map(Record, rows), marks=by_id) as holdings:
        assert found(holdings, *terms) == expected


def follows(phrase: Sequence[str], text: str) -> bool:
    """Whether the words stand in the text one after the other, the last perhaps begun only."""
    words = re.findall("[a-z0-9]+", text.lower())
    *whole, begun = phrase
    return any(
        words[at : at + len(whole)] == whole and words[at + len(whole)].startswith(begun)
        for at in range(len(words) - len(whole))
    )


@given(st.lists(st.tuples(TITLES, TITLES, TITLES), max_size=5), st.lists(WORDS, min_size=1, max_size=3))
def test_words_are_found_where_they_follow_each_other(texts: list[tuple[str, ...]], words: list[str]) -> None:
    records = [
        Record(Row(Path(f"/{number}"), title), (related,), body)
        for number, (title, related, body) in enumerate(texts)
    ]
    phrase = [word.lower() for word in words]
    expected = {
        record.row.id
        for record, parts in zip(records, texts, strict=True)
        if any(follows(phrase, text) for text in parts)
    }
    with holding(*records) as holdings:
        assert found(holdings, Contains(" ".join(words))) == expected


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("cafe", "Le Café"),
        ("CAFÉ", "le cafe"),
        ("uber", "Über alles"),
        ("cafe\u0301", "Café"),
        ("東京", "昨日東京で会議"),
        ("京", "昨日東京で会議"),
        ("カメラ", "新しいカメラです"),
        ("东京会", "在东京会议上"),
        ("AI技术", "关于AI技术的文章"),
        ("neural network", "A Neural-Network."),
        ("neural net", "the neural networks"),
    ],
)
def test_word_is_found_as_people_type_it(typed: str, text: str) -> None:
    with holding(Record(Row(Path("/a"), "title"), body=text), Record(Row(Path("/b"), "other"))) as holdings:
        assert found(holdings, Contains(typed)) == {Row(Path("/a"), "").id}
        assert len(found(holdings, Not(Contains(typed)))) == 1


@pytest.mark.parametrize(
    ("typed", "text"), [("afe", "cafe"), ("network neural", "neural network"), ("京東", "東京")]
)
def test_part_of_a_word_and_words_the_other_way_round_are_not_found(typed: str, text: str) -> None:
    with holding(Record(Row(Path("/a"), text))) as holdings:
        assert found(holdings, Contains(typed)) == set()


TYPED = [
    "AND",
    "OR",
    "NOT",
    "NEAR(",
    "NEAR(a b)",
    "*",
    "a*",
    ":",
    "title:",
    "{title} : a",
    "^",
    "^a",
    "-",
    "-a",
]
TYPED += [
    '"',
    '""',
    '"a',
    'a"b',
    "'",
    "\0",
    "a\0b",
    "",
    " ",
    "(",
    ")",
    "a OR b",
    "a AND",
    "+",
    "a + b",
    "\\",
    ";--",
]


@pytest.mark.parametrize("typed", TYPED)
def test_nothing_people_type_is_a_command(typed: str) -> None:
    with holding(Record(Row(Path("/a"), "a title"))) as holdings:
        for term in (
            Contains(typed),
            *(InField(field, typed, whole) for field in TextField for whole in (False, True)),
        ):
            assert len(found(holdings, term)) <= 1


@given(st.text(st.characters(), max_size=6))
def test_no_text_is_too_strange_to_look_for(typed: str) -> None:
    with holding(Record(Row(Path("/a"), "a title"))) as holdings:
        assert found(holdings, Contains(typed)) | found(holdings, Not(Contains(typed))) == found(holdings)


@pytest.mark.parametrize("typed", ["or", "near", "and"])
def test_words_of_the_search_engine_are_words(typed: str) -> None:
    with holding(Record(Row(Path("/a"), "Now OR never, AND near")), Record(Row(Path("/b"), "b"))) as holdings:
        assert len(found(holdings, Contains(typed.upper()))) == 1


def test_last_fraction_of_a_second_belongs_to_its_month() -> None:
    late = Row(Path("/a.md"), "a", published_at=datetime(1969, 12, 31, 23, 59, 59, 500_000, tzinfo=UTC))
    holdings = holdings_of(late)
    assert names(holdings, "month:1969-12") == ["a.md"]
    assert names(holdings, "month:1970-01") == []


def test_words_of_a_filter_are_asked_of_full_text_together(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = holdings_of(*(Row(Path(f"/{name}.md"), name) for name in ("bees dance", "bees", "dance")))
    asked: list[tuple[str, ...]] = []
    search = shelf._reader.search

    def noted(*texts: str) -> list[int]:
        asked.append(texts)
        return search(*texts)

    monkeypatch.setattr(shelf._reader, "search", noted)
    found = shelf.select(Query((Contains("bees"), Not(Contains("moss")), Contains("dan"))))
    assert [row.title for row in shelf.rows(found)] == ["bees dance"]
    assert asked == [("bees", "dan"), ("moss",)]
