"""Ways to open something: dragged from another program, the command line, the first page, the menu."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.e2e.conftest import Start
from tests.e2e.content import newest_first
from tests.e2e.dragging import dragged


def test_without_a_folder_the_first_page_invites(start: Start) -> None:
    robot = start()
    robot.wait_for_text("welcome_headline", "Drop a folder")
    assert robot.window().title == "Curator"


def test_a_folder_dragged_from_another_program_is_opened(start: Start, sample: Path) -> None:
    robot = start()
    with dragged(robot, [sample], "welcome_page") as outcome:
        assert outcome == "dropped"
        robot.wait_for_article(newest_first(sample)[0])
    assert robot.listed() == newest_first(sample)
    assert robot.window().title.endswith(" — sample — Curator")


def test_keys_decide_right_after_a_drag(start: Start, sample: Path) -> None:
    robot = start()
    first, second, *_ = newest_first(sample)
    with dragged(robot, [sample], "welcome_page"):
        robot.wait_for_article(first)
        robot.press("5")
        robot.wait_for_article(second)


def test_two_folders_dragged_at_once_are_opened_together(start: Start, sample: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(sample, tmp_path / "other"))
    robot = start()
    with dragged(robot, [sample, other], "welcome_page"):
        robot.wait(lambda: len(robot.rows()) == 24, "the articles of both folders")
        robot.wait(robot.on_screen, "the first article")
    assert {Path(row.path).parents[1] for row in robot.rows()} == {sample, other}
    assert robot.window().title.endswith(" — sample and 1 more — Curator")


def test_single_files_dragged_onto_an_open_folder_replace_it(start: Start, sample: Path) -> None:
    robot = start(sample)
    robot.wait_for_article(newest_first(sample)[0])
    chosen = sorted(sample.rglob("*.md"))[:2]
    with dragged(robot, chosen, "article"):
        robot.wait(lambda: len(robot.rows()) == 2, "only the two files")
    assert sorted(robot.listed()) == [path.name for path in chosen]
