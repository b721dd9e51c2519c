"""An editor chooses another lead picture, and takes it back: the file is what it should be, to the byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.desk_robot import DeskRobot

HEAD = b"---\r\ntitle: Three pictures\r\npublishedDateTime: 2026-01-09T08:00:00Z\r\ntype: article\r\n"
FIRST = b"- url: /assets/a.jpg\r\n  width: 640\r\n  # height: 480\r\n"
SECOND = b"# by the agency\r\n- title: 'It''s'\r\n  url: \"/assets/b.jpg\"\r\n"
THIRD = b"- /assets/c.jpg # cut out\r\n"
TAIL = b'\r\nsecured: "abc" # sealed\r\n---\r\nBody\r\n'


@pytest.fixture
def file(sample: Path) -> Path:
    """The newest article of a site, with three pictures in CRLF."""
    pictures = sorted(sample.rglob("*.jpg"))[:3]
    site = sample.parent / "site"
    (site / "assets").mkdir(parents=True)
    (site / "_config.yml").write_bytes(b"title: a site\n")
    for picture, name in zip(pictures, "abc", strict=True):
        shutil.copyfile(picture, site / "assets" / f"{name}.jpg")
    file = site / "three.md"
    file.write_bytes(HEAD + b"images:\r\n" + FIRST + b"\r\n" + SECOND + THIRD + TAIL)
    return file


def wait_for_picture(robot: DeskRobot, words: str) -> None:
    robot.wait(lambda: robot.part("article_image").description.startswith(words), words)


def test_the_list_in_the_file_is_reordered_and_put_back(start: Start, file: Path) -> None:
    before = file.read_bytes()
    robot = start(file.parent)
    robot.wait_for_article("three.md")
    wait_for_picture(robot, "Picture 1 of 3")
    robot.press("i")
    wait_for_picture(robot, "Picture 2 of 3")
    robot.press("shift+i")
    wait_for_picture(robot, "Picture 1 of 3")
    robot.wait_for_text("last_decision", "lead picture: 2 of 3 is now first")
    robot.wait_until_saved()
    assert file.read_bytes() == HEAD + b"images:\r\n" + SECOND + b"\r\n" + FIRST + THIRD + TAIL
    robot.press("z")
    wait_for_picture(robot, "Picture 2 of 3")
    robot.wait_until_saved()
    assert file.read_bytes() == before


def test_a_choice_is_taken_back_after_a_sudden_end(start: Start, file: Path) -> None:
    before = file.read_bytes()
    robot = start(file.parent)
    robot.wait_for_article("three.md")
    wait_for_picture(robot, "Picture 1 of 3")
    robot.press("i", "i")
    wait_for_picture(robot, "Picture 3 of 3")
    robot.press("shift+i")
    robot.wait_for_text("last_decision", "lead picture: 3 of 3 is now first")
    robot.wait_until_saved()
    robot.kill()
    assert file.read_bytes() == HEAD + b"images:\r\n" + THIRD + b"\r\n" + FIRST + SECOND + TAIL
    robot = start(file.parent)
    robot.wait_for_article("three.md")
    robot.press("z")
    robot.wait_for_text("last_decision", "undone")
    robot.wait_until_saved()
    assert file.read_bytes() == before
