"""Which pictures of the web a list of articles has: read from the files, in portions, off the GUI thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from curator.articles import Article, Site, open_site, resolve_picture
from curator.errors import CuratorError, OutsideSite
from curator.library import Row, load
from curator.records import dataclass
from curator.ui.desk.jobs import Jobs
from curator.ui.desk.row_cache import RowCache

_PORTION = 100
"""Articles read by one job: a tenth of a second, after which whoever waits has a turn."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses, each once; how many articles could not be read, and how many pictures are refused."""

    urls: tuple[str, ...] = ()
    unreadable: int = 0
    refused: int = 0


def addresses_of(paths: Sequence[Path]) -> Addresses:
    """The pictures of the web in these articles, those of the article itself before those of others."""
    sites: dict[Path, Site] = {}
    urls: dict[str, None] = {}
    unreadable = refused = 0
    for path in paths:
        try:
            article = load(path).article
            site = sites.get(path.parent) or sites.setdefault(path.parent, open_site(path.parent))
        except CuratorError:
            unreadable += 1
            continue
        for reference in references_of(article):
            try:
                source = resolve_picture(site, path, reference)
            except OutsideSite:
                refused += 1
                continue
            if isinstance(source, str):
                urls[source] = None
    return Addresses(tuple(urls), unreadable, refused)


def references_of(article: Article) -> Iterator[str]:
    """Every picture that is shown with an article, as its file names it."""
    yield from (image.url for image in article.images)
    if article.provider.icon:
        yield article.provider.icon
    yield from (item.images[0].url for item in article.related if item.images)


class AddressReader(QObject):
    """Reads one list; after `stop` nothing more is heard of it.

    Signals: `advanced(read, total)` after each portion, `ended(Addresses)`.
    """

    advanced = Signal(int, int)
    ended = Signal(object)

    def __init__(
        self, articles: Sequence[int], rows: RowCache, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._articles = articles
        self._rows = rows
        self._jobs = jobs
        self._read = 0
        self._urls: dict[str, None] = {}
        self._unreadable = self._refused = 0
        self._is_stopped = False

    def start(self) -> None:
        """Read the first portion; the others follow each other."""
        self._go_on()

    def stop(self) -> None:
        """Nobody wants to know any more."""
        self._is_stopped = True

    def _go_on(self) -> None:
        portion = self._articles[self._read : self._read + _PORTION]
        if len(portion):
            self._rows.fetch(portion, partial(self._take_rows, len(portion)))
        else:
            self.ended.emit(Addresses(tuple(self._urls), self._unreadable, self._refused))

    def _take_rows(self, count: int, rows: Sequence[Row]) -> None:
        if self._is_stopped:
            return
        # Not all of them: some may have left the folder meanwhile.
        paths = tuple(row.path for row in rows)
        self._jobs.submit(partial(addresses_of, paths), partial(self._take, count))

    def _take(self, count: int, found: Addresses) -> None:
        if self._is_stopped:
            return
        self._read += count
        self._urls.update(dict.fromkeys(found.urls))
        self._unreadable += found.unreadable
        self._refused += found.refused
        self.advanced.emit(self._read, len(self._articles))
        self._go_on()
