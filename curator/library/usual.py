r"""Reads the articles nearly every file of such a folder is, several times faster than they are understood.

A usual article is one that has no problem and nothing to be lenient about: written by the bot, touched by
nobody but to decide. Its top level is read value by value with the functions that `articles` uses too; of
its provider, pictures and related items, which are two thirds of the header, most is not needed for a record
and is only proven harmless, by patterns that look like what the bot writes.

Whatever does not fit is not usual and is left to `read_article`: a problem, a field under another name, a
spelling not listed here. So nothing here needs to know what is right, only what is beyond doubt, and
`tests/library/test_record.py` holds the two ways against each other. Doubt is raised as `NotSimpleError`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from curator.articles import fields, parse_date, same_article_key
from curator.articles.body_text import BODY_LIMIT, search_text
from curator.articles.display_text import EXCERPT_LIMIT, LABEL_LIMIT, TITLE_LIMIT, one_line
from curator.articles.parts import RELATED_LIMIT, TOPIC_LIMIT
from curator.articles.reader import body_of
from curator.articles.reading import NUMBER_LIMIT
from curator.articles.urls import clean_url, host_of
from curator.frontmatter import HeaderKind, Value, find_header
from curator.frontmatter.simple import SIZE_LIMIT, NotSimpleError, is_harmless, read_simple, scalar
from curator.library.record import Record
from curator.library.row import Row, Stamp

_BODY_BYTES: Final = 4 * (BODY_LIMIT + 1)
"""No character is longer than four bytes; one more for a byte order mark."""

_SECTION: Final = re.compile(
    r"([A-Za-z_][A-Za-z0-9_-]{0,99}+):(?=[ \n]) *+([^\n]*+)\n((?: [^\n]*+\n)*+)\n*+|([\s\S]++)"
)
"""A key of the top level, the value on its line, the indented lines below it; or else all the rest."""

# What a value must look like to be beyond doubt to `scalar` and to `articles`: text, a number, an address.
_WORD: Final = "(?:true|yes|on|false|no|off|null|True|Yes|On|False|No|Off|Null|TRUE|YES|ON|FALSE|NO|OFF|NULL)"
_TEXT: Final = (
    r'(?:"[^"\\\n]*+(?:\\["\\nrt][^"\\\n]*+)*+"'
    r"|'[^'\n]*+(?:''[^'\n]*+)*+'"
    rf"|(?!{_WORD}\n)[A-Za-z_/($\x80-\U0010ffff][^:#\n]*+(?:(?::(?![ \n])|(?<! )#)[^:#\n]*+)*+(?<! ))"
)
_NUMBER: Final = r"-?(?:0|[1-9][0-9]{0,8})"
_DATE: Final = (
    r"[12][0-9]{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)"
    r"|(?:0[13578]|1[02])-31)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
)
_ADDRESS: Final = r'https?://[A-Za-z0-9][A-Za-z0-9.-]{0,250}+(?=[/?#"\n])[!#-:<-\[\]-~]{0,7000}+'
_PATH: Final = r"/[A-Za-z0-9._-]++(?:/[A-Za-z0-9._-]++)*+"
_URL: Final = rf'(?:"{_ADDRESS}"|{_ADDRESS}(?<!:))'
_PICTURE: Final = rf'(?:"{_ADDRESS}"|{_ADDRESS}(?<!:)|{_PATH})'


def _pictures(margin: str) -> str:
    return (
        rf"(?:{margin}- url: {_PICTURE}\n"
        rf"(?:{margin}  width: {_NUMBER}\n)?+(?:{margin}  height: {_NUMBER}\n)?+"
        rf"(?:{margin}  title: {_TEXT}\n)?+(?:{margin}  isCached: (?:true|false)\n)?+)++"
    )


_PICTURES: Final = re.compile(rf"(?=  - url: ({_PICTURE})\n){_pictures('  ')}")
_PROVIDER: Final = re.compile(
    rf"  name: ({_TEXT})\n(?:  domain: ({_TEXT})\n)?+(?:  images:\n{_pictures('    ')})?+"
    rf"(?:  authors:\n(?:    - name: {_TEXT}\n)++)?+"
)
_RELATED: Final = re.compile(
    rf"  - title: ({_TEXT})\n"
    rf"(?:    excerpt: {_TEXT}\n)?+"
    rf"(?:    publishedDateTime: {_DATE}\n)?+"
    rf"(?:    originalUrl: ({_URL})\n)?+"
    rf"(?:    (?:webUrl|sourceUrl): ({_URL})\n)?+"
    rf"(?:    (?:ampWebUrl|ampUrl): ({_URL})\n)?+"
    rf"(?:    (?:cdnAmpWebUrl|cdnAmpUrl): ({_URL})\n)?+"
    rf"(?:    type: {_TEXT}\n)?+"
    rf"(?:    provider:\n      name: {_TEXT}\n(?:      domain: {_TEXT}\n)?+"
    rf"(?:      images:\n{_pictures('        ')})?+)?+"
    rf"(?:    quality: {_NUMBER}\n)?+"
    rf"(?:    images:\n{_pictures('      ')})?+"
)

_TEXTS: Final = ("category", "type")
"""Keys not kept that must be text."""
_URLS: Final = ("webUrl", "sourceUrl", "originalUrl", "ampWebUrl", "ampUrl", "cdnAmpWebUrl", "cdnAmpUrl")
_OWN: Final = frozenset(
    {"title", "excerpt", "publishedDateTime", "quality", "heat", "published", "secured"}
    | {"provider", "topics", "images", "related", *_TEXTS, *_URLS}
)
"""The keys read here."""
_OTHER: Final = (
    frozenset({*fields.TITLE_KEYS, *fields.EXCERPT_KEYS, *fields.DATE_KEYS, *fields.URL_KEYS})
    | {*fields.PERMALINK_KEYS, *fields.ORIGINAL_URL_KEYS, *fields.AMP_URL_KEYS}
    | {*fields.PROVIDER_KEYS, *fields.TOPIC_KEYS, *fields.IMAGE_KEYS}
) - _OWN
"""The keys that mean something to `articles`, but not here."""


@dataclass(frozen=True, slots=True)
class _Sections:
    """The top level of a header: values on the line of their key, and the lines below the other keys."""

    values: Mapping[str, Value]
    below: Mapping[str, str]

    def text(self, key: str, limit: int) -> str:
        """Return a text made fit for display; "" if there is none."""
        value = self._plain(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise NotSimpleError
        return one_line(value, limit)

    def date(self, key: str) -> datetime | None:
        """Return the moment a date names that is written without entities and stray blanks."""
        value = self._plain(key)
        if value is None:
            return None
        moment = (
            parse_date(value) if isinstance(value, str) and one_line(value, LABEL_LIMIT) == value else None
        )
        if moment is None:
            raise NotSimpleError
        return moment

    def number(self, key: str) -> int | None:
        """Return a whole number."""
        value = self._plain(key)
        if value is not None and (type(value) is not int or abs(value) > NUMBER_LIMIT):
            raise NotSimpleError
        return value

    def truth(self, key: str) -> bool | None:
        """Return yes or no."""
        value = self._plain(key)
        if value is not None and not isinstance(value, bool):
            raise NotSimpleError
        return value

    def url(self, *keys: str) -> str:
        """Return the first address; none of those after it is looked at by `articles` either."""
        for key in keys:
            if (value := self._plain(key)) is not None:
                url = clean_url(value) if isinstance(value, str) else ""
                if not url:
                    raise NotSimpleError
                return url
        return ""

    def lines(self, key: str) -> str:
        """Return the lines below a key without a value of its own."""
        if self.values.get(key) is not None:
            raise NotSimpleError
        return self.below.get(key, "")

    def _plain(self, key: str) -> Value:
        if key in self.below:
            raise NotSimpleError
        return self.values.get(key)


def usual_record(path: Path, data: bytes, stamp: Stamp) -> Record | None:
    """Return the record of the file `path`, whose content is `data`, or None if it is not usual."""
    header = find_header(data)
    if header.kind is not HeaderKind.YAML:
        return None
    try:
        sections = _sections(data[header.start : header.end])
        return _record(path, sections, stamp, data[header.body : header.body + _BODY_BYTES])
    except (NotSimpleError, UnicodeDecodeError):
        return None


def _sections(data: bytes) -> _Sections:
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    text = data.decode()
    if len(text) > SIZE_LIMIT or not is_harmless(data):
        raise NotSimpleError
    values: dict[str, Value] = {}
    below: dict[str, str] = {}
    for key, token, lines, rest in _SECTION.findall(text):
        if rest or key in values or (token and lines):
            raise NotSimpleError
        values[key] = scalar(token) if token else None
        if lines:
            below[key] = lines
        if key not in _OWN and (key in _OTHER or not read_simple(f"{key}: {token}\n{lines}", 1)):
            raise NotSimpleError
    return _Sections(values, below)


def _record(path: Path, sections: _Sections, stamp: Stamp, body: bytes) -> Record:
    title = sections.text("title", TITLE_LIMIT)
    if not title or "secured" in sections.below:
        raise NotSimpleError
    for key in _TEXTS:
        sections.text(key, LABEL_LIMIT)
    original = sections.url("originalUrl")
    url = sections.url("webUrl", "sourceUrl") or original
    amp = sections.url("ampWebUrl", "ampUrl", "cdnAmpWebUrl", "cdnAmpUrl")
    provider, domain = _provider(sections.lines("provider"))
    image = _image(sections.lines("images"))
    titles, keys = _related(sections.lines("related"))
    row = Row(
        path=path,
        title=title,
        provider=provider,
        domain=domain or host_of(url),
        published_at=sections.date("publishedDateTime"),
        quality=sections.number("quality"),
        heat=sections.number("heat"),
        published=sections.truth("published"),
        topics=_topics(sections.lines("topics")),
        has_image=bool(image),
        image=image,
        excerpt=sections.text("excerpt", EXCERPT_LIMIT),
        related=len(titles),
        related_keys=keys,
        keys=_keys(url, original, amp),
        stamp=stamp,
    )
    return Record(row, tuple(title for title in titles if title), search_text(body_of(body)))


def _keys(*urls: str) -> tuple[str, ...]:
    return tuple(sorted({key for url in urls if url and (key := same_article_key(url))}))


def _provider(lines: str) -> tuple[str, str]:
    if not lines:
        return "", ""
    provider = _PROVIDER.fullmatch(lines)
    if provider is None:
        raise NotSimpleError
    return _label(provider[1]), _label(provider[2]) if provider[2] else ""


def _image(lines: str) -> str:
    if not lines:
        return ""
    pictures = _PICTURES.fullmatch(lines)
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


def _related(lines: str) -> tuple[list[str], tuple[str, ...]]:
    """The titles of the related items, and the identities of all of them."""
    titles: list[str] = []
    keys: dict[str, None] = {}
    position = 0
    while position < len(lines):
        item = _RELATED.match(lines, position)
        if item is None:
            raise NotSimpleError
        position = item.end()
        title, original, url, amp, cdn_amp = item.groups()
        url, amp = _unquoted(url or original or ""), _unquoted(amp or cdn_amp or "")
        titles.append(one_line(str(scalar(title)), TITLE_LIMIT) or url)
        keys.update(dict.fromkeys(_keys(url, amp)))
    if len(titles) > RELATED_LIMIT:
        raise NotSimpleError
    return titles, tuple(keys)


def _label(token: str) -> str:
    value = scalar(token)
    if not isinstance(value, str):
        raise NotSimpleError
    return one_line(value, LABEL_LIMIT)


def _unquoted(url: str) -> str:
    return url[1:-1] if url.startswith('"') else url
