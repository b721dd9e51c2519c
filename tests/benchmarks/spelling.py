"""Spells an article as the sites do: header by header key, with the habits of its year and a few oddities.

What an article is comes in a `Card`; what is written here is only how it looks in a file.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from random import Random

from tests.benchmarks.vocabulary import sentences


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes; the domains end in .example, which nobody can own."""

    name: str
    domain: str
    has_icon: bool


@dataclass(frozen=True, slots=True)
class Card:
    """An article as others link to it."""

    title: str
    excerpt: str
    slug: str
    published_at: datetime
    publisher: Publisher
    quality: int
    picture: str

    @property
    def url(self) -> str:
        """Its address at the publisher's."""
        return f"https://{self.publisher.domain}/{self.published_at:%Y/%m/%d}/{self.slug}/"


@dataclass(frozen=True, slots=True)
class Rating:
    """The three fields an editor decides; a field that is None is not in the file."""

    quality: int | None
    heat: int | None
    published: bool | None


class Oddity(Enum):
    """What makes a header unlike the others; the last five cannot be read at all, or not in full."""

    NONE = "none"
    COMMENTS = "comments between the lines"
    QUOTED_NUMBERS = "numbers in quotes"
    FLOW = "topics in brackets"
    FOLDED = "the excerpt folded over lines"
    UNCLOSED = "no end of the header"
    BAD_YAML = "an indentation that means nothing"
    TWICE = "a key that is there twice"
    EMPTY = "an empty file"
    BYTES = "bytes that are no text"


def spell(
    random: Random,
    card: Card,
    related: Sequence[Card],
    rating: Rating,
    topics: Sequence[str],
    oddity: Oddity,
    body: str,
) -> bytes:
    """The bytes of the file, with LF."""
    if oddity is Oddity.EMPTY:
        return b""
    lines = ["---", "category: news", f'title: "{card.title}"']
    lines += _excerpt(card, oddity)
    lines += [*_dated(card, ""), *_rating(rating, oddity), "", *_provider(card.publisher, "")]
    lines += ["", *_topics(topics, oddity), *_images(random, card, "", "")]
    if related:
        lines += ["", "related:"]
        for item in related:
            lines += _related(random, item)
    lines += ["", f'secured: "{_secret(random)}"']
    if oddity is Oddity.TWICE:
        lines.append("quality: 12")
    if oddity is Oddity.BAD_YAML:
        lines.append("  - a line: that [hangs\n\tin the air")
    lines += ["", body] if oddity is Oddity.UNCLOSED else ["---", body]
    data = "\n".join(lines).encode()
    return data.replace(b'title: "', b'title: "\xff\xfe ', 1) if oddity is Oddity.BYTES else data


def body_of(random: Random) -> str:
    """Markdown or the markup of a crawler, some thousand characters."""
    paragraphs = [sentences(random, 350) for _ in range(1 + int(random.random() * 8))]
    if random.random() < 0.5:
        return "\n".join(f"<p>{paragraph}</p><p>&nbsp;</p>" for paragraph in paragraphs) + "\n"
    return "\n\n".join(paragraphs) + "\n"


def _excerpt(card: Card, oddity: Oddity) -> list[str]:
    if oddity is Oddity.FOLDED:
        return ["excerpt: >-", *(f"  {part}." for part in card.excerpt.rstrip(".").split(". "))]
    return [f'excerpt: "{card.excerpt}"']


def _dated(card: Card, indent: str) -> list[str]:
    """Date, addresses and type; the keys of the addresses changed over the years."""
    year = card.published_at.year
    amp = f"{card.url}amp/"
    cached = (
        f"https://{card.publisher.domain.replace('.', '-')}.cdn.example/c/s/{amp.removeprefix('https://')}"
    )
    if year < 2020:
        keys = {"sourceUrl": card.url, "ampUrl": amp, "cdnAmpUrl": cached}
    elif year < 2023:
        keys = {"webUrl": card.url, "ampWebUrl": amp, "cdnAmpWebUrl": cached}
    else:
        keys = {"originalUrl": card.url, "webUrl": card.url, "ampWebUrl": amp}
    addresses = [f'{indent}{key}: "{url}"' for key, url in keys.items()]
    return [
        f"{indent}publishedDateTime: {card.published_at:%Y-%m-%dT%H:%M:%SZ}",
        *addresses,
        f"{indent}type: article",
    ]


def _rating(rating: Rating, oddity: Oddity) -> list[str]:
    quote = '"' if oddity is Oddity.QUOTED_NUMBERS else ""
    comment = "   # as the robot saw it" if oddity is Oddity.COMMENTS else ""
    lines = ["# rated by hand below this line"] if comment else []
    if rating.quality is not None:
        lines.append(f"quality: {quote}{rating.quality}{quote}{comment}")
    if rating.heat is not None:
        lines.append(f"heat: {quote}{rating.heat}{quote}")
    if rating.published is not None:
        lines.append(f"published: {'true' if rating.published else 'false'}{comment}")
    return lines


def _provider(publisher: Publisher, indent: str) -> list[str]:
    lines = [
        f"{indent}provider:",
        f"{indent}  name: {publisher.name}",
        f"{indent}  domain: {publisher.domain}",
    ]
    if publisher.has_icon and not indent:
        icon = f"/assets/images/organizations/{publisher.domain}-50x50.png"
        lines += ["  images:", f"    - url: {icon}", "      width: 50", "      height: 50"]
    return lines


def _topics(topics: Sequence[str], oddity: Oddity) -> list[str]:
    if oddity is Oddity.FLOW:
        return [f"topics: [{', '.join(topics)}]"]
    return ["topics:", *(f"  - {topic}" for topic in topics)] if topics else []


def _images(random: Random, card: Card, indent: str, title: str) -> list[str]:
    if not card.picture:
        return []
    width = 300 + 50 * int(random.random() * 30)
    lines = [] if indent else [""]
    lines += [
        f"{indent}images:",
        f"{indent}  - url: {card.picture}",
        f"{indent}    width: {width}",
        f"{indent}    height: {width * 9 // 16}",
    ]
    return lines if indent else [*lines, f'    title: "{title or card.title}"']


def _related(random: Random, card: Card) -> list[str]:
    return [
        f'  - title: "{card.title}"',
        f'    excerpt: "{card.excerpt}"',
        *_dated(card, "    "),
        *_provider(card.publisher, "    "),
        f"    quality: {card.quality}",
        *_images(random, card, "    ", ""),
    ]


def _secret(random: Random) -> str:
    blob = b64encode(random.randbytes(390 + int(random.random() * 120))).decode()
    return f"{blob};{b64encode(random.randbytes(16)).decode()}"
