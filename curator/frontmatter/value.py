"""What a value of the front matter can be."""

from __future__ import annotations

from typing import TypeAlias

from curator.records import dataclass

Value: TypeAlias = "bool | int | float | str | bytes | list[Value] | dict[str, Value] | None"
"""A value of the front matter; dates and times are the `str` that was written."""

Scalar: TypeAlias = int | bool | str
"""What a field can be set to."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A key given more than once: `line` is the file's line of an earlier one, which the last overrides."""

    key: str
    line: int


@dataclass(frozen=True, slots=True)
class MoveFirst:
    """What a list is to become: the item at `position`, counted from 0, first, the others in their order."""

    position: int
