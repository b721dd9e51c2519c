"""One article as lists, filters and stories need it: small, immutable, safe to hand to another thread."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from curator.articles import Article, Problem, same_article_key
from curator.library.article_id import article_id
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one version of a file from another without reading it.

    The inode is part of it because a save by rename can keep time and size on a coarse clock.
    """

    mtime_ns: int
    size: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """Take the stamp from a `stat` of the file."""
        return cls(status.st_mtime_ns, status.st_size, status.st_ino)


NO_STAMP = Stamp(0, 0, 0)
"""The stamp of a file that could not even be asked; equal to that of no real file."""


@dataclass(frozen=True, slots=True)
class Row:
    """An article in a list.

    `keys` and `related_keys` are the identities by which an article and the related items of others find each
    other: every address counts, in this order the plain, the original and the AMP one; `related_keys` are
    there only in a row just read, the index has them for itself. `problem` is "" or the first thing wrong
    with the file, with its line.
    """

    path: Path
    title: str
    provider: str = ""
    domain: str = ""
    published_at: datetime | None = None
    quality: int | None = None
    heat: int | None = None
    published: bool | None = None
    topics: tuple[str, ...] = ()
    has_image: bool = False
    image: str = ""
    excerpt: str = ""
    related: int = 0
    related_keys: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    stamp: Stamp = NO_STAMP
    problem: str = ""
    is_editable: bool = True

    @property
    def id(self) -> int:
        """The number that stands for it where many are held."""
        return article_id(self.path)


def row_of(article: Article, stamp: Stamp) -> Row:
    """Reduce an article to what lists show of it; `stamp` is that of the bytes the article was read from."""
    addresses = (article.url, article.original_url, article.amp_url)
    return Row(
        path=article.path,
        title=article.title,
        provider=article.provider.name,
        domain=article.provider.domain,
        published_at=article.published_at,
        quality=article.quality,
        heat=article.heat,
        published=article.published,
        topics=article.topics,
        has_image=bool(article.images),
        image=article.images[0].url if article.images else "",
        excerpt=article.excerpt,
        related=len(article.related),
        related_keys=tuple(dict.fromkeys(key for item in article.related for key in sorted(item.keys))),
        keys=tuple(filter(None, dict.fromkeys(map(same_article_key, addresses)))),
        stamp=stamp,
        problem=problem_text(article.problems[0]) if article.problems else "",
        is_editable=article.is_editable,
    )


def row_of_failure(path: Path, reason: str, stamp: Stamp = NO_STAMP) -> Row:
    """Make the row of a file that could not be read: shown with its reason, never written."""
    return Row(path=path, title=path.name, stamp=stamp, problem=reason, is_editable=False)


def problem_text(problem: Problem) -> str:
    """Say a problem in one line, with its place in the file when it has one."""
    return f"line {problem.line}: {problem.message}" if problem.line is not None else problem.message
