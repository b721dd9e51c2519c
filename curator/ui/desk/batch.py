"""The articles marked for a batch."""

from __future__ import annotations

from collections.abc import Container, Iterable

from PySide6.QtCore import QObject, Signal


class Batch(QObject):
    """Marks, in the order of marking. Signal `changed(tuple of int)`: these articles look different."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: dict[int, None] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, article: object) -> bool:
        return article in self._ids

    @property
    def ids(self) -> tuple[int, ...]:
        """The marked articles."""
        return tuple(self._ids)

    def toggle(self, article: int) -> None:
        """Mark an article, or take the mark away."""
        if article in self._ids:
            del self._ids[article]
        else:
            self._ids[article] = None
        self.changed.emit((article,))

    def mark(self, articles: Iterable[int]) -> None:
        """Mark all of these."""
        fresh = tuple(articles)
        self._ids.update(dict.fromkeys(fresh))
        self.changed.emit(fresh)

    def forget(self, articles: Iterable[int]) -> None:
        """These have left the folder."""
        gone = tuple(article for article in articles if self._ids.pop(article, self) is None)
        if gone:
            self.changed.emit(gone)

    def keep(self, shown: Container[int]) -> None:
        """Only what is listed stays marked."""
        self.forget([article for article in self._ids if article not in shown])

    def clear(self) -> None:
        """No batch."""
        articles = self.ids
        self._ids.clear()
        self.changed.emit(articles)
