"""The words of the cheat sheet come from the table of commands, complete and in balance."""

from __future__ import annotations

import pytest

from curator.ui.commands.command_words import DigitKey, digit_keys, in_columns, key_sections, with_steps
from curator.ui.commands.commands import COMMANDS, CommandId

STEPS = (5, 15, 25, 35, 45, 55, 65, 75, 85, 120)


def test_digits_give_the_qualities_of_the_settings() -> None:
    keys = digit_keys(COMMANDS, STEPS)
    assert keys[0] == DigitKey("1", 5)
    assert keys[-1] == DigitKey("0", 120)
    assert [key.quality for key in keys] == list(STEPS)


def test_names_of_ratings_follow_the_settings() -> None:
    renamed = {command.id: command for command in with_steps(COMMANDS, STEPS)}
    assert renamed[CommandId.RATE_10].text == "Quality 120"
    assert renamed[CommandId.RATE_10].help.startswith("Quality 120, ")
    assert renamed[CommandId.NUDGE_UP].text == "Quality + 1"


def test_every_command_with_a_key_is_on_the_sheet_once() -> None:
    lines = [line for section in key_sections(COMMANDS) for line in section.lines]
    firsts = sorted(line.strokes[0] for line in lines if line.strokes != ("Shift",))
    assert firsts == sorted(each.keys[0] for each in COMMANDS if each.keys and not each.value)


def test_shift_is_explained_with_the_decisions() -> None:
    decide = next(section for section in key_sections(COMMANDS) if section.title == "Decide")
    assert decide.lines[-1].strokes == ("Shift",)
    assert "stay" in decide.lines[-1].words


@pytest.mark.parametrize("columns", [1, 2, 3, 50])
def test_columns_hold_every_section_once(columns: int) -> None:
    sections = key_sections(COMMANDS)
    dealt = in_columns(sections, columns)
    assert len(dealt) == min(columns, len(sections))
    assert sorted(section.title for column in dealt for section in column) == sorted(
        s.title for s in sections
    )


def test_three_columns_are_of_about_one_height() -> None:
    heights = [
        sum(len(section.lines) + 2 for section in part) for part in in_columns(key_sections(COMMANDS), 3)
    ]
    assert max(heights) - min(heights) <= 6
