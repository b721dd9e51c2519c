"""The queue: an order that stays while deciding, and a cursor that stays on its article."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.triage.queue import Queue

A, B, C, D, E = (Path(f"/site/{name}.md") for name in "abcde")


def test_empty_queue_has_no_current_article() -> None:
    assert Queue().current is None
    assert Queue().next() is None


def test_next_and_previous_walk_and_stop_at_the_ends() -> None:
    queue = Queue([A, B])
    assert [queue.previous(), queue.next(), queue.next(), queue.current] == [None, B, None, B]
    assert queue.previous() == A


def test_next_undecided_skips_what_is_done() -> None:
    queue = Queue([A, B, C, D])
    assert queue.next_undecided({B, C}.__contains__) == D


def test_next_undecided_does_not_wrap() -> None:
    queue = Queue([A, B, C])
    queue.go_to(B)
    assert queue.next_undecided({B, C}.__contains__) is None
    assert queue.current == B
    assert queue.first_undecided({B, C}.__contains__) == A


def test_nothing_is_left_when_all_is_done() -> None:
    assert Queue([A, B]).first_undecided(lambda _path: True) is None


def test_new_order_keeps_the_current_article() -> None:
    queue = Queue([A, B, C])
    queue.go_to(B)
    assert queue.replace([C, B, A]) == B
    assert queue.position == 1


def test_new_order_without_the_current_article_goes_to_the_one_after_it() -> None:
    queue = Queue([A, B, C, D])
    queue.go_to(B)
    assert queue.replace([A, D]) == D


def test_new_order_with_nothing_after_goes_to_the_nearest_before() -> None:
    queue = Queue([A, B, C])
    queue.go_to(C)
    assert queue.replace([A, B]) == B


def test_new_order_can_begin_at_the_beginning() -> None:
    queue = Queue([A, B])
    queue.go_to(B)
    assert queue.replace([A, B], keep_current=False) == A


def test_arrivals_do_not_move_the_cursor() -> None:
    queue = Queue([B, D])
    queue.go_to(D)
    assert queue.add([A, B], 0) == 1
    assert queue.add([E]) == 1
    assert queue.current == D
    assert queue.paths == (A, B, D, E)
    assert [queue.position_of(path) for path in queue.paths] == [0, 1, 2, 3]


def test_first_arrival_becomes_current() -> None:
    queue = Queue()
    queue.add([A, B])
    assert queue.current == A


def test_removed_current_article_gives_way_to_the_next() -> None:
    queue = Queue([A, B, C])
    queue.go_to(B)
    assert queue.remove([B, E]) == 1
    assert queue.current == C


def test_removing_others_does_not_move_the_cursor() -> None:
    queue = Queue([A, B, C])
    queue.go_to(C)
    queue.remove([A])
    assert (queue.current, queue.position) == (C, 1)


def test_last_article_can_go() -> None:
    queue = Queue([A])
    queue.remove([A])
    assert queue.current is None


def test_same_article_is_there_once() -> None:
    assert Queue([A, B, A]).paths == (A, B)


def test_unknown_article_cannot_be_gone_to() -> None:
    with pytest.raises(KeyError):
        Queue([A]).go_to(B)


def test_neighbours_are_those_ahead_first() -> None:
    queue = Queue([A, B, C, D, E])
    queue.go_to(B)
    assert queue.neighbours(2) == (C, D, A)


def test_place_outside_is_an_error() -> None:
    with pytest.raises(IndexError):
        Queue([A]).at(-1)
