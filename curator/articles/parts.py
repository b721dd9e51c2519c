"""Reads the parts of an article that are mappings themselves: pictures, the provider, related items, topics.

Each is read leniently: the site's own form first, then what other sites write in its place (a bare address
for a picture, a bare name for a provider, one text for a list of topics).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from curator.articles import fields, urls
from curator.articles.dates import parse_date
from curator.articles.display_text import EXCERPT_LIMIT, LABEL_LIMIT, TITLE_LIMIT
from curator.articles.model import Image, Provider, Related
from curator.articles.problem import ProblemKind
from curator.articles.reading import Fields, items_of, text_of
from curator.articles.suspicion import hostile_link
from curator.frontmatter import Value

IMAGE_LIMIT: Final = 100
RELATED_LIMIT: Final = 200
TOPIC_LIMIT: Final = 100
"""How many of each are read; the most seen in real files are 1, 11 and 6."""


def read_images(reader: Fields, keys: Iterable[str] = fields.IMAGE_KEYS) -> tuple[Image, ...]:
    """Pictures: a list of mappings, or one mapping, one address, a list of addresses."""
    if (found := reader.present(keys)) is None:
        return ()
    key, value = found
    return tuple(image for _, image in images_at(reader, key, value))


def images_at(reader: Fields, key: str, value: Value) -> Iterator[tuple[int, Image]]:
    """The pictures that a field holds, each with its place in the list, counted from 0."""
    for number, item in enumerate(items_of(value)[:IMAGE_LIMIT], start=1):
        if item is None or item == "":
            continue
        if isinstance(item, str):
            image = Image(url=urls.clean_reference(item))
            written: Value = item
        elif isinstance(item, dict):
            image = _image(reader.inside(item, key, f"picture {number}"))
            written = _written_address(item)
        else:
            reader.note(key, "holds something that is not a picture")
            continue
        if image.url:
            yield number - 1, image
        elif isinstance(written, str) and (hostile := hostile_link(written)):
            reader.note_hostile(key, "holds", hostile, "a picture")
        else:
            complaint = "holds a picture without an http, https or site address"
            reader.note(key, complaint, ProblemKind.UNUSABLE_PICTURE)


def _image(reader: Fields) -> Image:
    found = reader.present(fields.IMAGE_URL_KEYS)
    return Image(
        url=urls.clean_reference(text_of(found[1])) if found else "",
        width=_size(reader, "width"),
        height=_size(reader, "height"),
        title=reader.line(fields.IMAGE_TITLE_KEYS, TITLE_LIMIT),
    )


def _written_address(item: Mapping[str, Value]) -> Value:
    return next((item[key] for key in fields.IMAGE_URL_KEYS if item.get(key) is not None), None)


def _size(reader: Fields, key: str) -> int | None:
    size = reader.number((key,))
    return size if size is not None and size > 0 else None


def read_provider(reader: Fields, url: str) -> Provider:
    """Who published it; without a domain of its own, the domain is the host of the article's `url`."""
    host = urls.host_of(url)
    if (found := reader.present(fields.PROVIDER_KEYS)) is None:
        return Provider(domain=host)
    key, value = found
    if isinstance(value, dict):
        inner = reader.inside(value, key, key)
        icons = read_images(inner, fields.ICON_KEYS)
        return Provider(
            name=inner.line(fields.NAME_KEYS, LABEL_LIMIT),
            domain=inner.line(fields.DOMAIN_KEYS, LABEL_LIMIT) or host,
            icon=icons[0].url if icons else "",
        )
    name = reader.shown(key, text_of(value), LABEL_LIMIT)
    reader.note(key, f"is {'text' if name else 'no mapping'}, name and domain were expected")
    return Provider(name=name, domain=host)


def read_topics(reader: Fields) -> tuple[str, ...]:
    """Topics, without repetitions: a list, or one text separated by commas or else by spaces."""
    if (found := reader.present(fields.TOPIC_KEYS)) is None:
        return ()
    key, value = found
    if isinstance(value, str):
        value = list(value.split(",") if "," in value else value.split())
    elif not isinstance(value, list):
        reader.note(key, "is no list of topics")
        return ()
    topics: dict[str, None] = {}  # a set that keeps the order
    for item in value[:TOPIC_LIMIT]:
        named = item if isinstance(item, dict) else {"name": item}
        name = next((named[key] for key in fields.NAME_KEYS if key in named), None)
        topic = reader.shown(key, text_of(name), LABEL_LIMIT)
        if topic:
            topics[topic] = None
        elif item is not None and item != "":
            reader.note(key, "holds something that is not a topic")
    return tuple(topics)


def read_related(reader: Fields) -> tuple[Related, ...]:
    """The related items that can be made out; the rule counts exactly these."""
    if (found := reader.present(fields.RELATED_KEYS)) is None:
        return ()
    key, value = found
    if not isinstance(value, list):
        reader.note(key, "is a single item, a list was expected" if isinstance(value, dict) else "is no list")
    items: list[Related] = []
    for number, item in enumerate(items_of(value)[:RELATED_LIMIT], start=1):
        if isinstance(item, dict) and item:
            items.append(_related(reader.inside(item, key, f"related item {number}")))
        elif isinstance(item, str) and (url := urls.clean_url(item)):
            items.append(Related(title=url, url=url, provider=Provider(domain=urls.host_of(url))))
        elif item:
            reader.note(key, "holds something that is not an article")
    return tuple(items)


def _related(reader: Fields) -> Related:
    url = read_url(reader)
    return Related(
        title=reader.line(fields.TITLE_KEYS, TITLE_LIMIT) or url,
        excerpt=reader.line(fields.EXCERPT_KEYS, EXCERPT_LIMIT),
        published_at=parse_date(reader.date_text(fields.DATE_KEYS)),
        url=url,
        amp_url=reader.web_url(fields.AMP_URL_KEYS),
        type=reader.line(fields.TYPE_KEYS, LABEL_LIMIT),
        provider=read_provider(reader, url),
        quality=reader.number((fields.Field.QUALITY,)),
        images=read_images(reader),
    )


def read_url(reader: Fields) -> str:
    """Where the article can be read: the newest key that holds an address, the original as a last resort."""
    return reader.web_url((*fields.URL_KEYS, *fields.PERMALINK_KEYS), paths=fields.PERMALINK_KEYS) or (
        reader.web_url(fields.ORIGINAL_URL_KEYS)
    )
