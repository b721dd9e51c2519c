"""What is true of the folder as a whole: how many articles are in each state, and its rule."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from curator.articles import Rule, learn_rule
from curator.library import Catalogue, Snapshot
from curator.records import dataclass
from curator.triage.decisions import Mark
from curator.ui.desk.jobs import Jobs

# Several decisions in a row are counted once.
_COUNT_MILLISECONDS = 50

MarkOf = Callable[[Path], Mark | None]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles are in each state the chips show."""

    all: int = 0
    undecided: int = 0
    published: int = 0
    later: int = 0
    problems: int = 0


class FolderFacts(QObject):
    """Counts and learns off the GUI thread. Signals: `counted(Counts)`, `rule_learned(Rule)`."""

    counted = Signal(object)
    rule_learned = Signal(object)

    def __init__(self, mark_of: MarkOf, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mark_of = mark_of
        self._jobs = jobs
        self._catalogue = Catalogue()
        self.rule = Rule()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_COUNT_MILLISECONDS)
        self._timer.timeout.connect(self._count)

    def start_over(self, catalogue: Catalogue) -> None:
        """Another folder, of which nothing is known yet."""
        self._catalogue = catalogue
        self.rule = Rule()
        self.count_soon()

    @Slot()
    def count_soon(self) -> None:
        """Something changed that is counted."""
        self._timer.start()

    def learn(self) -> None:
        """Learn the folder's rule from all its articles."""
        snapshot = self._catalogue.snapshot()
        self._jobs.submit(partial(_rule_of, snapshot), partial(self._take_rule, self._catalogue))

    @Slot()
    def _count(self) -> None:
        self._jobs.submit(partial(_count, self._catalogue.snapshot(), self._mark_of), self.counted.emit)

    def _take_rule(self, catalogue: Catalogue, rule: Rule) -> None:
        if catalogue is self._catalogue:
            self.rule = rule
            self.rule_learned.emit(rule)


def _rule_of(snapshot: Snapshot) -> Rule:
    return learn_rule(
        (row.heat, row.published)
        for row in snapshot.rows
        if row.heat is not None and row.published is not None
    )


def _count(snapshot: Snapshot, mark_of: MarkOf) -> Counts:
    marks = [mark_of(row.path) for row in snapshot.rows]
    return Counts(
        all=len(marks),
        undecided=marks.count(None),
        published=sum(row.published is True for row in snapshot.rows),
        later=marks.count(Mark.LATER),
        problems=sum(bool(row.problem) for row in snapshot.rows),
    )
