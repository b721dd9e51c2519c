"""The queue: an order that stays while deciding, and a cursor that stays on its article."""

from __future__ import annotations

import pytest

from curator.triage.queue import Queue, order_of

A, B, C, D, E = range(1, 6)


def queue_of(*articles: int) -> Queue:
    return Queue(order_of(articles))


def test_empty_queue_has_no_current_article() -> None:
    assert Queue().current is None
    assert Queue().next_undecided(set()) is None


def test_place_can_be_gone_to() -> None:
    queue = queue_of(A, B)
    queue.go_to_position(1)
    assert (queue.current, queue.position) == (B, 1)
    with pytest.raises(IndexError):
        queue.go_to_position(2)
    assert queue.current == B


def test_next_undecided_skips_what_is_done() -> None:
    queue = queue_of(A, B, C, D)
    assert queue.next_undecided({B, C}) == D


def test_next_undecided_does_not_wrap() -> None:
    queue = queue_of(A, B, C)
    queue.go_to(B)
    assert queue.next_undecided({B, C}) is None
    assert queue.current == B
    assert queue.first_undecided({B, C}) == A


def test_nothing_is_left_when_all_is_done() -> None:
    assert queue_of(A, B).first_undecided({A, B}) is None


def test_new_order_keeps_the_current_article() -> None:
    queue = queue_of(A, B, C)
    queue.go_to(B)
    assert queue.replace(order_of([C, B, A])) == B
    assert queue.position == 1


def test_new_order_without_the_current_article_goes_to_the_one_after_it() -> None:
    queue = queue_of(A, B, C, D)
    queue.go_to(B)
    assert queue.replace(order_of([A, D])) == D


def test_new_order_with_nothing_after_goes_to_the_nearest_before() -> None:
    queue = queue_of(A, B, C)
    queue.go_to(C)
    assert queue.replace(order_of([A, B])) == B


def test_new_order_can_begin_at_the_beginning() -> None:
    queue = queue_of(A, B)
    queue.go_to(B)
    assert queue.replace(order_of([A, B]), keep_current=False) == A


def test_arrivals_do_not_move_the_cursor() -> None:
    queue = queue_of(B, D)
    queue.go_to(D)
    assert queue.add([A, B], 0) == 1
    assert queue.add([E]) == 1
    assert queue.current == D
    assert list(queue.order) == [A, B, D, E]
    assert [queue.position_of(article) for article in queue.order] == [0, 1, 2, 3]


def test_first_arrival_becomes_current() -> None:
    queue = Queue()
    queue.add([A, B])
    assert queue.current == A


def test_removed_current_article_gives_way_to_the_next() -> None:
    queue = queue_of(A, B, C)
    queue.go_to(B)
    assert queue.remove([B, E]) == 1
    assert queue.current == C


def test_removing_others_does_not_move_the_cursor() -> None:
    queue = queue_of(A, B, C)
    queue.go_to(C)
    queue.remove([A])
    assert (queue.current, queue.position) == (C, 1)


def test_last_article_can_go() -> None:
    queue = queue_of(A)
    queue.remove([A])
    assert queue.current is None


def test_same_article_is_there_once() -> None:
    assert list(queue_of(A, B, A).order) == [A, B]


def test_unknown_article_cannot_be_gone_to() -> None:
    with pytest.raises(KeyError):
        queue_of(A).go_to(B)


def test_place_outside_is_an_error() -> None:
    with pytest.raises(IndexError):
        queue_of(A).at(-1)


def test_article_far_from_the_cursor_is_found_too() -> None:
    queue = queue_of(*range(1000))
    queue.go_to(900)
    assert (queue.position, 3 in queue, 1000 in queue) == (900, True, False)
    queue.go_to(3)
    assert queue.position == 3
