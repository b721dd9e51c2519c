"""P lists what is wrong in the folder, and leads to it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.e2e.content import contents
from tests.e2e.desk_robot import DeskRobot

REASON = "quality is text, a number was expected"


def test_clean_folder_is_said_to_be_clean(robot: DeskRobot, sample: Path, order: list[str]) -> None:
    before = contents(sample)
    robot.press("p")
    robot.wait_for_text("problem_headline", "Nothing is wrong in these")
    robot.press("a", "5", "Escape")
    robot.wait_for_focus("article_list")
    robot.press("Down")
    robot.wait_for_article(order[1])
    robot.quit()
    assert contents(sample) == before


def test_what_is_wrong_is_listed_and_one_enter_away(robot: DeskRobot, sample: Path, order: list[str]) -> None:
    path = sample / "_news" / order[5]
    text = path.read_bytes()
    path.write_bytes(re.sub(rb"(?m)^(title: .*)$", rb"\1\nquality: sixty", text))
    robot.press("p")
    robot.wait(lambda: [row.text for row in robot.rows("problem_list")][1:] == [REASON], "the finding")
    robot.press("Return")
    robot.wait_for_article(order[5])
    robot.wait_for_text("problems", REASON)
    robot.wait_for_text("link_problems", "1 problem")
    path.write_bytes(text)
    robot.wait(lambda: REASON not in robot.text("problems"), "the article being read again")
    robot.press("p")
    robot.wait_for_text("problem_headline", "Nothing is wrong in these")
