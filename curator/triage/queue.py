"""The order in which articles come, and the cursor: pure, in memory, one thread.

Articles are numbers here (`curator.library.article_id`), so that a million of them are eight megabytes. The
order is frozen while deciding: what was decided stays in its place until a new order is asked for.
"""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable
from typing import TypeAlias

Order: TypeAlias = "array[int]"


def order_of(numbers: Iterable[int] = ()) -> Order:
    """These articles, each once, as an order."""
    return array("q", dict.fromkeys(numbers))


class Queue:
    """Articles in order, one of them the current one.

    The current article keeps its place when others come and go. Nothing wraps: at the end, the answer is None
    and the cursor stays. Orders handed in belong to the queue from then on; an order holds no article twice.
    """

    def __init__(self, order: Order | None = None) -> None:
        self._order: Order = order if order is not None else order_of()
        self._cursor = 0

    def __len__(self) -> int:
        return len(self._order)

    def __contains__(self, article: int) -> bool:
        return self._find(article) is not None

    @property
    def order(self) -> Order:
        """All articles in order; to be looked at only."""
        return self._order

    @property
    def current(self) -> int | None:
        """The article under the cursor, None when the queue is empty."""
        return self._order[self._cursor] if self._order else None

    @property
    def position(self) -> int:
        """The 0-based place of the cursor; 0 when empty."""
        return self._cursor

    def at(self, position: int) -> int:
        """The article at a 0-based place. Raises IndexError outside the queue."""
        if position < 0:
            raise IndexError(position)
        return self._order[position]

    def position_of(self, article: int) -> int:
        """The 0-based place of an article. Raises KeyError if it is not in the queue."""
        position = self._find(article)
        if position is None:
            raise KeyError(article)
        return position

    def go_to(self, article: int) -> None:
        """Make an article the current one. Raises KeyError if it is not in the queue."""
        self._cursor = self.position_of(article)

    def go_to_position(self, position: int) -> None:
        """Make the article at a 0-based place the current one. Raises IndexError outside the queue."""
        self.at(position)
        self._cursor = position

    def next_undecided(self, done: Container[int]) -> int | None:
        """Go to the next article after the current one that is not done.

        None (and no move) when there is none: the queue does not wrap. Whether something before the cursor is
        still open, `first_undecided` says.
        """
        for position in range(self._cursor + 1, len(self._order)):
            if self._order[position] not in done:
                self._cursor = position
                return self._order[position]
        return None

    def first_undecided(self, done: Container[int]) -> int | None:
        """The first article of all that is not done, without moving; None when everything is."""
        return next((article for article in self._order if article not in done), None)

    def replace(self, order: Order, *, keep_current: bool = True) -> int | None:
        """Take a new order (a filter, a sort) and return the article then current.

        With `keep_current` the cursor stays on its article; if that is not in the new order, it goes to the
        nearest article which followed it in the old one and is in the new one, else to the nearest before.
        Otherwise the cursor goes to the beginning.
        """
        old, cursor = self._order, self._cursor
        self._order, self._cursor = order, 0
        if keep_current and old and order:
            self._cursor = _position(order, old[cursor], cursor)
            if self._cursor < 0:
                self._cursor = _nearest(order, old, cursor)
        return self.current

    def add(self, articles: Iterable[int], position: int | None = None) -> int:
        """Insert articles at a place (None: at the end); those already in the queue stay where they are.

        Returns how many were new.
        """
        fresh = order_of(articles)
        if len(fresh) > 1:
            here = set(self._order)
            fresh = order_of(article for article in fresh if article not in here)
        elif fresh and fresh[0] in self:
            return 0
        if position is None:
            position = len(self._order)
        if fresh:
            if position <= self._cursor and self._order:
                self._cursor += len(fresh)
            self._order = self._order[:position] + fresh + self._order[position:]
        return len(fresh)

    def remove(self, articles: Iterable[int]) -> int:
        """Take articles out; if the current one goes, the next one that stays becomes current.

        Returns how many were in the queue.
        """
        gone = set(articles)
        left = array("q", (article for article in self._order if article not in gone))
        count = len(self._order) - len(left)
        if count:
            self.replace(left)
        return count

    def _find(self, article: int) -> int | None:
        position = _position(self._order, article, self._cursor)
        return position if position >= 0 else None


def _position(order: Order, article: int, near: int) -> int:
    """Where an article is, -1 for nowhere; `near` is where it nearly always is."""
    start = max(0, near - 64)
    for first, last in ((start, near + 64), (0, len(order))):
        try:
            return order.index(article, first, last)
        except ValueError:
            continue
    return -1


def _nearest(order: Order, old: Order, cursor: int) -> int:
    present = set(order)
    for article in (*old[cursor:], *reversed(old[:cursor])):
        if article in present:
            return order.index(article)
    return 0
