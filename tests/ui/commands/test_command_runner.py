"""Everything ends at the runner: keys run commands, a held key only moves, known errors become messages."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from curator.errors import JournalError
from curator.ui.commands.command_runner import CommandRunner
from curator.ui.commands.commands import CommandId

SHIFT = Qt.KeyboardModifier.ShiftModifier


class Recorder:
    """A runner whose every command is noted instead of carried out."""

    def __init__(self) -> None:
        self.ran: list[tuple[CommandId, bool]] = []
        self.runner = CommandRunner()
        self.runner.register({command: partial(self._note, command) for command in CommandId})

    def _note(self, command: CommandId, stays: bool) -> None:
        self.ran.append((command, stays))

    def press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        is_held: bool = False,
    ) -> bool:
        text = chr(key).lower() if key < 0x100 else ""
        return self.runner.press(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text, is_held))


@pytest.fixture
def recorder(qtbot: QtBot) -> Recorder:
    return Recorder()


def test_key_runs_its_command(recorder: Recorder) -> None:
    assert recorder.press(Qt.Key.Key_8)
    assert recorder.ran == [(CommandId.RATE_8, False)]


def test_shift_makes_a_decision_stay(recorder: Recorder) -> None:
    assert recorder.press(Qt.Key.Key_A, SHIFT)
    assert recorder.ran == [(CommandId.PUBLISH, True)]


def test_key_without_a_command_is_left_to_others(recorder: Recorder) -> None:
    assert not recorder.press(Qt.Key.Key_Y)
    assert recorder.ran == []


@pytest.mark.parametrize("key", [Qt.Key.Key_8, Qt.Key.Key_A, Qt.Key.Key_S, Qt.Key.Key_Z, Qt.Key.Key_R])
def test_held_key_never_decides_nor_undoes(recorder: Recorder, key: Qt.Key) -> None:
    assert recorder.press(key, is_held=True)
    assert recorder.ran == []


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space]
)
def test_held_key_moves(recorder: Recorder, key: Qt.Key) -> None:
    for _ in range(3):
        assert recorder.press(key, is_held=True)
    assert len(recorder.ran) == 3


def test_known_error_becomes_a_message(recorder: Recorder, qtbot: QtBot) -> None:
    def fail(stays: bool) -> None:
        raise JournalError("the disk is full")

    recorder.runner.register({CommandId.UNDO: fail})
    with qtbot.waitSignal(recorder.runner.command_failed) as caught:
        recorder.runner.run(CommandId.UNDO)
    assert str((caught.args or [None])[0]) == "the disk is full"


def test_commands_nobody_carries_out_are_named(qtbot: QtBot) -> None:
    runner = CommandRunner()
    runner.register({command: print for command in CommandId if command is not CommandId.TIDY})
    assert runner.missing() == (CommandId.TIDY,)
