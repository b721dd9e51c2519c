"""What an edit leaves behind so that it can be undone byte for byte, today or after a restart.

A restore does not remember offsets in the file, because other fields may be edited in between. It remembers
the characters it put down, those that stood there before, and how far from a key that was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from curator.records import dataclass

if TYPE_CHECKING:
    from curator.frontmatter.outline import Outline

Plain: TypeAlias = bool | int | float | str | None


class Presence(Enum):
    """How a field stands in a header."""

    ABSENT = "absent"
    SCALAR = "scalar"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FieldState:
    """What a field reads: nothing, one plain `value`, or something else, such as a list."""

    presence: Presence
    value: Plain = None

    def matches(self, other: FieldState) -> bool:
        """Tell whether both read the same, 1 and true and 1.0 being different things."""
        return repr(self) == repr(other)


@dataclass(frozen=True, slots=True)
class Restore:
    """Puts back exactly what one edit replaced in one field.

    The edit `wrote` what now stands `distance` characters after the end of the key `beside` (None: after the
    beginning of the header) in the place of the `original` characters. It may be put back as long as the
    field reads `current`; it then reads `former`.
    """

    beside: str | None
    distance: int
    wrote: str
    original: str
    current: FieldState
    former: FieldState

    @property
    def is_of_order(self) -> bool:
        """It puts items of a list back into their order: no other edit makes something else of the like."""
        return self.current.presence is self.former.presence is Presence.OTHER

    def to_text(self) -> str:
        """Return the restore as one line of JSON."""
        return json.dumps(
            [
                self.beside,
                self.distance,
                self.wrote,
                self.original,
                [self.current.presence.value, self.current.value],
                [self.former.presence.value, self.former.value],
            ]
        )

    @classmethod
    def from_text(cls, text: str) -> Restore:
        """Return the restore that `to_text` wrote; raises ValueError for anything else."""
        match json.loads(text):
            case [
                str() | None as beside,
                int() as distance,
                str() as wrote,
                str() as original,
                [str() as current, current_value],
                [str() as former, former_value],
            ]:
                return cls(
                    beside,
                    distance,
                    wrote,
                    original,
                    FieldState(Presence(current), current_value),
                    FieldState(Presence(former), former_value),
                )
        raise ValueError("this is not a stored restore")


@dataclass(frozen=True, slots=True)
class Edited:
    """A file after an edit: all of its bytes, and what undoes each field that really changed.

    The fields of `undo` stand in the order in which they are best undone.
    """

    data: bytes
    undo: Mapping[str, Restore]


def state_of(outline: Outline, name: str) -> FieldState:
    """Return what a field reads; a value that only a merge key provides counts as absent."""
    if outline.entry(name) is None:
        return FieldState(Presence.ABSENT)
    value = outline.content.values[name]
    if isinstance(value, list | dict | bytes):
        return FieldState(Presence.OTHER)
    return FieldState(Presence.SCALAR, value)


def restore_for(
    before: Outline, after: Outline, name: str, position: int, wrote: str, original: str
) -> Restore:
    """Return what undoes a splice that wrote `wrote` over `original` at a character `position` of `after`."""
    beside, base = None, 0
    if after.entry(name) is not None:
        beside = name
    else:
        for entry in after.entries:
            is_last = entry.name is not None and after.entry(entry.name) == entry
            if is_last and after.key_stop(entry) <= position:
                beside = entry.name
    if beside is not None:
        base = _base(after, beside)
    return Restore(beside, position - base, wrote, original, state_of(after, name), state_of(before, name))


def place_of(outline: Outline, restore: Restore) -> int | None:
    """Return the character at which a restore's text stands, None when it does not stand there any more."""
    base = 0 if restore.beside is None else _base(outline, restore.beside)
    position = base + restore.distance
    if position < 0 or outline.text[position : position + len(restore.wrote)] != restore.wrote:
        return None
    return position


def _base(outline: Outline, name: str) -> int:
    entry = outline.entry(name)
    return -1 if entry is None else outline.key_stop(entry)
