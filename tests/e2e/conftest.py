"""A virtual screen for all tests of the real window, and for each test a home and windows of its own."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.content import newest_first
from tests.e2e.desk_robot import DeskRobot
from tests.e2e.program import REPOSITORY
from tests.e2e.screen import Screen, missing_tools, virtual_screen

Start = Callable[..., DeskRobot]

SAMPLE = REPOSITORY / "resources" / "sample"
CORPUS = REPOSITORY.parent / "shared" / "corpus"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives the real window."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    """The virtual screen all windows of these tests are on."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the real window is driven through X11, which is on Linux")
    if missing := missing_tools():
        pytest.skip(f"to drive the real window, install {', '.join(missing)}")
    with virtual_screen() as screen:
        yield screen


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """CURATOR_HOME with settings: the light theme, no pictures from the web."""
    home = tmp_path / "home"
    settings = home / "config" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"theme": "light", "remote_pictures": "off"}), encoding="utf-8")
    return home


@pytest.fixture
def start(screen: Screen, home: Path) -> Iterator[Start]:
    """Start Curator on folders and files, and end it with the test."""
    running: list[DeskRobot] = []

    def start_one(*paths: Path, prefix: tuple[str, ...] = ()) -> DeskRobot:
        screen.rest()
        running.append(DeskRobot(screen, home, paths, prefix))
        running[-1].wait_for_window()
        return running[-1]

    yield start_one
    for robot in running:
        robot.stop()


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample folder."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "sample"))


@pytest.fixture
def order(sample: Path) -> list[str]:
    """The names of the sample's articles as they come."""
    return newest_first(sample)


@pytest.fixture
def robot(start: Start, sample: Path, order: list[str]) -> DeskRobot:
    """Curator on the sample folder, the first article painted."""
    robot = start(sample)
    robot.wait_for_article(order[0])
    return robot
