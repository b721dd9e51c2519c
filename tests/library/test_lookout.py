from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from curator.library.file_systems import event_queue_length
from curator.library.hint import Hint
from curator.library.lookout import Lookout
from curator.library.watch_policy import Pace, WatchState


@pytest.fixture
def hints() -> list[Hint]:
    return []


@pytest.fixture
def states() -> list[WatchState]:
    return []


@pytest.fixture
def lookout(hints: list[Hint], states: list[WatchState], tmp_path: Path) -> Iterator[Lookout]:
    pace = Pace(shortest_scan_period=0.0)
    lookout = Lookout(hints.append, lambda state, reason: states.append(state), pace=pace)
    lookout.start([str(tmp_path)], [])
    lookout.scan_took(0.0)
    hints.clear()
    yield lookout
    lookout.close()


def files(hints: list[Hint]) -> set[str]:
    return {file for hint in hints for file in hint.files}


def test_what_came_before_the_watches_are_replaced_is_told_after(
    lookout: Lookout, hints: list[Hint], tmp_path: Path
) -> None:
    (tmp_path / "a.md").touch()
    (tmp_path / "new").mkdir()
    lookout.set_folders([str(tmp_path / "new")])
    lookout.turn(Event())
    assert files(hints) == {str(tmp_path / "a.md")}


def test_state_is_told_when_it_changes_and_only_then(
    lookout: Lookout, states: list[WatchState], tmp_path: Path
) -> None:
    for number in range(3):
        (tmp_path / str(number)).mkdir()
        lookout.set_folders([str(tmp_path / str(number))])
        lookout.turn(Event())
    assert states == [WatchState.EVENTS]


def test_folders_set_again_as_they_are_replace_no_watch_and_are_no_news(
    lookout: Lookout, hints: list[Hint], tmp_path: Path
) -> None:
    lookout.set_folders([str(tmp_path)])
    lookout.turn(Event())
    assert hints == []


def test_end_of_a_wait_tells_nothing_more(lookout: Lookout, hints: list[Hint], tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    stop = Event()
    stop.set()
    lookout.turn(stop)
    assert hints == []


def test_batch_as_large_as_the_queue_of_the_system_has_everything_looked_at(
    lookout: Lookout, hints: list[Hint], tmp_path: Path
) -> None:
    for number in range((event_queue_length() or 16384) // 8):
        (tmp_path / f"{number}.md").touch()
    lookout.turn(Event())
    assert [hint.is_everything for hint in hints] == [False, True]


def test_folder_made_again_while_events_were_lost_is_watched_after_the_look_at_everything(
    lookout: Lookout, hints: list[Hint], tmp_path: Path
) -> None:
    (tmp_path / "posts").mkdir()
    lookout.set_folders([str(tmp_path / "posts")])
    lookout.turn(Event())
    (tmp_path / "posts").rmdir()
    (tmp_path / "posts").mkdir()
    assert lookout._events is not None
    while lookout._events.drain():
        pass
    lookout._clock.hurry()
    lookout.turn(Event())
    (tmp_path / "posts/a.md").touch()
    lookout.turn(Event())
    assert files(hints) == {str(tmp_path / "posts/a.md")}


def test_events_that_end_again_and_again_give_way_to_scans(
    lookout: Lookout, states: list[WatchState], tmp_path: Path
) -> None:
    for number in range(Pace().failures_allowed + 1):
        assert states == [WatchState.EVENTS]
        (tmp_path / os.fsdecode(b"caf\xe9%d" % number)).touch()
        lookout.turn(Event())
    assert states == [WatchState.EVENTS, WatchState.STAT_SCAN]
