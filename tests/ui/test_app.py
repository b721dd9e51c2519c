"""The whole application: built, dressed, remembered, and taken down without a thread left."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from curator.library.places import Places
from curator.ui.app import Curator
from curator.ui.look.style_sheet import style_sheet
from curator.ui.look.theme import DARK, ThemeChoice
from curator.ui.pages.report_dialog import ReportDialog
from curator.ui.remote_pictures import RemotePictures
from curator.ui.settings import load_settings
from tests.ui.endings import end
from tests.ui.hands import Hands, child
from tests.ui.waiting import wait_until

Start = Callable[[], Curator]


@pytest.fixture
def start(qapp: QApplication, places: Places) -> Iterator[Start]:
    """Starts Curator each time it is called, as a person does day after day; ends the one before first."""
    running: list[Curator] = []

    def start_one() -> Curator:
        for one in running:
            one.window.close()
            wait_until(one.window.isHidden)
            one.save_settings()
            end(one)
        running[:] = [Curator(qapp, places)]
        running[0].show(())
        running[0].window.activateWindow()
        wait_until(running[0].window.isActiveWindow)
        return running[0]

    yield start_one
    for one in running:
        end(one)


def settings_file(places: Places) -> Path:
    return places.config / "settings.json"


def test_window_comes_back_as_it_was_left(start: Start) -> None:
    first = start().window
    first.resize(1234, 777)
    first.area.set_sizes((400, 500, 334))
    first.grab()
    sizes = first.area.sizes()
    second = start().window
    assert second.size() == QSize(1234, 777)
    assert second.area.sizes() == sizes


def test_hidden_panes_stay_hidden(start: Start, folder: Path) -> None:
    first = start()
    first.window.area.show_panes(list_shown=False, story_shown=False)
    second = start()
    hands = Hands(second)
    hands.open(folder)
    assert not child(second.window, QWidget, "queue_pane").isVisible()
    assert not child(second.window, QWidget, "story_pane").isVisible()


def test_theme_is_remembered_and_worn_from_the_start(start: Start, qapp: QApplication) -> None:
    start().theme.choose(ThemeChoice.DARK)
    assert start().theme.colors is DARK
    assert qapp.styleSheet() == style_sheet(DARK)


def test_recent_folders_are_remembered_with_their_place(start: Start, folder: Path) -> None:
    hands = Hands(start())
    hands.open(folder)
    hands.decide("8")
    second = start()
    (recent,) = second.folders.settings(second.theme).recent_folders
    assert (recent.paths, recent.position_text) == ((folder,), "you were at 1 of 5")


def test_decisions_are_there_the_next_day(start: Start, folder: Path) -> None:
    hands = Hands(start())
    hands.open(folder)
    hands.decide("8")
    again = Hands(start())
    again.open(folder)
    assert again.on_screen == "wasps.md"
    again.press("Z")
    again.until_on_screen("bees.md")
    again.until_saved()
    assert b"quality: 72" in (folder / "bees.md").read_bytes()


def test_what_was_asked_for_is_opened_at_the_start(curator: Curator, folder: Path) -> None:
    curator.show((folder / "moss.md", folder / "tide.md"))
    hands = Hands(curator)
    hands.until_on_screen("tide.md")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"theme": 7}', '{"quality_steps": [1]}', "\x00" * 100])
def test_broken_settings_fall_back_with_a_word(start: Start, places: Places, text: str) -> None:
    settings_file(places).write_text(text, encoding="utf-8")
    notices = start().window.notices
    assert notices.shown is not None
    assert "default" in notices.shown.text
    assert notices.isVisible()


def test_warning_of_the_settings_is_still_there_when_a_folder_is_opened_at_the_start(
    qapp: QApplication, places: Places, folder: Path
) -> None:
    settings_file(places).write_text("{", encoding="utf-8")
    curator = Curator(qapp, places)
    curator.show((folder,))
    hands = Hands(curator)
    hands.until(lambda: bool(hands.on_screen))
    assert "default" in hands.notice()
    assert curator.window.notices.isVisible()
    end(curator)


def test_quality_keys_of_the_settings_are_in_force(start: Start, places: Places, folder: Path) -> None:
    steps = [5, 15, 25, 35, 45, 55, 65, 75, 85, 120]
    settings = {**json.loads(settings_file(places).read_text(encoding="utf-8")), "quality_steps": steps}
    settings_file(places).write_text(json.dumps(settings), encoding="utf-8")
    hands = Hands(start())
    hands.open(folder)
    hands.decide("0")
    hands.until_saved()
    assert b"quality: 120" in (folder / "bees.md").read_bytes()


def test_settings_written_are_settings_read(start: Start, places: Places) -> None:
    first = start()
    first.theme.choose(ThemeChoice.DARK)
    start()
    loaded = load_settings(settings_file(places))
    assert (loaded.warning, loaded.settings.theme) == ("", ThemeChoice.DARK)
    assert loaded.settings.remote_pictures is RemotePictures.OFF


def test_closing_joins_every_thread(qapp: QApplication, places: Places, folder: Path) -> None:
    before = set(threading.enumerate())
    curator = Curator(qapp, places)
    curator.show((folder,))
    wait_until(lambda: curator.workbench.decider.on_screen() is not None)
    curator.window.close()
    wait_until(curator.window.isHidden)
    assert curator.pictures._is_closed
    end(curator)
    assert set(threading.enumerate()) <= before


def test_closing_right_after_opening_is_survived(qapp: QApplication, places: Places, folder: Path) -> None:
    curator = Curator(qapp, places)
    curator.show((folder,))
    end(curator)


def test_unexpected_error_of_a_job_is_offered_as_a_report(qapp: QApplication, places: Places) -> None:
    curator = Curator(qapp, places)
    curator.show(())
    curator.workbench.jobs.submit(lambda: 1 // 0, print)
    wait_until(lambda: curator.window.findChild(ReportDialog) is not None)
    dialog = curator.window.findChild(ReportDialog)
    assert dialog is not None
    dialog.close()
    end(curator)


def test_application_has_name_icon_and_type() -> None:
    program = """
from PySide6.QtGui import QFontInfo
from curator import __version__
from curator.ui.app import build_application
application = build_application(["curator"])
assert application.applicationName() == "Curator"
assert application.applicationVersion() == __version__
assert application.desktopFileName() == "curator"
assert not application.windowIcon().isNull()
assert application.style().objectName() == "fusion"
assert application.font().pixelSize() == 14
print("built")
"""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.strip() == "built", done.stderr
