"""When a key was pressed, told by two clocks that have nothing in common."""

from __future__ import annotations

import pytest

from curator.ui.commands.key_times import KeyTimes


class Clock:
    """Our own clock, set by hand."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def times(clock: Clock) -> KeyTimes:
    return KeyTimes(clock)


def delivered(times: KeyTimes, clock: Clock, at: float, after: float = 0.001) -> float:
    """What is said of a key pressed at `at` and delivered `after` that; their clock is 5,000 s ahead."""
    clock.seconds = at + after
    return times.pressed_at(round((at + 5000) * 1000))


def test_a_key_that_waited_was_pressed_when_it_was_pressed(times: KeyTimes, clock: Clock) -> None:
    delivered(times, clock, 100)
    assert delivered(times, clock, 101, after=0.5) == pytest.approx(101, abs=0.01)


def test_a_first_key_delivered_late_is_forgotten_with_the_first_quick_one(
    times: KeyTimes, clock: Clock
) -> None:
    delivered(times, clock, 100, after=0.3)
    assert delivered(times, clock, 101) == pytest.approx(101, abs=0.01)
    assert delivered(times, clock, 102, after=0.2) == pytest.approx(102, abs=0.01)


def test_a_clock_that_stood_still_makes_no_key_old(times: KeyTimes, clock: Clock) -> None:
    delivered(times, clock, 100)
    clock.seconds = 4000
    assert times.pressed_at(5_101_000) == pytest.approx(4000)
    assert times.pressed_at(5_101_000) == pytest.approx(4000)


def test_clocks_that_come_apart_slowly_make_no_key_old(times: KeyTimes, clock: Clock) -> None:
    for minute in range(120):
        clock.seconds = 100 + 60 * minute * 1.0005
        assert times.pressed_at(5_100_000 + 60_000 * minute) == pytest.approx(clock.seconds, abs=0.01)


def test_a_key_made_by_a_program_is_pressed_now(times: KeyTimes, clock: Clock) -> None:
    assert times.pressed_at(0) == clock.seconds
