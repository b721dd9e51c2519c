"""Reads the articles nearly every file of such a folder is, three times faster than they are understood.

A usual article is one that has no problem and nothing to be lenient about: written by the bot, touched by
nobody but to decide. Its top level is read value by value with the functions that `articles` uses too; of
its provider, pictures and related items, which are two thirds of the header, most is not needed for a record
and is only proven harmless, by `usual_patterns` that look like what the bot writes.

Whatever does not fit is not usual and is left to `read_article`: a problem, a field under another name, a
spelling not listed. So nothing here needs to know what is right, only what is beyond doubt, and
`tests/library/test_record.py` holds the two ways against each other. Doubt is raised as `NotSimpleError`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from curator.articles import fields, parse_date, same_article_key
from curator.articles.body_text import BODY_LIMIT, search_text
from curator.articles.display_text import EXCERPT_LIMIT, LABEL_LIMIT, TITLE_LIMIT, one_line
from curator.articles.parts import RELATED_LIMIT, TOPIC_LIMIT
from curator.articles.reader import body_of
from curator.articles.reading import NUMBER_LIMIT
from curator.articles.suspicion import hostile_link, may_be_suspicious, suspicious_characters
from curator.articles.urls import clean_url, host_of, usual_key
from curator.frontmatter import HeaderKind, Value, find_header
from curator.frontmatter.simple import SIZE_LIMIT, NotSimpleError, is_harmless, read_simple, scalar
from curator.library.record import Record
from curator.library.row import Row, Stamp
from curator.library.usual_patterns import PICTURES, PROVIDER, RELATED_ITEM, RELATED_KEY, SECTION

_BODY_BYTES: Final = 4 * (BODY_LIMIT + 1)
"""No character is longer than four bytes; one more for a byte order mark."""

_PARTS: Final = frozenset({"provider", "topics", "images"})
"""The keys read here that have their value on the lines below, besides the related items."""
_PLAIN: Final = (
    frozenset({"category", "title", "excerpt", "publishedDateTime", "type"})
    | {"webUrl", "sourceUrl", "originalUrl", "ampWebUrl", "ampUrl", "cdnAmpWebUrl", "cdnAmpUrl"}
    | {"quality", "heat", "published", "secured"}
)
"""The keys read here that have their value on the same line."""
_OTHER: Final = (
    frozenset({*fields.TITLE_KEYS, *fields.EXCERPT_KEYS, *fields.DATE_KEYS, *fields.URL_KEYS})
    | {*fields.PERMALINK_KEYS, *fields.ORIGINAL_URL_KEYS, *fields.AMP_URL_KEYS}
    | {*fields.PROVIDER_KEYS, *fields.TOPIC_KEYS, *fields.IMAGE_KEYS, *fields.RELATED_KEYS}
) - (_PARTS | _PLAIN)
"""The keys that mean something to `articles`, but not here."""


class _Related(NamedTuple):
    """The titles of the related items, "" where one has none, and the identities of all of them."""

    titles: Sequence[str]
    keys: Collection[str]


class _Sections(NamedTuple):
    """The top level of a header: values on the line of their key, and the lines below the other keys."""

    values: Mapping[str, Value]
    below: Mapping[str, str]

    def text(self, key: str, limit: int) -> str:
        """Return a text made fit for display; "" if there is none."""
        if (value := self.values.get(key)) is None:
            return ""
        if not isinstance(value, str):
            raise NotSimpleError
        return one_line(value, limit)

    def date(self, key: str) -> datetime | None:
        """Return the moment a date names that is written without entities and stray blanks."""
        if (value := self.values.get(key)) is None:
            return None
        if not isinstance(value, str) or one_line(value, LABEL_LIMIT) != value:
            raise NotSimpleError
        if (moment := parse_date(value)) is None:
            raise NotSimpleError
        return moment

    def number(self, key: str) -> int | None:
        """Return a whole number."""
        if (value := self.values.get(key)) is None:
            return None
        if type(value) is not int or abs(value) > NUMBER_LIMIT:
            raise NotSimpleError
        return value

    def truth(self, key: str) -> bool | None:
        """Return yes or no."""
        if (value := self.values.get(key)) is None:
            return None
        if not isinstance(value, bool):
            raise NotSimpleError
        return value

    def address(self, *keys: str) -> tuple[str, str]:
        """Return the first address with its identity; those after it are not looked at by `articles` either.

        Except for what must not be followed.
        """
        found: tuple[str, str] | None = None
        for key in keys:
            if (value := self.values.get(key)) is None:
                continue
            if not isinstance(value, str):
                raise NotSimpleError
            if found is None:
                found = _identified(value)
            elif hostile_link(value):
                raise NotSimpleError
        return found or ("", "")

    def lines(self, key: str) -> str:
        """Return the lines below a key without a value of its own."""
        if self.values.get(key) is not None:
            raise NotSimpleError
        return self.below.get(key, "")


def usual_record(path: Path, data: bytes, stamp: Stamp) -> Record | None:
    """Return the record of the file `path`, whose content is `data`, or None if it is not usual."""
    header = find_header(data)
    if header.kind is not HeaderKind.YAML or not _is_harmless_name(path.name):
        return None
    try:
        text = _harmless_text(data[header.start : header.end])
        related, text = _related(text)
        body = data[header.body : header.body + _BODY_BYTES]
        return _record(path, _sections(text), related, stamp, body)
    except (NotSimpleError, UnicodeDecodeError):
        return None


def _harmless_text(data: bytes) -> str:
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    text = data.decode()
    if len(text) > SIZE_LIMIT or not is_harmless(data) or may_be_suspicious(data):
        raise NotSimpleError
    return text


def _is_harmless_name(name: str) -> bool:
    # Most names are seen to be harmless at once.
    return (name.isprintable() and "&" not in name) or next(suspicious_characters(name), None) is None


def _sections(text: str) -> _Sections:
    values: dict[str, Value] = {}
    below: dict[str, str] = {}
    found = SECTION.findall(text)
    for key, token, lines, rest in found:
        if not lines:
            values[key] = scalar(token) if token else None
        elif not token and key not in _PLAIN:  # such lines might never be looked at again
            below[key] = lines
        else:
            raise NotSimpleError
        if key in _PLAIN or key in _PARTS:
            continue
        if rest or key in _OTHER or not read_simple(f"{key}: {token}\n{lines}", 1):
            raise NotSimpleError
    if len(values) + len(below) < len(found) or not values.keys().isdisjoint(below):
        raise NotSimpleError  # a key is there twice
    return _Sections(values, below)


def _record(path: Path, sections: _Sections, related: _Related, stamp: Stamp, body: bytes) -> Record:
    title = sections.text("title", TITLE_LIMIT)
    if not title:
        raise NotSimpleError
    for name in ("category", "type"):
        sections.text(name, LABEL_LIMIT)
    original, original_key = sections.address("originalUrl")
    url, key = sections.address("webUrl", "sourceUrl")
    _, amp_key = sections.address("ampWebUrl", "ampUrl", "cdnAmpWebUrl", "cdnAmpUrl")
    provider, domain = _provider(sections.lines("provider"))
    own = tuple(filter(None, dict.fromkeys((key, original_key, amp_key))))
    if any(each in related.keys for each in own):
        raise NotSimpleError  # it is related to itself
    image = _image(sections.lines("images"))
    row = Row(
        path=path,
        title=title,
        provider=provider,
        domain=domain or host_of(url or original),
        published_at=sections.date("publishedDateTime"),
        quality=sections.number("quality"),
        heat=sections.number("heat"),
        published=sections.truth("published"),
        topics=_topics(sections.lines("topics")),
        has_image=bool(image),
        image=image,
        excerpt=sections.text("excerpt", EXCERPT_LIMIT),
        related=len(related.titles),
        related_keys=tuple(related.keys),
        keys=own,
        stamp=stamp,
    )
    words = "" if body.isspace() else search_text(body_of(body))
    return Record(row, tuple(filter(None, related.titles)), words)


def _provider(lines: str) -> tuple[str, str]:
    if not lines:
        return "", ""
    provider = PROVIDER.fullmatch(lines)
    if provider is None:
        raise NotSimpleError
    return _label(provider[1]), _label(provider[2]) if provider[2] else ""


def _image(lines: str) -> str:
    if not lines:
        return ""
    pictures = PICTURES.fullmatch(lines)
    if pictures is None:
        raise NotSimpleError
    return _unquoted(pictures[1])


def _topics(lines: str) -> tuple[str, ...]:
    topics: dict[str, None] = {}  # a set that keeps the order
    items = lines.split("\n")[:-1]
    if len(items) > TOPIC_LIMIT:
        raise NotSimpleError
    for item in items:
        if not item.startswith("  - ") or len(item) < 5:
            raise NotSimpleError
        topic = _label(item[4:])
        if not topic:
            raise NotSimpleError
        topics[topic] = None
    return tuple(topics)


def _related(text: str) -> tuple[_Related, str]:
    """The related items, and the header without them; they are most of it and are looked at only once."""
    titles: list[str] = []
    keys: dict[str, None] = {}  # a set that keeps the order
    start = text.find(RELATED_KEY)
    if start < 0:
        return _Related(titles, keys), text
    end = start + len(RELATED_KEY)
    while item := RELATED_ITEM.match(text, end):
        end = item.end()
        title, excerpt, original, url, amp, cdn_amp = item.groups()
        if excerpt:
            _text(excerpt)
        if url and original:
            _address(original)
        address, own = _address(url or original)
        _, amp_own = _address(amp or cdn_amp)
        if (own and own in keys) or (amp_own and amp_own in keys):
            raise NotSimpleError  # it is there twice
        titles.append(one_line(_text(title), TITLE_LIMIT) or address)
        for key in (own, amp_own) if own < amp_own else (amp_own, own):
            keys[key] = None
    if text.startswith(" ", end) or len(titles) > RELATED_LIMIT:
        raise NotSimpleError
    keys.pop("", None)
    return _Related(titles, keys), text[: start + 1] + text[end:]


def _text(token: str) -> str:
    value = scalar(token)
    if not isinstance(value, str):
        raise NotSimpleError
    return value


def _label(token: str) -> str:
    return one_line(_text(token), LABEL_LIMIT)


def _address(token: str | None) -> tuple[str, str]:
    """An address and its identity, both "" where there is none."""
    if token is None:
        return "", ""
    url = token[1:-1] if token[0] == token[-1] == '"' else token
    key = usual_key(url)
    # There is neither a blank nor a backslash nor a quotation mark in it; only a colon could still end a key.
    if key is not None and url[-1] != ":":
        return url, key
    return _identified(_text(token))


def _identified(url: str) -> tuple[str, str]:
    """An address, clean as it is, with its identity."""
    if (key := usual_key(url)) is not None:
        return url, key
    if not url or clean_url(url) != url:
        raise NotSimpleError
    return url, same_article_key(url)


def _unquoted(url: str) -> str:
    return url[1:-1] if url.startswith('"') else url
