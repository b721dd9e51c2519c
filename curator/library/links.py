"""Which articles are an identity, and which relate to it: what stories are made of.

An article has a dozen of these links, so of a whole folder they are the most rows there are. They are
sorted once when all articles are in, and kept packed: pieces of some thousand links, found by the first key
in them. That takes 3 µs an article where a table with its lookup took 20. Links of articles that come later
are rows of `identity`; both are looked at.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from curator.library.stored import Stored

PIECE: Final = 1024
"""Links in a piece, 16 bytes each; more only where one identity has more."""

MAKE_TABLES: Final = (
    # A link is the number of an article, doubled, and one more if the article is what the key stands for.
    "CREATE TABLE packed (first INTEGER PRIMARY KEY, keys BLOB NOT NULL, links BLOB NOT NULL)",
    "CREATE TABLE identity (key INTEGER NOT NULL, link INTEGER NOT NULL, PRIMARY KEY (key, link))"
    " WITHOUT ROWID",
)
_INSERT: Final = "INSERT OR IGNORE INTO identity VALUES (?, ?)"
_PIECE_AT: Final = "SELECT keys, links FROM packed WHERE first <= ? ORDER BY first DESC LIMIT 1"


def add(connection: sqlite3.Connection, articles: Iterable[tuple[int, Stored]]) -> None:
    """Note the links of these articles, each with its `n`."""
    connection.executemany(_INSERT, [link for n, stored in articles for link in _links(n, stored)])


def pack(connection: sqlite3.Connection) -> None:
    """Make all links anew, of what the articles say that are in."""
    connection.execute("DELETE FROM identity")
    connection.execute("DELETE FROM packed")
    keys, links = array("q"), array("q")
    for n, own, related in connection.execute("SELECT n, own_ids, related_ids FROM article"):
        keys.frombytes(own)
        keys.frombytes(related)
        links.extend((2 * n + 1,) * (len(own) // 8))
        links.extend((2 * n,) * (len(related) // 8))
    connection.executemany("INSERT INTO packed VALUES (?, ?, ?)", _pieces(keys, links))


def having(connection: sqlite3.Connection, keys: Iterable[int], *, is_own: bool) -> set[int]:
    """The `n` of articles that have one of these identities, or a related item that has it."""
    links: list[int] = []
    for key in keys:
        for piece in connection.execute(_PIECE_AT, (key,)):
            links += _links_in(piece, key)
        links += [link for (link,) in connection.execute("SELECT link FROM identity WHERE key = ?", (key,))]
    return {link >> 1 for link in links if link & 1 == is_own}


def named(connection: sqlite3.Connection, key: int) -> set[int]:
    """The `n` of articles that have this identity, while links are not packed yet: looks at every article."""
    wanted = array("q", (key,)).tobytes()
    found = connection.execute("SELECT n, own_ids FROM article WHERE instr(own_ids, ?)", (wanted,))
    return {n for n, own in found if key in array("q", own)}


def _links(n: int, stored: Stored) -> Iterator[tuple[int, int]]:
    yield from ((key, 2 * n + 1) for key in stored.own)
    yield from ((key, 2 * n) for key in stored.related)


def _links_in(piece: tuple[bytes, bytes], key: int) -> Sequence[int]:
    keys, links = array("q", piece[0]), array("q", piece[1])
    start = end = bisect_left(keys, key)
    while end < len(keys) and keys[end] == key:
        end += 1
    return links[start:end]


def _pieces(keys: array[int], links: array[int]) -> Iterator[tuple[int, bytes, bytes]]:
    """The links by their keys, cut where one key ends."""
    # Imported here because the first page of a folder seen before does not wait for it.
    import numpy as np

    by_place, linked = np.frombuffer(keys, np.int64), np.frombuffer(links, np.int64)
    order = np.argsort(by_place, kind="stable").astype(np.int32)
    start = 0
    while start < len(order):
        end = min(start + PIECE, len(order))
        while end < len(order) and by_place[order[end]] == by_place[order[end - 1]]:
            end += 1
        places = order[start:end]
        yield int(by_place[order[start]]), by_place[places].tobytes(), linked[places].tobytes()
        start = end
