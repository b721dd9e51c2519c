"""What lies on the desk: the articles, which of them are listed and in what order, which one is current.

It holds no widgets and decides nothing; it answers the list's questions from memory and tells what changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from curator.articles import Rule, learn_rule
from curator.library import EVERYTHING, Batch, Catalogue, Query, Row, Snapshot, Sort
from curator.triage.decisions import Mark
from curator.triage.queue import Queue
from curator.triage.session import Session
from curator.ui.desk.folder_reader import News
from curator.ui.desk.jobs import Jobs

# While a folder is being read, the order is made again at most this often.
_ORDER_MILLISECONDS = 400


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles are in each state the chips show."""

    all: int = 0
    undecided: int = 0
    published: int = 0
    later: int = 0
    problems: int = 0


class Desk(QObject):
    """The articles, their order, the cursor and the marks.

    Signals: `order_changed()`, `rows_changed(tuple of Path)`, `current_changed(Path or None)`,
    `counts_changed(Counts)`, `marks_changed()` for the batch, `rule_learned(Rule)`.
    """

    order_changed = Signal()
    rows_changed = Signal(object)
    current_changed = Signal(object)
    counts_changed = Signal(object)
    marks_changed = Signal()
    rule_learned = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self.catalogue = Catalogue()
        self.queue = Queue()
        self.rule = Rule()
        self.query: Query = EVERYTHING
        self.sort = Sort.NEWEST
        self._marked: dict[Path, None] = {}
        self._failed: set[Path] = set()
        self._is_placed = False
        self._may_place = False
        self._order_number = 0
        self._order_timer = self._single_shot(_ORDER_MILLISECONDS, self.refresh_order)
        self._count_timer = self._single_shot(50, self._count)

    def _single_shot(self, milliseconds: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

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
        return path in self._marked

    def is_failed(self, path: Path) -> bool:
        """Whether a decision on it could not be saved."""
        return path in self._failed

    @property
    def current(self) -> Path | None:
        """The article under the cursor."""
        return self.queue.current if self._is_placed else None

    @property
    def marked(self) -> tuple[Path, ...]:
        """The articles marked for a batch, in the order of marking."""
        return tuple(self._marked)

    # What is on the desk.

    def clear(self) -> None:
        """Another folder is about to be opened."""
        self.catalogue = Catalogue()
        self.queue = Queue()
        self.rule = Rule()
        self.query = EVERYTHING
        self._marked.clear()
        self._failed.clear()
        self._is_placed = self._may_place = False
        self._order_number += 1
        self._order_timer.stop()
        self.order_changed.emit()
        self.marks_changed.emit()
        self.current_changed.emit(None)

    def take_batch(self, batch: Batch) -> None:
        """Rows of the first reading; the first ones are shown at once, later ones in larger steps."""
        self.catalogue.add(batch.rows)
        if not self._is_placed:
            self.refresh_order()
        elif not self._order_timer.isActive():
            self._order_timer.start()

    def take_news(self, news: News) -> None:
        """Rows that changed on disk keep their place; new ones are put in, removed ones leave."""
        known = [row.path for row in news.rows if row.path in self.catalogue]
        self.catalogue.add(news.rows)
        for path in news.removed:
            self.catalogue.remove(path)
            self._marked.pop(path, None)
        if known:
            self.rows_changed.emit(tuple(known))
        if len(known) < len(news.rows) or news.removed:
            self._take_others(news)
        self._count_timer.start()

    def finish_reading(self) -> None:
        """The whole folder is known: put it in order, learn its rule."""
        self.refresh_order()
        snapshot = self.catalogue.snapshot()
        self._jobs.submit(partial(_rule_of, snapshot), self._take_rule)

    def allow_placing(self) -> None:
        """The journal has spoken: the cursor may go to the first undecided article."""
        self._may_place = True
        self.refresh_order()
        self.rows_changed.emit(self.queue.paths)

    def apply(self, path: Path, fields: dict[str, int | bool]) -> None:
        """Show a decision before it is saved; what the disk says replaces it afterwards."""
        row = self.row(path)
        if row is not None and fields:
            self.catalogue.replace(replace(row, **fields))  # type: ignore[arg-type]  # the keys are Row's own
        self.tell_changed((path,))

    def tell_changed(self, paths: Sequence[Path]) -> None:
        """These articles look different, or their state does."""
        self.rows_changed.emit(tuple(paths))
        self._count_timer.start()

    def set_failed(self, path: Path, *, is_failed: bool) -> None:
        """A save failed, or one that had failed came through."""
        if is_failed:
            self._failed.add(path)
        else:
            self._failed.discard(path)
        self.tell_changed((path,))

    # Order and cursor.

    def choose(self, query: Query, sort: Sort) -> None:
        """List what passes `query`, in this order."""
        self.query = query
        self.sort = sort
        self.refresh_order()

    @Slot()
    def refresh_order(self) -> None:
        """Apply filter and order anew, off the GUI thread; the current article stays where it is kept."""
        self._order_timer.stop()
        self._order_number += 1
        snapshot = self.catalogue.snapshot()
        work = partial(snapshot.select, self.query, self.sort, self._session.mark_of)
        self._jobs.submit(work, partial(self._take_order, self._order_number))

    def go_to(self, path: Path) -> None:
        """Make an article current; one that the filter hides is put into the list at the cursor."""
        if path not in self.catalogue:
            return
        if path not in self.queue:
            self.queue.add((path,), self.queue.position)
            self.order_changed.emit()
        self.queue.go_to(path)
        self._is_placed = True
        self.current_changed.emit(path)

    def step(self, places: int) -> bool:
        """Move the cursor by so many places; False at the end of the list."""
        place = self.queue.position + places
        if not self._is_placed or not 0 <= place < len(self.queue):
            return False
        self.go_to(self.queue.at(place))
        return True

    def go_to_place(self, place: int) -> None:
        """Make the article at a place of the list current."""
        if 0 <= place < len(self.queue):
            self.go_to(self.queue.at(place))

    def next_undecided(self) -> bool:
        """On to the next undecided article, from the end back to the first; False when there is none."""
        path = self.queue.next_undecided(self._is_done) or self.queue.first_undecided(self._is_done)
        if path is None:
            return False
        self.go_to(path)
        return True

    # The batch.

    def toggle_mark(self, path: Path) -> None:
        """Mark an article for a batch, or take the mark away."""
        if path in self._marked:
            del self._marked[path]
        else:
            self._marked[path] = None
        self.rows_changed.emit((path,))
        self.marks_changed.emit()

    def mark(self, paths: Sequence[Path]) -> None:
        """Mark all of these."""
        self._marked.update(dict.fromkeys(paths))
        self.rows_changed.emit(tuple(paths))
        self.marks_changed.emit()

    def clear_marks(self) -> None:
        """No batch."""
        marked = self.marked
        self._marked.clear()
        self.rows_changed.emit(marked)
        self.marks_changed.emit()

    def story_of(self, path: Path) -> tuple[Path, ...]:
        """The articles of this folder that tell the same story."""
        row = self.row(path)
        return tuple(member.path for member in self.catalogue.story_of(row)) if row is not None else ()

    def _is_done(self, path: Path) -> bool:
        return self._session.mark_of(path) is not None

    def _take_others(self, news: News) -> None:
        before = self.current
        if news.removed:
            self.queue.remove(news.removed)
        if self.current != before:
            self.current_changed.emit(self.current)
        if self.query.is_empty:
            self.refresh_order()
            return
        self.order_changed.emit()
        # A filter applied again would take away what was just decided: only what is new is put in.
        work = partial(self.catalogue.snapshot().select, self.query, self.sort, self._session.mark_of)
        self._jobs.submit(work, partial(self._put_in, frozenset(row.path for row in news.rows)))

    def _put_in(self, fresh: frozenset[Path], passing: list[Path]) -> None:
        if self.queue.add(path for path in passing if path in fresh):
            self.order_changed.emit()

    def _take_order(self, number: int, paths: list[Path]) -> None:
        if number != self._order_number:
            return
        before = self.current
        self.queue.replace(paths)
        if not self._is_placed and self._may_place and paths:
            self._is_placed = True
            first = self.queue.first_undecided(self._is_done)
            self.queue.go_to(first or paths[0])
        self.order_changed.emit()
        if self.current != before or not paths:
            self.current_changed.emit(self.current)
        self._count_timer.start()

    @Slot()
    def _count(self) -> None:
        work = partial(_count, self.catalogue.snapshot(), self._session)
        self._jobs.submit(work, self.counts_changed.emit)

    def _take_rule(self, rule: Rule) -> None:
        self.rule = rule
        self.rule_learned.emit(rule)


def _rule_of(snapshot: Snapshot) -> Rule:
    return learn_rule(
        (row.heat, row.published)
        for row in snapshot.rows
        if row.heat is not None and row.published is not None
    )


def _count(snapshot: Snapshot, session: Session) -> Counts:
    marks = [session.mark_of(row.path) for row in snapshot.rows]
    return Counts(
        all=len(marks),
        undecided=marks.count(None),
        published=sum(row.published is True for row in snapshot.rows),
        later=marks.count(Mark.LATER),
        problems=sum(bool(row.problem) for row in snapshot.rows),
    )
