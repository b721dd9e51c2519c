"""Leaving waits for what was decided, and two windows do not fight."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.content import contents, newest_first, rated
from tests.e2e.desk_robot import DeskRobot
from tests.e2e.program import environment_for
from tests.e2e.screen import SECONDS, Screen, wait_for


def test_a_decision_just_before_leaving_is_saved(robot: DeskRobot, sample: Path, order: list[str]) -> None:
    before = contents(sample)
    robot.press("5", "ctrl+q")
    robot.wait_for_end()
    name = f"_news/{order[0]}"
    assert contents(sample) == {**before, name: rated(before[name], 50)}


def test_leaving_right_after_a_batch_is_confirmed_saves_all_of_it(
    robot: DeskRobot, sample: Path, order: list[str]
) -> None:
    before = contents(sample)
    robot.press("ctrl+a", "5")
    robot.wait_for_text("notice_text", "marked articles?")
    robot.press("Return", "ctrl+q")
    robot.wait_for_end()
    changed = {name: rated(data, 50) for name, data in before.items() if name.endswith(".md")}
    assert contents(sample) == {**before, **changed}


def test_closing_by_the_window_manager_saves_as_well(
    robot: DeskRobot, sample: Path, order: list[str]
) -> None:
    before = contents(sample)
    robot.press("5", "alt+F4")
    robot.wait_for_end()
    name = f"_news/{order[0]}"
    assert contents(sample) == {**before, name: rated(before[name], 50)}


def test_a_second_window_on_the_same_folder_works_as_well(
    start: Start, robot: DeskRobot, sample: Path, order: list[str]
) -> None:
    before = contents(sample)
    second = start(sample)
    second.wait_for_article(order[0])
    second.press("5")
    second.wait_for_article(order[1])
    second.wait_until_saved()
    second.quit()
    robot.wait(lambda: robot.part("quality").value == 50, "the first window showing what the second wrote")
    robot.wait_for_window()
    robot.press("shift+6")
    robot.wait_for_text("last_decision", "quality 60")
    robot.wait_until_saved()
    robot.quit()
    name = f"_news/{order[0]}"
    assert contents(sample) == {**before, name: rated(before[name], 60)}


def test_the_plain_command_opens_decides_and_leaves(screen: Screen, home: Path, sample: Path) -> None:
    order, before = newest_first(sample), contents(sample)
    command = [sys.executable, "-m", "curator", str(sample)]
    with subprocess.Popen(command, env=environment_for(screen, home), stderr=subprocess.PIPE) as program:
        try:
            window = screen.do("search", "--sync", "--onlyvisible", "--name", " — sample — Curator$")
            title = screen.do("getwindowname", window)
            screen.do("windowfocus", "--sync", window)
            screen.press("5")
            wait_for(lambda: screen.do("getwindowname", window) != title, "the next article")
            screen.press("ctrl+q")
            assert program.wait(SECONDS) == 0
        finally:
            program.kill()
        assert program.stderr is not None
        assert program.stderr.read() == b""
    name = f"_news/{order[0]}"
    assert contents(sample) == {**before, name: rated(before[name], 50)}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_end_of_a_desktop_session_saves_as_well(
    robot: DeskRobot, sample: Path, order: list[str], number: signal.Signals
) -> None:
    before = contents(sample)
    robot.press("5")
    robot.wait_for_article(order[1])
    robot.process.send_signal(number)
    robot.wait_for_end()
    name = f"_news/{order[0]}"
    assert contents(sample) == {**before, name: rated(before[name], 50)}
