from __future__ import annotations

import pytest

from curator.errors import WatchImpossible
from curator.library.watch_policy import Pace, ScanClock, WatchState, check_whether_allowed, forced_state

AT_ONCE = Pace(shortest_scan_period=0.0)
HOUR = 3600.0


@pytest.mark.parametrize("has_events", [True, False])
def test_question_is_not_repeated_before_its_answer(has_events: bool) -> None:
    clock = ScanClock(AT_ONCE)
    assert clock.is_due()
    clock.asked(has_events)
    clock.hurry()
    assert not clock.is_due()
    clock.answered(0.0, has_events)
    assert clock.is_due()


def test_dear_scan_is_asked_for_seldom() -> None:
    clock = ScanClock(AT_ONCE)
    clock.asked(has_events=False)
    clock.answered(HOUR, has_events=False)
    assert not clock.is_due()


def test_distrust_brings_a_look_forward_and_not_all_the_time() -> None:
    clock = ScanClock(AT_ONCE)
    clock.asked(has_events=True)
    clock.answered(0.0, has_events=True)
    clock.distrust()
    assert clock.is_due()
    clock.asked(has_events=True)
    clock.answered(HOUR, has_events=True)
    clock.distrust()
    assert not clock.is_due()


def test_environment_can_force_how_changes_are_noticed() -> None:
    assert forced_state({"CURATOR_WATCH": "stat"}) is WatchState.STAT_SCAN
    assert forced_state({"CURATOR_WATCH": "events"}) is WatchState.EVENTS
    assert forced_state({}) is None


def test_forced_scan_needs_no_other_reason() -> None:
    with pytest.raises(WatchImpossible, match="as you asked"):
        check_whether_allowed([], WatchState.STAT_SCAN)
