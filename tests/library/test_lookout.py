from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from curator.library.hint import Hint
from curator.library.lookout import Lookout
from curator.library.watch_policy import WatchState


@pytest.fixture
def hints() -> list[Hint]:
    return []


@pytest.fixture
def states() -> list[WatchState]:
    return []


@pytest.fixture
def lookout(hints: list[Hint], states: list[WatchState], tmp_path: Path) -> Iterator[Lookout]:
    lookout = Lookout(hints.append, lambda state, reason: states.append(state))
    lookout.start([str(tmp_path)], [])
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
