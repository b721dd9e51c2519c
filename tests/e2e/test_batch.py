"""Marked articles are decided together, after a question that names their number."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.content import contents, rated, with_fields
from tests.e2e.desk_robot import DeskRobot


def marked(robot: DeskRobot) -> list[str]:
    """The files the list says are marked."""
    return [Path(row.path).name for row in robot.rows() if row.spoken.endswith(", marked")]


def test_a_batch_asks_first_and_esc_changes_nothing(robot: DeskRobot, sample: Path, order: list[str]) -> None:
    before = contents(sample)
    robot.press("t", "shift+Down", "shift+Down")
    robot.wait_for_article(order[2])
    robot.press("4")
    robot.wait_for_text("notice_text", "Quality 40 for 3 marked articles?")
    assert marked(robot) == order[:3]
    robot.press("Escape")
    robot.wait_for_text("notice_text", "3 articles marked")
    robot.press("Escape")
    robot.wait(lambda: not marked(robot), "no marks")
    robot.quit()
    assert contents(sample) == before


def test_a_confirmed_batch_changes_all_and_one_undo_takes_all_back(
    robot: DeskRobot, sample: Path, order: list[str]
) -> None:
    before = contents(sample)
    robot.press("t", "shift+Down", "shift+Down")
    robot.wait_for_article(order[2])
    robot.press("4")
    robot.wait_for_text("notice_text", "marked articles?")
    robot.press("Return")
    robot.wait_for_text("last_decision", "quality 40 for 3 articles")
    robot.wait_until_saved()
    changed = {f"_news/{file}": rated(before[f"_news/{file}"], 40) for file in order[:3]}
    assert contents(sample) == {**before, **changed}
    robot.press("z")
    robot.wait_for_text("last_decision", "undone: 3 articles")
    robot.wait_until_saved()
    assert contents(sample) == before


def test_the_whole_list_can_be_marked_and_decided(robot: DeskRobot, sample: Path, order: list[str]) -> None:
    before = contents(sample)
    robot.press("ctrl+a", "x")
    robot.wait_for_text("notice_text", f"Not published for {len(order)} marked articles?")
    robot.press("Return")
    robot.wait_for_text("last_decision", f"not published for {len(order)} articles")
    robot.wait_until_saved()
    changed = {
        name: with_fields(data, published=False) for name, data in before.items() if name.endswith(".md")
    }
    assert contents(sample) == {**before, **changed}


def test_d_marks_the_story_and_nothing_else(robot: DeskRobot, sample: Path, order: list[str]) -> None:
    story = [
        name
        for name in order
        if b'"Storm cuts the cable' in (sample / "_news" / name).read_bytes()
        or b"title: Storm cuts the cable" in (sample / "_news" / name).read_bytes()
    ]
    assert len(story) == 3
    robot.click_row(story[1])
    robot.wait_for_article(story[1])
    robot.press("d")
    robot.wait_for_text("notice_text", "3 articles marked")
    assert marked(robot) == story


def test_moving_away_takes_the_question_back(robot: DeskRobot, sample: Path, order: list[str]) -> None:
    before = contents(sample)
    robot.press("t", "shift+Down")
    robot.wait_for_article(order[1])
    robot.press("9")
    robot.wait_for_text("notice_text", "marked articles?")
    robot.press("j", "Return")
    robot.wait_for_text("notice_text", "2 articles marked")
    robot.quit()
    assert contents(sample) == before
