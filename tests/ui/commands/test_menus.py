"""The menu bar has every command with its key, and each entry asks for exactly that command."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar
from pytestqt.qtbot import QtBot

from curator.ui.commands.commands import COMMANDS, Command, CommandId, Group
from curator.ui.commands.menus import Menus
from curator.ui.settings import RecentFolder
from tests.ui.hands import child

HERE = RecentFolder((Path("/news/ai"), Path("/news/pa")), "R&D <b>news</b>")


@pytest.fixture
def bar(qtbot: QtBot) -> QMenuBar:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    return bar


@pytest.fixture
def menus(bar: QMenuBar) -> Menus:
    made = Menus(bar, bar)
    made.fill()
    return made


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id.value)
def test_entry_asks_for_its_command(bar: QMenuBar, menus: Menus, qtbot: QtBot, command: Command) -> None:
    action = child(bar, QAction, f"action_{command.id.value}")
    with qtbot.waitSignal(menus.command_requested) as caught:
        action.trigger()
    assert caught.args == [command.id]


def test_menus_are_filled_once_when_the_first_is_opened(bar: QMenuBar, qtbot: QtBot) -> None:
    menus = Menus(bar, bar)
    assert bar.findChildren(QAction, "action_undo") == []
    child(bar, QMenu, "menu_file").aboutToShow.emit()
    menus.fill()
    assert len(bar.findChildren(QAction, "action_undo")) == 1


def test_there_is_a_menu_for_every_group(bar: QMenuBar, menus: Menus) -> None:
    names = [action.text().replace("&", "") for action in bar.actions()]
    assert names == [group.value for group in Group]


def test_every_menu_has_a_letter_of_its_own(bar: QMenuBar, menus: Menus) -> None:
    letters = [action.text().split("&")[1][0].lower() for action in bar.actions()]
    assert sorted(set(letters)) == sorted(letters)


def test_keys_are_shown_and_bound_nowhere_else(bar: QMenuBar, menus: Menus) -> None:
    action = child(bar, QAction, "action_undo")
    assert action.text() == "Undo\tZ"
    assert [each for each in bar.findChildren(QAction) if not each.shortcut().isEmpty()] == []


def test_only_the_order_in_force_is_checked(bar: QMenuBar, menus: Menus) -> None:
    for sort in (CommandId.SORT_HEAT, CommandId.SORT_TITLE):
        menus.mark_sort(sort)
        checked = [action.objectName() for action in bar.findChildren(QAction) if action.isChecked()]
        assert checked == [f"action_{sort}"]


def test_recent_folder_is_offered_by_its_plain_name(bar: QMenuBar, menus: Menus, qtbot: QtBot) -> None:
    menus.set_recents((HERE,))
    recent = child(bar, QMenu, "menu_recent")
    assert [action.text() for action in recent.actions()] == ["R&&D <b>news</b>"]
    with qtbot.waitSignal(menus.recent_requested) as caught:
        recent.actions()[0].trigger()
    assert caught.args == [HERE.paths]


def test_long_name_of_a_recent_folder_is_shortened(bar: QMenuBar, menus: Menus) -> None:
    menus.set_recents((RecentFolder((Path("/news"),), "W" * 255),))
    (action,) = child(bar, QMenu, "menu_recent").actions()
    assert action.text() == "W" * 59 + "…"


def test_without_recent_folders_there_is_nothing_to_choose(bar: QMenuBar, menus: Menus) -> None:
    menus.set_recents((HERE,))
    menus.set_recents(())
    recent = child(bar, QMenu, "menu_recent")
    assert not recent.isEnabled()
    assert recent.isEmpty()
