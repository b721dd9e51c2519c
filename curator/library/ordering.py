"""Puts articles in order. An order is kept while nothing in the columns changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from curator.library.columns import NO_NUMBER, Columns, Mask, Places
from curator.library.index_reader import IndexReader
from curator.library.sorting import ORDERS, Basis, Sort

_LAST: Final = np.iinfo(np.int64).max
_TEXTS: Final = (Basis.TITLE, Basis.PATH)

Ranked = tuple[int, dict[Basis, list[tuple[int, int]]]]
"""The version of the texts and, by each of `_TEXTS`, (n, rank) of all articles."""


class Orders:
    """The orders of some columns, see `Sort`."""

    def __init__(self, columns: Columns, reader: IndexReader) -> None:
        self._columns = columns
        self._reader = reader
        self._version = -1
        self._orders: dict[Sort, NDArray[np.int32]] = {}
        self._text_version = -1
        self._ranks: dict[Basis, NDArray[np.int64]] = {}

    def order(self, mask: Mask, sort: Sort) -> Places:
        """The places in `mask`, in order. Raises sqlite3.Error."""
        whole = self._whole(sort)
        return whole[mask[whole]].astype(np.int64)

    def rank_texts(self, reader: IndexReader) -> Ranked:
        """The slow half of an order by text, which another thread may do with its own reader."""
        version = self._columns.text_version
        return version, {basis: _ranked(reader.texts(basis.value)) for basis in _TEXTS}

    def use_ranks(self, ranked: Ranked) -> None:
        """Take over what `rank_texts` made, unless it is out of date."""
        version, numbers = ranked
        if version == self._columns.text_version:
            self._ranks = {basis: self._ranks_of(ordered) for basis, ordered in numbers.items()}
            self._text_version = version

    def _whole(self, sort: Sort) -> NDArray[np.int32]:
        if self._version != self._columns.version:
            self._orders = {}
            self._version = self._columns.version
        if sort not in self._orders:
            # There is one for each way to sort, so they are kept small.
            self._orders[sort] = self._make(sort).astype(np.int32)
        return self._orders[sort]

    def _make(self, sort: Sort) -> NDArray[np.integer[Any]]:
        if sort is Sort.NEWEST:
            # What is no number goes last by itself.
            return np.lexsort((self._columns.column("n"), -self._columns.column("at")))
        # Sorting is stable: what is equal stays as it is in the order made before.
        newest = self._whole(Sort.NEWEST)
        return newest[np.argsort(self._key(sort)[newest], kind="stable")]

    def _key(self, sort: Sort) -> NDArray[Any]:
        direction = ORDERS[sort]
        if direction.basis is Basis.DATE:
            at = self._columns.column("at")
            return -at if direction.is_downwards else at
        numbers, missing = self._numbers(direction.basis)
        return np.where(numbers == missing, _LAST, -numbers if direction.is_downwards else numbers)

    def _numbers(self, basis: Basis) -> tuple[NDArray[np.int64], int]:
        """What to sort by, and the number that stands for nothing."""
        if basis is Basis.PROVIDER:
            return self._provider_ranks()[self._columns.column("provider")], -1
        if basis in _TEXTS:
            if self._text_version != self._columns.text_version:
                self.use_ranks(self.rank_texts(self._reader))
            return self._ranks[basis], -1
        return self._columns.column(basis.value).astype(np.int64), NO_NUMBER

    def _provider_ranks(self) -> NDArray[np.int64]:
        names = [name.casefold() for name, _ in self._columns.providers]
        ranks = {name: rank for rank, name in enumerate(sorted(set(names) - {""}))}
        return np.asarray([ranks.get(name, -1) for name in names], np.int64)

    def _ranks_of(self, ranked: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
        """The rank at each place."""
        ranks = np.full(self._columns.size, -1, np.int64)
        places = self._columns.places_of_numbers([n for n, _ in ranked], keeps_gone=True)
        here = places >= 0
        ranks[places[here]] = np.asarray([rank for _, rank in ranked], np.int64)[here]
        return ranks


def _ranked(texts: Sequence[tuple[int, str | bytes]]) -> list[tuple[int, int]]:
    """(n, rank) by the text without case; equal texts have the same rank."""
    plain = [
        (text.decode("utf-8", "surrogateescape") if isinstance(text, bytes) else text.casefold(), n)
        for n, text in texts
    ]
    plain.sort()
    ranked: list[tuple[int, int]] = []
    before, rank = None, -1
    for text, n in plain:
        rank += text != before
        before = text
        ranked.append((n, rank))
    return ranked
