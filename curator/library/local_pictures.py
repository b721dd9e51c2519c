"""Which pictures of an article are not to be found below the site's root."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final

from curator.articles import (
    Article,
    Image,
    Problem,
    ProblemKind,
    Provider,
    Site,
    fields,
    is_site_root,
    is_web_url,
    resolve_picture,
)
from curator.articles.display_text import LABEL_LIMIT, one_line
from curator.errors import OutsideSite
from curator.library.file_facts import key_for

ARTICLE_LIMIT: Final = 200
"""Local pictures of one article that are looked for; real ones have up to a dozen."""
_REMEMBERED: Final = 10_000
"""Paths remembered: every article has its provider's icon, and there are far fewer of these."""
_TEMPLATES: Final = ("{{", "{%")
"""What a site generator fills in; where that leads is not known here."""


class LocalPictures:
    """Looks for the pictures of one site.

    Where nothing shows where the site's root is, only paths that lead out are named: what is missing may just
    be elsewhere.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._is_sure = is_site_root(site.root)
        self._known: dict[str, ProblemKind | None] = {}

    def problems(self, article: Article, lines: Mapping[str, int]) -> Iterator[Problem]:
        """Yield the pictures of an article that cannot be found, with the lines of their keys."""
        local = (
            mention
            for mention in _mentions(article, lines)
            if not is_web_url(mention[2]) and not any(mark in mention[2] for mark in _TEMPLATES)
        )
        for field, what, reference in islice(local, ARTICLE_LIMIT):
            if (kind := self._look(article.path, reference)) is not None:
                is_outside = kind is ProblemKind.OUTSIDE_PICTURE
                wrong = "leads out of the site’s folder" if is_outside else "is missing"
                shown = one_line(reference, LABEL_LIMIT)
                yield Problem(field, f"{what} {wrong}: {shown}", lines.get(field), kind)

    def _look(self, path: Path, reference: str) -> ProblemKind | None:
        # Any other path counts from the article's own folder.
        if not reference.startswith("/"):
            return self._resolve(path, reference)
        if reference not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[reference] = self._resolve(path, reference)
        return self._known[reference]

    def _resolve(self, path: Path, reference: str) -> ProblemKind | None:
        try:
            found = resolve_picture(self._site, path, reference)
        except OutsideSite:
            return ProblemKind.OUTSIDE_PICTURE
        is_there = isinstance(found, str) or not self._is_sure or found.is_file()
        return None if is_there else ProblemKind.MISSING_PICTURE


def _mentions(article: Article, lines: Mapping[str, int]) -> Iterator[tuple[str, str, str]]:
    """Every picture with the key it is under and what to call it."""
    yield from _images(article.images, key_for(fields.IMAGE_KEYS, lines), "picture")
    yield from _icon(article.provider, key_for(fields.PROVIDER_KEYS, lines), "picture of provider")
    for number, item in enumerate(article.related, start=1):
        what = f"picture of related item {number}"
        yield from _images(item.images, fields.RELATED_KEYS[0], what)
        yield from _icon(
            item.provider, fields.RELATED_KEYS[0], f"picture of provider of related item {number}"
        )


def _images(images: Iterable[Image], field: str, what: str) -> Iterator[tuple[str, str, str]]:
    return ((field, what, image.url) for image in images)


def _icon(provider: Provider, field: str, what: str) -> Iterator[tuple[str, str, str]]:
    if provider.icon:
        yield field, what, provider.icon
