"""What lies on the desk: the articles, which of them are listed and in what order.

It holds no widgets and decides nothing; it answers the list's questions from memory and tells what changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from curator.library import EVERYTHING, Catalogue, Query, Row, Sort
from curator.library import Batch as ReadBatch
from curator.triage.decisions import Mark
from curator.triage.session import Session
from curator.ui.desk.batch import Batch
from curator.ui.desk.cursor import Cursor
from curator.ui.desk.folder_facts import FolderFacts
from curator.ui.desk.folder_reader import News
from curator.ui.desk.jobs import Jobs

# While a folder is being read, the order is made again at most this often; the longer the list, the rarer, as
# a new order costs the view time for every article in it.
_ORDER_MILLISECONDS = 400
_ORDER_MILLISECONDS_PER_ARTICLE = 0.2


class Desk(QObject):
    """The articles and, in `cursor`, `batch` and `facts`, where the editor is among them.

    Signal `rows_changed(tuple of Path)`: these articles look different.
    """

    rows_changed = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self.catalogue = Catalogue()
        self.cursor = Cursor(session.is_done, self)
        self.batch = Batch(self)
        self.facts = FolderFacts(session.mark_of, jobs, self)
        self.query: Query = EVERYTHING
        self.sort = Sort.NEWEST
        self._failed: set[Path] = set()
        self._order_number = 0
        self._order_timer = QTimer(self)
        self._order_timer.setSingleShot(True)
        self._order_timer.setInterval(_ORDER_MILLISECONDS)
        self._order_timer.timeout.connect(self.refresh_order)
        self.batch.changed.connect(self.rows_changed)

    # What the list asks.

    def row(self, path: Path) -> Row | None:
        """The article at `path`, None when it has left the folder."""
        return self.catalogue.row(path) if path in self.catalogue else None

    def mark_of(self, path: Path) -> Mark | None:
        """What the journal says of an article."""
        return self._session.mark_of(path)

    def story_size(self, path: Path) -> int:
        """How many publishers tell the story of an article, itself included."""
        row = self.row(path)
        return row.related + 1 if row is not None else 0

    def is_marked(self, path: Path) -> bool:
        """Whether the article is marked for a batch."""
        return path in self.batch

    def is_failed(self, path: Path) -> bool:
        """Whether a decision on it could not be saved."""
        return path in self._failed

    # What arrives.

    def clear(self) -> None:
        """Another folder is about to be opened."""
        self.catalogue = Catalogue()
        self.query = EVERYTHING
        self._failed.clear()
        self._order_number += 1
        self._order_timer.stop()
        self.batch.clear()
        self.facts.start_over(self.catalogue)
        self.cursor.clear()

    def take_batch(self, batch: ReadBatch) -> None:
        """Rows of the first reading; the first ones are shown at once, later ones in larger steps."""
        self.catalogue.add(batch.rows)
        if not self.cursor.is_placed:
            self.refresh_order()
        elif not self._order_timer.isActive():
            pause = _ORDER_MILLISECONDS + int(len(self.catalogue) * _ORDER_MILLISECONDS_PER_ARTICLE)
            self._order_timer.start(pause)

    def finish_reading(self) -> None:
        """The whole folder is known: put it in order, learn its rule."""
        self._refresh(settles=True)
        self.facts.learn()

    def take_news(self, news: News) -> None:
        """Rows that changed on disk keep their place; new ones are put in, removed ones leave."""
        known = tuple(row.path for row in news.rows if row.path in self.catalogue)
        fresh = frozenset(row.path for row in news.rows).difference(known)
        self.catalogue.add(news.rows)
        for path in news.removed:
            self.catalogue.remove(path)
        self.batch.forget(news.removed)
        self.cursor.remove(news.removed)
        if fresh and self.query.is_empty:
            self.refresh_order()
        elif fresh:
            # A filter applied again would take away what was just decided: only what is new is put in.
            self._jobs.submit(self._selection(), partial(self._put_in, fresh))
        self.tell_changed(known)

    def allow_placing(self) -> None:
        """The journal has spoken: the cursor may go to the first undecided article."""
        self.cursor.allow()
        self.refresh_order()
        self.tell_changed(self.cursor.queue.paths)

    def apply(self, path: Path, fields: Mapping[str, int | bool]) -> None:
        """Show a decision before it is saved; what the disk says replaces it afterwards."""
        row = self.row(path)
        if row is not None and fields:
            self.catalogue.replace(replace(row, **fields))  # type: ignore[arg-type]  # the keys are Row's own
        self.tell_changed((path,))

    def set_failed(self, path: Path, *, is_failed: bool) -> None:
        """A save failed, or one that had failed came through."""
        if is_failed:
            self._failed.add(path)
        else:
            self._failed.discard(path)
        self.tell_changed((path,))

    def tell_changed(self, paths: Sequence[Path]) -> None:
        """These articles look different, or their state does."""
        self.rows_changed.emit(tuple(paths))
        self.facts.count_soon()

    # Order.

    def choose(self, query: Query, sort: Sort) -> None:
        """List what passes `query`, in this order."""
        self.query = query
        self.sort = sort
        self.facts.count_passing(query)
        self.refresh_order()

    @Slot()
    def refresh_order(self) -> None:
        """Apply filter and order anew, off the GUI thread; the current article stays current."""
        self._refresh(settles=False)

    def _refresh(self, *, settles: bool) -> None:
        self._order_timer.stop()
        self._order_number += 1
        self._jobs.submit(self._selection(), partial(self._take_order, self._order_number, settles))

    def _selection(self) -> partial[list[Path]]:
        return partial(self.catalogue.snapshot().select, self.query, self.sort, self._session.mark_of)

    def _take_order(self, number: int, settles: bool, paths: list[Path]) -> None:
        if number != self._order_number:
            return
        self.cursor.take_order(paths)
        if settles:
            self.cursor.settle()
        # What a filter hides is not visibly marked, so no key may decide it.
        self.batch.keep(frozenset(paths))
        self.facts.count_soon()

    def _put_in(self, fresh: frozenset[Path], passing: list[Path]) -> None:
        self.cursor.add([path for path in passing if path in fresh])
