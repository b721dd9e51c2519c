"""Articles read ahead of the editor: the current one, its neighbours, and where their pictures come from."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from curator.articles import Article, Site, open_site, resolve_picture
from curator.articles.body_text import readable_body
from curator.errors import CuratorError, OutsideSite
from curator.library import Row, Stamp, load, row_of
from curator.pictures import Source
from curator.records import dataclass
from curator.ui.desk.jobs import Jobs

# The current article, what lies around it, and a few pages back; an article is some ten kilobytes.
_KEPT = 64


@dataclass(frozen=True, slots=True)
class PictureSource:
    """Where a picture comes from; `source` is None when it may not be fetched, with the `reason`."""

    source: Source | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReadyArticle:
    """An article with everything resolved that needed the disk, so that showing it needs none."""

    article: Article
    body: str
    row: Row
    images: tuple[PictureSource, ...]
    icon: PictureSource | None
    related_images: tuple[PictureSource | None, ...]

    @property
    def stamp(self) -> Stamp:
        """Which version of the file this is."""
        return self.row.stamp


class ArticleLoader(QObject):
    """Signals: `article_loaded(ReadyArticle)`, `article_failed(path, CuratorError)`."""

    article_loaded = Signal(object)
    article_failed = Signal(object, object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._ready: OrderedDict[Path, ReadyArticle] = OrderedDict()
        # The number of the latest request for a path under way; an answer to an earlier one is old news.
        self._asked: dict[Path, int] = {}
        self._numbers = count(1)
        # Replaced, never changed, since jobs read it from their own threads.
        self._sites: dict[Path, Site] = {}

    def ready(self, path: Path) -> ReadyArticle | None:
        """The article, if it has been read; constant time, no disk."""
        found = self._ready.get(path)
        if found is not None:
            self._ready.move_to_end(path)
        return found

    def is_reading(self, path: Path) -> bool:
        """Whether the article is on its way."""
        return path in self._asked

    def want(self, paths: Sequence[Path]) -> None:
        """Read these, in this order, unless they are there or under way."""
        for path in paths:
            if path not in self._ready and path not in self._asked:
                self._ask(path)

    def reread(self, path: Path) -> None:
        """The file changed: read it again; until then the version there was stays."""
        self._ask(path)

    def replace(self, ready: ReadyArticle) -> None:
        """Show a decision before it is saved: the article as it is about to be.

        A read from before the decision, still under way, is dropped; what the save makes of the file is read
        after it.
        """
        self._asked.pop(ready.article.path, None)
        self._ready[ready.article.path] = ready

    def clear(self) -> None:
        """Another folder was opened; answers still under way are dropped."""
        self._ready.clear()
        self._asked.clear()
        self._sites = {}

    def _ask(self, path: Path) -> None:
        number = self._asked[path] = next(self._numbers)
        self._jobs.submit(
            partial(self._read, path), partial(self._take, number), partial(self._fail, number, path)
        )

    def _read(self, path: Path) -> ReadyArticle:
        loaded = load(path)
        site = self._site_of(path.parent)
        article = loaded.article
        icon = article.provider.icon
        return ReadyArticle(
            article=article,
            body=readable_body(article.body),
            row=row_of(article, loaded.stamp),
            images=tuple(_picture(site, path, image.url) for image in article.images),
            icon=_picture(site, path, icon) if icon else None,
            related_images=tuple(
                _picture(site, path, item.images[0].url) if item.images else None for item in article.related
            ),
        )

    def _site_of(self, folder: Path) -> Site:
        known = self._sites.get(folder)
        if known is None:
            known = open_site(folder)
            self._sites = {**self._sites, folder: known}
        return known

    def _take(self, number: int, ready: ReadyArticle) -> None:
        path = ready.article.path
        if self._asked.get(path) != number:
            return
        del self._asked[path]
        self._ready[path] = ready
        if len(self._ready) > _KEPT:
            self._ready.popitem(last=False)
        self.article_loaded.emit(ready)

    def _fail(self, number: int, path: Path, error: CuratorError) -> None:
        if self._asked.get(path) == number:
            del self._asked[path]
            self.article_failed.emit(path, error)


def _picture(site: Site, path: Path, reference: str) -> PictureSource:
    try:
        return PictureSource(resolve_picture(site, path, reference))
    except OutsideSite as refusal:
        return PictureSource(None, str(refusal))
