"""The order in which articles come, and the cursor: pure, in memory, one thread.

The order is frozen while deciding: what was decided stays in its place until a new order is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

IsDone = Callable[[Path], bool]
"""Says of an article that it needs no look now: decided, reviewed, or put off."""


class Queue:
    """Articles in order, one of them the current one.

    The current article keeps its place when others come and go. Nothing wraps: at the end, the answer is None
    and the cursor stays.
    """

    def __init__(self, order: Iterable[Path] = ()) -> None:
        self._order: list[Path] = []
        self._index: dict[Path, int] = {}
        self._cursor = 0
        self._set(order)

    def __len__(self) -> int:
        return len(self._order)

    def __contains__(self, path: Path) -> bool:
        return path in self._index

    @property
    def paths(self) -> tuple[Path, ...]:
        """All articles in order; a copy."""
        return tuple(self._order)

    @property
    def current(self) -> Path | None:
        """The article under the cursor, None when the queue is empty."""
        return self._order[self._cursor] if self._order else None

    @property
    def position(self) -> int:
        """The 0-based place of the cursor; 0 when empty."""
        return self._cursor

    def at(self, position: int) -> Path:
        """The article at a 0-based place. Raises IndexError outside the queue."""
        if position < 0:
            raise IndexError(position)
        return self._order[position]

    def position_of(self, path: Path) -> int:
        """The 0-based place of an article. Raises KeyError if it is not in the queue."""
        return self._index[path]

    def go_to(self, path: Path) -> None:
        """Make an article the current one. Raises KeyError if it is not in the queue."""
        self._cursor = self._index[path]

    def next(self) -> Path | None:
        """Go one on and return the article there; None (and no move) at the end."""
        return self._move(self._cursor + 1)

    def previous(self) -> Path | None:
        """Go one back and return the article there; None (and no move) at the beginning."""
        return self._move(self._cursor - 1)

    def next_undecided(self, is_done: IsDone) -> Path | None:
        """Go to the next article after the current one that is not done.

        None (and no move) when there is none: the queue does not wrap. Whether something before the cursor is
        still open, `first_undecided` says.
        """
        for position in range(self._cursor + 1, len(self._order)):
            if not is_done(self._order[position]):
                return self._move(position)
        return None

    def first_undecided(self, is_done: IsDone) -> Path | None:
        """The first article of all that is not done, without moving; None when everything is."""
        return next((path for path in self._order if not is_done(path)), None)

    def neighbours(self, ahead: int, behind: int = 1) -> tuple[Path, ...]:
        """The articles around the cursor, those ahead first, the nearest first: what to prefetch."""
        after = self._order[self._cursor + 1 : self._cursor + 1 + ahead]
        before = self._order[max(0, self._cursor - behind) : self._cursor]
        return tuple(after) + tuple(reversed(before))

    def replace(self, order: Iterable[Path], *, keep_current: bool = True) -> Path | None:
        """Take a new order (a filter, a sort) and return the article then current.

        With `keep_current` the cursor stays on its article; if that is not in the new order, it goes to the
        nearest article which followed it in the old one and is in the new one, else to the nearest before.
        Otherwise the cursor goes to the beginning.
        """
        old, cursor = self._order, self._cursor
        self._set(order)
        self._cursor = 0
        if keep_current:
            nearest = old[cursor:] + old[:cursor][::-1]
            self._cursor = next((self._index[path] for path in nearest if path in self._index), 0)
        return self.current

    def add(self, paths: Iterable[Path], position: int | None = None) -> int:
        """Insert articles at a place (None: at the end); those already in the queue stay where they are.

        Returns how many were new.
        """
        new = [path for path in dict.fromkeys(paths) if path not in self._index]
        if position is None:
            position = len(self._order)
        if not new:
            return 0
        at_cursor = self.current
        if position >= len(self._order):
            # By far the most frequent way, during a scan: no article already here changes its place.
            self._index.update(zip(new, range(len(self._order), len(self._order) + len(new)), strict=True))
            self._order += new
            return len(new)
        self._set(self._order[:position] + new + self._order[position:])
        if at_cursor is not None:
            self._cursor = self._index[at_cursor]
        return len(new)

    def remove(self, paths: Iterable[Path]) -> int:
        """Take articles out; if the current one goes, the next one that stays becomes current.

        Returns how many were in the queue.
        """
        gone = {path for path in paths if path in self._index}
        if gone:
            self.replace([path for path in self._order if path not in gone])
        return len(gone)

    def _set(self, order: Iterable[Path]) -> None:
        self._order = list(dict.fromkeys(order))
        self._index = {path: position for position, path in enumerate(self._order)}

    def _move(self, position: int) -> Path | None:
        if not 0 <= position < len(self._order):
            return None
        self._cursor = position
        return self._order[position]
