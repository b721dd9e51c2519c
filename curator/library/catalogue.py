"""All articles of the opened folders: by path, by identity, by story, filtered and in order.

One thread owns a catalogue (in the window, the GUI thread) and makes every call. Rows are immutable, so
`snapshot()` gives a worker something to filter, sort and count while the owner goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from curator.library.facets import Facets, count_facets
from curator.library.query import EVERYTHING, Query, StateOf
from curator.library.query_terms import haystack_of
from curator.library.row import Row
from curator.library.sorting import Sort, in_order


def no_state(path: Path) -> str | None:
    """Say of every article that it is undecided: the state of things where there is no journal."""
    return None


class _Texts:
    """The searchable text of rows, made when first wanted; a replaced row gets a new one."""

    def __init__(self) -> None:
        self._texts: dict[Path, tuple[Row, str]] = {}

    def of(self, row: Row) -> str:
        known = self._texts.get(row.path)
        # The owner and workers ask; each step is one dictionary operation, so at worst a text is made twice.
        if known is not None and known[0] is row:
            return known[1]
        text = haystack_of(row)
        self._texts[row.path] = (row, text)
        return text

    def forget(self, path: Path) -> None:
        self._texts.pop(path, None)


class Snapshot:
    """The rows of a catalogue at one moment. Any one thread may use it, also when the catalogue moves on."""

    def __init__(self, rows: Sequence[Row], orders: dict[Sort, list[Row]], texts: _Texts) -> None:
        self.rows = rows
        self._orders = orders
        self._texts = texts

    def __len__(self) -> int:
        return len(self.rows)

    def select(
        self,
        query: Query = EVERYTHING,
        sort: Sort = Sort.NEWEST,
        state_of: StateOf = no_state,
        now: datetime | None = None,
    ) -> list[Path]:
        """Give the paths of the articles that pass `query`, in order.

        `state_of` is asked only when the filter needs it, on the calling thread. `now` is aware, by default
        the present.
        """
        return [row.path for row in self._passing(self._ordered(sort), query, state_of, now)]

    def facets(
        self, query: Query = EVERYTHING, state_of: StateOf = no_state, now: datetime | None = None
    ) -> Facets:
        """Count what the articles that pass `query` are made of."""
        return count_facets(self._passing(self.rows, query, state_of, now), state_of)

    def _passing(
        self, rows: Sequence[Row], query: Query, state_of: StateOf, now: datetime | None
    ) -> Iterable[Row]:
        if query.is_empty:
            return rows
        passes = query.predicate(now or datetime.now(UTC), self._texts.of)
        if query.needs_state:
            return [row for row in rows if passes(row, state_of(row.path))]
        return [row for row in rows if passes(row, None)]

    def _ordered(self, sort: Sort) -> list[Row]:
        if sort not in self._orders:
            self._orders[sort] = in_order(self.rows, sort)
        return self._orders[sort]


class Catalogue:
    """What is known of every article in the opened folders."""

    def __init__(self) -> None:
        self._rows: dict[Path, Row] = {}
        self._by_key: dict[str, dict[Path, None]] = {}
        self._relating: dict[str, dict[Path, None]] = {}
        self._texts = _Texts()
        self._snapshot: Snapshot | None = None

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, path: object) -> bool:
        return path in self._rows

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows.values())

    @property
    def paths(self) -> list[Path]:
        """All paths, in the order of their arrival."""
        return list(self._rows)

    def row(self, path: Path) -> Row:
        """Give the row of a path.

        Raises:
            KeyError: there is no article with this path.
        """
        return self._rows[path]

    def add(self, rows: Iterable[Row]) -> None:
        """Take in rows; one whose path is known replaces the row there was. Linear in their number."""
        for row in rows:
            self._unlink(row.path)
            self._link(row)
        self._snapshot = None

    def replace(self, row: Row) -> None:
        """Take in a new version of one row; it keeps its place in the order of arrival."""
        self.add((row,))

    def remove(self, path: Path) -> None:
        """Forget an article; one that is not known is no error, as its file may have come and gone unseen."""
        self._unlink(path)
        self._rows.pop(path, None)
        self._texts.forget(path)
        self._snapshot = None

    def clear(self) -> None:
        """Forget all articles."""
        for path in self.paths:
            self.remove(path)

    def in_folder(self, key: str) -> Row | None:
        """Find the article with this identity, as when a related item is itself a file here.

        Of several files with one identity, the first by path.
        """
        paths = self._by_key.get(key)
        return self._rows[min(paths)] if key and paths else None

    def same_article(self, row: Row) -> tuple[Row, ...]:
        """Give the other files that hold the same article, by path."""
        paths = {path for key in row.keys for path in self._by_key.get(key, ())}
        return tuple(self._rows[path] for path in sorted(paths) if path != row.path)

    def story_of(self, row: Row) -> tuple[Row, ...]:
        """Give the articles of the folder that tell the same story, this one included, its leader first.

        They are the articles this one relates to, those that relate to it, and what those in turn relate to:
        an article and its related items, seen from any of them. It goes no further, because chains of
        "related" soon lead to another story. The leader is the one with the highest quality, of equals the
        first by path.
        """
        tellers = self._tellers(row)
        members = {row.path: row}
        for teller in tellers:
            for key in (*teller.keys, *teller.related_keys):
                members.update((path, self._rows[path]) for path in self._by_key.get(key, ()))
            members[teller.path] = teller
        return tuple(sorted(members.values(), key=_leader_first))

    def snapshot(self) -> Snapshot:
        """Give what there is now, for a worker; one copy of a list, and none while nothing changes."""
        if self._snapshot is None:
            self._snapshot = Snapshot(tuple(self._rows.values()), {}, self._texts)
        return self._snapshot

    def select(
        self,
        query: Query = EVERYTHING,
        sort: Sort = Sort.NEWEST,
        state_of: StateOf = no_state,
        now: datetime | None = None,
    ) -> list[Path]:
        """Give the paths of the articles that pass `query`, in order; see `Snapshot.select`."""
        return self.snapshot().select(query, sort, state_of, now)

    def facets(
        self, query: Query = EVERYTHING, state_of: StateOf = no_state, now: datetime | None = None
    ) -> Facets:
        """Count what the articles that pass `query` are made of."""
        return self.snapshot().facets(query, state_of, now)

    def _tellers(self, row: Row) -> list[Row]:
        """Give the article itself, its twins, and all that relate to them."""
        paths = {row.path: None}
        for key in row.keys:
            paths |= self._by_key.get(key, {}) | self._relating.get(key, {})
        return [self._rows.get(path, row) for path in paths]

    def _link(self, row: Row) -> None:
        self._rows[row.path] = row
        for key in row.keys:
            self._by_key.setdefault(key, {})[row.path] = None
        for key in row.related_keys:
            self._relating.setdefault(key, {})[row.path] = None

    def _unlink(self, path: Path) -> None:
        row = self._rows.get(path)
        if row is None:
            return
        for key in row.keys:
            _drop(self._by_key, key, path)
        for key in row.related_keys:
            _drop(self._relating, key, path)


def _drop(index: dict[str, dict[Path, None]], key: str, path: Path) -> None:
    paths = index.get(key)
    if paths is not None:
        paths.pop(path, None)
        if not paths:
            del index[key]


def _leader_first(row: Row) -> tuple[float, str]:
    return (-row.quality if row.quality is not None else float("inf"), str(row.path))
