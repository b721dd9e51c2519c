"""Reads from the journal what a session must know of what it opens: marks, undo, failures."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from curator.library.article_id import article_id
from curator.records import dataclass
from curator.triage.decisions import Kind, Mark, PastGroup, Status
from curator.triage.journal import Journal
from curator.triage.journal_rows import DECIDES, Cell
from curator.triage.journal_text import path_bytes, range_below
from curator.triage.reports import Past, RedoableGroup

GROUPS_KEPT = 1000
"""How many groups can be undone after a restart; those before them come within reach at the restart after."""

ENTRIES_KEPT = 10_000
"""How many entries these may have together (but the last group is always there): some 10 MB of memory."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Some folders and files, as ranges of paths in the journal's order."""

    ranges: tuple[tuple[bytes, bytes], ...]

    @classmethod
    def of(cls, sources: Sequence[Path]) -> Scope:
        """The `sources` (absolute) themselves, and all below those of them that are folders.

        Which are is not asked of the disk: a folder that is away at the moment keeps its past.
        """
        ranges: list[tuple[bytes, bytes]] = []
        for source in sources:
            exact = path_bytes(source)
            ranges += [(exact, exact + b"\0"), range_below(source)]
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
    undoable: Counter[int] = Counter()
    redoable: Counter[int] = Counter()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC).isoformat()
    last_decision = max((_last_decision(journal, bounds) for bounds in scope.ranges), default=0)
    for bounds in scope.ranges:
        today.update(_decided_since(journal, bounds, midnight))
        undoable.update(_groups(journal, _UNDOABLE, bounds))
        redoable.update(_groups(journal, _REDOABLE, (*bounds, last_decision)))
    return Past(
        marks=read_marks(journal, scope),
        today=frozenset(today),
        undoable=tuple(_undoable(journal, number, scope) for number in _latest(undoable)),
        redoable=tuple(_redoable(journal, number, scope) for number in _latest(redoable)),
        failed=tuple(entry for entry in journal.failed() if scope.covers(entry.path)),
    )


def read_marks(journal: Journal, scope: Scope) -> dict[int, Mark]:
    """The marks of all articles in `scope` that have one, by the article's number (`article_id`).

    Raises:
        JournalError: the database fails.
    """
    known: dict[object, Mark] = {mark.value: mark for mark in Mark}
    marks: dict[int, Mark] = {}
    for bounds in scope.ranges:
        # SQLite takes the other columns of a group from the row that has the maximum.
        rows = journal.rows(
            "SELECT e.path, e.mark, max(e.id) FROM entries e"
            f" WHERE e.path >= ? AND e.path < ? AND {DECIDES} GROUP BY e.path",
            bounds,
        )
        marks.update((article_id(_text(path)), known[mark]) for path, mark, _ in rows if mark in known)
    return marks


def _decided_since(journal: Journal, bounds: tuple[bytes, bytes], since: str) -> set[str]:
    rows = journal.rows(
        "SELECT DISTINCT e.path FROM entries e JOIN groups g ON g.id = e.group_id"
        " WHERE e.path >= ? AND e.path < ? AND g.at >= ? AND g.kind != 'undo' AND e.status != 'undone'"
        " AND e.mark IN ('decided', 'reviewed')",
        (*bounds, since),
    )
    return {_text(path) for (path,) in rows}


_UNDOABLE = (
    "SELECT e.group_id, count(*) FROM entries e JOIN groups g ON g.id = e.group_id"
    " WHERE e.path >= ? AND e.path < ? AND e.status != 'undone' AND g.kind != 'undo'"
    " GROUP BY e.group_id ORDER BY e.group_id DESC LIMIT ?"
)
"""Decisions and redone ones of which something is left to undo."""

_REDOABLE = (
    "SELECT e.group_id, count(*) FROM entries e JOIN groups g ON g.id = e.group_id"
    " WHERE e.path >= ? AND e.path < ? AND g.kind = 'undo' AND g.id > ?"
    " AND NOT EXISTS (SELECT 1 FROM groups r WHERE r.answers = g.id AND r.kind = 'redo')"
    " GROUP BY e.group_id ORDER BY e.group_id DESC LIMIT ?"
)
"""Undos after the last new decision, except those already taken back."""


def _groups(journal: Journal, query: str, parameters: tuple[Cell, ...]) -> dict[int, int]:
    """The latest groups of a kind with entries in a range, and how many entries these are."""
    rows = journal.rows(query, (*parameters, GROUPS_KEPT))
    return {group: size for group, size in rows if isinstance(group, int) and isinstance(size, int)}


def _last_decision(journal: Journal, bounds: tuple[bytes, bytes]) -> int:
    rows = journal.rows(
        "SELECT max(g.id) FROM entries e JOIN groups g ON g.id = e.group_id"
        " WHERE e.path >= ? AND e.path < ? AND g.kind = 'decision'",
        bounds,
    )
    last = rows[0][0]
    return last if isinstance(last, int) else 0


def _latest(sizes: Mapping[int, int]) -> list[int]:
    """The latest groups, oldest first, that are not too many to be kept in memory."""
    kept: list[int] = []
    entries = 0
    for group in sorted(sizes, reverse=True)[:GROUPS_KEPT]:
        entries += sizes[group]
        if kept and entries > ENTRIES_KEPT:
            break
        kept.append(group)
    return kept[::-1]


def _undoable(journal: Journal, number: int, scope: Scope) -> PastGroup:
    group = _group(journal, number, scope)
    return replace(group, entries=tuple(e for e in group.entries if e.status is not Status.UNDONE))


def _redoable(journal: Journal, number: int, scope: Scope) -> RedoableGroup:
    group = _group(journal, number, scope)
    undone = tuple(journal.entry(entry.undoes) for entry in group.entries if entry.undoes is not None)
    return RedoableGroup(group, undone)


def _group(journal: Journal, number: int, scope: Scope) -> PastGroup:
    ((kind, at),) = journal.rows("SELECT kind, at FROM groups WHERE id = ?", (number,))
    entries = tuple(entry for entry in journal.entries_of(number) if scope.covers(entry.path))
    return PastGroup(number, Kind(str(kind)), datetime.fromisoformat(str(at)), entries)


def _text(path: int | str | bytes | None) -> str:
    assert isinstance(path, bytes)  # the tables are STRICT
    return os.fsdecode(path)
