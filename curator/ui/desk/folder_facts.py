"""What is known of the folder as a whole: how much is in each state, what the list is made of, its rule."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from curator.articles import Rule
from curator.library.messages import Counted
from curator.triage.session import Session
from curator.ui.desk.librarian import Librarian

# Several decisions in a row are counted once.
_COUNT_MILLISECONDS = 50


class FolderFacts(QObject):
    """Has the library count.

    Signals: `counted(Counts)` of the whole folder, `facets_counted(Facets)` of what passes the filter,
    `rule_learned(Rule)`.
    """

    counted = Signal(object)
    facets_counted = Signal(object)
    rule_learned = Signal(object)

    def __init__(self, session: Session, librarian: Librarian, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._librarian = librarian
        self._query = ""
        self._is_counting = False
        self._is_stale = False
        self.rule = Rule()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_COUNT_MILLISECONDS)
        self._timer.timeout.connect(self._count)

    def start_over(self) -> None:
        """Another folder, of which nothing is known yet."""
        self.rule = Rule()
        self._query = ""
        self._is_counting = self._is_stale = False
        self.count_soon()

    def choose(self, query: str) -> None:
        """Count facets of what passes this filter (as typed, readable)."""
        self._query = query
        self.count_soon()

    @Slot()
    def count_soon(self) -> None:
        """Something changed that is counted."""
        if not self._timer.isActive():
            self._timer.start()

    def learn(self, rule: Rule) -> None:
        """The folder's rule, learned from all its articles."""
        self.rule = rule
        self.rule_learned.emit(rule)

    @Slot()
    def _count(self) -> None:
        # One question at a time: while much is being read, each answer is out of date when it comes.
        self._is_stale = self._is_counting
        if not self._is_counting:
            self._is_counting = True
            as_of = self._session.marks.done_marks()
            self._librarian.count(self._query, partial(self._take, as_of, self._query))

    def _take(self, as_of: int, query: str, counted: Counted) -> None:
        self._is_counting = False
        self._session.marks.set_counts(counted.counts.all, counted.counts.done, as_of)
        self.counted.emit(counted.counts)
        if query == self._query:
            self.facets_counted.emit(counted.facets)
        if self._is_stale:
            self.count_soon()
