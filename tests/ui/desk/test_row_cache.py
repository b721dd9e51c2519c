from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from curator.library import Row
from curator.ui.desk import row_cache
from curator.ui.desk.row_cache import RowCache


class Source:
    """Gives rows when it is told to; `asked` is what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self._done: list[Callable[[tuple[Row, ...]], None]] = []

    def fetch_rows(self, ids: Iterable[int], done: Callable[[tuple[Row, ...]], None]) -> None:
        self.asked.append(list(ids))
        self._done.append(done)

    def give(self, *rows: Row) -> None:
        self._done.pop(0)(rows)


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def cache(qapp: QApplication, source: Source) -> RowCache:
    return RowCache(source)


A, B, C = (Row(Path(f"/news/{name}.md"), name) for name in "abc")


def test_rows_are_asked_for_once_and_told_when_they_come(cache: RowCache, source: Source) -> None:
    arrived: list[tuple[int, ...]] = []
    cache.arrived.connect(arrived.append)
    cache.want([A.id, B.id])
    cache.want([A.id, B.id, C.id])
    source.give(A, B)
    cache.want([A.id, B.id])
    assert source.asked == [[A.id, B.id], [C.id]]
    assert (arrived, cache.get(A.id)) == ([(A.id, B.id)], A)


def test_nothing_is_asked_for_what_is_here(cache: RowCache, source: Source) -> None:
    cache.put([A])
    cache.want([A.id])
    assert not source.asked
    assert A.id in cache


def test_row_that_did_not_come_is_asked_for_again_when_it_is_wanted(cache: RowCache, source: Source) -> None:
    cache.want([A.id])
    source.give()
    cache.want([A.id])
    assert source.asked == [[A.id], [A.id]]


def test_only_rows_that_are_here_are_refreshed(cache: RowCache, source: Source) -> None:
    cache.put([A])
    cache.refresh([A.id, B.id])
    assert source.asked == [[A.id]]
    source.give(replace(A, title="Other"))
    row = cache.get(A.id)
    assert row is not None
    assert row.title == "Other"


def test_row_that_changes_on_its_way_is_asked_for_again(cache: RowCache, source: Source) -> None:
    cache.want([A.id])
    cache.refresh([A.id])
    source.give(A)
    source.give(replace(A, title="Other"))
    row = cache.get(A.id)
    assert row is not None
    assert row.title == "Other"


def test_decision_is_shown_before_it_is_saved(cache: RowCache) -> None:
    cache.put([A])
    cache.change(A.id, {"quality": 50})
    cache.change(B.id, {"quality": 50})
    row = cache.get(A.id)
    assert row is not None
    assert row.quality == 50
    assert B.id not in cache


def test_row_read_before_a_decision_does_not_hide_it(cache: RowCache) -> None:
    cache.put([A, B])
    cache.change(A.id, {"quality": 50})
    cache.put([A, replace(B, quality=7)])
    assert [row and row.quality for row in map(cache.get, (A.id, B.id))] == [50, 7]
    cache.settle(A.id)
    cache.put([A])
    assert cache.get(A.id) == A


def test_decision_is_shown_on_a_row_that_comes_after_it(cache: RowCache) -> None:
    cache.change(A.id, {"quality": 50})
    cache.change(A.id, {"heat": 60})
    cache.put([A])
    assert cache.get(A.id) == replace(A, quality=50, heat=60)


def test_rows_nobody_came_near_for_longest_make_room(
    cache: RowCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_cache, "KEPT", 2)
    cache.put([A, B])
    cache.put([A, C])
    assert [row.id in cache for row in (A, B, C)] == [True, False, True]


def test_what_left_the_folder_is_forgotten(cache: RowCache) -> None:
    cache.put([A, B])
    cache.forget([A.id, C.id])
    assert (cache.get(A.id), cache.get(B.id)) == (None, B)


def test_another_folder_starts_with_nothing_and_asks_anew(cache: RowCache, source: Source) -> None:
    cache.put([A])
    cache.want([B.id])
    cache.clear()
    cache.want([A.id, B.id])
    assert source.asked == [[B.id], [A.id, B.id]]
