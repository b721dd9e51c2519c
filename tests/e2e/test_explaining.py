"""What cannot be worked on is explained in the window."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.content import contents
from tests.e2e.desk_robot import DeskRobot


def test_an_empty_folder_is_explained(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "nothing here"
    folder.mkdir()
    robot = start(folder)
    robot.wait_for_text("state_headline", "No articles in “nothing here”")
    assert "front matter" in robot.text("state_sentence")
    robot.quit()


def test_a_folder_that_does_not_exist_is_explained(start: Start, tmp_path: Path) -> None:
    robot = start(tmp_path / "gone")
    robot.wait_for_text("state_headline", "“gone” cannot be opened")
    assert str(tmp_path / "gone") in robot.text("state_sentence")
    robot.quit()


def test_a_folder_that_goes_away_is_explained_until_it_is_back(
    robot: DeskRobot, sample: Path, order: list[str]
) -> None:
    sample.rename(sample.with_name("elsewhere"))
    robot.wait_for_text("state_headline", "“sample” is empty now")
    assert robot.window().title == "sample — Curator"
    robot.press("5")
    sample.with_name("elsewhere").rename(sample)
    robot.wait(lambda: sorted(robot.listed()) == sorted(order), "the articles being back")
    assert robot.text("progress_text").startswith("0 of ")


def test_a_folder_without_a_readable_article_shows_what_they_are(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "a-toml.md").write_bytes(b'+++\ntitle = "TOML"\n+++\nbody\n')
    (folder / "b-broken.md").write_bytes(b"---\ntitle: [never closed\n---\n")
    (folder / "c-latin.md").write_bytes(b"---\ntitle: caf\xe9\n---\n")
    (folder / "d-none.md").write_bytes(b"no header at all\n")
    (folder / "e-binary.md").write_bytes(bytes(range(256)) * 40)
    before = contents(folder)
    robot = start(folder)
    robot.wait(lambda: len(robot.rows()) == 5, "all five in the list")
    seen = set()
    for _ in range(5):
        robot.wait(lambda: robot.on_screen() not in seen and robot.text("problems"), "what is wrong with it")
        seen.add(robot.on_screen())
        robot.press("5", "x", "shift+8")
        robot.press("Down")
    robot.quit()
    assert contents(folder) == before


def test_a_read_only_folder_is_explained_and_a_decision_on_it_called_not_saved(
    start: Start, sample: Path, order: list[str]
) -> None:
    before = contents(sample)
    news = sample / "_news"
    for path in (news, *news.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    robot = start(sample, prefix=without_the_superusers_ways())
    try:
        robot.wait_for_article(order[0])
        robot.wait_for_text("notice_text", "read-only")
        robot.press("5")
        robot.wait_for_text("save_state", "not saved")
        robot.wait_for_text("notice_text", "was not saved")
        robot.quit()
    finally:
        news.chmod(0o755)
    assert contents(sample) == before


def without_the_superusers_ways() -> tuple[str, ...]:
    """What to start a program with so that permissions hold for it."""
    if os.geteuid():
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("the superuser may write everywhere, and setpriv, which would take that away, is missing")
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


def test_when_everything_is_decided_keys_decide_nothing_unseen(
    robot: DeskRobot, sample: Path, order: list[str]
) -> None:
    for place in range(len(order)):
        robot.wait_for_article(order[place])
        robot.press("e")
    robot.wait_for_text("state_headline", "Everything decided")
    before = contents(sample)
    robot.press("5", "x", "shift+3", "plus", "q", "7", "Return", "h", "x")
    robot.press("Escape")
    robot.quit()
    assert contents(sample) == before


def test_a_filter_nothing_passes_is_explained_and_keys_decide_nothing(robot: DeskRobot, sample: Path) -> None:
    before = contents(sample)
    robot.press("slash")
    robot.wait_for_focus("search")
    robot.screen.type("nowhere")
    robot.wait_for_text("state_headline", "Nothing matches")
    robot.press("Return", "5", "x")
    robot.quit()
    assert contents(sample) == before
