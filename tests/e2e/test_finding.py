"""Fields and sheets keep the keys to themselves, and give the keyboard back."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.content import contents, with_fields
from tests.e2e.desk_robot import DeskRobot


def test_search_narrows_the_list_and_swallows_plain_keys(
    robot: DeskRobot, sample: Path, order: list[str]
) -> None:
    before = contents(sample)
    robot.press("slash")
    robot.wait_for_focus("search")
    robot.screen.type("8 xes")
    robot.wait_for_text("search", "8 xes")
    robot.wait_for_text("state_headline", "Nothing matches")
    robot.press("ctrl+a", "BackSpace")
    robot.screen.type("town")
    found = [name for name in order if "town" in name]
    robot.wait(
        lambda: robot.listed() and set(found) <= set(robot.listed()) != set(order), "what has town in it"
    )
    robot.press("Escape")
    robot.wait_for_focus("article_list")
    robot.press("Escape")
    robot.wait(lambda: robot.listed() == order, "the whole list")
    robot.quit()
    assert contents(sample) == before


def test_esc_leaves_a_number_half_typed(robot: DeskRobot, sample: Path) -> None:
    before = contents(sample)
    robot.press("q", "9", "9", "Escape")
    robot.wait_for_focus("article_list")
    robot.press("h", "5", "Escape")
    robot.wait_for_focus("article_list")
    assert not robot.part("quality_entry").is_visible
    robot.quit()
    assert contents(sample) == before


def test_the_palette_finds_a_command_and_runs_it(robot: DeskRobot, sample: Path, order: list[str]) -> None:
    before = contents(sample)
    robot.press("ctrl+k")
    robot.wait_for_focus("palette_input")
    robot.screen.type("not published")
    robot.wait(lambda: robot.rows("palette_list")[0].text == "Not Published", "the command")
    robot.press("Return")
    robot.wait_for_article(order[1])
    robot.wait_until_saved()
    name = f"_news/{order[0]}"
    assert contents(sample) == {**before, name: with_fields(before[name], published=False)}


def test_the_cheat_sheet_lets_no_key_through(robot: DeskRobot, sample: Path, order: list[str]) -> None:
    before = contents(sample)
    robot.press("question")
    robot.wait(lambda: robot.part("cheat_sheet").is_visible, "the cheat sheet")
    robot.press("shift+5", "Escape")
    robot.wait(lambda: not robot.part("cheat_sheet").is_visible, "the cheat sheet being gone")
    robot.press("Down")
    robot.wait_for_article(order[1])
    robot.quit()
    assert contents(sample) == before
