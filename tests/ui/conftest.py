"""What every test of the window shares: no display needed, a home of its own, theme and style sheet.

`folder` is a handful of articles on a real disk; `workbench` is everything behind the window on a real
journal; `curator` is the whole application and `hands` an editor in front of it. The web is not asked.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

# Without a description of its screen the offscreen platform has one of 800 × 800, too small for the window.
os.environ["QT_QPA_PLATFORM"] = os.environ.get(
    "CURATOR_TEST_PLATFORM", f"offscreen:configfile={Path(__file__).with_name('screen.json')}"
)

from PySide6.QtWidgets import QApplication

from curator.library.launch import start_thread
from curator.library.places import Places, find_places
from curator.triage.thread_saver import ThreadSaver
from curator.ui.app import Curator
from curator.ui.desk.workbench import Workbench
from curator.ui.look.style_sheet import style_sheet
from curator.ui.look.theme import LIGHT, Theme, ThemeChoice, interface_font
from tests.ui.endings import Crashes, delete, end, shut_down
from tests.ui.hands import Hands
from tests.ui.newsroom import write_folder
from tests.ui.waiting import wait_until


@pytest.fixture(scope="session", autouse=True)
def quick_threads() -> Iterator[None]:
    """Threads take turns ten times as often as usual: jobs here are small, and somebody waits for each."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 10)
    yield
    sys.setswitchinterval(usual)


@pytest.fixture(autouse=True)
def curator_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, journal and caches of this test only."""
    home = tmp_path / "curator-home"
    monkeypatch.setenv("CURATOR_HOME", str(home))
    return home


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme, with type and style sheet of the real application in force."""
    sheet = style_sheet(LIGHT)
    if qapp.styleSheet() != sheet:
        qapp.setFont(interface_font())
        qapp.setStyleSheet(sheet)
    chosen = Theme(qapp.styleHints(), ThemeChoice.LIGHT)
    yield chosen
    chosen.deleteLater()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five articles: see `tests.ui.newsroom.write_folder`."""
    return write_folder(tmp_path / "news")


@pytest.fixture
def workbench(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Workbench]:
    """Everything behind the window on a real journal; closed, with its threads, in the end."""
    made = Workbench(
        tmp_path / "data" / "journal.sqlite3",
        tmp_path / "cache" / "index",
        start_engine=start_thread,
        start_saver=ThreadSaver,
    )
    crashes = Crashes(made)
    yield made
    shut_down(made)
    crashes.check()
    delete(made)


@pytest.fixture
def places(curator_home: Path) -> Places:
    """Where this test's Curator keeps its own; its settings are light and offline."""
    found = find_places()
    found.config.mkdir(parents=True)
    settings = {"theme": "light", "remote_pictures": "off"}
    (found.config / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    return found


@pytest.fixture
def curator(qapp: QApplication, qtbot: QtBot, places: Places) -> Iterator[Curator]:
    """The whole application with its window shown and active; closed, with its threads, in the end."""
    qapp.setFont(interface_font())
    made = Curator(qapp, places, start_thread, ThreadSaver)
    crashes = Crashes(made.workbench)
    made.show(())
    made.window.activateWindow()
    wait_until(made.window.isActiveWindow)
    yield made
    end(made)
    crashes.check()


@pytest.fixture
def hands(curator: Curator) -> Hands:
    """An editor in front of the window."""
    return Hands(curator)


@pytest.fixture
def desk_hands(hands: Hands, folder: Path) -> Hands:
    """An editor in front of the opened folder, its newest article on screen."""
    hands.open(folder)
    return hands
