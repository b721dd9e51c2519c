"""Measures the real window and prints figures; run it by hand on a quiet machine.

    python -m tests.e2e.figures FOLDER [STEPS]

Start: from the start of the process until the first article is painted, five times. Steps: from the arrival
of a real key until the next article is painted, by J and K through a copy of the folder; then as many
decisions as there are articles. Pictures from the web are off.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.e2e.desk_robot import DeskRobot
from tests.e2e.protocol import Happening, Kind
from tests.e2e.screen import Screen, virtual_screen

MILLISECOND = 1_000_000
_STARTS = 5
_KEY_MILLISECONDS = 120


def main(folder: Path, steps: int) -> None:
    """Measure on a copy of `folder`."""
    with tempfile.TemporaryDirectory() as place, virtual_screen() as screen:
        copy = Path(shutil.copytree(folder, Path(place) / folder.name))
        settings = Path(place) / "home" / "config" / "settings.json"
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps({"theme": "light", "remote_pictures": "off"}))
        starts = [measure_start(screen, Path(place) / "home", copy) for _ in range(_STARTS)]
        say("start to first article painted", starts)
        measure_steps(screen, Path(place) / "home", copy, steps)


def measure_start(screen: Screen, home: Path, folder: Path) -> float:
    """Milliseconds from the start of the process to the first article."""
    began = time.monotonic_ns()
    robot = DeskRobot(screen, home, [folder])
    robot.wait(robot.on_screen, "the first article")
    first = next(each for each in robot.log() if each.kind is Kind.PAINTED)
    robot.wait_for_window()
    robot.quit()
    return (first.at - began) / MILLISECOND


def measure_steps(screen: Screen, home: Path, folder: Path, steps: int) -> None:
    """Step and decide, and say how long that took and what memory it needed."""
    robot = DeskRobot(screen, home, [folder])
    robot.wait_for_window()
    robot.wait(robot.on_screen, "the first article")
    say("memory at first, MB", [robot.resident_memory() / 1024])
    there = len(robot.rows()) - 1
    keys = ["j" if step // there % 2 == 0 else "k" for step in range(steps)]
    say("key to next article painted, moving", press_all(robot, keys))
    robot.press("Home")
    say("key to next article painted, deciding", press_all(robot, ["5", "8"] * (there // 2)))
    robot.wait_until_saved()
    say("memory in the end, MB", [robot.resident_memory() / 1024])
    robot.quit()


def press_all(robot: DeskRobot, keys: list[str]) -> list[float]:
    """Milliseconds from each key's arrival to the painting of what it led to."""
    before = len(robot.log())
    robot.screen.do("key", "--delay", _KEY_MILLISECONDS, *keys)
    robot.wait(lambda: count(robot.log()[before:], Kind.KEY) == len(keys), "all keys")
    return latencies(robot.log()[before:])


def count(log: list[Happening], kind: Kind) -> int:
    """How many of a kind."""
    return sum(each.kind is kind for each in log)


def latencies(log: list[Happening]) -> list[float]:
    """From the last key before each painting to that painting."""
    found, key = [], None
    for each in log:
        if each.kind is Kind.KEY:
            key = each
        elif each.kind is Kind.PAINTED and key is not None:
            found.append((each.at - key.at) / MILLISECOND)
            key = None
    return found


def say(what: str, values: list[float]) -> None:
    """One line of figures."""
    ordered = sorted(values)
    late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    sys.stdout.write(
        f"{what}: {len(values)} times, median {statistics.median(values):.1f}, "
        f"95 % {late:.1f}, maximum {ordered[-1]:.1f}\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 300)
