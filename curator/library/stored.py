"""An article as the index stores it: plain tuples, cheap to hand from one process to another."""

from __future__ import annotations

import os
import re
from array import array
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from curator.library.article_id import article_id, key_id
from curator.library.record import Record
from curator.library.row import Row, Stamp
from curator.library.share import share_number

_SEPARATOR: Final = "\n"
# Hiragana, Katakana and Han are written without spaces; each character is a word of its own.
_UNSPACED: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
# What such a character begins with in UTF-8. To find a byte takes a fiftieth of what the pattern takes, and
# most texts that are not ASCII have a dash or quotation marks only.
_UNSPACED_BEGINNINGS: Final = (b"\xe3", b"\xe4", b"\xe5", b"\xe6", b"\xe7", b"\xe8", b"\xe9", b"\xef")

Cell = None | int | float | str | bytes


class Stored(NamedTuple):
    """One article.

    `article` has the cells of that table from `id` to `share`, `texts` those of `search`. Two with the
    same `digest` have the same words and the same links.
    """

    id: int
    article: tuple[Cell, ...]
    texts: tuple[str, ...]
    own: tuple[int, ...]
    related: tuple[int, ...]
    digest: int


def stored_of(record: Record) -> Stored:
    """What the index stores of a file that was read."""
    row = record.row
    name = str(row.path)
    folder, base = os.path.split(name)
    number = article_id(name)
    own = tuple(map(key_id, row.keys))
    related = tuple(map(key_id, row.related_keys))
    path = os.fsencode(name)
    topics = _SEPARATOR.join(row.topics)
    provider = f"{row.provider} {row.domain}"
    texts: tuple[str, ...] = (
        row.title,
        row.excerpt,
        topics,
        provider,
        _SEPARATOR.join(record.related_titles),
        record.body,
        base,
        _SEPARATOR.join(row.keys),
        folder,
    )
    at = row.published_at
    article: tuple[Cell, ...] = (
        number,
        path,
        row.stamp.mtime_ns,
        row.stamp.size,
        row.stamp.inode,
        row.title,
        row.provider,
        row.domain,
        at.timestamp() if at is not None else None,
        row.quality,
        row.heat,
        row.published,
        topics,
        row.image,
        row.excerpt,
        row.related,
        row.problem,
        row.is_editable,
        _SEPARATOR.join(row.keys),
        array("q", own).tobytes(),
        array("q", related).tobytes(),
        share_number(row.path, own),
    )
    whole = _SEPARATOR.join(texts)
    try:
        data = whole.encode()
    except UnicodeEncodeError:
        # Half a surrogate pair, as a broken escape leaves it, is no text to SQLite.
        data = whole.encode("utf-8", "replace")
        article = tuple(_storable(cell) for cell in article)
        texts = tuple(str(_storable(text)) for text in texts)
    if any(beginning in data for beginning in _UNSPACED_BEGINNINGS):
        texts = tuple(map(spaced, texts))
    digest = blake2b(data, digest_size=8)
    digest.update(b"".join((b"\0", array("q", own).tobytes(), b"\0", array("q", related).tobytes())))
    return Stored(number, article, texts, own, related, int.from_bytes(digest.digest(), "big") >> 1)


def spaced(text: str) -> str:
    """The text with a space around each character of a script that is written without any."""
    return text if text.isascii() else _UNSPACED.sub(r" \g<0> ", text)


def row_of_cells(cells: Sequence[Cell]) -> Row:
    """The row made of the cells of `article` from `path` to `keys`."""
    path, mtime_ns, size, inode, title, provider, domain, at, quality, heat, published = cells[:11]
    topics, image, excerpt, related, problem, is_editable, keys = cells[11:18]
    return Row(
        path=Path(os.fsdecode(path) if isinstance(path, bytes) else ""),
        title=str(title),
        provider=str(provider),
        domain=str(domain),
        published_at=_moment(at) if isinstance(at, float) else None,
        quality=_optional(quality),
        heat=_optional(heat),
        published=bool(published) if published is not None else None,
        topics=_parts(topics),
        has_image=bool(image),
        image=str(image),
        excerpt=str(excerpt),
        related=_int(related),
        keys=_parts(keys),
        stamp=Stamp(_int(mtime_ns), _int(size), _int(inode)),
        problem=str(problem),
        is_editable=bool(is_editable),
    )


def _moment(seconds: float) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError):
        # The last microseconds there are, rounded up by a float.
        return datetime.max.replace(tzinfo=UTC)


def _storable(cell: Cell) -> Cell:
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell


def _parts(text: Cell) -> tuple[str, ...]:
    return tuple(str(text).split(_SEPARATOR)) if text else ()


def _int(value: Cell) -> int:
    return value if isinstance(value, int) else 0


def _optional(value: Cell) -> int | None:
    return value if isinstance(value, int) else None
