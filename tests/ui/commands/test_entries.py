"""Views are found beside commands and told from them."""

from __future__ import annotations

from curator.ui.commands.command_match import rank
from curator.ui.commands.commands import COMMANDS, CommandId
from curator.ui.commands.entries import Entry, ViewEntry

FRONT = ViewEntry("Quit", "View: Quit", "newest first")


def test_view_is_no_command_even_with_the_name_of_one() -> None:
    entries: tuple[Entry, ...] = (*COMMANDS, FRONT)
    assert len({entry.id for entry in entries}) == len(CommandId) + 1


def test_view_is_found_by_letters_of_its_name() -> None:
    entries: tuple[Entry, ...] = (*COMMANDS, FRONT)
    assert rank("view quit", entries)[0] is FRONT
