"""Which articles depart from what was decided of them, told from numbers alone."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.library import Row
from curator.library.article_id import key_id
from curator.library.decided import Decided, DecidedTable, Departure
from curator.library.holdings import Holdings
from tests.library.shelf import holdings_of, names, stored

A = Row(Path("/site/a"), "A", quality=80, heat=90, published=True, keys=("bees",))
VALUES = st.none() | st.integers(-1, 2)
FIELDS = st.fixed_dictionaries(
    {}, optional={"quality": st.integers(-1, 2), "heat": st.integers(-1, 2), "published": st.booleans()}
)
KEYS = st.sets(st.sampled_from(["a", "b", "c", "d"]), max_size=3)


def decided(fields: Mapping[str, int | bool], *keys: str, heat_follows: bool = False) -> Decided:
    return Decided(fields, "decided", frozenset(map(key_id, keys)), heat_follows)


def table_of(*pairs: tuple[Row, Decided]) -> DecidedTable:
    table = DecidedTable()
    for row, each in pairs:
        table.add(row.id, each)
    return table


def deciding(row: Row, fields: Mapping[str, int | bool], *keys: str, heat_follows: bool = False) -> Holdings:
    """Holdings that have an article, and know what was decided of it."""
    holdings = holdings_of(row, marks={row.path: "decided"})
    holdings.departures.set(table_of((row, decided(fields, *keys, heat_follows=heat_follows))))
    return holdings


def kinds(holdings: Holdings) -> dict[int, Departure]:
    table, found = holdings.departures.departed()
    return {article: Departure(kind) for (article, _), kind in zip(table.items(), found, strict=True)}


@given(FIELDS, st.sampled_from([None, "decided", "reviewed", "later"]), KEYS, st.booleans())
def test_table_gives_back_what_was_put_in(
    fields: dict[str, int], mark: str | None, keys: set[str], heat_follows: bool
) -> None:
    one = Decided(fields, mark, frozenset(map(key_id, keys)), heat_follows)
    assert list(table_of((A, one)).items()) == [(A.id, one)]


@given(FIELDS, KEYS, VALUES, VALUES, st.none() | st.booleans(), KEYS, st.booleans())
def test_columns_and_the_window_judge_alike(
    fields: dict[str, int],
    then: set[str],
    quality: int | None,
    heat: int | None,
    published: bool | None,
    now: set[str],
    heat_follows: bool,
) -> None:
    row = replace(A, quality=quality, heat=heat, published=published, keys=tuple(sorted(now)))
    holdings = deciding(row, fields, *then, heat_follows=heat_follows)
    says = {"quality": quality, "heat": heat, "published": published}
    expected = decided(fields, *then, heat_follows=heat_follows).departure(says, row.keys)
    assert kinds(holdings).get(row.id, Departure.NONE) is expected


@pytest.mark.parametrize(
    ("now", "kind"),
    [
        (A, None),
        (replace(A, title="Another title", topics=("x",)), None),
        (replace(A, quality=60), Departure.UNDONE),
        (replace(A, quality=None), Departure.UNDONE),
        (replace(A, heat=1), None),
        (replace(A, quality=60, keys=("bees", "hives")), Departure.UNDONE),
        (replace(A, keys=("wasps",)), Departure.SWAPPED),
        (replace(A, quality=60, keys=("wasps",)), Departure.SWAPPED),
        (replace(A, quality=None, keys=()), None),
        (replace(A, quality=None, is_editable=False), None),
    ],
)
def test_article_is_judged_whenever_it_is_read_anew(now: Row, kind: Departure | None) -> None:
    holdings = deciding(A, {"quality": 80, "published": True}, "bees")
    assert kinds(holdings) == {}
    holdings.put(stored([now]))
    assert kinds(holdings).get(A.id) == kind
    holdings.put(stored([A]))
    assert kinds(holdings) == {}


@pytest.mark.parametrize(("heat_follows", "kind"), [(True, None), (False, Departure.UNDONE)])
def test_heat_that_only_followed_may_follow_further(heat_follows: bool, kind: Departure | None) -> None:
    holdings = deciding(A, {"quality": 80, "heat": 90}, "bees", heat_follows=heat_follows)
    holdings.put(stored([replace(A, heat=100)]))
    assert kinds(holdings).get(A.id) is kind
    holdings.put(stored([replace(A, heat=100, quality=60)]))
    assert kinds(holdings).get(A.id) is Departure.UNDONE


def test_undone_article_is_found_by_its_state_and_stays_decided() -> None:
    holdings = deciding(replace(A, quality=60), {"quality": 80}, "bees")
    assert (names(holdings, "undone"), names(holdings, "decided")) == (["a"], ["a"])
    assert names(holdings, "undecided") == []
    states = {facet.value: facet.count for facet in holdings.count()[1].states}
    assert states == {"decided": 1, "undone": 1}


def test_article_that_came_instead_is_undecided_and_found_by_its_state() -> None:
    holdings = deciding(replace(A, keys=("wasps",)), {"quality": 80}, "bees")
    assert (names(holdings, "changed"), names(holdings, "undecided")) == (["a"], ["a"])
    assert names(holdings, "decided") == []
    counts, facets = holdings.count()
    assert (counts.undecided, counts.done) == (1, 0)
    assert {facet.value: facet.count for facet in facets.states} == {"undecided": 1, "changed": 1}


def test_of_what_is_forgotten_nothing_is_said() -> None:
    holdings = deciding(replace(A, quality=60), {"quality": 80}, "bees")
    holdings.departures.forget([A.id, 42])
    assert kinds(holdings) == {}
    holdings.put(stored([replace(A, quality=1)]))
    assert kinds(holdings) == {}


def test_article_that_is_gone_does_not_depart_until_it_is_back() -> None:
    holdings = deciding(replace(A, quality=60), {"quality": 80}, "bees")
    holdings.hide([A.id])
    assert kinds(holdings) == {}
    holdings.load()
    assert kinds(holdings) == {A.id: Departure.UNDONE}


def test_what_was_decided_of_an_article_that_comes_later_is_known() -> None:
    holdings = deciding(A, {"quality": 80})
    rows = [replace(A, path=Path(f"/site/{number}"), quality=number) for number in range(1000)]
    holdings.departures.set(table_of(*((row, decided({"quality": 500})) for row in rows)))
    holdings.put(stored(rows))
    assert len(kinds(holdings)) == 999
    assert len(holdings.departures.table()) == 1001
    holdings.departures.forget()
    assert (kinds(holdings), len(holdings.departures.table())) == ({}, 0)


def test_table_without_some_keeps_the_others() -> None:
    b = replace(A, path=Path("/site/b"))
    whole = table_of((A, decided({"quality": 1}, "a")), (b, decided({"heat": 2}, "b")))
    assert whole.without({A.id}) == table_of((b, decided({"heat": 2}, "b")))
    assert whole.without(set()) is whole
    assert whole.ids == array("q", [A.id, b.id])
