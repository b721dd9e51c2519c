"""Which article is current, and how the editor moves from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from curator.triage.queue import IsDone, Queue


class Cursor(QObject):
    """The queue with its current article.

    Nothing is current until `allow` and the first order have both come: where to begin depends on what the
    journal says. Until it is settled, by the editor or because the folder has been read, the current article
    is the first undecided one of each new order. Signals: `moved(Path or None)`, `order_changed()`.
    """

    moved = Signal(object)
    order_changed = Signal()

    def __init__(self, is_done: IsDone, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_done = is_done
        self.queue = Queue()
        self._is_placed = False
        self._is_allowed = False
        self._is_settled = False
        self._last: Path | None = None

    @property
    def current(self) -> Path | None:
        """The article under the cursor."""
        return self.queue.current if self._is_placed else None

    @property
    def is_placed(self) -> bool:
        """Whether there has been a current article since the folder was opened."""
        return self._is_placed

    def clear(self) -> None:
        """Another folder is about to be opened."""
        self.queue = Queue()
        self._is_placed = self._is_allowed = self._is_settled = False
        self._last = None
        self.order_changed.emit()
        self.moved.emit(None)

    def allow(self) -> None:
        """The journal has spoken: the next order may place the cursor."""
        self._is_allowed = True

    @Slot()
    def settle(self) -> None:
        """The editor has begun, or nothing more will come: the current article stays the current one."""
        self._is_settled = self._is_placed

    def take_order(self, paths: Sequence[Path]) -> None:
        """List these, in this order; the current article stays current, the first to be so is undecided."""
        before = self.current
        self._last = before or self._last
        self.queue.replace(paths)
        if self._is_allowed and paths and not self._is_settled:
            self._is_placed = True
            self.queue.go_to(self.queue.first_undecided(self._is_done) or paths[0])
        elif before is None and self._last is not None and self._last in self.queue:
            self.queue.go_to(self._last)
        self.order_changed.emit()
        if self.current != before or not paths:
            self.moved.emit(self.current)

    def add(self, paths: Sequence[Path]) -> None:
        """Put new articles at the end, where they disturb nobody."""
        if self.queue.add(paths):
            self.order_changed.emit()

    def remove(self, paths: Sequence[Path]) -> None:
        """These have left the folder; from one that was current the cursor goes to the next."""
        before = self.current
        if self.queue.remove(paths):
            self.order_changed.emit()
        if self.current != before:
            self.moved.emit(self.current)

    def go_to(self, path: Path) -> None:
        """Make an article current; one that the filter hides is put into the list at the cursor."""
        if path not in self.queue:
            self.queue.add((path,), self.queue.position)
            self.order_changed.emit()
        self.queue.go_to(path)
        self._is_placed = self._is_settled = True
        self.moved.emit(path)

    def go_to_place(self, place: int) -> bool:
        """Make the article at a place of the list current; False outside the list."""
        if not 0 <= place < len(self.queue):
            return False
        self.go_to(self.queue.at(place))
        return True

    def step(self, places: int) -> bool:
        """Move by so many places; False at the end of the list."""
        return self._is_placed and self.go_to_place(self.queue.position + places)

    def next_undecided(self) -> bool:
        """On to the next undecided article, from the end back to the first; False when there is none."""
        path = self.queue.next_undecided(self._is_done) or self.queue.first_undecided(self._is_done)
        if path is None:
            return False
        self.go_to(path)
        return True
