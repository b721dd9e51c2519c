"""What the index keeps of one article file: its row for lists, and further texts for the search."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from curator.articles.body_text import readable_body
from curator.errors import ReadFailed
from curator.library.reading import load
from curator.library.row import Row, row_of, row_of_failure

BODY_LIMIT = 20_000
"""Characters of a body that are searched; the longest real ones have a quarter of that."""


@dataclass(frozen=True, slots=True)
class Record:
    """One file: the row, the titles of its related items, and its body as a reader sees it."""

    row: Row
    related_titles: tuple[str, ...] = ()
    body: str = ""


def load_record(path: Path) -> Record:
    """Read the article at `path`; a file that cannot be read becomes a row that says why."""
    try:
        loaded = load(path)
    except ReadFailed as failure:
        return Record(row_of_failure(path, failure.happened))
    article = loaded.article
    return Record(
        row_of(article, loaded.stamp),
        tuple(item.title for item in article.related),
        readable_body(article.body)[:BODY_LIMIT],
    )
