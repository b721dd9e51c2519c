"""The session says how far it is, whether all is saved, and what was decided last."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget

from curator.ui.commands.commands import CommandId
from curator.ui.look.theme import Theme
from curator.ui.rating.session_status import SaveLevel, SessionStatus
from tests.ui.ear import Ear
from tests.ui.hands import child


@pytest.fixture
def status(window: QWidget, theme: Theme) -> SessionStatus:
    status = SessionStatus(theme, window)
    status.resize(240, 80)
    status.show()
    return status


def test_progress_is_a_bar_and_words(status: SessionStatus) -> None:
    status.show_progress(84, 232, "84 of 232")
    bar = child(status, QProgressBar, "progress")
    assert (bar.value(), bar.maximum(), bar.accessibleDescription()) == (84, 232, "84 of 232")
    assert child(status, QLabel, "progress_text").text() == "84 of 232"


def test_empty_folder_has_an_empty_bar(status: SessionStatus) -> None:
    status.show_progress(0, 0, "0 of 0")
    bar = child(status, QProgressBar, "progress")
    assert (bar.value(), bar.maximum()) == (0, 1)


@pytest.mark.parametrize("level", SaveLevel)
def test_state_of_saving_is_said_and_coloured(status: SessionStatus, level: SaveLevel) -> None:
    status.show_save_state(level.name, level)
    label = child(status, QLabel, "save_state")
    assert (label.text(), label.accessibleDescription()) == (level.name, level.name)
    assert label.property("strength") == level.value


def test_states_of_saving_look_different(status: SessionStatus) -> None:
    looks = []
    for level in SaveLevel:
        status.show_save_state("the same words", level)
        looks.append(bytes(child(status, QLabel, "save_state").grab().toImage().constBits()))
    assert len(set(looks)) == len(SaveLevel)


def test_last_decision_can_be_undone_by_a_click(status: SessionStatus) -> None:
    asked = Ear(status.command_requested)
    status.show_last("last: quality 80 “Bees”", can_undo=True)
    button = child(status, QPushButton, "link_undo")
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.heard == [CommandId.UNDO]
    status.show_last("", can_undo=False)
    assert not button.isVisible()


def test_long_last_decision_is_cut_and_kept_whole_for_hearing(status: SessionStatus) -> None:
    words = "last: quality 80 " + "W" * 500
    status.show_last(words, can_undo=True)
    label = child(status, QLabel, "last_decision")
    assert label.accessibleDescription() == words
    assert len(label.text()) < len(words)
    assert status.width() == 240


def test_next_decision_takes_the_place_of_the_last(status: SessionStatus) -> None:
    for words in ("last: published", "last: later"):
        status.show_last(words, can_undo=True)
        assert child(status, QLabel, "last_decision").text() == words


def test_cut_follows_the_width(status: SessionStatus) -> None:
    status.show_last("last: " + "word " * 40, can_undo=False)
    narrow = child(status, QLabel, "last_decision").text()
    status.resize(600, 80)
    assert len(child(status, QLabel, "last_decision").text()) > len(narrow)
