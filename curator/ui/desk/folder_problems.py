"""What is wrong in the opened folder, as the last check of it found, and which articles are others since."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from curator.articles import Article, Problem, ProblemKind
from curator.library import article_id
from curator.library.check_link import CheckLink, StartChecker, start_process
from curator.library.check_messages import CheckAdvanced, CheckBegun, CheckEnded, CheckLost, CheckNews
from curator.library.finding_list import FindingList
from curator.library.messages import Changed
from curator.ui.desk.librarian import Librarian

_BESIDE = frozenset(
    {
        ProblemKind.MISSING_FIELD,
        ProblemKind.PROVIDER_NAME,
        ProblemKind.OFF_RULE,
        ProblemKind.MISSING_PICTURE,
        ProblemKind.OUTSIDE_PICTURE,
        # In the body, which nobody looks through for the screen.
        ProblemKind.HOSTILE_LINK,
        ProblemKind.CONTROL_CHARACTER,
    }
)
"""Kinds of which an article that is read by itself does not show all."""


class CheckState(Enum):
    """How far the check of the folder has come."""

    NEVER = "never"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    LOST = "lost"


class FolderProblems(QObject):
    """Has the folder checked, elsewhere, and holds what was found until another check has ended.

    Signals: `replaced()` when `findings` is another list, `grown()` when it has become longer, `advanced()`
    when the check has come further, begun or ended, `outdated()` when articles have changed since.
    """

    replaced = Signal()
    grown = Signal()
    advanced = Signal()
    outdated = Signal()
    _arrived = Signal(int, object)

    def __init__(
        self, librarian: Librarian, parent: QObject | None = None, start: StartChecker = start_process
    ) -> None:
        super().__init__(parent)
        self._start = start
        self._sources: tuple[Path, ...] = ()
        self._link: CheckLink | None = None
        self._ending: list[CheckLink] = []
        self._number = 0
        self._is_read = False
        self._coming = FindingList()
        self._former = CheckState.NEVER
        self.findings = FindingList()
        self.state = CheckState.NEVER
        self.checked = self.total = 0
        self.examined = 0
        """How many articles `findings` is about."""

        self.changed: set[int] = set()
        """The articles that came, changed or went since the check of `findings` began."""

        self._changed_meanwhile: set[int] = set()
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        librarian.changed.connect(self._on_librarian_changed)
        librarian.finished.connect(self._on_librarian_finished)

    def open(self, sources: Sequence[Path]) -> None:
        """Another folder, or the same read anew: nothing is known of it."""
        self._drop()
        self._sources = tuple(sources)
        self._is_read = False
        self.state = CheckState.NEVER
        self.checked = self.total = self.examined = 0
        self.changed = set()
        self._publish(FindingList())
        self.advanced.emit()

    def check(self) -> None:
        """Check the folder, unless that is being done; what was found before stays until the end."""
        if self.state is CheckState.RUNNING or not self._sources:
            return
        self._former, self.state = self.state, CheckState.RUNNING
        self.checked = self.total = 0
        self._coming = FindingList(self._sources)
        self._changed_meanwhile = set()
        if self._former is not CheckState.DONE:
            # There is nothing whole to keep, so these are shown as they come.
            self.changed = self._changed_meanwhile
            self._publish(self._coming)
        self._number += 1
        self._link = CheckLink(self._sources, partial(self._hand_over, self._number), self._start)
        self.advanced.emit()

    def cancel(self) -> None:
        """Give up the check under way; what an earlier one has found in full stays."""
        if self.state is CheckState.RUNNING:
            self._end(CheckState.STOPPED)

    @property
    def is_replacing(self) -> bool:
        """Whether a check is under way whose findings are not shown before its end."""
        return self.state is CheckState.RUNNING and self._coming is not self.findings

    @property
    def is_clean(self) -> bool:
        """Whether all was looked at and nothing is wrong."""
        return self.state is CheckState.DONE and not len(self.findings) and self.examined > 0

    def is_outdated(self, path: str | Path) -> bool:
        """Whether an article is not what it was when it was checked."""
        return bool(self.changed) and article_id(path) in self.changed

    def of(self, path: Path) -> list[int]:
        """What the check found in an article, nothing if that has changed since."""
        return [] if self.is_outdated(path) else self.findings.of(path)

    def beside(self, article: Article) -> list[str]:
        """What is wrong with an article that it does not show by itself, with the lines."""
        own = {(problem.line, problem.message) for problem in article.problems}
        said = [
            Problem("", self.findings.message(number), self.findings.line(number))
            for number in self.of(article.path)
            if self.findings.kind(number) in _BESIDE
        ]
        return [str(problem) for problem in said if (problem.line, problem.message) not in own]

    def close(self) -> None:
        """End what is under way; returns at once."""
        self._drop()

    def join(self) -> None:
        """Wait, after `close`, until it has ended."""
        for link in self._ending:
            link.join()

    def _hand_over(self, number: int, news: CheckNews) -> None:
        # On the thread of the link.
        self._arrived.emit(number, news)

    @Slot(int, object)
    def _on_arrived(self, number: int, news: CheckNews) -> None:
        if number != self._number or self._link is None:
            return
        match news:
            case CheckBegun(total=total):
                # What changed before the first was read is seen as it is.
                self._changed_meanwhile.clear()
                self.total = total
            case CheckAdvanced(checked=checked, findings=findings):
                self.checked = checked
                self._coming.add(findings)
                self._tell_growth(is_longer=bool(findings))
            case CheckEnded():
                self._end(CheckState.DONE)
                return
            case CheckLost():
                self._end(CheckState.LOST)
                return
        self.advanced.emit()

    def _tell_growth(self, *, is_longer: bool) -> None:
        if self._coming is self.findings:
            self.examined = self.checked
            if is_longer:
                self.grown.emit()

    def _end(self, state: CheckState) -> None:
        self._drop()
        has_former = self._coming is not self.findings
        self.state = state if state is CheckState.DONE or not has_former else self._former
        if state is CheckState.DONE and has_former:
            self.examined = self.checked
            self.changed = self._changed_meanwhile
            self._publish(self._coming)
        self.advanced.emit()

    def _drop(self) -> None:
        if self._link is not None:
            self._link.close()
            self._ending = [*(link for link in self._ending if not link.is_over), self._link]
            self._link = None

    def _publish(self, findings: FindingList) -> None:
        self.findings = findings
        self.replaced.emit()

    @Slot(object)
    def _on_librarian_changed(self, news: Changed) -> None:
        # While the folder is read for the first time nothing changes: it becomes known.
        if not self._is_read or self.state is CheckState.NEVER:
            return
        different = {*news.added, *news.changed, *news.removed}
        self._changed_meanwhile |= different
        self.changed |= different
        self.outdated.emit()

    @Slot()
    def _on_librarian_finished(self) -> None:
        self._is_read = True
