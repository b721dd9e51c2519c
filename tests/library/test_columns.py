"""Columns say what a plain dictionary of the same articles says, whatever happened to them before."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from curator.library.columns import FLAGS, KEY_COLUMNS, MARKS, NO_NUMBER, NOT_SAID, Columns
from curator.library.decided import KEYS
from curator.library.stored import Cell

NAMES = ("n", "id", "mtime_ns", "size", "inode", "at", "quality", "heat", "published", "related")
NUMBERS = st.none() | st.integers(-1_000_000, 1_000_000)
IDS = st.integers(1, 6)


class Step(NamedTuple):
    """What happens to one article: `facts` are the cells from `mtime_ns` on, the topics among them."""

    action: str
    id: int
    facts: tuple[Cell, ...]
    mark: str | None


FACTS = st.tuples(
    st.integers(0, 2**60),
    st.integers(0, 2**40),
    st.integers(0, 2**60),
    st.none() | st.floats(-1e10, 1e10),
    NUMBERS,
    NUMBERS,
    st.none() | st.booleans(),
    st.integers(0, 9),
    st.sampled_from(["", "BBC", "Zeit"]),
    st.sampled_from(["", "bbc.example"]),
    st.sampled_from(["", "AI", "AI\nVision", "Vision\nAI\nLaw"]),
    *[st.booleans()] * len(FLAGS),
    st.lists(st.integers(1, 2**62), max_size=KEYS).map(lambda keys: array("q", keys).tobytes()),
    st.integers(0, 2**63 - 1),
)
ACTIONS = st.sampled_from(["add", "update", "remove", "revive", "mark"])
STEPS = st.lists(st.builds(Step, ACTIONS, IDS, FACTS, st.sampled_from(MARKS)), max_size=25)


class Model:
    """The same as dictionaries: all there is to a record by its id, and its mark."""

    def __init__(self) -> None:
        self.columns = Columns()
        self.known: dict[int, tuple[Cell, ...]] = {}
        self.removed: dict[int, tuple[Cell, ...]] = {}
        self.marks: dict[int, str | None] = {}
        self._next = 1

    def take(self, step: Step) -> None:
        """Do the step to both."""
        match step.action:
            case "add":
                self._put((self._next, step.id, *step.facts))
                self._next += 1
                self.marks[step.id] = None
            case "update" if step.id in self.known:
                old = self.known[step.id]
                self._put((*old[:2], *step.facts[:10], old[12], *step.facts[11:]))
            case "remove":
                self.columns.remove([step.id, 99])
                if step.id in self.known:
                    self.removed[step.id] = self.known.pop(step.id)
            case "revive" if step.id in self.removed:
                self._put(self.removed[step.id])
            case "mark":
                self.columns.set_marks([(step.id, step.mark), (99, "later")])
                if step.id in {*self.known, *self.removed}:
                    self.marks[step.id] = step.mark

    def _put(self, record: tuple[Cell, ...]) -> None:
        self.columns.add([record])
        number = record[1]
        assert isinstance(number, int)
        self.known[number] = record
        self.removed.pop(number, None)


def after(steps: Sequence[Step]) -> Model:
    model = Model()
    for step in steps:
        model.take(step)
    return model


def records_of(columns: Columns) -> dict[int, tuple[Cell, ...]]:
    """Every article alive as it was put in, found by its id."""
    alive = np.flatnonzero(columns.column("alive")).tolist()
    topics: dict[int, list[str]] = {place: [] for place in range(columns.size)}
    for place, topic in zip(*(part.tolist() for part in columns.topic_pairs()), strict=True):
        topics[place].append(columns.topics[topic])
    found: dict[int, tuple[Cell, ...]] = {}
    for place in alive:
        cells = [columns.column(name)[place].item() for name in NAMES]
        cells[5] = None if np.isnan(cells[5]) else cells[5]
        cells[6:8] = [None if cell == NO_NUMBER else cell for cell in cells[6:8]]
        cells[8] = None if cells[8] == NOT_SAID else bool(cells[8])
        names = columns.providers[columns.column("provider")[place]]
        flags = [bool(columns.flag(name)[place]) for name in FLAGS]
        share = columns.column("share")[place].item()
        keys = array("q", (key for name in KEY_COLUMNS if (key := int(columns.column(name)[place]))))
        found[cells[1]] = (*cells, *names, "\n".join(topics[place]), *flags, keys.tobytes(), share)
    assert len(found) == len(alive), "an article is there twice"
    return found


@given(STEPS)
def test_columns_hold_what_a_dictionary_holds(steps: list[Step]) -> None:
    model = after(steps)
    assert records_of(model.columns) == model.known
    assert model.columns.count == len(model.known)


@given(STEPS)
def test_every_article_is_found_at_its_place_by_id_and_by_number(steps: list[Step]) -> None:
    model = after(steps)
    ids = list(model.known)
    places = model.columns.places_of(ids)
    numbers = [record[0] for record in model.known.values() if isinstance(record[0], int)]
    assert model.columns.column("id")[places].tolist() == ids
    assert model.columns.places_of_numbers(numbers).tolist() == places.tolist()
    assert model.columns.places_of([99]).tolist() == [-1]


@given(STEPS)
def test_numbers_of_former_versions_are_found_nowhere(steps: list[Step]) -> None:
    model = after(steps)
    present = {record[0] for record in model.known.values()}
    former = [number for number in range(1, 40) if number not in present]
    assert model.columns.places_of_numbers(former).tolist() == []


@given(STEPS)
def test_marks_are_those_that_were_set_last(steps: list[Step]) -> None:
    model = after(steps)
    places = model.columns.places_of(list(model.known))
    marks = [MARKS[number] for number in model.columns.column("mark")[places].tolist()]
    assert marks == [model.marks[number] for number in model.known]


@given(STEPS, STEPS)
def test_what_was_dumped_is_restored_and_goes_on(before: list[Step], later: list[Step]) -> None:
    model = after(before)
    restored = Columns()
    restored.restore(model.columns.dump())
    assert records_of(restored) == model.known
    assert restored.count == restored.size == len(model.known)
    # What was removed is not in a dump, so it cannot come back under its old number but as one that is new.
    model.columns = restored
    for step in later:
        model.take(step)
    assert records_of(restored) == model.known


def plain(number: int, quality: int | None = None) -> tuple[Cell, ...]:
    return (number, -number, 0, 0, 0, None, quality, None, None, 0, "", "", "", *[False] * len(FLAGS), b"", 0)


def test_places_are_found_among_more_than_the_index_keeps_unsorted() -> None:
    columns = Columns()
    for first in range(1, 45_001, 4_500):
        columns.add([plain(number, number) for number in range(first, first + 4_500)])
    columns.add([plain(number, -1) for number in range(1, 45_001, 1000)])
    ids = [-number for number in range(1, 45_001)]
    places = columns.places_of(ids)
    assert (columns.count, columns.size) == (45_000, 45_000)
    assert columns.column("id")[places].tolist() == ids
    assert (columns.column("quality") == -1).sum() == 45
    assert columns.places_of([-45_001, 0, 1]).tolist() == [-1, -1, -1]


def test_of_many_articles_that_come_again_the_later_place_counts() -> None:
    columns = Columns()
    columns.add([plain(number) for number in range(1, 25_001)])
    columns.add([(number + 25_000, *plain(number)[1:]) for number in range(1, 25_001)])
    places = columns.places_of([-1, -25_000])
    assert (columns.count, columns.size) == (25_000, 50_000)
    assert columns.column("n")[places].tolist() == [25_001, 50_000]


def test_number_that_is_not_set_is_no_number() -> None:
    columns = Columns()
    columns.add([plain(1), plain(2, 0), plain(3, -1)])
    assert columns.column("quality").tolist() == [NO_NUMBER, 0, -1]
    assert columns.column("heat").tolist() == [NO_NUMBER] * 3
    assert columns.column("published").tolist() == [NOT_SAID] * 3
    assert np.isnan(columns.column("at")).all()
