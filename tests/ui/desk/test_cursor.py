"""The cursor begins at the first undecided article, keeps its article, and moves on when that one goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curator.library import Row, article_id
from curator.triage.queue import order_of
from curator.ui.desk.cursor import Cursor
from curator.ui.desk.row_cache import RowCache
from tests.ui.desk.bench import OneThread

PATHS = [Path(f"/news/{name}.md") for name in "abcd"]
A, B, C, D = map(article_id, PATHS)
ROWS = {row.id: row for row in (Row(path, path.stem) for path in PATHS)}
NAMES = {number: row.path for number, row in ROWS.items()}


class Shelf:
    """Gives rows at once, or when it is told to."""

    def __init__(self) -> None:
        self.is_slow = False
        self.waiting: list[Callable[[], None]] = []

    def fetch_rows(self, ids: Iterable[int], done: Callable[[tuple[Row, ...]], None]) -> None:
        rows = tuple(ROWS[number] for number in ids)
        self.waiting.append(lambda: done(rows))
        if not self.is_slow:
            self.deliver()

    def deliver(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


class Heard:
    """A cursor, which articles are done, and what it has announced."""

    def __init__(self, thread: OneThread) -> None:
        self.done: set[int] = set()
        self.moves: list[int | None] = []
        self.orders = 0
        self.shelf = Shelf()
        self.cursor = Cursor(self.done, RowCache(self.shelf, thread.owner), thread.owner)
        self.cursor.moved.connect(self._note_move)
        self.cursor.order_changed.connect(self._note_order)

    def _note_move(self, path: Path | None) -> None:
        self.moves.append(article_id(path) if path is not None else None)

    def _note_order(self) -> None:
        self.orders += 1

    def begin(self, *articles: int) -> Cursor:
        self.cursor.allow()
        self.cursor.take_order(order_of(articles))
        return self.cursor


@pytest.fixture
def heard(thread: OneThread, qtbot: QtBot) -> Heard:
    return Heard(thread)


def test_first_current_article_is_the_first_undecided(heard: Heard) -> None:
    heard.done.update((A, B))
    heard.begin(A, B, C, D)
    assert heard.moves == [C]


def test_where_everything_is_decided_it_begins_at_the_top(heard: Heard) -> None:
    heard.done.update((A, B))
    assert heard.begin(A, B).current_id == A


def test_nothing_is_current_before_the_journal_has_spoken(heard: Heard) -> None:
    heard.cursor.take_order(order_of((A, B)))
    assert (heard.cursor.current_id, heard.cursor.is_placed, heard.orders) == (None, False, 1)
    assert not heard.cursor.step(1)
    heard.begin(A, B)
    assert heard.moves == [A]


def test_nothing_is_current_before_there_are_articles(heard: Heard) -> None:
    assert heard.begin().current_id is None
    assert not heard.cursor.is_placed
    heard.cursor.take_order(order_of((A,)))
    assert heard.cursor.current_id == A


def test_until_the_editor_begins_the_first_of_each_order_is_current(heard: Heard) -> None:
    cursor = heard.begin(C)
    cursor.take_order(order_of((A, B, C)))
    assert heard.moves == [C, A]


def test_once_settled_the_current_article_stays(heard: Heard) -> None:
    cursor = heard.begin(C)
    cursor.settle()
    cursor.take_order(order_of((A, B, C)))
    assert heard.moves == [C]


def test_filter_that_left_nothing_gives_the_place_back(heard: Heard) -> None:
    cursor = heard.begin(A, B, C)
    cursor.go_to(B)
    cursor.take_order(order_of(()))
    cursor.take_order(order_of((A, B, C)))
    assert cursor.current_id == B


def test_another_order_keeps_the_current_article(heard: Heard) -> None:
    cursor = heard.begin(A, B, C)
    cursor.go_to(B)
    heard.moves.clear()
    cursor.take_order(order_of((C, B, A)))
    assert (cursor.current_id, cursor.queue.position, heard.moves) == (B, 1, [])


def test_article_left_out_of_an_order_gives_way_to_the_next(heard: Heard) -> None:
    cursor = heard.begin(A, B, C)
    cursor.go_to(B)
    cursor.take_order(order_of((A, C)))
    assert (cursor.current_id, heard.moves[-1]) == (C, C)


def test_order_without_articles_leaves_nothing_current(heard: Heard) -> None:
    cursor = heard.begin(A, B)
    cursor.take_order(order_of(()))
    assert (cursor.current_id, heard.moves[-1]) == (None, None)


def test_removal_moves_to_the_next(heard: Heard) -> None:
    cursor = heard.begin(A, B, C)
    cursor.remove((A,))
    assert (cursor.current_id, heard.moves) == (B, [A, B])


def test_removal_of_another_article_moves_nothing(heard: Heard) -> None:
    cursor = heard.begin(A, B, C)
    cursor.remove((B,))
    assert (tuple(cursor.queue.order), heard.moves) == ((A, C), [A])


def test_removal_of_what_is_not_listed_changes_nothing(heard: Heard) -> None:
    heard.begin(A, B).remove((D,))
    assert heard.orders == 1


def test_new_articles_come_at_the_end(heard: Heard) -> None:
    cursor = heard.begin(A, B)
    cursor.add((C, A))
    assert (tuple(cursor.queue.order), heard.moves) == ((A, B, C), [A])


def test_hidden_article_is_put_in_at_the_cursor_when_one_goes_to_it(heard: Heard) -> None:
    cursor = heard.begin(A, B, C)
    cursor.go_to(B)
    cursor.go_to(D)
    assert (tuple(cursor.queue.order), cursor.current_id) == ((A, D, B, C), D)


@pytest.mark.parametrize(
    ("start", "places", "moves"), [(A, 1, True), (C, 1, False), (A, -1, False), (B, -1, True)]
)
def test_step_stops_at_either_end(heard: Heard, start: int, places: int, moves: bool) -> None:
    cursor = heard.begin(A, B, C)
    cursor.go_to(start)
    assert cursor.step(places) is moves
    assert (cursor.current_id != start) is moves


@pytest.mark.parametrize("place", [-1, 2])
def test_place_outside_the_list_is_nowhere(heard: Heard, place: int) -> None:
    cursor = heard.begin(A, B)
    assert not cursor.go_to_place(place)
    assert cursor.current_id == A


def test_next_undecided_comes_round_to_the_beginning(heard: Heard) -> None:
    cursor = heard.begin(A, B, C)
    heard.done.update((B, C))
    cursor.go_to(B)
    assert cursor.next_undecided()
    assert cursor.current_id == A


def test_next_undecided_is_nowhere_when_all_is_decided(heard: Heard) -> None:
    cursor = heard.begin(A, B)
    heard.done.update((A, B))
    assert not cursor.next_undecided()
    assert cursor.current_id == A


def test_another_folder_begins_anew(heard: Heard) -> None:
    cursor = heard.begin(A, B)
    cursor.clear()
    assert (cursor.current_id, tuple(cursor.queue.order), heard.moves[-1]) == (None, (), None)
    cursor.take_order(order_of((C, D)))
    assert cursor.current_id is None


def test_current_article_has_a_path_as_soon_as_its_row_is_there(heard: Heard) -> None:
    cursor = heard.begin(A)
    heard.shelf.is_slow = True
    cursor.take_order(order_of((A, B, C)))
    cursor.go_to(C)
    assert (cursor.current_id, cursor.current, heard.moves) == (C, None, [A])
    heard.shelf.deliver()
    assert (cursor.current, heard.moves) == (NAMES[C], [A, C])


def test_place_that_was_left_before_its_row_came_is_not_announced(heard: Heard) -> None:
    cursor = heard.begin(A)
    heard.shelf.is_slow = True
    cursor.take_order(order_of((A, B, C)))
    cursor.go_to(C)
    cursor.go_to(A)
    heard.shelf.deliver()
    assert (cursor.current, heard.moves) == (NAMES[A], [A, A])
