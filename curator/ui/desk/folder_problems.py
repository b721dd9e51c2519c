"""What is wrong in the opened folder, as the last check of it found, and which articles are others since."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from curator.articles import Article, Problem, ProblemKind
from curator.library import article_id
from curator.library.finding_list import FindingList
from curator.library.messages import Changed, ids_of
from curator.ui.desk.librarian import Librarian

if TYPE_CHECKING:
    from curator.library.check_link import StartChecker
    from curator.library.finding import Finding
    from curator.ui.desk.check_run import CheckRun

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

    def __init__(
        self, librarian: Librarian, parent: QObject | None = None, start: StartChecker | None = None
    ) -> None:
        """`start` starts what checks, by default a process."""
        super().__init__(parent)
        self._librarian = librarian
        self._start = start
        self._sources: tuple[Path, ...] = ()
        self._run: CheckRun | None = None
        self._ending: list[CheckRun] = []
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
        self._found = ids_of()
        librarian.restarted.connect(self._on_librarian_restarted)
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
        self._found = ids_of()
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
        # Imported here because a start checks nothing.
        from curator.ui.desk.check_run import CheckRun

        self._run = CheckRun(self._sources, self._start, self)
        self._run.begun.connect(self._on_run_begun)
        self._run.advanced.connect(self._on_run_advanced)
        self._run.ended.connect(self._on_run_ended)
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
        for run in self._ending:
            run.join()

    @Slot(int)
    def _on_run_begun(self, total: int) -> None:
        # What changed before the first was read is seen as it is.
        self._changed_meanwhile.clear()
        self.total = total
        self.advanced.emit()

    @Slot(int, object)
    def _on_run_advanced(self, checked: int, findings: tuple[Finding, ...]) -> None:
        self.checked = checked
        self._coming.add(findings)
        if self._coming is self.findings:
            self.examined = checked
            if findings:
                self.grown.emit()
        self.advanced.emit()

    @Slot(object)
    def _on_run_ended(self, found: array[int] | None) -> None:
        if found is not None:
            changed = self._changed_meanwhile
            self._found = ids_of(each for each in found if each not in changed) if changed else found
            self._librarian.notes.set_findings(self._found)
        self._end(CheckState.LOST if found is None else CheckState.DONE)

    @Slot()
    def _on_librarian_restarted(self) -> None:
        self._librarian.notes.set_findings(self._found)

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
        if self._run is not None:
            self._run.close()
            over = [run for run in self._ending if run.is_over]
            for run in over:
                self._ending.remove(run)
                run.deleteLater()
            self._ending.append(self._run)
            self._run = None

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
