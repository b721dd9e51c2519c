"""An editor decides, goes back, restarts, goes on; every file is then what it should be, to the byte."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.conftest import CORPUS, SAMPLE, Start
from tests.e2e.content import contents, header, newest_first, rated, with_fields
from tests.e2e.desk_robot import DeskRobot
from tests.e2e.dragging import dragged


@dataclass(frozen=True, slots=True)
class Step:
    """Keys on an article, and what they should make of its file; `then` goes on where they stay."""

    keys: tuple[str, ...]
    outcome: Callable[[bytes], bytes]
    then: str = ""


def nudged(data: bytes) -> bytes:
    """Twice up and once down."""
    return rated(data, int(str(header(data).get("quality", 0))) + 1)


def unchanged(data: bytes) -> bytes:
    return data


STEPS = (
    Step(("5",), lambda data: rated(data, 50)),
    Step(("0",), lambda data: rated(data, 100)),
    Step(("q", "8", "4", "Return"), lambda data: rated(data, 84)),
    Step(("plus", "plus", "minus"), nudged, then="n"),
    Step(("h", "9", "0", "Return"), lambda data: with_fields(data, heat=90)),
    Step(("a",), lambda data: with_fields(data, published=True)),
    Step(("x",), lambda data: with_fields(data, published=False)),
    Step(("h", "x"), lambda data: with_fields(data, heat=-1)),
    Step(("s",), unchanged),
    Step(("8",), lambda data: rated(data, 80)),
    Step(("e",), unchanged),
    Step(("shift+7",), lambda data: rated(data, 70), then=" "),
)


@pytest.fixture(params=["sample", "ai"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the sample folder, and of real articles where they are there."""
    source = SAMPLE if request.param == "sample" else CORPUS / request.param
    if not source.is_dir():
        pytest.skip(f"{source} is not there")
    return Path(shutil.copytree(source, tmp_path / request.param))


def test_what_was_decided_is_in_the_files_and_nothing_else(start: Start, folder: Path) -> None:
    order, before = newest_first(folder), contents(folder)
    robot = start()
    with dragged(robot, [folder], "welcome_page"):
        robot.wait_for_article(order[0])
        assert robot.listed() == order
        decide_all(robot, order)
    outcomes = [step.outcome for step in STEPS]
    decided = expected(before, order, outcomes)
    assert contents(folder) == decided
    assert sum(decided[name] != data for name, data in before.items()) >= 8

    robot.press("z", "BackSpace", "ctrl+z")
    robot.wait_for_article(order[9])
    robot.wait_until_saved()
    outcomes[9:] = [unchanged, unchanged, unchanged]
    assert contents(folder) == expected(before, order, outcomes)

    robot.press("shift+z")
    robot.wait_for_text("last_decision", "done again")
    robot.wait_until_saved()
    outcomes[9] = STEPS[9].outcome
    assert contents(folder) == expected(before, order, outcomes)
    robot.quit()

    robot = start(folder)
    robot.wait_for_article(order[10])
    assert robot.text("progress_text").startswith(f"9 of {len(order)}")
    # What was put off is not decided, and what was undone neither.
    assert [state_of(robot, file) for file in order[7:12]] == ["decided", "later", "decided", "", ""]
    robot.press("z")
    robot.wait_for_article(order[9])
    robot.wait_until_saved()
    outcomes[9] = unchanged
    assert contents(folder) == expected(before, order, outcomes)
    robot.quit()


def decide_all(robot: DeskRobot, order: list[str]) -> None:
    """Take every step on its article, waiting each time until the next one is seen."""
    for place, step in enumerate(STEPS):
        robot.wait_for_article(order[place])
        robot.press(*step.keys)
        if step.then.strip():
            robot.press(step.then)
    robot.wait_for_text("last_decision", "quality 70")
    robot.wait_until_saved()


def expected(
    before: dict[str, bytes], order: list[str], outcomes: list[Callable[[bytes], bytes]]
) -> dict[str, bytes]:
    """The folder after `outcomes` for the articles of `order`."""
    by_name = dict(zip(order, outcomes, strict=False))
    return {name: by_name.get(Path(name).name, unchanged)(data) for name, data in before.items()}


def state_of(robot: DeskRobot, file: str) -> str:
    """What the list says was decided of an article."""
    words = robot.row(file).spoken.split(", ")
    return next((word for word in ("decided", "reviewed", "later") if word in words), "")
