"""The table of commands as sections of lines to read: what the cheat sheet and the documentation show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from curator.records import dataclass
from curator.ui.commands.commands import Command, Group

_READING_ORDER = (
    Group.DECIDE,
    Group.MOVE,
    Group.ARTICLE,
    Group.MARK,
    Group.FIND,
    Group.VIEW,
    Group.FILE,
    Group.HELP,
)
# A third key is one that people know from elsewhere and try without being told.
_SHOWN_KEYS = 2
# About so many characters stand in one line of a column, a cap's edges counting as three.
_LINE_LENGTH = 46
_CAP_EDGES = 3


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line: the keys, the first is the usual one, and what they do."""

    strokes: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class KeySection:
    """The lines of one group."""

    title: str
    lines: tuple[KeyLine, ...]


@dataclass(frozen=True, slots=True)
class DigitKey:
    """A digit and the quality it gives."""

    stroke: str
    quality: int


def with_steps(commands: Sequence[Command], steps: Sequence[int]) -> tuple[Command, ...]:
    """`commands` with the words of the ratings saying the qualities of `steps`, one for each digit."""
    return tuple(_with_step(command, steps) for command in commands)


def _with_step(command: Command, steps: Sequence[int]) -> Command:
    if not command.value:
        return command
    old, new = f"Quality {command.value * 10}", f"Quality {steps[command.value - 1]}"
    return replace(command, text=command.text.replace(old, new), help=command.help.replace(old, new))


def digit_keys(commands: Sequence[Command], steps: Sequence[int]) -> tuple[DigitKey, ...]:
    """Which quality each digit gives, in the order of the keyboard."""
    return tuple(DigitKey(command.keys[0], steps[command.value - 1]) for command in commands if command.value)


def key_sections(commands: Sequence[Command]) -> tuple[KeySection, ...]:
    """The commands that have a key, by group, what is pressed most first; digits are left to `digit_keys`."""
    sections = []
    for group in _READING_ORDER:
        lines = [KeyLine(each.keys[:_SHOWN_KEYS], each.help) for each in commands if _has_line(each, group)]
        if group is Group.DECIDE:
            lines.append(KeyLine(("Shift",), "With any decision: decide and stay"))
        if lines:
            sections.append(KeySection(group.value, tuple(lines)))
    return tuple(sections)


def _has_line(command: Command, group: Group) -> bool:
    return command.group is group and bool(command.keys) and not command.value


def in_columns(sections: Sequence[KeySection], columns: int) -> tuple[tuple[KeySection, ...], ...]:
    """`sections` dealt out to at most `columns` columns of about one height, each to the shortest so far."""
    dealt: list[list[KeySection]] = [[] for _ in range(min(columns, len(sections)))]
    for section in sections:
        min(dealt, key=lambda column: sum(map(_height, column))).append(section)
    return tuple(tuple(column) for column in dealt)


def _height(section: KeySection) -> int:
    # A title with the room above it takes two lines.
    return 2 + sum(1 + _length(line) // _LINE_LENGTH for line in section.lines)


def _length(line: KeyLine) -> int:
    return len(line.words) + sum(len(stroke) + _CAP_EDGES for stroke in line.strokes)
