"""Values out of JSON that a person may have edited; each function raises ValueError with what it expected."""

from __future__ import annotations

from pathlib import Path

_TEXT_LIMIT = 20_000

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
"""Whatever a JSON document may hold."""


def text(value: Json, limit: int = _TEXT_LIMIT) -> str:
    """Text of at most so many characters."""
    if not isinstance(value, str):
        raise ValueError("text was expected")
    if len(value) > limit:
        raise ValueError(f"it is longer than {limit} characters")
    return value


def flag(value: Json) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError("true or false was expected")
    return value


def number(value: Json, least: int, most: int) -> int:
    """A whole number within bounds."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ValueError(f"a whole number from {least} to {most} was expected")
    return value


def items(value: Json) -> list[Json]:
    """The items of a list."""
    if not isinstance(value, list):
        raise ValueError("a list was expected")
    return value


def members(value: Json) -> dict[str, Json]:
    """The members of an object."""
    if not isinstance(value, dict):
        raise ValueError("an object was expected")
    return value


def paths(value: Json) -> tuple[Path, ...]:
    """Absolute paths, at least one."""
    found = tuple(Path(text(each)) for each in items(value))
    if not found or not all(path.is_absolute() for path in found):
        raise ValueError("absolute paths were expected")
    return found
