"""Somebody else works on the same files: nobody's work is lost."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.e2e.content import rated
from tests.e2e.desk_robot import DeskRobot


@pytest.fixture
def file(sample: Path, order: list[str]) -> Path:
    """The article on the screen."""
    return sample / "_news" / order[0]


def reseal(file: Path, seal: bytes) -> None:
    """What the bot does every few hours: another `secured`, the file swapped in one step."""
    data, count = re.subn(rb'(?m)^secured: "[^"]*"', b'secured: "' + seal + b'"', file.read_bytes())
    assert count == 1
    fresh = file.with_suffix(".new")
    fresh.write_bytes(data)
    os.replace(fresh, file)


def test_a_change_before_the_decision_is_kept_with_it(robot: DeskRobot, file: Path, order: list[str]) -> None:
    reseal(file, b"sealed anew")
    changed = file.read_bytes()
    robot.press("4")
    robot.wait_for_article(order[1])
    robot.wait_until_saved()
    assert file.read_bytes() == rated(changed, 40)


def test_changes_while_deciding_are_all_kept(robot: DeskRobot, file: Path, order: list[str]) -> None:
    for number in range(1, 9):
        reseal(file, b"seal %d" % number)
        robot.press(f"shift+{number}")
        robot.wait_for_text("last_decision", f"quality {number}0")
        robot.wait_until_saved()
    expected = rated(file.read_bytes(), 80)
    assert file.read_bytes() == expected
    assert b'secured: "seal 8"' in expected


def test_a_change_after_the_decision_survives_its_undo(
    robot: DeskRobot, file: Path, sample: Path, order: list[str]
) -> None:
    before = file.read_bytes()
    robot.press("4")
    robot.wait_for_article(order[1])
    robot.wait_until_saved()
    reseal(file, b"sealed anew")
    robot.press("z")
    robot.wait_for_article(order[0])
    robot.wait_until_saved()
    seal = re.search(rb'secured: "[^"]*"', before)
    assert seal is not None
    assert file.read_bytes() == before.replace(seal[0], b'secured: "sealed anew"')


def test_a_new_title_on_disk_is_shown_without_a_question(robot: DeskRobot, file: Path, sample: Path) -> None:
    file.write_bytes(re.sub(rb"(?m)^title: .*?(?=\r?$)", b'title: "Told anew"', file.read_bytes(), count=1))
    robot.wait_for_text("article_title", "Told anew")
    robot.wait(lambda: robot.window().title.startswith("Told anew — "), "the title of the window")
    assert robot.rows()[0].text == "Told anew"


def test_a_decision_that_the_bot_took_back_is_told_and_restated(robot: DeskRobot, file: Path) -> None:
    before = file.read_bytes()
    robot.press("shift+4")
    robot.wait_for_text("last_decision", "quality 40")
    robot.wait_until_saved()
    fresh = file.with_suffix(".new")
    fresh.write_bytes(before)
    os.replace(fresh, file)
    robot.wait_for_text("notice_text", "Somebody undid your decision (")
    robot.wait_for_text("departure", "Somebody undid your decision: ")
    robot.press("F6")
    robot.wait(lambda: file.read_bytes() == rated(before, 40), "the decision being in the file again")
    robot.wait(lambda: not robot.text("departure"), "nothing more to tell of it")


def test_an_article_deleted_and_one_added_are_noticed(
    robot: DeskRobot, sample: Path, order: list[str]
) -> None:
    data = (sample / "_news" / order[1]).read_bytes()
    (sample / "_news" / order[2]).unlink()
    (sample / "_news" / "2026-12-01-new.md").write_bytes(data)
    expected = {*order, "2026-12-01-new.md"} - {order[2]}
    robot.wait(lambda: set(robot.listed()) == expected, "the list following the folder")
    assert robot.is_at(order[0])
