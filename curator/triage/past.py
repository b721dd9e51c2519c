"""Reads from the journal what a session must know of what it opens: marks, undo, failures."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from curator.triage.decisions import Entry, Kind, Mark, PastGroup, Status
from curator.triage.journal import Journal
from curator.triage.journal_text import path_bytes, range_below
from curator.triage.reports import Past, RedoableGroup

GROUPS_KEPT = 1000
"""How many groups can be undone after a restart; those before them come within reach at the restart after."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Some folders and files, as ranges of paths in the journal's order."""

    ranges: tuple[tuple[bytes, bytes], ...]

    @classmethod
    def of(cls, sources: Sequence[Path]) -> Scope:
        """All below the folders among `sources` (absolute), and those of them that are files."""
        ranges: list[tuple[bytes, bytes]] = []
        for source in sources:
            exact = path_bytes(source)
            ranges.append(range_below(source) if os.path.isdir(source) else (exact, exact + b"\0"))
        return cls(tuple(ranges))

    def covers(self, path: Path) -> bool:
        """Say whether a path is among them."""
        data = path_bytes(path)
        return any(first <= data < end for first, end in self.ranges)


def read_past(journal: Journal, scope: Scope, now: datetime) -> Past:
    """Ask the journal about all articles in `scope`; `now` (aware, local) says what "today" is.

    Raises:
        JournalError: the database fails.
    """
    today: set[str] = set()
    groups: set[int] = set()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC).isoformat()
    for bounds in scope.ranges:
        today.update(_decided_since(journal, bounds, midnight))
        groups.update(_groups(journal, bounds))
    past_groups = [_group(journal, number, scope) for number in sorted(groups)[-GROUPS_KEPT:]]
    failed = tuple(entry for entry in journal.failed() if scope.covers(entry.path))
    return Past(
        read_marks(journal, scope),
        frozenset(today),
        _undoable(past_groups),
        _redoable(journal, past_groups),
        failed,
    )


def read_marks(journal: Journal, scope: Scope) -> dict[str, str]:
    """The marks of all articles in `scope` that have one, by their absolute path as text.

    Raises:
        JournalError: the database fails.
    """
    known = set(Mark)
    marks: dict[str, str] = {}
    for bounds in scope.ranges:
        # SQLite takes the other columns of a group from the row that has the maximum.
        rows = journal.rows(
            "SELECT path, mark, max(id) FROM entries WHERE path >= ? AND path < ? GROUP BY path", bounds
        )
        marks.update((_text(path), mark) for path, mark, _ in rows if isinstance(mark, str) and mark in known)
    return marks


def _decided_since(journal: Journal, bounds: tuple[bytes, bytes], since: str) -> set[str]:
    rows = journal.rows(
        "SELECT DISTINCT e.path FROM entries e JOIN groups g ON g.id = e.group_id"
        " WHERE e.path >= ? AND e.path < ? AND g.at >= ? AND g.kind != 'undo' AND e.status != 'undone'"
        " AND e.mark IN ('decided', 'reviewed')",
        (*bounds, since),
    )
    return {_text(path) for (path,) in rows}


def _groups(journal: Journal, bounds: tuple[bytes, bytes]) -> list[int]:
    rows = journal.rows(
        "SELECT DISTINCT group_id FROM entries WHERE path >= ? AND path < ? ORDER BY group_id DESC LIMIT ?",
        (*bounds, GROUPS_KEPT),
    )
    return [number for (number,) in rows if isinstance(number, int)]


def _group(journal: Journal, number: int, scope: Scope) -> PastGroup:
    ((kind, at),) = journal.rows("SELECT kind, at FROM groups WHERE id = ?", (number,))
    entries = tuple(entry for entry in journal.entries_of(number) if scope.covers(entry.path))
    return PastGroup(number, Kind(str(kind)), datetime.fromisoformat(str(at)), entries)


def _undoable(groups: Sequence[PastGroup]) -> tuple[PastGroup, ...]:
    """Decisions and redone ones of which something is left to undo."""
    live = (
        PastGroup(group.id, group.kind, group.at, entries)
        for group in groups
        if group.kind is not Kind.UNDO
        and (entries := tuple(entry for entry in group.entries if entry.status is not Status.UNDONE))
    )
    return tuple(live)


def _redoable(journal: Journal, groups: Sequence[PastGroup]) -> tuple[RedoableGroup, ...]:
    """Undos after the last new decision, except those already taken back."""
    last_decision = max((group.id for group in groups if group.kind is Kind.DECISION), default=0)
    open_undos: list[RedoableGroup] = []
    for group in groups:
        if group.kind is not Kind.UNDO or group.id < last_decision or _is_answered(journal, group.id):
            continue
        undone = tuple(_entries(journal, [entry.undoes for entry in group.entries]))
        if undone:
            open_undos.append(RedoableGroup(group, undone))
    return tuple(open_undos)


def _is_answered(journal: Journal, group: int) -> bool:
    return bool(journal.rows("SELECT 1 FROM groups WHERE answers = ? AND kind = 'redo' LIMIT 1", (group,)))


def _entries(journal: Journal, numbers: Sequence[int | None]) -> list[Entry]:
    return [journal.entry(number) for number in numbers if number is not None]


def _text(path: int | str | bytes | None) -> str:
    assert isinstance(path, bytes)  # the tables are STRICT
    return os.fsdecode(path)
