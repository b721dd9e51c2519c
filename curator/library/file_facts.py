"""What one article says that only means something beside the others of its folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from curator.articles import Article, Provider, Rule, fields
from curator.articles.reader import Understood
from curator.articles.urls import host_of
from curator.records import dataclass

EXPECTED: Final = (
    fields.TITLE_KEYS,
    (*fields.URL_KEYS, *fields.PERMALINK_KEYS, *fields.ORIGINAL_URL_KEYS),
    fields.DATE_KEYS,
    fields.PROVIDER_KEYS,
)
"""The fields an article may be missed for, each by the keys that can hold it.

Not excerpt and pictures, which some publishers do not give, nor what an editor has yet to decide.
"""

_ANY_RULE: Final = Rule()
"""What a rule says of heat is the same in every folder."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A provider is called `name` where `domain` publishes at `host`; `part` is "" for the article itself."""

    domain: str
    host: str
    name: str
    field: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one article with a readable header; `lines` are those of its top-level keys.

    `given` has for each of `EXPECTED` the key that holds it, "" where none does. `said_heat` is what the rule
    says, None where it cannot, and `heat_reason` why.
    """

    lines: Mapping[str, int]
    given: Sequence[str] = ()
    namings: Sequence[Naming] = ()
    heat: int | None = None
    said_heat: int | None = None
    heat_reason: str = ""
    published: bool | None = None


def facts_of(understood: Understood) -> Facts:
    """What is to be held against the rest of the folder."""
    article, lines = understood.article, understood.lines
    verdict = _ANY_RULE.verdict(article)
    return Facts(
        lines=lines,
        given=_given(article, lines),
        namings=tuple(_namings(article, lines)),
        heat=article.heat,
        said_heat=verdict.heat,
        heat_reason=verdict.heat_reason,
        published=article.published,
    )


def key_for(keys: Sequence[str], lines: Mapping[str, int]) -> str:
    """The first of the keys of one meaning that is there; the first of all if none is."""
    return next((key for key in keys if key in lines), keys[0])


def _given(article: Article, lines: Mapping[str, int]) -> tuple[str, ...]:
    # Where the title is missing, the file's name stands in its place.
    title = any(key in lines for key in fields.TITLE_KEYS) and article.title != article.path.name
    held = (title, article.url, article.date_text, article.provider.name)
    return tuple(
        key_for(keys, lines) if is_held else "" for keys, is_held in zip(EXPECTED, held, strict=True)
    )


def _namings(article: Article, lines: Mapping[str, int]) -> Iterator[Naming]:
    yield from _naming(article.provider, article.url, key_for(fields.PROVIDER_KEYS, lines), "")
    for number, item in enumerate(article.related, start=1):
        yield from _naming(item.provider, item.url, fields.RELATED_KEYS[0], f"related item {number}")


def _naming(provider: Provider, url: str, field: str, part: str) -> Iterator[Naming]:
    domain = provider.domain.lower().removeprefix("www.")
    if provider.name and domain:
        yield Naming(domain, host_of(url) or domain, provider.name, field, part)
