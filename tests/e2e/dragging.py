"""Drags files from a second program onto a window, by real moves of the mouse."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.e2e.desk_robot import DeskRobot
from tests.e2e.drag_source import MIDDLE
from tests.e2e.program import environment_for
from tests.e2e.screen import wait_for

SOURCE = Path(__file__).with_name("drag_source.py")
_STEPS = 12


@contextmanager
def dragged(robot: DeskRobot, paths: Sequence[Path], onto: str) -> Iterator[str]:
    """Drag `paths` onto the widget `onto` and let go there; gives what the second program says came of it.

    The second program stays open for the context, as a file manager would.
    """
    screen = robot.screen
    # To the left, clear of the second program's window.
    screen.do("windowmove", robot.window().id, 0, 0)
    robot.wait(lambda: robot.part("main_window").box.left < 20, "the window being at the left")
    with _second_program(robot, paths) as heard:
        heard.wait_for("ready")
        screen.do("mousemove", *MIDDLE, "mousedown", 1)
        try:
            heard.wait_for("pulled")
            target = robot.part(onto).box.middle
            for step in range(1, _STEPS + 1):
                screen.do("mousemove", *_between(MIDDLE, target, step / _STEPS))
            heard.wait_for("offered")
        finally:
            screen.do("mouseup", 1)
        yield heard.wait_for("dropped", "refused")


class _Words:
    """What a program has said, a word a line, read without ever waiting for more."""

    def __init__(self, file: int) -> None:
        self._file = file
        os.set_blocking(file, False)
        self._text = ""

    def wait_for(self, *words: str) -> str:
        """The first of `words` to be heard."""
        return wait_for(
            lambda: self._heard(words), lambda: f"{words} of the second program; it said {self._text}"
        )

    def _heard(self, words: Sequence[str]) -> str:
        with suppress(BlockingIOError):
            self._text += os.read(self._file, 1024).decode()
        return next((line for line in self._text.split() if line in words), "")


@contextmanager
def _second_program(robot: DeskRobot, paths: Sequence[Path]) -> Iterator[_Words]:
    command = [sys.executable, str(SOURCE), *map(str, paths)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env=environment_for(robot.screen, robot.home)
    ) as program:
        assert program.stdout is not None
        try:
            yield _Words(program.stdout.fileno())
        finally:
            program.terminate()


def _between(start: tuple[int, int], end: tuple[int, int], share: float) -> tuple[int, int]:
    return round(start[0] + (end[0] - start[0]) * share), round(start[1] + (end[1] - start[1]) * share)
