"""How it looks: the sample folder in both themes, as it is on the screen.

CURATOR_SCREENSHOTS names a folder that keeps the pictures.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from tests.e2e.conftest import Start
from tests.e2e.desk_robot import DeskRobot

WIDTH, HEIGHT = 1440, 900


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where the pictures go."""
    folder = Path(os.environ.get("CURATOR_SCREENSHOTS") or tmp_path / "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize(("theme", "ground"), [("light", "#F6F5F2"), ("dark", "#161513")])
def test_the_sample_folder_in_both_themes(
    start: Start, home: Path, sample: Path, order: list[str], kept: Path, theme: str, ground: str
) -> None:
    choose_theme(home, theme)
    robot = start(sample)
    robot.wait_for_article(order[0])
    resize(robot)
    # Enough decided to see progress, and the leader of a story on the screen.
    for key, then in (("9", order[1]), ("7", order[2])):
        robot.press(key)
        robot.wait_for_article(then)
    robot.wait_until_saved()
    file = kept / f"desk-{theme}.png"
    take_picture_at_rest(robot, file)
    image = QImage(str(file))
    assert (image.width(), image.height()) == (WIDTH, HEIGHT)
    corner = robot.part("article_page").box
    window = robot.part("main_window").box
    assert image.pixelColor(corner.left - window.left + 4, corner.top - window.top + 40) == QColor(ground)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_first_page_in_both_themes(start: Start, home: Path, kept: Path, theme: str) -> None:
    choose_theme(home, theme)
    robot = start()
    robot.wait_for_text("welcome_headline", "Drop a folder")
    resize(robot)
    take_picture_at_rest(robot, kept / f"first-{theme}.png")


def choose_theme(home: Path, theme: str) -> None:
    settings = home / "config" / "settings.json"
    settings.write_text(json.dumps({**json.loads(settings.read_text()), "theme": theme}))


def resize(robot: DeskRobot) -> None:
    """Give the window the size of the drawings."""
    robot.screen.do("windowmove", robot.window().id, 0, 0)
    robot.screen.do("windowsize", robot.window().id, WIDTH, HEIGHT)
    robot.wait(lambda: robot.part("main_window").box.width == WIDTH, "the window having its size")


def take_picture_at_rest(robot: DeskRobot, file: Path) -> None:
    """Save what is on the screen once its picture is there and nothing moves any more."""

    def is_at_rest() -> bool:
        before = file.read_bytes() if file.exists() else b""
        robot.take_picture(file)
        return before == file.read_bytes()

    image = robot.part("article_image")
    if image.is_visible:
        robot.wait(lambda: robot.part("article_image").description.startswith("Picture 1"), "the picture")
    robot.wait(is_at_rest, "the window at rest")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_narrowing_order_and_views_in_both_themes(
    start: Start, home: Path, sample: Path, order: list[str], kept: Path, theme: str
) -> None:
    choose_theme(home, theme)
    robot = start(sample)
    robot.wait_for_article(order[0])
    resize(robot)
    robot.press("g")
    robot.wait(lambda: len(robot.rows("facet_list")) > 4, "the values")
    robot.press("Down", "Down", "Return", "Down", "minus")
    robot.wait(lambda: [row for row in robot.rows("facet_list") if "left out" in row.spoken], "both signs")
    take_picture_at_rest(robot, kept / f"narrow-{theme}.png")
    robot.press("Tab", "o")
    robot.wait(lambda: robot.part("sort_chooser").is_visible, "the orders")
    take_picture_at_rest(robot, kept / f"sort-{theme}.png")
    robot.press("Escape", "shift+w")
    robot.wait_for_focus("view_input")
    robot.screen.type("Front page")
    robot.press("Return")
    robot.wait_for_text("link_views", "Front page")
    robot.press("w")
    robot.wait_for_focus("view_input")
    take_picture_at_rest(robot, kept / f"views-{theme}.png")
