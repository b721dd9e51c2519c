"""Everything that has a key can be clicked as well."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.e2e.conftest import Start
from tests.e2e.content import contents, newest_first, rated, with_fields
from tests.e2e.desk_robot import DeskRobot


def test_a_click_on_the_scale_rates_and_goes_on(robot: DeskRobot, sample: Path, order: list[str]) -> None:
    file = sample / "_news" / order[0]
    before = file.read_bytes()
    robot.click("quality_3")
    robot.wait_for_article(order[1])
    robot.wait_until_saved()
    assert file.read_bytes() == rated(before, 30)


def test_clicks_on_yes_and_no_publish_and_unpublish(robot: DeskRobot, sample: Path, order: list[str]) -> None:
    files = [sample / "_news" / name for name in order[:2]]
    before = [file.read_bytes() for file in files]
    robot.click("published_no")
    robot.wait_for_article(order[1])
    robot.click("published_yes")
    robot.wait_for_article(order[2])
    robot.wait_until_saved()
    assert files[0].read_bytes() == with_fields(before[0], published=False)
    assert files[1].read_bytes() == with_fields(before[1], published=True)


def test_a_double_click_decides_one_article(robot: DeskRobot, sample: Path, order: list[str]) -> None:
    before = contents(sample)
    x, y = robot.part("quality_3").box.middle
    robot.screen.do("mousemove", x, y, "click", "--repeat", 2, "--delay", 120, 1)
    robot.wait_for_article(order[1])
    robot.quit()
    name = f"_news/{order[0]}"
    assert contents(sample) == {**before, name: rated(before[name], 30)}


def test_a_click_in_the_list_goes_to_that_article(robot: DeskRobot, sample: Path, order: list[str]) -> None:
    robot.click_row(order[3])
    robot.wait_for_article(order[3])
    file = sample / "_news" / order[3]
    before = file.read_bytes()
    robot.press("shift+6")
    robot.wait_for_text("last_decision", "quality 60")
    robot.wait_until_saved()
    assert file.read_bytes() == rated(before, 60)


def test_a_chip_filters_the_list_and_esc_takes_the_filter_back(robot: DeskRobot, order: list[str]) -> None:
    robot.press("x")
    robot.wait_for_article(order[1])
    robot.click("filter_undecided")
    robot.wait(lambda: robot.listed() == order[1:], "the undecided articles")
    assert robot.text("search") == "undecided"
    robot.press("Escape")
    robot.wait(lambda: robot.listed() == order, "all articles")


def test_undo_beside_the_last_decision_takes_it_back(
    robot: DeskRobot, sample: Path, order: list[str]
) -> None:
    file = sample / "_news" / order[0]
    before = file.read_bytes()
    robot.press("2")
    robot.wait_for_article(order[1])
    robot.click("link_undo")
    robot.wait_for_article(order[0])
    robot.wait_until_saved()
    assert file.read_bytes() == before


def test_open_recent_opens_the_folder_before(start: Start, sample: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(sample, tmp_path / "the other one"))
    robot = start(other)
    robot.wait_for_article(newest_first(other)[0])
    robot.quit()
    robot = start(sample)
    robot.wait_for_article(newest_first(sample)[0])
    robot.choose("menu_bar", "File", then="menu_file")
    robot.choose("menu_file", "Open Recent", then="menu_recent")
    robot.choose("menu_recent", "the other one")
    robot.wait(lambda: robot.window().title.endswith(" — the other one — Curator"), "the other folder")
    robot.wait(lambda: {Path(row.path).parents[1] for row in robot.rows()} == {other}, "its articles")
    robot.quit()
