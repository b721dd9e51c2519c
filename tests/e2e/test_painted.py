"""A key acts on the article that was on the screen when it was pressed, or on none."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.conftest import CORPUS, SAMPLE, Start
from tests.e2e.content import contents, newest_first, rated
from tests.e2e.desk_robot import DeskRobot
from tests.e2e.protocol import Happening, Kind

MILLISECOND = 1_000_000
_TYPED = 150


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Real articles, 192 of them, where they are there; else the sample folder."""
    source = CORPUS / "power-apps" / "_news"
    return Path(shutil.copytree(source if source.is_dir() else SAMPLE / "_news", tmp_path / "many"))


def keys(robot: DeskRobot) -> list[Happening]:
    return [each for each in robot.log() if each.kind is Kind.KEY]


def changed(before: dict[str, bytes], folder: Path) -> list[str]:
    after = contents(folder)
    return [name for name, data in before.items() if after[name] != data]


def test_a_key_held_down_decides_one_article(start: Start, sample: Path) -> None:
    order, before = newest_first(sample), contents(sample)
    robot = start(sample)
    robot.wait_for_article(order[0])
    with robot.screen.holding("5"):
        robot.wait(lambda: sum(key.is_repeat for key in keys(robot)) > 20, "the key repeating")
    robot.wait_for_article(order[1])
    robot.quit()
    name = f"_news/{order[0]}"
    assert contents(sample) == {**before, name: rated(before[name], 50)}


def test_a_held_key_may_move_on(start: Start, sample: Path) -> None:
    order, before = newest_first(sample), contents(sample)
    robot = start(sample)
    robot.wait_for_article(order[0])
    with robot.screen.holding("j"):
        robot.wait_for_article(order[-1])
    assert contents(sample) == before


def test_keys_typed_ahead_never_decide_an_article_not_yet_seen(start: Start, many: Path) -> None:
    before = contents(many)
    robot = start(many)
    robot.wait(robot.on_screen, "the first article")
    robot.screen.type("57" * (_TYPED // 2))
    robot.wait(lambda: len(keys(robot)) == _TYPED, "all keys to arrive")
    robot.wait_until_saved()
    log = robot.log()
    robot.quit()
    choices = decisions(log)
    assert sorted(choice.file for choice in choices) == sorted(changed(before, many))
    assert [(choice.file, choice.lead) for choice in choices if choice.lead < 0] == []


@dataclass(frozen=True, slots=True)
class Decision:
    """The article on the screen, and how long it had been there when the key was pressed that decided it."""

    file: str
    lead: float  # milliseconds


def decisions(log: list[Happening]) -> list[Decision]:
    """The decisions of a log, each with the key just before it and the article painted last before that."""
    found, painted, key, quickest = [], None, None, float("inf")
    for each in log:
        match each.kind:
            case Kind.PAINTED:
                painted = each
            case Kind.KEY:
                key = each
                # How long the quickest key took cannot be told from the clocks being apart.
                quickest = min(quickest, key.at / MILLISECOND - key.pressed_at)
            case Kind.DECIDED if painted is not None and key is not None:
                lead = key.pressed_at + quickest - painted.at / MILLISECOND
                # The server counts whole milliseconds.
                found.append(Decision(Path(painted.what).name, lead + 1))
    return found
