"""Keeps the rows of the Problems view in step with the check of the folder and with what is typed."""

from __future__ import annotations

from array import array
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from curator.library.finding_list import FindingList
from curator.ui.desk.folder_problems import FolderProblems
from curator.ui.desk.jobs import Jobs
from curator.ui.problems.problem_model import Numbers, ProblemModel


class ProblemRows(QObject):
    """Signal `changed()` when there are other rows."""

    changed = Signal()

    def __init__(self, problems: FolderProblems, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems = problems
        self._jobs = jobs
        self._words = ""
        self._request = 0
        self.model = ProblemModel(problems, self)
        problems.replaced.connect(self._on_problems_replaced)
        problems.grown.connect(self._on_problems_grown)
        problems.outdated.connect(self.model.tell_outdated)
        self._on_problems_replaced()

    @property
    def words(self) -> str:
        """What is listed is narrowed by these."""
        return self._words

    def narrow(self, words: str) -> None:
        """List what says each of these words in title, file or reason."""
        if words.split() != self._words.split():
            self._words = words
            self._on_problems_replaced()

    @Slot()
    def _on_problems_replaced(self) -> None:
        # Looking through a hundred thousand takes longer than a frame.
        self._request += 1
        findings = self._problems.findings
        if not self._words.strip():
            self.model.show_all(findings)
            self.changed.emit()
            return
        count = len(findings)
        work = partial(_matching, findings, self._words, count)
        self._jobs.submit(work, partial(self._take, self._request, findings, count))

    def _take(self, request: int, findings: FindingList, count: int, numbers: Numbers) -> None:
        if request == self._request:
            self.model.show_matching(findings, self._words, numbers, count)
            self.changed.emit()

    @Slot()
    def _on_problems_grown(self) -> None:
        self.model.take_new()
        self.changed.emit()


def _matching(findings: FindingList, words: str, count: int) -> Numbers:
    numbers: Numbers = {}
    for number in findings.matching(words, range(count)):
        numbers.setdefault(findings.kind(number), array("l")).append(number)
    return numbers
