"""The single statements on the journal's tables; `journal` puts them together into transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Final

from curator.errors import JournalError
from curator.library.clash import Seen
from curator.library.identity import Identity
from curator.triage.decisions import Change, Entry, Kind, Mark, Prepared, Status
from curator.triage.journal_text import (
    ENTRY_COLUMNS,
    KEPT,
    entry_of,
    fields_of,
    fields_text,
    keys_of,
    keys_text,
    mark_of,
    path_bytes,
    seen_text,
)

_SELECT = f"SELECT {ENTRY_COLUMNS} FROM entries e JOIN groups g ON g.id = e.group_id"

Cell = int | str | bytes | None

IS_OPEN: Final = "status IN ('pending', 'failed')"
"""In so many words: for nothing else does SQLite take the index of what is open; it looks at every entry."""

DECIDES: Final = f"coalesce(e.mark, e.void_mark, '') != '{KEPT}'"
"""An entry says something about its article as a whole; the choice of a picture does not."""


class JournalRows:
    """Reads and writes rows through one connection; the caller holds the lock and the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.unreadable: set[int] = set()
        """The entries met that cannot be understood, as damage can leave them; they are left out."""

    def select(self, query: str, parameters: Sequence[Cell]) -> list[tuple[Cell, ...]]:
        """Run a reading query."""
        return self._connection.execute(query, parameters).fetchall()

    def entries(self, where: str, *parameters: Cell) -> tuple[Entry, ...]:
        """The entries `e` (with their groups `g`) that a WHERE clause selects."""
        rows = self._connection.execute(f"{_SELECT} WHERE {where}", parameters)
        found: list[Entry] = []
        for row in rows.fetchall():
            try:
                found.append(entry_of(row))
            except JournalError:
                self.unreadable.add(row[0])
        return tuple(found)

    def insert_group(self, kind: Kind, answers: int | None, at: str) -> int:
        """Add a group and return its id."""
        return self._insert("INSERT INTO groups (kind, answers, at) VALUES (?, ?, ?)", (kind, answers, at))

    def insert_entry(self, group: int, change: Change, prepared: Prepared, undoes: int | None) -> int:
        """Add an entry and return its id; the article's mark until now becomes its previous mark.

        A mark of another article, which had the name before, is none of this one.
        """
        path = path_bytes(change.path)
        # An entry without fields has nothing to write. With its record it is complete, unless it must be seen
        # whether the article is still there.
        status = Status.PENDING if change.fields or change.made_of.keys else Status.SAVED
        return self._insert(
            "INSERT INTO entries"
            " (group_id, path, mark, previous_mark, fields, status, undo, digest, undoes, keys, title, seen)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                group,
                path,
                KEPT if change.keeps_mark else change.mark,
                self._mark_before(path, change.made_of),
                fields_text(change.fields),
                status,
                fields_text(prepared.undo),
                prepared.digest,
                undoes,
                keys_text(change.made_of),
                change.made_of.title,
                seen_text(change.seen),
            ),
        )

    def mark(self, path: bytes) -> Mark | None:
        """The mark of an article: that of its last entry, because an undo's entry has the mark before."""
        rows = self._last(path)
        return mark_of(rows[0][0]) if rows else None

    def _last(self, path: bytes) -> list[tuple[Cell, ...]]:
        """Mark and keys of the last entry that gave the article one, or took it."""
        return self.select(
            f"SELECT e.mark, e.keys FROM entries e WHERE e.path = ? AND {DECIDES} ORDER BY e.id DESC LIMIT 1",
            (path,),
        )

    def _mark_before(self, path: bytes, made_of: Identity) -> Mark | None:
        rows = self._last(path)
        if not rows or made_of.is_other_than(keys_of(str(rows[0][1]))):
            return None
        return mark_of(rows[0][0])

    def set_prepared(self, prepared: Mapping[int, Prepared]) -> None:
        """Note, by entry, how it is undone and what the file will be."""
        self._connection.executemany(
            "UPDATE entries SET undo = ?, digest = ? WHERE id = ?",
            [(fields_text(known.undo), known.digest, number) for number, known in prepared.items()],
        )

    def set_status(self, outcomes: Sequence[tuple[Status, str, int]]) -> None:
        """Note status and failure of entries, by id.

        What is undone stays so: another process may have undone it while it was being saved in this one.
        """
        self._connection.executemany(
            "UPDATE entries SET status = ?, failure = ? WHERE id = ? AND status != 'undone'", outcomes
        )

    def reset_marks(self, entries: Sequence[int]) -> None:
        """Let entries leave the marks of their articles as they were."""
        self._connection.executemany(
            f"UPDATE entries AS e SET mark = previous_mark WHERE id = ? AND {DECIDES}",
            [(number,) for number in entries],
        )

    def void_marks(self, entries: Sequence[int]) -> None:
        """Let entries decide nothing, for another article stands under the name."""
        self._connection.executemany(
            "UPDATE entries SET void_mark = mark, mark = NULL WHERE id = ? AND mark IS NOT NULL",
            [(number,) for number in entries],
        )

    def revive_marks(self, entries: Sequence[int]) -> None:
        """Let entries decide after all, for their article is back."""
        self._connection.executemany(
            "UPDATE entries SET mark = void_mark, void_mark = NULL WHERE id = ? AND void_mark IS NOT NULL",
            [(number,) for number in entries],
        )

    def note_theirs(self, questions: Mapping[int, Seen]) -> None:
        """Note, by entry, what somebody else has made of the fields it is about."""
        self._connection.executemany(
            "UPDATE entries SET theirs = ? WHERE id = ?",
            [(seen_text(theirs), number) for number, theirs in questions.items()],
        )

    def answer(self, entry: Entry) -> None:
        """What somebody else has made of an entry's fields is known now, and may be replaced."""
        self._connection.execute(
            "UPDATE entries SET seen = ?, theirs = '{}' WHERE id = ?",
            (seen_text({**entry.seen, **entry.theirs}), entry.id),
        )

    def set_fields(self, entry: int, text: str) -> None:
        """Replace what an entry is going to write."""
        self._connection.execute("UPDATE entries SET fields = ? WHERE id = ?", (text, entry))

    def replaced_by(self, changes: Sequence[Change]) -> list[int]:
        """The failed entries which `changes` make pointless.

        All their fields are decided anew, or they were made of another article than the one now decided on.
        """
        new = {path_bytes(change.path): change for change in changes}
        failed = self._connection.execute(
            f"SELECT id, path, fields, keys FROM entries WHERE {IS_OPEN} AND status = 'failed'"
        )
        return [
            int(number)
            for number, path, fields, keys in failed.fetchall()
            if path in new and _is_replaced(fields_of(fields), keys_of(keys), new[path])
        ]

    def fields_since(self, entry: Entry) -> set[str]:
        """The names of the fields which later entries of the same article set."""
        rows = self._connection.execute(
            "SELECT fields FROM entries WHERE path = ? AND id > ? AND status != 'undone'",
            (path_bytes(entry.path), entry.id),
        )
        return {name for (fields,) in rows.fetchall() for name in fields_of(fields)}

    def _insert(self, statement: str, parameters: Sequence[Cell]) -> int:
        number = self._connection.execute(statement, parameters).lastrowid
        assert number is not None  # it is an INSERT
        return number


def _is_replaced(fields: Mapping[str, object], keys: frozenset[str], by: Change) -> bool:
    return by.made_of.is_other_than(keys) or (bool(by.fields) and fields.keys() <= by.fields.keys())
