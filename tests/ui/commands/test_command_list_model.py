"""The list of found commands as Qt sees it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from curator.ui.commands.command_list_model import COMMAND_ROLE, CommandListModel
from curator.ui.commands.commands import COMMANDS, CommandId, command_table


def _strict(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)


def test_model_keeps_the_rules_of_qt(qtbot: QtBot) -> None:
    model = CommandListModel()
    _strict(model)
    model.set_commands(COMMANDS)
    model.set_commands(())
    model.set_commands(COMMANDS[:3])
    assert model.rowCount() == 3


def test_row_tells_name_command_and_what_is_read_aloud(qtbot: QtBot) -> None:
    undo = command_table()[CommandId.UNDO]
    model = CommandListModel()
    model.set_commands((undo,))
    index = model.index(0)
    assert index.data() == "Undo"
    assert index.data(COMMAND_ROLE) is undo
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Undo, Undo, back to that article, key Z or Backspace or Ctrl Z"
