"""What idle moments make ready: in order, once, and one step at a time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from curator.ui.commands.cheat_sheet import CheatSheet
from curator.ui.window.warm_up import WarmUp, collect_garbage_again
from tests.ui.hands import Hands


@pytest.fixture
def collector() -> Iterator[None]:
    """The collector as every program has it, before and after."""
    gc.enable()
    gc.unfreeze()
    yield
    gc.enable()
    gc.unfreeze()


def test_steps_are_carried_out_in_order_and_once(qtbot: QtBot) -> None:
    done: list[int] = []
    warm_up = WarmUp([partial(done.append, number) for number in range(3)])
    warm_up.begin()
    warm_up.begin()
    assert done == []
    qtbot.waitUntil(lambda: warm_up.is_done)
    warm_up.begin()
    assert done == [0, 1, 2]


def test_step_that_is_added_comes_before_the_last(qtbot: QtBot) -> None:
    done: list[int] = []
    warm_up = WarmUp([partial(done.append, number) for number in range(3)])
    warm_up.add(partial(done.append, 9))
    warm_up.begin()
    qtbot.waitUntil(lambda: len(done) == 4)
    assert done == [0, 1, 9, 2]


def test_between_two_steps_everything_else_has_its_turn(qtbot: QtBot) -> None:
    seen: list[bool] = []
    warm_up = WarmUp([lambda: seen.append(warm_up.is_done)] * 2)
    warm_up.begin()
    qtbot.waitUntil(lambda: len(seen) == 1)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [False, True]


def test_window_is_made_ready_once_an_article_is_on_screen(hands: Hands, desk_hands: Hands) -> None:
    window = desk_hands.window
    desk_hands.until(lambda: window.findChild(CheatSheet) is not None)
    desk_hands.until(lambda: window.warm_up.is_done)
    assert not window.overlays.keys.is_open


@pytest.mark.usefixtures("collector")
def test_collector_stopped_for_the_start_is_taken_up_and_spares_what_is_there() -> None:
    collect_garbage_again()
    assert gc.get_freeze_count() == 0
    gc.disable()
    collect_garbage_again()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
