"""Fields and sheets keep the keys to themselves, and give the keyboard back."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.content import contents, header, with_fields
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


def test_a_publisher_is_completed_chosen_and_listed(robot: DeskRobot, sample: Path, order: list[str]) -> None:
    before = contents(sample)
    files = {name: header(before[f"_news/{name}"]) for name in order}
    lantern = [name for name, fields in files.items() if "The Lantern" in str(fields["provider"])]
    robot.press("slash")
    robot.wait_for_focus("search")
    robot.screen.type("prov")
    robot.wait(lambda: offered(robot) == ["provider:"], "the field being offered")
    robot.press("Tab")
    robot.wait_for_text("search", "provider:")
    robot.screen.type("lan")
    robot.wait(lambda: offered(robot) == ['provider:"The Lantern"'], "the publisher being offered")
    robot.press("Down", "Return")
    robot.wait_for_text("search", 'provider:"The Lantern"')
    robot.wait(lambda: robot.listed() == lantern, "the articles of the publisher")
    assert not robot.part("search_completions").is_visible
    robot.press("Return")
    robot.wait_for_focus("article_list")
    robot.wait_for_article(lantern[0])
    robot.quit()
    assert contents(sample) == before


def offered(robot: DeskRobot) -> list[str]:
    """What is seen below the query box."""
    is_open = robot.part("search_completions").is_visible
    return [row.text for row in robot.rows("search_completions")] if is_open else []


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
