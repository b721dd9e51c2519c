"""What a session orders again when whoever saved for it has come to an unexpected end and another one begins.

The journal is asked what it has. What it lacks is ordered again, once, unless the editor has decided anew
meanwhile; what it has and is not in the file yet is finished by whoever begins.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from curator.triage.decisions import Group, PastGroup
from curator.triage.orders import OpenPast, Order, TakeOver
from curator.triage.picture import Picture
from curator.triage.reports import Past


class Resumption:
    """Of one session, whose `picture` it is; under the session's lock."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._waiting: tuple[Group, ...] = ()
        self._anew: set[Path] = set()

    def begin(self, request: int, number: int, sources: tuple[Path, ...]) -> tuple[Order, ...]:
        """The first orders; until the group `number` is finished, what was under way is shown as pending."""
        self._waiting, unfinished = self._picture.resume(request, number)
        self._anew.clear()
        return OpenPast(request, sources), TakeOver(number, unfinished)

    def note(self, group: Group) -> None:
        """Remember what is decided meanwhile: it must not be replaced by what was decided before it."""
        if self._waiting:
            self._anew.update(group.paths)

    def lacking(self, past: Past) -> list[Group]:
        """What the journal lacks, now that it has said what it has; oldest first, and only once."""
        waiting, self._waiting = self._waiting, ()
        found: list[Group] = []
        for group in waiting:
            changes = tuple(change for change in group.changes if change.path not in self._anew)
            if changes and not any(_is_record_of(item, group) for item in past.undoable):
                found.append(replace(group, changes=changes))
        return found


def _is_record_of(found: PastGroup, group: Group) -> bool:
    recorded = {
        (entry.path, tuple(entry.fields.items()), None if entry.keeps_mark else entry.mark)
        for entry in found.entries
    }
    ordered = {
        (change.path, tuple(change.fields.items()), None if change.keeps_mark else change.mark)
        for change in group.changes
    }
    return found.at >= group.at and recorded == ordered
