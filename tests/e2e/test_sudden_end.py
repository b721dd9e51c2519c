"""The program is killed right after a decision: whole files, and nothing lost that was called saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.content import contents, rated


@pytest.fixture
def name(order: list[str]) -> str:
    return f"_news/{order[0]}"


def test_what_was_called_saved_is_there_after_kill(
    start: Start, sample: Path, order: list[str], name: str
) -> None:
    before = contents(sample)
    robot = start(sample)
    robot.wait_for_article(order[0])
    robot.press("4")
    robot.wait_for_text("last_decision", "quality 40")
    robot.wait_until_saved()
    robot.kill()
    assert contents(sample) == {**before, name: rated(before[name], 40)}

    robot = start(sample)
    robot.wait_for_article(order[1])
    assert ", decided, " in robot.row(order[0]).spoken
    robot.press("z")
    robot.wait_for_article(order[0])
    robot.wait_until_saved()
    assert contents(sample) == before


@pytest.mark.parametrize("is_seen", [False, True], ids=["at once", "when the next is seen"])
def test_kill_in_the_middle_leaves_all_of_a_decision_or_nothing(
    start: Start, sample: Path, order: list[str], name: str, is_seen: bool
) -> None:
    before = contents(sample)
    robot = start(sample)
    robot.wait_for_article(order[0])
    robot.press("4")
    if is_seen:
        robot.wait_for_article(order[1])
    robot.kill()
    decided = {**before, name: rated(before[name], 40)}
    # A temporary file may have been left; the next start clears it away.
    assert contents(sample)[name] in (before[name], decided[name])

    robot = start(sample)
    robot.wait(lambda: robot.on_screen() in order[:2], "the first undecided article")
    robot.wait_until_saved()
    is_decided = ", decided, " in robot.row(order[0]).spoken
    assert contents(sample) == (decided if is_decided else before)
    assert robot.on_screen() == order[1 if is_decided else 0]
