"""Puts articles in order. An order is kept while nothing in the columns changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from curator.library.columns import NO_NUMBER, Columns, Mask, Places
from curator.library.index_reader import IndexReader
from curator.library.sorting import BY_TEXT, NUMBERS, Sort

_LAST: Final = np.iinfo(np.int64).max


class Orders:
    """The orders of some columns.

    What an article lacks puts it last; ties go by newest, then as they
    were found (within a folder by descending name).
    """

    def __init__(self, columns: Columns, reader: IndexReader) -> None:
        self._columns = columns
        self._reader = reader
        self._version = -1
        self._orders: dict[Sort, Places] = {}
        self._text_version = -1
        self._ranks: dict[str, NDArray[np.int64]] = {}

    def order(self, mask: Mask, sort: Sort) -> Places:
        """The places in `mask`, in order. Raises sqlite3.Error."""
        whole = self._whole(sort)
        chosen: Places = whole[mask[whole]]
        return chosen

    def warm(self) -> None:
        """Make ready what takes longest: the orders by text. Raises sqlite3.Error."""
        self.use_ranks(self.make_ranks(self._reader))

    def make_ranks(self, reader: IndexReader) -> tuple[int, dict[str, list[tuple[int, str]]]]:
        """Read the texts, for `use_ranks`; the slow half, which another thread may do with its own reader."""
        version = self._columns.text_version
        return version, {column: _folded(reader.texts(column)) for column in sorted(set(BY_TEXT.values()))}

    def use_ranks(self, made: tuple[int, dict[str, list[tuple[int, str]]]]) -> None:
        """Take over what `make_ranks` made, unless it is out of date."""
        version, texts = made
        if version == self._columns.text_version:
            self._ranks = {column: self._ranked(folded) for column, folded in texts.items()}
            self._text_version = version

    def _whole(self, sort: Sort) -> Places:
        if self._version != self._columns.version:
            self._orders = {}
            self._version = self._columns.version
        if sort not in self._orders:
            self._orders[sort] = self._make(sort)
        return self._orders[sort]

    def _make(self, sort: Sort) -> Places:
        if sort is Sort.NEWEST:
            # What is no number goes last by itself.
            return np.lexsort((self._columns.column("n"), -self._columns.column("at")))
        newest = self._whole(Sort.NEWEST)
        key = self._key(sort)[newest]
        return newest[np.argsort(key, kind="stable")]

    def _key(self, sort: Sort) -> NDArray[Any]:
        if sort is Sort.OLDEST:
            return self._columns.column("at")
        if sort in NUMBERS:
            name, is_highest_first = NUMBERS[sort]
            numbers = self._columns.column(name).astype(np.int64)
            key = -numbers if is_highest_first else numbers
            return np.where(numbers == NO_NUMBER, _LAST, key)
        if sort is Sort.PROVIDER:
            ranks: NDArray[Any] = self._provider_ranks()[self._columns.column("provider")]
            return ranks
        return self._text_rank(BY_TEXT[sort])

    def _provider_ranks(self) -> NDArray[np.int64]:
        names = [name for name, _ in self._columns.providers]
        return _ranks([(not name, name.casefold()) for name in names])

    def _text_rank(self, column: str) -> NDArray[np.int64]:
        if self._text_version != self._columns.text_version:
            self.warm()
        return self._ranks[column]

    def _ranked(self, folded: Sequence[tuple[int, str]]) -> NDArray[np.int64]:
        """The rank at each place, from (n, text) in order."""
        ranks = np.full(self._columns.size, _LAST, np.int64)
        places = self._columns.places_of_numbers([n for n, _ in folded])
        ranks[places] = np.arange(len(places))
        return ranks


def _folded(texts: Sequence[tuple[int, str | bytes]]) -> list[tuple[int, str]]:
    plain = [
        (n, text.decode("utf-8", "surrogateescape") if isinstance(text, bytes) else text.casefold())
        for n, text in texts
    ]
    plain.sort(key=lambda item: item[1])
    return plain


def _ranks(keys: Sequence[object]) -> NDArray[np.int64]:
    order = sorted(range(len(keys)), key=keys.__getitem__)  # type: ignore[arg-type]  # tuples of bool and str
    ranks = np.zeros(len(keys), np.int64)
    ranks[order] = np.arange(len(keys))
    return ranks
