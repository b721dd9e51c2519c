"""Two people set the same field to different values: the one thing that is asked, and never guessed.

A decision is made on an article as the editor saw it. When it is written, each of its fields is compared
three ways: what the editor saw, what the editor decided, and what the file says now. Whatever others changed
besides stays as they made it, for a save changes only the fields of the decision.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from curator.articles import heat_text
from curator.errors import SaveFailed
from curator.library.wanted import Wanted
from curator.records import dataclass

Seen = Mapping[str, int | bool | None]
"""What the fields of a decision said when it was made, None for one that was not there; those that are left
out are not known and clash with nothing."""

NOTHING_SEEN: Final[Seen] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Clash:
    """One field which somebody else set to another value than the editor saw, and than the editor decided."""

    field: str
    seen: int | bool | None
    theirs: int | bool | None
    ours: int | bool

    @property
    def words(self) -> str:
        """What happened to the field, in its own words."""
        now, seen, ours = map(value_words, (self.theirs, self.seen, self.ours))
        return f"{self.field} is {now} now; you saw {seen} and decided {ours}"


class FieldClash(SaveFailed):
    """Nothing was written, because somebody else has decided the same field differently meanwhile."""

    def __init__(self, path: Path, clashes: Sequence[Clash]) -> None:
        super().__init__(
            path,
            ", and ".join(clash.words for clash in clashes),
            "The file is as it was.",
        )
        self.clashes = tuple(clashes)

    @property
    def theirs(self) -> Seen:
        """What the file says of the fields in question."""
        return {clash.field: clash.theirs for clash in self.clashes}


def check_for_clash(path: Path, now: Seen, changes: Mapping[str, Wanted], seen: Seen) -> None:
    """Make sure that nobody else has set the fields of a decision to something else again.

    `now` is what the file at `path` says. Raises FieldClash.
    """
    clashes = [
        Clash(field, seen[field], now[field], ours)
        for field, ours in changes.items()
        if isinstance(ours, bool | int) and field in seen and field in now
        if not _same(now[field], seen[field]) and not _same(now[field], ours)
    ]
    if clashes:
        raise FieldClash(path, clashes)


def _same(one: int | bool | None, other: int | bool | None) -> bool:
    return type(one) is type(other) and one == other


def value_words(value: int | bool | None) -> str:
    """The value of a field as a person would say it."""
    match value:
        case None:
            return "not set"
        case bool():
            return "yes" if value else "no"
    return heat_text(value)
