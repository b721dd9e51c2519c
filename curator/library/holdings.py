"""What the library has of one opening: index and columns, asked by one thread, changed by another."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from threading import RLock

import numpy as np

from curator.articles import Rule
from curator.library.article_id import key_id
from curator.library.columns import Columns, can_restore
from curator.library.comparison import Comparison
from curator.library.counting import count_all, count_facets, learn
from curator.library.departures import Departures
from curator.library.evaluation import Colleagues, Evaluation, present
from curator.library.faceting import with_alternatives
from curator.library.facets import Counts, Facets
from curator.library.index import Index, Placed
from curator.library.messages import ids_of
from curator.library.ordering import Orders
from curator.library.query import EVERYTHING, Query
from curator.library.row import Row
from curator.library.sorting import Sort
from curator.library.stored import Cell, Stored


class Holdings:
    """Every method may be called from any thread, those that change something from one only.

    Errors of the index are sqlite3.Error.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._reader = index.reader()
        self._lock = RLock()
        self._columns = Columns()
        self._orders = Orders(self._columns, self._reader)
        self.marks: dict[int, str] = {}
        """What the journal says of articles, also of some that are not here; to be read only."""

        self.findings: frozenset[int] = frozenset()
        """The articles in which a check of the folder has found something, also of some that are not here."""

        self.colleagues: Colleagues = {}
        """The articles that colleagues decided, by their names; to be replaced as a whole."""

        self._is_bulk = False
        self._kept_version = -1
        self.comparison = Comparison(self._columns, self._lock)
        self.departures = Departures(self._columns, self._lock)
        self.is_loaded = index.is_empty
        """Whether the columns have all that the index has."""

    def __len__(self) -> int:
        return self._columns.count

    @contextmanager
    def _reading(self) -> Iterator[Columns]:
        """The columns, which do not change meanwhile."""
        with self._lock:
            yield self._columns

    def close(self) -> None:
        """Done with it."""
        with self._lock:
            self._reader.close()
            self._index.close()

    # Changed, by one thread.

    def load(self) -> None:
        """Fill the columns from the index; until then there is nothing to ask for.

        Done again, it brings back what was hidden.
        """
        reader = self._index.reader()
        try:
            snapshot = {} if self._columns.size else reader.snapshot()
            if not can_restore(snapshot):
                snapshot = {}
            if snapshot:
                with self._lock:
                    self._columns.restore(snapshot)
            for portion in () if snapshot else reader.facts():
                with self._lock:
                    self._columns.add(portion)
        finally:
            reader.close()
        self._kept_version = self._columns.version if snapshot else -1
        with self._lock:
            self._columns.set_marks(self.marks.items())
            self.departures.judge_all()
            self._columns.set_findings(self.findings)
            self.is_loaded = True

    def keep_snapshot(self) -> None:
        """Make the next `load` quick, if anything has changed since the last time."""
        if self._kept_version != self._columns.version and self.is_loaded:
            with self._lock:
                parts, version = self._columns.dump(), self._columns.version
            self._index.keep_snapshot(parts)
            self._kept_version = version

    def begin_bulk(self) -> None:
        """Many articles come into what is empty."""
        self._index.begin_bulk()
        self._is_bulk = True

    def end_bulk(self) -> None:
        """They are in."""
        self._index.end_bulk()
        self._is_bulk = False

    def put(self, articles: Sequence[Stored]) -> tuple[array[int], array[int]]:
        """Keep these; gives the ids of those that are new, and of those that were there and are different."""
        placed = self._index.put(articles)
        with self._lock:
            self._columns.add([_facts(put) for put in placed])
            ids = [put.stored.id for put in placed]
            self._columns.set_marks([(number, self.marks[number]) for number in ids if number in self.marks])
            self.departures.judge(ids)
            added = ids_of(put.stored.id for put in placed if put.former is None)
            # In what has changed since, nobody has looked.
            self._columns.set_findings(self.findings.intersection(added))
        changed = ids_of(put.stored.id for put in placed if put.former is not None)
        return added, changed

    def drop(self, ids: Sequence[int]) -> None:
        """Forget these."""
        self._index.drop(ids)
        with self._lock:
            self._columns.remove(ids)

    def hide(self, ids: Sequence[int]) -> None:
        """Let nobody find these, without forgetting them: they may be back soon."""
        with self._lock:
            self._columns.remove(ids)

    def warm(self) -> None:
        """Make ready what takes longest to ask for first: the orders by text."""
        reader = self._index.reader()
        try:
            ranked = self._orders.rank_texts(reader)
        finally:
            reader.close()
        with self._lock:
            self._orders.use_ranks(ranked)

    def set_marks(self, marks: Iterable[tuple[int, str | None]], *, is_all: bool = False) -> None:
        """Note what the journal says of articles, also of some that are not here yet."""
        with self._lock:
            pairs = dict(marks)
            if is_all:
                pairs = {**dict.fromkeys(self.marks), **pairs}
            for number, mark in pairs.items():
                if mark is None:
                    self.marks.pop(number, None)
                else:
                    self.marks[number] = mark
            self._columns.set_marks(pairs.items())

    def set_findings(self, ids: Iterable[int]) -> None:
        """Note in which articles a check of the folder has found something, and in no others."""
        with self._lock:
            self.findings = frozenset(ids)
            self._columns.set_findings(self.findings, is_all=True)

    # Asked.

    def select(
        self, query: Query = EVERYTHING, sort: Sort = Sort.NEWEST, now: datetime | None = None
    ) -> array[int]:
        """The articles that pass a filter, in order. `now` is aware, by default the present."""
        with self._reading() as columns:
            mask = Evaluation(columns, self._reader, now or present(), self.colleagues).passing(query)
            places = self._orders.order(mask, sort)
            ids = array("q")
            ids.frombytes(columns.column("id")[places].astype(np.int64, copy=False).tobytes())
            return ids

    def rows(self, ids: Iterable[int]) -> list[Row]:
        """The rows of these, in this order, without those that are gone."""
        wanted = list(ids)
        with self._lock:
            found = {row.id: row for row in self._reader.rows(wanted)}
        return [found[number] for number in wanted if number in found]

    def count(self, query: Query = EVERYTHING) -> tuple[Counts, Facets]:
        """The folder in figures, and what the articles that pass a filter are made of."""
        with self._reading() as columns:
            evaluation = Evaluation(columns, self._reader, present(), self.colleagues)
            facets = with_alternatives(lambda part: count_facets(columns, evaluation.passing(part)), query)
            return count_all(columns), facets

    def rule(self) -> Rule:
        """The rule that departs least from the folder."""
        with self._reading() as columns:
            return learn(columns)

    def story(self, number: int) -> list[Row]:
        """The articles that tell the same story; none while many come in, as links are made in the end."""
        with self._lock:
            return [] if self._is_bulk else self._reader.story(number)

    def article_with(self, keys: Iterable[str]) -> Row | None:
        """The first article, by path, that has one of these identities."""
        with self._lock:
            for key in () if self._is_bulk else sorted(keys):
                rows = self._reader.with_identity(key_id(key))
                if rows:
                    return rows[0]
        return None


def _facts(placed: Placed) -> tuple[Cell, ...]:
    """The cells of `index_reader.FACTS`."""
    cells = placed.stored.article
    number, _, mtime_ns, size, inode, _, provider, domain, at, quality, heat, published, topics = cells[:13]
    image, excerpt, related, problem, is_editable, keys, own_ids, _, share = cells[13:22]
    flags = (image != "", excerpt != "", problem != "", keys != "", is_editable)
    return (
        *(
            placed.n,
            number,
            mtime_ns,
            size,
            inode,
            at,
            quality,
            heat,
            published,
            related,
            provider,
            domain,
            topics,
        ),
        *flags,
        own_ids,
        share,
    )
