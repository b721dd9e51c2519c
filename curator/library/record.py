"""Everything the index keeps of an article: the row for lists, and what else a search looks through."""

from __future__ import annotations

from pathlib import Path

from curator.articles import Article
from curator.articles.body_text import search_text
from curator.library.row import NO_STAMP, Row, Stamp, row_of, row_of_failure
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """An article in the index.

    `related_titles` has no empty ones. `body` is the words of the body's beginning on one line; like every
    text of the row it is fit for display.
    """

    row: Row
    related_titles: tuple[str, ...] = ()
    body: str = ""


def record_of(article: Article, stamp: Stamp) -> Record:
    """Reduce an article to what the index keeps; `stamp` is that of the bytes it was read from."""
    titles = tuple(item.title for item in article.related if item.title)
    return Record(row_of(article, stamp), titles, search_text(article.body))


def record_of_failure(path: Path, reason: str, stamp: Stamp = NO_STAMP) -> Record:
    """Make the record of a file that could not be read: a row that says why, and nothing to be found by."""
    return Record(row_of_failure(path, reason, stamp))
