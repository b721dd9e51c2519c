"""Says in words how an article departs from what was decided of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from curator.library.clash import value_words
from curator.library.decided import Decided, Departure

if TYPE_CHECKING:
    from curator.library.clash import Seen


def short_words(kind: Departure, decided: Decided, now: Seen) -> str:
    """A few words for a line of the list; `now` is what the article says, as far as the list knows."""
    if kind is Departure.SWAPPED:
        return "the source changed"
    changes = undone_words(decided, now)
    return f"undone: {changes}" if changes else "undone"


def undone_words(decided: Decided, now: Seen) -> str:
    """What somebody has made of what was decided: "quality 80 → 60, published yes → no"."""
    undone = decided.undone(now)
    return ", ".join(
        f"{name} {value_words(was)} → {value_words(now.get(name))}" for name, was in undone.items()
    )


def before_words(decided: Decided) -> str:
    """What was said of an article that has made way for another."""
    if decided.fields:
        return f"you decided {_fields(decided.fields)} on the article that was here before"
    if decided.mark == "later":
        return "you had put off the article that was here before"
    return "you had found the article that was here before fine as it was"


def _fields(fields: Mapping[str, int | bool]) -> str:
    return ", ".join(f"{name} {value_words(value)}" for name, value in fields.items())
