"""The record of all decisions: what was decided, how far it has come, and how it is undone.

A decision is in here, durably, before its file is touched. One journal serves all folders; entries are found
by the absolute path of their article. Nothing is ever deleted.

    pending ──▶ saved ──▶ undone          an undo is a group of its own; what it undoes becomes "undone"
        │  ▲                 ▲
        ▼  │ (retry)         │
       failed ───────────────┘            by an undo, or by a later decision on the same fields

May be used from several threads; each call is one transaction. Another process may use it at the same time.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from curator.errors import JournalError
from curator.library.clash import Seen
from curator.records import dataclass
from curator.triage.decisions import Change, Entry, Kind, Mark, Prepared, Status
from curator.triage.journal_file import Place, journal_errors, open_journal_file
from curator.triage.journal_rows import IS_OPEN, Cell, JournalRows
from curator.triage.journal_text import fields_text, path_bytes

REPLACED = "replaced by a later decision"
"""The failure text of an entry that a later one made pointless before it could be saved."""

KEPT_THEIRS = "what somebody else had set was kept"
"""The failure text of an entry that was in question, and given up for what the file said."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A group as recorded: its entries in the order of the changes, and the earlier entries it closed."""

    group: int
    entries: tuple[Entry, ...]
    closed: tuple[int, ...]


