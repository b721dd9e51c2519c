"""Which articles depart from what was decided of them: the whole folder at once, without reading a file.

What was decided is kept as a table of numbers beside the columns. It is told by whoever knows the journal,
and an article's comes only when its file, as the columns have it, has been read after the save. So a decision
on its way to a file is never taken for one that somebody has undone.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from threading import RLock

import numpy as np
from numpy.typing import NDArray

from curator.articles import Field
from curator.library.columns import KEY_COLUMNS, Columns, Places
from curator.library.decided import FIELDS, FOLLOWS, NOT_DECIDED, WIDTH, DecidedTable, Departure

_KEYS = len(FIELDS) + 1
_START = 256


class Departures:
    """Keeps the column `departure` right; `lock` keeps others from asking meanwhile."""

    def __init__(self, columns: Columns, lock: RLock) -> None:
        self._columns = columns
        self._lock = lock
        self._slots: dict[int, int] = {}
        self._free: list[int] = []
        self._cells = np.zeros((_START, WIDTH), np.int64)

    def set(self, table: DecidedTable) -> None:
        """Note what was decided of these, also of some that are not here yet."""
        if not len(table):
            return
        with self._lock:
            slots = np.fromiter((self._slot(article) for article in table.ids), np.int64, len(table))
            self._cells[slots] = np.frombuffer(table.cells, np.int64).reshape(-1, WIDTH)
            self._judge(self._columns.places_of(table.ids))

    def forget(self, ids: Iterable[int] | None = None) -> None:
        """Of these nothing is known for now, and so nothing can be said; None: of all."""
        with self._lock:
            gone = list(self._slots) if ids is None else [number for number in ids if number in self._slots]
            self._free += [self._slots.pop(number) for number in gone]
            places = self._columns.places_of(gone)
            self._columns.set_departures(places[places >= 0], np.uint8(Departure.NONE))

    def judge(self, ids: Sequence[int]) -> None:
        """These have been read anew, or have come."""
        if self._slots:
            with self._lock:
                self._judge(self._columns.places_of([number for number in ids if number in self._slots]))

    def judge_all(self) -> None:
        """All articles have come anew."""
        self.judge(list(self._slots))

    def table(self) -> DecidedTable:
        """All that is known to be decided."""
        with self._lock:
            return _table(list(self._slots), self._cells[list(self._slots.values())])

    def departed(self) -> tuple[DecidedTable, array[int]]:
        """The articles that depart now with what was decided of them, and how they depart (`Departure`)."""
        with self._lock:
            departures = self._columns.column("departure")
            places = np.flatnonzero((departures != Departure.NONE) & self._columns.column("alive"))
            ids = self._columns.column("id")[places].tolist()
            slots = [self._slots[number] for number in ids]
            return _table(ids, self._cells[slots]), array("b", departures[places].tolist())

    def _judge(self, places: Places) -> None:
        """Compare what the articles at these places say with what was decided; -1 is passed over."""
        places = places[places >= 0]
        ids = self._columns.column("id")[places].tolist()
        slots = np.fromiter((self._slots.get(number, -1) for number in ids), np.int64, len(ids))
        places, slots = places[slots >= 0], slots[slots >= 0]
        if len(places):
            self._columns.set_departures(places, self._departures(places, self._cells[slots]))

    def _departures(self, places: Places, decided: NDArray[np.int64]) -> NDArray[np.uint8]:
        is_undone = np.zeros(len(places), np.bool_)
        heat_follows = decided[:, len(FIELDS)] >= FOLLOWS
        for at, name in enumerate(FIELDS):
            cells = decided[:, at]
            differs = (cells != NOT_DECIDED) & (cells != self._columns.column(name)[places])
            is_undone |= differs & ~heat_follows if name == Field.HEAT.value else differs
        # A header that cannot be read says nothing, and does not say otherwise.
        is_undone &= self._columns.flag("editable")[places]
        then = decided[:, _KEYS:]
        now = np.stack([self._columns.column(name)[places] for name in KEY_COLUMNS], axis=1)
        is_same = ((then[:, :, None] == now[:, None, :]) & (then[:, :, None] != 0)).any(axis=(1, 2))
        is_unknown = (then == 0).all(axis=1)
        is_other = ~is_same & ~is_unknown & (now != 0).any(axis=1)
        kinds = np.where(is_undone & (is_same | is_unknown), np.uint8(Departure.UNDONE), np.uint8(0))
        return np.where(is_other, np.uint8(Departure.SWAPPED), kinds)

    def _slot(self, article: int) -> int:
        slot = self._slots.get(article)
        if slot is None:
            slot = self._free.pop() if self._free else len(self._slots)
            self._slots[article] = slot
            if slot >= len(self._cells):
                grown = np.zeros((slot + slot // 2 + 1, WIDTH), np.int64)
                grown[: len(self._cells)] = self._cells
                self._cells = grown
        return slot


def _table(ids: Sequence[int], cells: NDArray[np.int64]) -> DecidedTable:
    table = DecidedTable(array("q", ids))
    table.cells.frombytes(cells.astype(np.int64, copy=False).tobytes())
    return table
