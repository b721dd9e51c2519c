"""The pace counts work, not pauses; the tally counts articles, not decisions."""

from __future__ import annotations

import pytest

from curator.triage.progress import Pace, Tally


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def decide(pace: Pace, clock: Clock, *gaps: float) -> None:
    for gap in gaps:
        clock.now += gap
        pace.note(1)


def test_pace_is_unknown_in_the_beginning() -> None:
    clock = Clock()
    pace = Pace(clock)
    decide(pace, clock, 5, 5)
    assert pace.per_minute() is None


def test_pace_is_decisions_per_minute() -> None:
    clock = Clock()
    pace = Pace(clock)
    decide(pace, clock, 0, *[5] * 20)
    assert pace.per_minute() == pytest.approx(12)


def test_pause_counts_as_one_minute() -> None:
    clock = Clock()
    pace = Pace(clock)
    decide(pace, clock, 0, 30, 30, 3600)
    assert pace.per_minute() == pytest.approx(3 * 60 / 120)


def test_pace_is_that_of_the_last_ten_minutes() -> None:
    clock = Clock()
    pace = Pace(clock)
    decide(pace, clock, *[60] * 30, *[6] * 100)
    assert pace.per_minute() == pytest.approx(10, rel=0.05)


def test_undone_decision_does_not_count() -> None:
    clock = Clock()
    pace = Pace(clock)
    decide(pace, clock, 0, 10, 10, 10)
    clock.now += 30
    pace.note(-1)
    assert pace.per_minute() == pytest.approx(2)


def test_article_decided_twice_counts_once() -> None:
    tally = Tally()
    tally.add("a")
    tally.add("a")
    tally.take_back("a")
    assert len(tally) == 1
    tally.take_back("a")
    tally.take_back("a")
    assert len(tally) == 0
