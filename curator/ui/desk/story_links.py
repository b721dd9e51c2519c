"""Which related items of an article are files of the folder themselves."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from curator.articles import Article
from curator.library import Row
from curator.ui.desk.librarian import Librarian

_KEPT = 64


class StoryLinks(QObject):
    """Asks the library ahead of the editor. Signal `found(Path)`: the links of this article are other ones."""

    found = Signal(object)

    def __init__(self, librarian: Librarian, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._librarian = librarian
        self._rows: OrderedDict[Path, tuple[Row | None, ...]] = OrderedDict()

    def rows(self, article: Article) -> tuple[Row | None, ...]:
        """For each related item the file that holds it, as far as that is known."""
        rows = self._rows.get(article.path, ())
        return rows if len(rows) == len(article.related) else (None,) * len(article.related)

    def want(self, article: Article) -> None:
        """Find out."""
        if article.related:
            keys = [sorted(item.keys) for item in article.related]
            self._librarian.find_articles(keys, lambda rows: self._take(article.path, rows))

    def clear(self) -> None:
        """Another folder was opened."""
        self._rows.clear()

    def _take(self, path: Path, rows: tuple[Row | None, ...]) -> None:
        rows = tuple(None if row is not None and row.path == path else row for row in rows)
        if self._rows.get(path) != rows:
            self._rows[path] = rows
            if len(self._rows) > _KEPT:
                self._rows.popitem(last=False)
            self.found.emit(path)
