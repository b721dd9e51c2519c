"""What lies on the desk: the articles, which of them are listed and in what order.

It holds no widgets and decides nothing; it answers the list's questions from memory and tells what changed.
Articles go by their number here (`article_id`); only one that is looked at has a path.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from curator.articles import Rule
from curator.library import EVERYTHING, Query, Row, Sort, article_id
from curator.library.messages import Changed, Remembered
from curator.triage.decisions import Mark
from curator.triage.session import Session
from curator.ui.desk.batch import Batch
from curator.ui.desk.cursor import Cursor
from curator.ui.desk.departures import DepartedArticle, Departures
from curator.ui.desk.folder_facts import FolderFacts
from curator.ui.desk.librarian import Librarian
from curator.ui.desk.row_cache import RowCache

# While a folder is being read, the order is made again at most this often.
_ORDER_MILLISECONDS = 500


class Desk(QObject):
    """The articles and, in `cursor`, `batch`, `facts` and `departures`, where the editor is among them.

    Signal `rows_changed(tuple of int)`: these articles look different.
    """

    rows_changed = Signal(object)

    def __init__(self, session: Session, librarian: Librarian, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._librarian = librarian
        self.rows = RowCache(librarian, self)
        self.cursor = Cursor(session.marks.done, self.rows, self)
        self.batch = Batch(self)
        self.facts = FolderFacts(session, librarian, self)
        self.departures = Departures(session, librarian, self)
        self.query: Query = EVERYTHING
        self.sort = Sort.NEWEST
        self._failed: dict[int, bool] = {}
        self._order_number = 0
        self._is_reading = False
        self._order_timer = QTimer(self)
        self._order_timer.setSingleShot(True)
        self._order_timer.setInterval(_ORDER_MILLISECONDS)
        self._order_timer.timeout.connect(self.refresh_order)
        self.batch.changed.connect(self.rows_changed)
        self.rows.arrived.connect(self.rows_changed)
        self.departures.changed.connect(self.rows_changed)
        self.departures.changed.connect(self.facts.count_soon)

    # What the list asks.

    def row(self, article: int) -> Row | None:
        """An article's row, None when it is not here (yet)."""
        return self.rows.get(article)

    def want_rows(self, articles: Iterable[int]) -> None:
        """Have these rows here soon."""
        self.rows.want(articles)

    def mark_of(self, article: int) -> Mark | None:
        """What the journal says of an article."""
        return self._session.marks.of(article)

    def is_marked(self, article: int) -> bool:
        """Whether the article is marked for a batch."""
        return article in self.batch

    def is_failed(self, article: int) -> bool:
        """Whether a decision on it could not be saved."""
        return article in self._failed

    def is_questioned(self, article: int) -> bool:
        """Whether that is because somebody else has decided otherwise."""
        return self._failed.get(article, False)

    def departed(self, article: int) -> DepartedArticle | None:
        """How it departs from what was decided of it, None for not at all."""
        return self.departures.of(article)

    # What arrives.

    def clear(self) -> None:
        """Another folder is about to be opened."""
        self.query = EVERYTHING
        self._failed.clear()
        self._order_number += 1
        self._order_timer.stop()
        self._is_reading = True
        self.batch.clear()
        self.rows.clear()
        self.facts.start_over()
        self.departures.clear()
        self.cursor.clear()

    def take_remembered(self, remembered: Remembered) -> None:
        """The beginning of the list as it was last time, long before the whole can be had."""
        if self.query.is_empty and self.sort is Sort.NEWEST and not len(self.cursor.queue):
            self.rows.put(remembered.rows)
            done = self._session.marks.done
            # Without an undecided one among them, where to begin is not known yet.
            if self.cursor.is_allowed and any(article not in done for article in remembered.ids):
                self.cursor.take_order(remembered.ids)

    def finish_reading(self, rule: Rule) -> None:
        """The whole folder is known: put it in order."""
        self._is_reading = False
        self.refresh_order(settles=True)
        self.facts.learn(rule)
        self.facts.count_soon()

    def take_news(self, news: Changed) -> None:
        """Articles that changed on disk keep their place; new ones are put in, removed ones leave."""
        self.rows.refresh(news.changed)
        if news.removed:
            self.rows.forget(news.removed)
            self.batch.forget(news.removed)
            self.cursor.remove(news.removed)
        if news.added:
            self._take_added(frozenset(news.added))
        self.facts.count_soon()

    def _take_added(self, added: frozenset[int]) -> None:
        if not self.cursor.is_placed:
            self.refresh_order()
        elif self._is_reading:
            if not self._order_timer.isActive():
                self._order_timer.start()
        elif self.query.is_empty:
            self.refresh_order()
        else:
            # A filter applied again would take away what was just decided: only what is new is put in.
            def put_in(passing: array[int], _rows: tuple[Row, ...]) -> None:
                self.cursor.add([article for article in passing if article in added])

            self._librarian.select(self.query.text, self.sort, None, put_in)

    def allow_placing(self) -> None:
        """The journal has spoken: the cursor may go to the first undecided article."""
        self.cursor.allow()
        self.refresh_order()
        self.rows_changed.emit(tuple(self.cursor.queue.order[:200]))
        self.facts.count_soon()

    def apply(self, path: Path, fields: Mapping[str, int | bool]) -> None:
        """Show a decision before it is saved; what the disk says replaces it afterwards."""
        if fields:
            self.rows.change(article_id(path), fields)
        self.tell_changed((path,))

    def set_failed(self, path: Path, *, is_failed: bool, is_question: bool = False) -> None:
        """A save failed (`is_question`: somebody else has decided otherwise), or came through after all."""
        if is_failed:
            self._failed[article_id(path)] = is_question
        else:
            self._failed.pop(article_id(path), None)
        self.tell_changed((path,))

    def tell_changed(self, paths: Sequence[Path]) -> None:
        """These articles look different, or their state does."""
        self.rows_changed.emit(tuple(map(article_id, paths)))
        self.facts.count_soon()

    # Order.

    def choose(self, query: Query, sort: Sort) -> None:
        """List what passes `query`, in this order."""
        self.query = query
        self.sort = sort
        self.facts.choose(query.text)
        self.refresh_order()

    @Slot()
    def refresh_order(self, *, settles: bool = False) -> None:
        """Apply filter and order anew; the current article stays current.

        With `settles` nothing more will come, and the cursor does not look for another place to begin.
        """
        self._order_timer.stop()
        self._order_number += 1
        take = partial(self._take_order, self._order_number, settles)
        self._librarian.select(self.query.text, self.sort, self.cursor.current_id, take)

    def _take_order(self, number: int, settles: bool, order: array[int], rows: tuple[Row, ...]) -> None:
        if number != self._order_number:
            return
        self.rows.put(rows)
        self.cursor.take_order(order)
        if settles:
            self.cursor.settle()
        # What a filter hides is not visibly marked, so no key may decide it.
        if self.batch:
            self.batch.keep(frozenset(order))
        self.facts.count_soon()
