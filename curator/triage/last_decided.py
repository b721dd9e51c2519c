"""What was decided last of each article, all in all: decisions, undos and answers in the journal, in order.

Only what has reached its file counts. An undo takes back what it undoes, and what was decided before holds
again; whoever lets somebody else's value stand, or finds an article fine as it is, does not hold to another
value any more; a decision on another article ends what was decided of the one before it. While something is
on its way to a file, or could not be saved, nothing can be said. Which picture leads is not among it: a list
that somebody reorders once more undoes no decision on quality.
"""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from curator.articles import Field
from curator.library.article_id import article_id, key_id
from curator.library.decided import FIELDS, Decided, DecidedTable
from curator.triage.decisions import Kind, Mark, Status
from curator.triage.journal import KEPT_THEIRS, Journal
from curator.triage.journal_rows import DECIDES, IS_OPEN, Cell
from curator.triage.journal_text import path_bytes
from curator.triage.past import Scope

PORTION: Final = 500
"""Articles read at once: some 10 ms, for which a decision may have to wait."""

_TOGETHER: Final = 200
"""Paths asked for in one statement."""

_SELECT: Final = (
    "SELECT e.path, e.status, e.fields, coalesce(e.mark, e.void_mark), e.void_mark IS NOT NULL, e.keys,"
    " e.seen, e.theirs, g.kind FROM entries e JOIN groups g ON g.id = e.group_id"
    f" WHERE (g.kind != '{Kind.UNDO}' OR e.status IN ('{Status.PENDING}', '{Status.FAILED}'))"
    f" AND (e.status != '{Status.UNDONE}' OR e.failure = '{KEPT_THEIRS}') AND {DECIDES}"
)

Values = Mapping[str, int | bool | None]


def read_decided(journal: Journal, scope: Scope, after: bytes) -> tuple[DecidedTable, bytes | None]:
    """What was decided of the first articles of `scope` whose path comes after `after`; and the last path.

    The last path is None when there are no more.

    Raises:
        JournalError: the database fails.
    """
    table = DecidedTable()
    for start, end in sorted(scope.ranges):
        first = max(start, after + b"\0") if after else start
        paths = journal.rows(
            "SELECT DISTINCT path FROM entries WHERE path >= ? AND path < ? ORDER BY path LIMIT ?",
            (first, end, PORTION),
        )
        if not paths:
            continue
        last = paths[-1][0]
        rows = journal.rows(f"{_SELECT} AND e.path BETWEEN ? AND ? ORDER BY e.path, e.id", (first, last))
        for path, decided in _decided(rows):
            if decided is not None:
                table.add(article_id(path), decided)
        if len(paths) == PORTION and isinstance(last, bytes):
            return table, last
    return table, None


def read_all_decided(journal: Journal, scope: Scope) -> DecidedTable:
    """What was decided of all articles of `scope`, however many there are. Raises as `read_decided`."""
    table, after = read_decided(journal, scope, b"")
    while after is not None:
        portion, after = read_decided(journal, scope, after)
        table.extend(portion)
    return table


def decided_of(journal: Journal, paths: Iterable[Path]) -> tuple[DecidedTable, array[int]]:
    """What was decided of these, and those of which nothing can be said. Raises as `read_decided`."""
    table, unknown = DecidedTable(), array("q")
    wanted = [path_bytes(path) for path in paths]
    for start in range(0, len(wanted), _TOGETHER):
        portion = wanted[start : start + _TOGETHER]
        marks = ", ".join("?" * len(portion))
        rows = journal.rows(f"{_SELECT} AND e.path IN ({marks}) ORDER BY e.path, e.id", portion)
        found = dict(_decided(rows))
        for path in map(os.fsdecode, portion):
            decided = found.get(path)
            if decided is None:
                unknown.append(article_id(path))
            else:
                table.add(article_id(path), decided)
    return table, unknown


def newest_entry(journal: Journal) -> int:
    """The number of the last entry before any that is still on its way. Raises as `read_decided`."""
    ((newest,),) = journal.rows("SELECT max(id) FROM entries")
    ((pending,),) = journal.rows(
        f"SELECT min(id + 0) - 1 FROM entries WHERE {IS_OPEN} AND status = 'pending'"
    )
    return min(number for number in (newest or 0, pending) if isinstance(number, int))


def paths_since(journal: Journal, scope: Scope, entry: int) -> list[Path]:
    """The articles of `scope` that later entries are about. Raises as `read_decided`."""
    rows = journal.rows("SELECT DISTINCT path FROM entries WHERE id > ?", (entry,))
    paths = [Path(os.fsdecode(path)) for (path,) in rows if isinstance(path, bytes)]
    return [path for path in paths if scope.covers(path)]


class _Last:
    """Goes through the entries of one article."""

    def __init__(self) -> None:
        self._fields: dict[str, int | bool] = {}
        self._heat_follows = False
        self._mark: str | None = None
        self._keys: frozenset[int] = frozenset()
        self._is_open = False

    @property
    def decided(self) -> Decided | None:
        if self._is_open or not (self._fields or self._mark):
            return None
        return Decided(dict(self._fields), self._mark, self._keys, self._heat_follows)

    def take(self, row: Sequence[Cell]) -> None:
        _, status, fields, mark, is_void, keys, seen, theirs, kind = row
        if status == Status.UNDONE:
            # The answer to a question was that the file is to stay as it was.
            self._let_stand(_values(theirs))
        elif status == Status.SAVED or (status == Status.FAILED and is_void and kind != Kind.UNDO):
            self._decide(_values(fields), str(mark) if mark in set(Mark) else None, _numbers(keys))
            if fields == "{}":
                self._let_stand(_values(seen))
        else:
            self._is_open = True

    def _decide(self, fields: Values, mark: str | None, keys: frozenset[int]) -> None:
        if keys and self._keys and keys.isdisjoint(self._keys):
            self._fields.clear()
        self._keys = keys or self._keys
        self._mark = mark
        self._fields.update({name: value for name, value in fields.items() if isinstance(value, int)})
        if Field.HEAT.value in fields:
            # Only a quality brings another field with it, and only in the window: a script notes no identity.
            self._heat_follows = Field.QUALITY.value in fields and bool(keys)

    def _let_stand(self, values: Values) -> None:
        for name, value in values.items():
            if name in self._fields and self._fields[name] != value:
                del self._fields[name]


def _decided(rows: Iterable[Sequence[Cell]]) -> Iterator[tuple[str, Decided | None]]:
    """Each path with what was decided of it; `rows` are in the order of paths."""
    for path, entries in groupby(rows, key=lambda row: row[0]):
        last = _Last()
        for row in entries:
            last.take(row)
        assert isinstance(path, bytes)  # the tables are STRICT
        yield os.fsdecode(path), last.decided


def _values(text: Cell) -> Values:
    """Fields of an entry; what an undo restores is not among them."""
    if text == "{}":
        return {}
    try:
        values = json.loads(str(text))
        return {name: values[name] for name in FIELDS if name in values}
    except (ValueError, TypeError):
        return {}


def _numbers(keys: Cell) -> frozenset[int]:
    return frozenset(map(key_id, str(keys).split("\n"))) if keys else frozenset()
