"""What an article is, once its front matter has been understood: plain frozen values, no reading, no rules.

Every text in here is fit for display: entities decoded, control and direction-changing characters replaced,
single-line texts on one line, lengths bounded (see `display_text`). Every web address is http or https.
What did not fit is named in `Article.problems`; a field that is merely missing is None or empty.
"""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import Final

from curator.articles.problem import Problem
from curator.articles.urls import same_article_key
from curator.frontmatter import HeaderKind
from curator.records import dataclass

NO_HEAT: Final = -1
"""The `heat` of an article that has none of its own, because a related item leads the story."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture; `url` is an http(s) address or a path inside the site, sizes are pixels."""

    url: str
    width: int | None = None
    height: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Provider:
    """Who published the article; `icon` is an http(s) address, a path inside the site, or "" for none."""

    name: str = ""
    domain: str = ""
    icon: str = ""

    @property
    def label(self) -> str:
        """The name, or the domain where no name is given; may be empty."""
        return self.name or self.domain


@dataclass(frozen=True, slots=True)
class Related:
    """Another publisher's article about the same event; it may or may not be a file of this folder."""

    title: str = ""
    excerpt: str = ""
    published_at: datetime | None = None
    url: str = ""
    amp_url: str = ""
    type: str = ""
    provider: Provider = Provider()
    quality: int | None = None
    images: tuple[Image, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """Every identity of this item, to be looked up among the `Article.keys` of the folder."""
        return identities(self.url, self.amp_url)


@dataclass(frozen=True, slots=True)
class Article:
    """One Markdown file, understood.

    `title` is never empty: it is the file's name where the header gives none. `published_at` is aware, in
    UTC; `date_text` is the date as written. `is_editable` says whether a decision can be written into the
    file. Of `secured` only its presence is known: the value is never kept.
    """

    path: Path
    kind: HeaderKind
    title: str
    excerpt: str = ""
    category: str = ""
    type: str = ""
    published_at: datetime | None = None
    date_text: str = ""
    url: str = ""
    original_url: str = ""
    amp_url: str = ""
    quality: int | None = None
    heat: int | None = None
    published: bool | None = None
    provider: Provider = Provider()
    topics: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    related: tuple[Related, ...] = ()
    is_secured: bool = False
    body: str = field(default="", repr=False)
    problems: tuple[Problem, ...] = ()
    is_editable: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """Every identity of this article, as `same_article_key`s of its addresses.

        A related item of another file is this article when the two share a key: publishers, and the bot
        that writes the files, use the plain, the original and the AMP address interchangeably.
        """
        return identities(self.url, self.original_url, self.amp_url)


def identities(*urls: str) -> frozenset[str]:
    """The `Article.keys` that go with some addresses; "" is no address."""
    return frozenset(key for url in urls if (key := same_article_key(url)))
