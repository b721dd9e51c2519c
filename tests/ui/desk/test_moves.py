"""The recent moves tell the pace, the direction, and whether a key is held down."""

from __future__ import annotations

import pytest

from curator.ui.desk.moves import Moves, Way


def moved(*intervals: float, way: Way = Way.EITHER) -> Moves:
    """Moves with so many seconds before each."""
    moves, now = Moves(), 0.0
    for interval in intervals:
        now += interval
        moves.note(way, now)
    return moves


def test_pace_is_that_of_the_steps() -> None:
    assert moved(0, 0.5, 0.5, 0.5).pace == pytest.approx(2)
    assert moved(0).pace == 0


def test_pace_comes_nearer_with_every_step() -> None:
    assert 1 < moved(0, 1, 0.25).pace < moved(0, 1, 0.25, 0.25).pace < 4


def test_who_thinks_long_has_not_become_slow_for_good() -> None:
    assert moved(0, 600, 0.5, 0.5, 0.5).pace > 1


@pytest.mark.parametrize("intervals", [(0, 1, 0.033), (0, 1, 0.09, 0.09)])
def test_held_key_is_racing(intervals: tuple[float, ...]) -> None:
    assert moved(*intervals).is_racing


@pytest.mark.parametrize("intervals", [(0,), (0, 0.3, 0.3), (0, 1, 0.09), (0, 1, 0.09, 0.2, 0.09)])
def test_quick_hand_is_not(intervals: tuple[float, ...]) -> None:
    assert not moved(*intervals).is_racing


def test_racing_ends_with_the_first_slow_step_or_with_rest() -> None:
    assert not moved(0, 0.03, 0.03, 0.5).is_racing
    moves = moved(0, 0.03)
    moves.rest()
    assert not moves.is_racing


def test_pace_of_a_held_key_is_nobodys_reading() -> None:
    assert moved(0, 1, 1, *[0.03] * 9, 1).pace == pytest.approx(1)


def test_jump_begins_anew() -> None:
    moves = moved(0, 1, 1)
    moves.note(Way.JUMP, 5)
    assert (moves.steps, moves.jumps) == (0, 1)
    moves.note(Way.BACK, 6)
    assert (moves.steps, moves.jumps, moves.is_backward) == (1, 0, True)


def test_only_a_move_that_tells_says_what_is_followed() -> None:
    moves = moved(0, 1)
    followed = [moves.follows]
    for way in (Way.UNDECIDED, Way.EITHER, Way.BACK, Way.NEXT):
        moves.note(way, 9)
        followed.append(moves.follows)
    assert followed == [Way.EITHER, *[Way.UNDECIDED] * 3, Way.NEXT]
