"""Which article is current, and how the editor moves from one to the next."""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from curator.triage.queue import Order, Queue
from curator.ui.desk.row_cache import RowCache

_ROWS_AROUND = 40
"""Rows wanted on either side of the cursor, so that going on finds them there."""


class Cursor(QObject):
    """The queue with its current article.

    Nothing is current until `allow` and the first order have both come: where to begin depends on what the
    journal says. Until it is settled, by the editor or because the folder has been read, the current article
    is the first undecided one of each new order. Signals: `moved(Path or None)` as soon as the path of the
    article is known, which far from the last one takes a moment, and `order_changed()`.
    """

    moved = Signal(object)
    order_changed = Signal()

    def __init__(self, done: Container[int], rows: RowCache, parent: QObject | None = None) -> None:
        """`done` are the articles that need no look now; it goes on changing."""
        super().__init__(parent)
        self._done = done
        self._rows = rows
        self.queue = Queue()
        self._is_placed = False
        self._is_allowed = False
        self._is_settled = False
        self._last: int | None = None
        self._awaited: int | None = None
        rows.arrived.connect(self._on_rows_arrived)

    @property
    def current_id(self) -> int | None:
        """The article under the cursor."""
        return self.queue.current if self._is_placed else None

    @property
    def current(self) -> Path | None:
        """The path of the article under the cursor; None also while it is not known yet."""
        row = self._rows.get(self.current_id) if self.current_id is not None else None
        return row.path if row is not None else None

    @property
    def is_placed(self) -> bool:
        """Whether there has been a current article since the folder was opened."""
        return self._is_placed

    def clear(self) -> None:
        """Another folder is about to be opened."""
        self.queue = Queue()
        self._is_placed = self._is_allowed = self._is_settled = False
        self._last = self._awaited = None
        self.order_changed.emit()
        self.moved.emit(None)

    def allow(self) -> None:
        """The journal has spoken: the next order may place the cursor."""
        self._is_allowed = True

    @property
    def is_allowed(self) -> bool:
        """Whether the journal has spoken."""
        return self._is_allowed

    @Slot()
    def settle(self) -> None:
        """The editor has begun, or nothing more will come: the current article stays the current one."""
        self._is_settled = self._is_placed

    def take_order(self, order: Order) -> None:
        """List these, in this order; the current article stays current, the first to be so is undecided."""
        before = self.current_id
        self._last = before if before is not None else self._last
        self.queue.replace(order)
        if self._is_allowed and order and not self._is_settled:
            self._is_placed = True
            first = self.queue.first_undecided(self._done)
            self.queue.go_to(order[0] if first is None else first)
        elif before is None and self._last is not None and self._last in self.queue:
            self.queue.go_to(self._last)
        self.order_changed.emit()
        if self.current_id != before or not order:
            self._announce()

    def add(self, articles: Iterable[int]) -> None:
        """Put new articles at the end, where they disturb nobody."""
        if self.queue.add(articles):
            self.order_changed.emit()

    def remove(self, articles: Iterable[int]) -> None:
        """These have left the folder; from one that was current the cursor goes to the next."""
        before = self.current_id
        if self.queue.remove(articles):
            self.order_changed.emit()
        if self.current_id != before:
            self._announce()

    def go_to(self, article: int) -> None:
        """Make an article current; one that the filter hides is put into the list at the cursor."""
        if article not in self.queue:
            self.queue.add((article,), self.queue.position)
            self.order_changed.emit()
        self.queue.go_to(article)
        self._arrive()

    def go_to_place(self, place: int) -> bool:
        """Make the article at a place of the list current; False outside the list."""
        if not 0 <= place < len(self.queue):
            return False
        self.queue.go_to_position(place)
        self._arrive()
        return True

    def step(self, places: int) -> bool:
        """Move by so many places; False at the end of the list."""
        return self._is_placed and self.go_to_place(self.queue.position + places)

    def next_undecided(self) -> bool:
        """On to the next undecided article, from the end back to the first; False when there is none."""
        article = self.queue.next_undecided(self._done)
        if article is None:
            article = self.queue.first_undecided(self._done)
        if article is None:
            return False
        self.go_to(article)
        return True

    def _arrive(self) -> None:
        self._is_placed = self._is_settled = True
        self._announce()

    def _announce(self) -> None:
        """Say where the cursor is, or ask for what it takes to say so."""
        article = self.current_id
        self._awaited = None
        if article is None:
            self.moved.emit(None)
            return
        position = self.queue.position
        self._rows.want(self.queue.order[max(0, position - _ROWS_AROUND) : position + _ROWS_AROUND])
        if self.current is None:
            self._awaited = article
            self._rows.want((article,))
        else:
            self.moved.emit(self.current)

    @Slot(object)
    def _on_rows_arrived(self, articles: tuple[int, ...]) -> None:
        if self._awaited is not None and self._awaited in articles:
            self._awaited = None
            self.moved.emit(self.current)
