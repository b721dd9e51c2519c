"""A few letters find the command that is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.ui.commands.command_match import in_order, rank
from curator.ui.commands.commands import COMMANDS, CommandId


@pytest.mark.parametrize(
    ("query", "command"),
    [
        ("undo", CommandId.UNDO),
        ("next und", CommandId.NEXT_UNDECIDED),
        ("nxu", CommandId.NEXT_UNDECIDED),
        ("und next", CommandId.NEXT_UNDECIDED),
        ("OPEN FI", CommandId.OPEN_FILES),
        ("f9", CommandId.TOGGLE_STORY),
        ("ctrl+z", CommandId.UNDO),
        ("quality 70", CommandId.RATE_7),
        ("dark", CommandId.THEME),
        ("theme", CommandId.THEME),
        ("heat", CommandId.EXACT_HEAT),
        ("story", CommandId.STORY),
        ("licence", CommandId.ABOUT),
    ],
)
def test_best_match_comes_first(query: str, command: CommandId) -> None:
    assert rank(query, COMMANDS)[0].id is command


def test_every_word_must_match() -> None:
    assert rank("undo zebra", COMMANDS) == ()


def test_nothing_typed_offers_all_with_the_recent_first() -> None:
    found = rank("  ", COMMANDS, (CommandId.TIDY, CommandId.QUIT))
    assert [command.id for command in found[:3]] == [CommandId.TIDY, CommandId.QUIT, CommandId.OPEN_FOLDER]
    assert len(found) == len(COMMANDS)


def test_recent_use_decides_between_equals() -> None:
    plain = rank("quality 10", COMMANDS)
    assert plain[0].id is CommandId.RATE_1
    assert rank("quality", COMMANDS, (CommandId.RATE_9,))[0].id is CommandId.RATE_9


def test_letters_out_of_order_do_not_match() -> None:
    assert in_order("odnu", "undo") == float("-inf")
    assert in_order("undo", "undo") > in_order("undo", "u n d o") - 1 > in_order("undo", "muunxdxxo")


@given(st.text(max_size=30))
def test_any_query_gives_commands_of_the_table_once(query: str) -> None:
    found = rank(query, COMMANDS)
    assert len({command.id for command in found}) == len(found)
    assert set(found) <= set(COMMANDS)
