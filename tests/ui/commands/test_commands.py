"""One table of commands: no key twice, every key in the documentation and on the sheet, all told apart."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.ui.commands.cheat_sheet import CheatSheet
from curator.ui.commands.command_runner import bindings
from curator.ui.commands.commands import COMMANDS, Command, CommandId, command_table
from curator.ui.look.key_cap import KeyCap
from curator.ui.look.theme import Theme

README = Path(__file__).resolve().parents[3] / "README.md"
KEYS = sorted({key for command in COMMANDS for key in command.keys})
STAYING = [command for command in COMMANDS if command.has_stay_variant]


def test_every_command_is_in_the_table_once() -> None:
    assert sorted(command.id for command in COMMANDS) == sorted(CommandId)


def test_no_key_is_given_twice_not_even_with_shift() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    derived = [f"Shift+{key}" for command in STAYING for key in command.keys]
    assert [key for key, times in Counter(keys + derived).items() if times > 1] == []


@pytest.mark.parametrize("command", STAYING, ids=lambda command: command.id.value)
def test_shift_with_a_decision_is_the_same_decision_and_stays(command: Command) -> None:
    table = bindings()
    for key in command.keys:
        assert (table[key].command, table[key].stays) == (command, False)
        assert (table[f"Shift+{key}"].command, table[f"Shift+{key}"].stays) == (command, True)


def test_no_decision_follows_a_held_key() -> None:
    assert [command.id for command in COMMANDS if command.may_repeat and command.is_decision] == []


def test_keys_of_the_design_do_what_it_says() -> None:
    table = bindings()
    designed = """
        8 rate-8, 0 rate-10, Q exact-quality, H exact-heat, + nudge-up, - nudge-down, A publish, X unpublish,
        E reviewed, S later, R repeat, Z undo, Backspace undo, Ctrl+Z undo, Shift+Z redo, Ctrl+Y redo,
        J next, K previous, Down next, Up previous, Space scroll-on, B open-source, V open-source,
        C copy-link, I next-picture, Shift+I lead-picture, L related, D story, T mark-toggle,
        Shift+Up mark-up, Shift+Down mark-down,
        Ctrl+A mark-all, / search, F search, Ctrl+F search, Esc back, ? keys, F1 keys, Ctrl+K palette"""
    for pair in designed.split(","):
        key, command = pair.split()
        assert table[key].command.id == command


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_in_the_readme(key: str) -> None:
    assert key in readme_keys()


def readme_keys() -> set[str]:
    """The keys between backticks in the README's table of keys; "1 … 9" are all from 1 to 9."""
    text = README.read_text(encoding="utf-8")
    table = text.split("## Keys")[1].split("\n## ")[0]
    cells = [line.split(" | ")[0] for line in table.splitlines() if line.startswith("| `")]
    named = {key for cell in cells for key in re.findall(r"`([^`]+)`", cell)}
    return named | set("123456789") if any("`1` … `9`" in cell for cell in cells) else named


def test_every_key_is_on_the_cheat_sheet(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    sheet = CheatSheet(theme, range(10, 101, 10), window)
    sheet.open_over()
    shown = {cap.stroke for cap in sheet.findChildren(KeyCap)}
    # Two keys a line; these third ones are tried without being told.
    assert set(KEYS) - shown == {"Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+F"}


def test_every_command_has_a_name_and_says_what_it_does() -> None:
    assert [command.id for command in COMMANDS if not command.text or not command.help] == []
    names = Counter(command.text for command in COMMANDS)
    assert [name for name, times in names.items() if times > 1] == []


def test_table_finds_commands_by_their_name() -> None:
    assert command_table()[CommandId.RATE_10].value == 10
