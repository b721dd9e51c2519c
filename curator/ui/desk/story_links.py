"""The story of an article as the folder has it: which related items are files, and who tells it too."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from curator.articles import Article
from curator.library import Row, article_id
from curator.ui.desk.librarian import Librarian

_KEPT = 64


class StoryLinks(QObject):
    """Asks the library ahead of the editor. Signal `found(Path)`: this article has other links now."""

    found = Signal(object)

    def __init__(self, librarian: Librarian, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._librarian = librarian
        self._rows: OrderedDict[Path, tuple[Row | None, ...]] = OrderedDict()
        self._stories: OrderedDict[Path, tuple[int, ...]] = OrderedDict()

    def rows(self, article: Article) -> tuple[Row | None, ...]:
        """For each related item the file that holds it, as far as that is known."""
        rows = self._rows.get(article.path, ())
        return rows if len(rows) == len(article.related) else (None,) * len(article.related)

    def story(self, path: Path) -> tuple[int, ...] | None:
        """The articles of the folder that tell the same story, its leader first; None while not known."""
        return self._stories.get(path)

    def want(self, article: Article) -> None:
        """Find out."""
        path = article.path
        self._librarian.find_story(article_id(path), lambda rows: self._take_story(path, rows))
        if article.related:
            keys = [sorted(item.keys) for item in article.related]
            self._librarian.find_articles(keys, lambda rows: self._take(article.path, rows))

    def clear(self) -> None:
        """Another folder was opened."""
        self._rows.clear()
        self._stories.clear()

    def _take_story(self, path: Path, rows: tuple[Row, ...]) -> None:
        self._stories[path] = tuple(row.id for row in rows)
        if len(self._stories) > _KEPT:
            self._stories.popitem(last=False)

    def _take(self, path: Path, rows: tuple[Row | None, ...]) -> None:
        rows = tuple(None if row is not None and row.path == path else row for row in rows)
        if self._rows.get(path) != rows:
            self._rows[path] = rows
            if len(self._rows) > _KEPT:
                self._rows.popitem(last=False)
            self.found.emit(path)
