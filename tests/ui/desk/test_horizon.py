"""As many articles as the editor reaches while a picture comes, where the next key leads."""

from __future__ import annotations

import pytest

from curator.triage.queue import Queue, order_of
from curator.ui.desk.horizon import LEAST, MOST, around, reach, way_of
from curator.ui.desk.moves import Moves, Way


def queue_at(place: int, length: int = 20) -> Queue:
    queue = Queue(order_of(range(length)))
    queue.go_to_position(place)
    return queue


def moves_of(*ways: Way, every: float = 1.0) -> Moves:
    moves = Moves()
    for number, way in enumerate(ways):
        moves.note(way, number * every)
    return moves


def test_few_are_enough_for_who_reads() -> None:
    assert reach(moves_of(*[Way.EITHER] * 9, every=3), 0.4) == LEAST
    assert reach(Moves(), 0) == LEAST


def test_quick_pace_or_slow_server_reach_further() -> None:
    quick, slow = moves_of(*[Way.EITHER] * 30, every=0.25), moves_of(*[Way.EITHER] * 30, every=1)
    assert reach(quick, 0.75) == reach(slow, 3) == 7
    assert reach(quick, 60) == MOST


def test_reach_grows_with_the_steps_after_a_jump() -> None:
    assert reach(moves_of(Way.JUMP, Way.EITHER, Way.EITHER, every=0.1), 9) == LEAST + 4


@pytest.mark.parametrize(("jumps", "ahead"), [(1, 3), (2, 2), (3, 1), (9, 1)])
def test_who_jumps_about_gets_few(jumps: int, ahead: int) -> None:
    assert reach(moves_of(*[Way.JUMP] * jumps), 9) == ahead


def test_ahead_come_first_then_the_one_behind() -> None:
    assert around(queue_at(10), (), Moves(), 3) == (11, 12, 13, 9)


def test_way_back_is_the_other_way_round() -> None:
    assert around(queue_at(10), (), moves_of(Way.BACK), 3) == (9, 8, 7, 11)


def test_who_jumps_about_gets_nothing_behind() -> None:
    assert around(queue_at(10), (), moves_of(Way.JUMP, Way.JUMP), 2) == (11, 12)


def test_before_anybody_can_tell_both_ways_on_are_ready() -> None:
    assert around(queue_at(10), {11, 12, 13}, Moves(), 4) == (11, 14, 12, 15, 9)


def test_who_decides_goes_past_what_is_decided() -> None:
    assert around(queue_at(10), {11, 13}, moves_of(Way.UNDECIDED), 3) == (12, 14, 15, 9)


def test_who_reads_everything_reaches_what_is_decided_too() -> None:
    assert around(queue_at(10), {11, 12, 13, 14}, moves_of(Way.NEXT), 3) == (11, 12, 13, 15, 9)


def test_at_the_end_the_first_undecided_one_is_next() -> None:
    assert around(queue_at(18), {0, 1, 19}, moves_of(Way.UNDECIDED), 3) == (2, 17)


def test_at_the_end_of_everything_there_is_only_the_way_back() -> None:
    everything = range(20)
    assert around(queue_at(19), everything, Moves(), 3) == (18,)
    assert around(Queue(), (), Moves(), 3) == ()


@pytest.mark.parametrize(
    ("before", "place", "done", "way"),
    [
        (4, 5, (), Way.EITHER),
        (4, 5, (5,), Way.NEXT),
        (4, 7, (5, 6), Way.UNDECIDED),
        (4, 7, (5,), Way.JUMP),
        (4, 7, (5, 6, 7), Way.JUMP),
        (4, 3, (), Way.BACK),
        (4, 0, (), Way.JUMP),
        (99, 4, (), Way.JUMP),
        (None, 4, (), Way.JUMP),
    ],
)
def test_way_is_told_by_what_lies_between(
    before: int | None, place: int, done: tuple[int, ...], way: Way
) -> None:
    assert way_of(queue_at(place), before, done) is way
