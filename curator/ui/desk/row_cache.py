"""The rows near what is on screen. All others are asked of the library when somebody comes near them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from curator.library import Row, article_id

KEPT = 2_000
"""Rows in memory, about a kilobyte each."""


class RowSource(Protocol):
    """Where rows come from, a moment after they were asked for."""

    def fetch_rows(self, ids: Iterable[int], done: Callable[[tuple[Row, ...]], None]) -> None:
        """Give these rows, without those of articles that are gone."""


class RowCache(QObject):
    """Rows by the number of the article. Signal `arrived(tuple of int)`: these are here now, or different."""

    arrived = Signal(object)

    def __init__(self, source: RowSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._asked: set[int] = set()
        self._ahead: dict[int, dict[str, int | bool]] = {}

    def __contains__(self, article: object) -> bool:
        return article in self._rows

    def get(self, article: int) -> Row | None:
        """A row, if it is here; asks for nothing."""
        return self._rows.get(article)

    def at(self, path: Path) -> Row | None:
        """The row of the article at `path`, if it is here."""
        return self._rows.get(article_id(path))

    def fetch(self, articles: Iterable[int], done: Callable[[tuple[Row, ...]], None]) -> None:
        """Ask for the rows of many articles, which are handed over and not kept."""
        self._source.fetch_rows(articles, done)

    def want(self, articles: Iterable[int]) -> None:
        """Have these here soon, those of them that are not."""
        missing = [number for number in articles if number not in self._rows and number not in self._asked]
        self._fetch(missing)

    def refresh(self, articles: Iterable[int]) -> None:
        """These are different in the library: have the new versions of those that are here or on the way."""
        # What is on the way may have been read just before.
        self._fetch([number for number in articles if number in self._rows or number in self._asked])

    def put(self, rows: Iterable[Row]) -> None:
        """Take in rows that came with something else."""
        numbers = []
        for row in rows:
            number = row.id
            numbers.append(number)
            ahead = self._ahead.get(number)
            self._rows[number] = replace(row, **ahead) if ahead else row  # type: ignore[arg-type]  # as below
            self._rows.move_to_end(number)
        while len(self._rows) > KEPT:
            self._rows.popitem(last=False)
        if numbers:
            self.arrived.emit(tuple(numbers))

    def change(self, article: int, fields: Mapping[str, int | bool]) -> None:
        """Show a decision before it is saved; until `settle` whatever is fetched is shown with it."""
        self._ahead[article] = {**self._ahead.get(article, {}), **fields}
        row = self._rows.get(article)
        if row is not None:
            self._rows[article] = replace(row, **fields)  # type: ignore[arg-type]  # the keys are Row's own

    def settle(self, article: int) -> None:
        """No decision on this article is on its way any more: what is fetched next is as it is."""
        self._ahead.pop(article, None)

    def forget(self, articles: Iterable[int]) -> None:
        """These have left the folder."""
        for number in articles:
            self._rows.pop(number, None)

    def clear(self) -> None:
        """Another folder is about to be opened."""
        self._rows.clear()
        self._asked.clear()
        self._ahead.clear()

    def _fetch(self, articles: list[int]) -> None:
        if articles:
            self._asked.update(articles)
            self._source.fetch_rows(articles, lambda rows: self._take(articles, rows))

    def _take(self, asked: Iterable[int], rows: Iterable[Row]) -> None:
        self._asked.difference_update(asked)
        self.put(rows)