class Journal:
    """An open journal; see the module. Every method raises JournalError when the database fails."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        kept_as: Path | None = None,
        damage: str = "",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._connection = connection
        self._rows = JournalRows(connection)
        self._lock = threading.RLock()
        self._now = now
        self.kept_as = kept_as
        """Where a damaged journal was moved when this one was opened; None when all was well."""

        self.damage = damage
        self.unreadable = self._rows.unreadable
        """The entries met that cannot be understood, as damage can leave them; they are left out."""

        self._place: Place | None = None

    @classmethod
    def open(cls, path: Path) -> Journal:
        """Open or create the journal at `path`; a damaged one is moved aside, see `kept_as`.

        Raises:
            JournalError: it was written by a newer Curator, or it cannot be opened at all.
        """
        opened = open_journal_file(path)
        journal = cls(opened.connection, opened.kept_as, opened.damage)
        with journal_errors():
            journal._place = Place.of(path)
        return journal

    def close(self) -> None:
        """Close the database; the journal cannot be used afterwards."""
        with self._lock, journal_errors():
            self._connection.close()

    def record(
        self,
        changes: Sequence[Change],
        kind: Kind = Kind.DECISION,
        *,
        answers: int | None = None,
        undoes: Sequence[int] = (),
        prepared: Mapping[int, Prepared] | None = None,
        into: int | None = None,
    ) -> Recording:
        """Add a group, durable when this returns. The paths of `changes` are absolute and distinct.

        `answers` is the group an undo or redo belongs to; `undoes`, parallel to `changes`, the entries that
        become undone. `prepared` has, by position, what is already known of how a change will be undone.
        `into` adds to a group that is there, instead of making one.
        """
        known = prepared or {}
        with self._transaction(is_durable=True):
            at = self._now().astimezone(UTC).isoformat()
            group = into if into is not None else self._rows.insert_group(kind, answers, at)
            closed = [*undoes, *self._rows.replaced_by(changes)]
            self._rows.set_status([(Status.UNDONE, "", number) for number in undoes])
            self._rows.set_status([(Status.UNDONE, REPLACED, number) for number in closed[len(undoes) :]])
            numbers = [
                self._rows.insert_entry(
                    group, change, known.get(position, Prepared()), undoes[position] if undoes else None
                )
                for position, change in enumerate(changes)
            ]
            entries = tuple(entry for number in numbers for entry in self._rows.entries("e.id = ?", number))
            return Recording(group, entries, tuple(closed))

    def prepare(self, prepared: Mapping[int, Prepared]) -> None:
        """Note, by entry, how the change about to be made is undone; durable when this returns."""
        with self._transaction(is_durable=True):
            self._rows.set_prepared(prepared)

    def settle(self, entries: Sequence[int]) -> None:
        """Note that these are saved.

        This alone may be forgotten in a power cut (not in a crash): the next start then finds them pending,
        and by their digests that nothing is left to do. It saves the third wait for the disk in each save.
        """
        if entries:
            with self._transaction(is_durable=False):
                self._rows.set_status([(Status.SAVED, "", number) for number in entries])
                self._rows.revive_marks(entries)

    def fail(
        self,
        failures: Mapping[int, str],
        void: Collection[int] = (),
        theirs: Mapping[int, Seen] | None = None,
    ) -> None:
        """Note, by entry, why it could not be saved; the decision is kept for a retry.

        Those of them in `void` leave their articles undecided until they are saved after all. `theirs` has,
        for those that are a question, what somebody else has made of the fields.
        """
        if failures:
            with self._transaction(is_durable=False):
                self._rows.set_status(
                    [(Status.FAILED, reason, number) for number, reason in failures.items()]
                )
                self._rows.void_marks([number for number in failures if number in void])
                self._rows.note_theirs(theirs or {})

    def give_up(self, refusals: Mapping[int, str]) -> None:
        """Note, by entry, why it will not be tried again; the article's mark is what it was before.

        Durable when this returns, for it may be somebody's answer to a question.
        """
        if refusals:
            with self._transaction(is_durable=True):
                self._rows.set_status(
                    [(Status.UNDONE, reason, number) for number, reason in refusals.items()]
                )
                self._rows.reset_marks(list(refusals))

    def reopen(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """Make failed entries pending again for a retry and return them as they are now.

        Fields which a later decision on the same article has set are left out; an entry of which nothing
        remains is closed instead. Who tries again has read what somebody else has made of the fields.
        """
        with self._transaction(is_durable=True):
            again: list[Entry] = []
            for entry in entries:
                later = self._rows.fields_since(entry)
                remaining = {name: value for name, value in entry.fields.items() if name not in later}
                if entry.fields and not remaining:
                    self._rows.set_status([(Status.UNDONE, REPLACED, entry.id)])
                    continue
                self._rows.set_status([(Status.PENDING, "", entry.id)])
                self._rows.set_fields(entry.id, fields_text(remaining))
                self._rows.answer(entry)
                again.extend(self._rows.entries("e.id = ?", entry.id))
            return tuple(again)

    def pending(self) -> tuple[Entry, ...]:
        """All entries recorded and neither saved nor failed, oldest first: at start-up, what a crash left."""
        return self._select(f"{IS_OPEN} AND status = 'pending' ORDER BY e.id")

    def failed(self) -> tuple[Entry, ...]:
        """All failed entries, oldest first."""
        return self._select(f"{IS_OPEN} AND status = 'failed' ORDER BY e.id")

    def is_overtaken(self, entry: Entry) -> bool:
        """Say whether a later entry of the same article sets all that this one sets (and it sets any)."""
        with self._lock, journal_errors():
            return bool(entry.fields) and entry.fields.keys() <= self._rows.fields_since(entry)

    def entry(self, number: int) -> Entry:
        """One entry by its id. Raises JournalError also when there is none."""
        found = self._select("e.id = ?", number)
        if not found:
            raise JournalError(f"the journal has no entry {number}")
        return found[0]

    def entries_of(self, group: int) -> tuple[Entry, ...]:
        """The entries of a group in their order; none for an unknown group."""
        return self._select("e.group_id = ? ORDER BY e.id", group)

    def history_of(self, path: Path) -> tuple[Entry, ...]:
        """All that was ever decided of one article, oldest first."""
        return self._select("e.path = ? ORDER BY e.id", path_bytes(path))

    def marks(self, paths: Sequence[Path]) -> dict[Path, Mark]:
        """The marks of those of `paths` that have one."""
        with self._lock, journal_errors():
            found = {path: self._rows.mark(path_bytes(path)) for path in paths}
        return {path: mark for path, mark in found.items() if mark is not None}

    def rows(self, query: str, parameters: Sequence[Cell] = ()) -> list[tuple[Cell, ...]]:
        """Run a reading query; for `curator.triage.past`, which asks about whole folders."""
        with self._lock, journal_errors():
            return self._rows.select(query, parameters)

    def _select(self, where: str, *parameters: Cell) -> tuple[Entry, ...]:
        with self._lock, journal_errors():
            return self._rows.entries(where, *parameters)

    @contextmanager
    def _transaction(self, *, is_durable: bool) -> Iterator[None]:
        with self._lock, journal_errors():
            if self._place is not None:
                self._place.check()
            self._connection.execute(f"PRAGMA synchronous = {'FULL' if is_durable else 'NORMAL'}")
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
