"""Each state of the picture in the real window: what is said, which key helps, and how it looks.

How it looks is for people: CURATOR_SCREENSHOTS names a folder for screenshots, in both themes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.desk_robot import DeskRobot
from tests.e2e.picture_states import StateOfPicture, image_lines, states, write_states
from tests.e2e.test_pictures_of_it import resize
from tests.ui.newsroom import article
from tests.ui.picture_server import PictureServer, picture_server

SCREENSHOTS = os.environ.get("CURATOR_SCREENSHOTS", "")
BOTH_THEMES = ("light", "dark")
THEMES = BOTH_THEMES if SCREENSHOTS else ("light",)
"""What is said is the same in both, so one is enough where nobody looks."""


@pytest.fixture
def server() -> Iterator[PictureServer]:
    with picture_server() as made:
        yield made


@pytest.fixture
def found(server: PictureServer) -> tuple[StateOfPicture, ...]:
    return states(server)


@pytest.fixture
def folder(tmp_path: Path, found: tuple[StateOfPicture, ...]) -> Path:
    return write_states(tmp_path / "harbour-news", found)


def choose(home: Path, folder: Path, theme: str, remote: str = "on", *, is_trusted: bool = True) -> None:
    """Write the settings: pictures from the web, and from this computer."""
    answer = {"paths": [str(folder)], "loads": None, "is_trusted": is_trusted}
    settings = {"theme": theme, "remote_pictures": remote, "folder_pictures": [answer]}
    (home / "config" / "settings.json").write_text(json.dumps(settings), encoding="utf-8")


def wait_for_picture(robot: DeskRobot, words: str) -> None:
    robot.wait(lambda: robot.part("article_image").description.startswith(words), f"“{words}”")


def keep(robot: DeskRobot, name: str) -> None:
    """Save what is on the screen once it stays the same, where screenshots are wanted."""
    if not SCREENSHOTS:
        return
    file = Path(SCREENSHOTS) / f"{name}.png"
    file.parent.mkdir(parents=True, exist_ok=True)

    def is_at_rest() -> bool:
        before = file.read_bytes() if file.exists() else b""
        robot.take_picture(file)
        return before == file.read_bytes()

    robot.wait(is_at_rest, "the window at rest")


@pytest.mark.parametrize("theme", BOTH_THEMES)
def test_every_state_says_what_it_is_and_which_key_helps(
    start: Start, home: Path, folder: Path, found: tuple[StateOfPicture, ...], theme: str
) -> None:
    choose(home, folder, theme)
    robot = start(folder)
    robot.wait_for_article("shown.md")
    resize(robot)
    for state in found:
        robot.wait_for_article(f"{state.name}.md")
        wait_for_picture(robot, state.said)
        keep(robot, f"picture-{state.name}-{theme}")
        robot.press("j")


@pytest.mark.parametrize("theme", THEMES)
def test_pictures_go_round_and_are_shown_large(start: Start, home: Path, folder: Path, theme: str) -> None:
    choose(home, folder, theme)
    robot = start(folder)
    robot.wait_for_article("shown.md")
    resize(robot)
    robot.press("j")
    robot.wait_for_article("several.md")
    robot.press("i")
    wait_for_picture(robot, "Picture 2 of 3")
    keep(robot, f"picture-second-{theme}")
    robot.click("article_image")
    wait_for_zoom(robot, "2 of 3 · 1600 × 900")
    keep(robot, f"zoom-fits-{theme}")
    robot.press("space", "Left")
    wait_for_zoom(robot, "2 of 3 · 1600 × 900 · 100%. Space: fits the window")
    keep(robot, f"zoom-full-{theme}")
    robot.press("i", "i")
    wait_for_zoom(robot, "1 of 3")
    robot.press("8")
    robot.wait(lambda: not robot.part("picture_zoom").is_visible, "the zoom being closed")
    wait_for_picture(robot, "Picture 1 of 3")
    assert robot.text("progress_text").startswith("0 of")


def wait_for_zoom(robot: DeskRobot, words: str) -> None:
    robot.wait(lambda: robot.part("picture_zoom").description.startswith(words), f"“{words}” in the zoom")


@pytest.mark.parametrize("theme", THEMES)
def test_web_is_asked_after_the_editor_only(
    start: Start, home: Path, folder: Path, server: PictureServer, theme: str
) -> None:
    choose(home, folder, theme, "ask")
    robot = start(folder)
    robot.wait_for_article("shown.md")
    resize(robot)
    wait_for_picture(robot, "Picture")
    robot.wait_for_text("notice_text", "Pictures of this folder are on the web.")
    keep(robot, f"picture-asked-{theme}")
    assert server.asked == []
    robot.press("u")
    wait_for_picture(robot, "Picture 1 of 1 · 1600 × 900")


@pytest.mark.parametrize("theme", THEMES)
def test_private_network_is_left_alone_until_the_folder_is_trusted(
    start: Start, home: Path, folder: Path, server: PictureServer, theme: str
) -> None:
    choose(home, folder, theme, is_trusted=False)
    robot = start(folder)
    robot.wait_for_article("shown.md")
    resize(robot)
    wait_for_picture(robot, "Picture blocked: leads into a private network")
    keep(robot, f"picture-private-{theme}")
    robot.press("ctrl+k")
    robot.wait_for_focus("palette_input")
    robot.screen.type("trust")
    robot.press("Return")
    robot.wait_for_text("notice_text", "Trust this folder?")
    keep(robot, f"picture-trust-{theme}")
    assert server.asked == []
    robot.press("Return")
    wait_for_picture(robot, "Picture 1 of 1 · 1600 × 900")


@pytest.mark.parametrize("theme", THEMES)
def test_without_a_network_what_was_kept_is_shown_and_says_so(
    start: Start, home: Path, tmp_path: Path, theme: str
) -> None:
    with picture_server() as server:
        folder = write_states(tmp_path / "harbour-news", states(server))
        choose(home, folder, theme)
        before = start(folder)
        before.wait_for_article("shown.md")
        wait_for_picture(before, "Picture 1 of 1 · 1600 × 900")
        before.stop()
    away = image_lines(server.url("/away.jpg").replace("127.0.0.1", "localhost"))
    (folder / "away.md").write_bytes(article("A picture nobody has seen yet", 29, *away))
    robot = start(folder)
    robot.wait_for_article("away.md")
    resize(robot)
    robot.wait(lambda: "U tries again" in robot.part("article_image").description, "no picture")
    robot.press("j")
    robot.wait_for_article("shown.md")
    wait_for_picture(robot, "Picture 1 of 1 · 1600 × 900, kept copy")
    keep(robot, f"picture-kept-copy-{theme}")
    # Two hosts are silent by now: it is not they.
    robot.press("k")
    robot.wait_for_article("away.md")
    robot.press("u")
    wait_for_picture(robot, "Picture offline: no copy of this picture is kept. U tries again")
    keep(robot, f"picture-offline-{theme}")


@pytest.mark.parametrize("theme", THEMES)
def test_view_is_kept_for_working_offline(
    start: Start, home: Path, folder: Path, server: PictureServer, theme: str
) -> None:
    choose(home, folder, theme)
    robot = start(folder)
    robot.wait_for_article("shown.md")
    resize(robot)
    wait_for_picture(robot, "Picture 1 of 1 · 1600 × 900")
    robot.press("ctrl+d")
    robot.wait_for_text("notice_text", "Keeping pictures:")
    keep(robot, f"offline-at-work-{theme}")
    server.released.set()
    robot.wait_for_text("notice_text", "pictures kept")
    keep(robot, f"offline-kept-{theme}")
