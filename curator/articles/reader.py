"""Reads a Markdown file into an `Article`, whatever its bytes are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Final

from curator.articles import fields
from curator.articles.dates import parse_date
from curator.articles.display_text import (
    BODY_LIMIT,
    EXCERPT_LIMIT,
    LABEL_LIMIT,
    TITLE_LIMIT,
    one_line,
    several_lines,
)
from curator.articles.kinship import false_relations
from curator.articles.model import Article, identities
from curator.articles.parts import read_images, read_provider, read_related, read_topics, read_url
from curator.articles.problem import Problem, ProblemKind
from curator.articles.reading import Fields, Problems
from curator.articles.suspicion import suspicious_characters
from curator.errors import ForeignHeader, HeaderError, NoHeader
from curator.frontmatter import FrontMatter, HeaderKind, find_header, read
from curator.records import dataclass

# Where no header can be told from the body, the body is the whole file and may hold the secret.
_SECURED_LINE: Final = re.compile(
    r"^(?P<key>[ \t]*[\"']?secured[\"']?[ \t]*[:=]).*(?:\n[ \t]+\S.*)*", re.MULTILINE
)
_SECURED_SHOWN: Final = r"\g<key> (not shown)"


@dataclass(frozen=True, slots=True)
class Understood:
    """An article, and the 1-based line of each top-level key in its file."""

    article: Article
    lines: Mapping[str, int]


def read_article(path: Path, data: bytes) -> Article:
    """Understand the file `path`, whose content is `data`; nothing is read from disk and nothing is raised.

    A file without a readable YAML header becomes an article named after the file that cannot be edited, with
    the reason as its first problem and everything after the header, if any, as its body.
    """
    return understand(path, data).article


def understand(path: Path, data: bytes) -> Understood:
    """As `read_article`, with the lines at which there is something to say about the article later."""
    try:
        front = read(data)
    except HeaderError as error:
        return Understood(_unreadable(path, data, error), {})
    return Understood(_article(path, data, front), front.lines)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a save must know of a file: which article it is (`Article.keys`), and what its decision says.

    `decision` has each field a decision can write, None for one that is not there.
    """

    keys: frozenset[str] = frozenset()
    decision: Mapping[str, int | bool | None] = field(default_factory=dict)


def standing_in(data: bytes) -> Standing:
    """Return what `read_article` would read of that, in less time; nothing of an unreadable file."""
    try:
        front = read(data)
    except HeaderError:
        return Standing()
    reader = Fields(front.values, Problems(front.lines))
    addresses = (
        read_url(reader),
        reader.web_url(fields.ORIGINAL_URL_KEYS),
        reader.web_url(fields.AMP_URL_KEYS),
    )
    return Standing(
        identities(*addresses),
        {
            fields.Field.QUALITY: reader.number((fields.Field.QUALITY,)),
            fields.Field.HEAT: reader.number((fields.Field.HEAT,)),
            fields.Field.PUBLISHED: reader.truth((fields.Field.PUBLISHED,)),
        },
    )


def _article(path: Path, data: bytes, front: FrontMatter) -> Article:
    problems = Problems(front.lines)
    for duplicate in front.duplicates:
        message = f"{one_line(duplicate.key, LABEL_LIMIT)} is there twice, the later one counts"
        problems.add(duplicate.key, message, duplicate.line, ProblemKind.DUPLICATE_KEY)
    for problem in _problems_of_name(path):
        problems.add("", problem.message, kind=problem.kind)
    reader = Fields(front.values, problems)
    title = reader.line(fields.TITLE_KEYS, TITLE_LIMIT)
    excerpt = reader.line(fields.EXCERPT_KEYS, EXCERPT_LIMIT)
    date_text = reader.date_text(fields.DATE_KEYS) or _date_in_published(front)
    url = read_url(reader)
    original_url = reader.web_url(fields.ORIGINAL_URL_KEYS)
    amp_url = reader.web_url(fields.AMP_URL_KEYS)
    related = read_related(reader)
    for kind, message in false_relations(identities(url, original_url, amp_url), related):
        problems.add(fields.RELATED_KEYS[0], message, kind=kind)
    return Article(
        path=path,
        kind=front.header.kind,
        title=title or _name_of(path),
        excerpt=excerpt,
        category=reader.line(fields.CATEGORY_KEYS, LABEL_LIMIT),
        type=reader.line(fields.TYPE_KEYS, LABEL_LIMIT),
        published_at=parse_date(date_text),
        date_text=date_text,
        url=url,
        original_url=original_url,
        amp_url=amp_url,
        quality=reader.number((fields.Field.QUALITY,)),
        heat=reader.number((fields.Field.HEAT,)),
        published=reader.truth((fields.Field.PUBLISHED,)),
        provider=read_provider(reader, url),
        topics=read_topics(reader),
        images=read_images(reader),
        related=related,
        is_secured=fields.SECURED_KEY in front.values,
        body=body_of(data[front.header.body :]),
        problems=problems.found(),
        is_editable=True,
    )


def _unreadable(path: Path, data: bytes, error: HeaderError) -> Article:
    header = find_header(data)
    start = 0 if header.kind is HeaderKind.NONE else header.body
    body = body_of(data[start:])
    return Article(
        path=path,
        kind=header.kind,
        title=_name_of(path),
        is_secured=_SECURED_LINE.search(body_of(data)) is not None,
        body=_SECURED_LINE.sub(_SECURED_SHOWN, body),
        problems=(Problem("", error.reason, error.line, _kind_of(error)), *_problems_of_name(path)),
    )


def _kind_of(error: HeaderError) -> ProblemKind:
    if isinstance(error, NoHeader):
        return ProblemKind.NO_HEADER
    is_foreign = isinstance(error, ForeignHeader)
    return ProblemKind.FOREIGN_HEADER if is_foreign else ProblemKind.UNREADABLE_HEADER


def _problems_of_name(path: Path) -> tuple[Problem, ...]:
    return tuple(
        Problem("", f"the file’s name {complaint}", None, kind)
        for kind, complaint in suspicious_characters(path.name)
    )


def _date_in_published(front: FrontMatter) -> str:
    """The date of sites on which `published` says when, not whether."""
    value = front.values.get(fields.Field.PUBLISHED)
    return one_line(value, LABEL_LIMIT) if isinstance(value, str) and parse_date(value) else ""


def _name_of(path: Path) -> str:
    return one_line(path.name, TITLE_LIMIT) or "unnamed"


def body_of(data: bytes) -> str:
    """The text of a body, of which `data` are the bytes or at least the first of them."""
    # No character is longer than four bytes: what cannot be shown anyway is not decoded.
    return several_lines(
        data[: 4 * BODY_LIMIT].decode("utf-8", errors="replace").removeprefix("\ufeff"), BODY_LIMIT
    )
