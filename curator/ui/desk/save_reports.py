"""What the saving thread reports, brought to the GUI thread and put into words where a person must know."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from curator.articles.display_text import shown_name
from curator.triage.decisions import Status
from curator.triage.failures import Failure
from curator.triage.reports import (
    Broken,
    Closed,
    EntriesUnreadable,
    JournalReplaced,
    NotRecorded,
    Opened,
    OpenFailed,
    Report,
    RetryFailed,
    SaveReport,
)

_NAMED = 3
"""How many articles are named besides the first."""


class SaveReports(QObject):
    """Give `take` to the session as its callback; it may be called on any thread.

    Signals, on the GUI thread: `opened(Opened)`, or `open_failed()`, `save_reported(SaveReport)`, also
    (FAILED, entry 0) for each article of a group that the journal did not take, `save_failed(words)` for what
    a retry may mend, `save_questioned(words)` where somebody else has decided otherwise,
    `problem_noticed(words)` for the rest, `closed()` when the last save is through, `broken()` when no more
    of them will come; `arrived(Report)` before, and `reported()` after each of these and any other report.
    """

    opened = Signal(object)
    open_failed = Signal()
    save_reported = Signal(object)
    save_failed = Signal(str)
    save_questioned = Signal(str)
    arrived = Signal(object)
    problem_noticed = Signal(str)
    closed = Signal()
    broken = Signal()
    reported = Signal()
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def take(self, report: Report) -> None:
        """A report, on the saving thread."""
        self._arrived.emit(report)

    def name(self, failures: Sequence[Failure]) -> None:
        """Say what an earlier session could not save; a question is asked rather than told."""
        recorded = sorted((f for f in failures if f.entry), key=lambda failure: not failure.is_question)
        if recorded:
            told = self.save_questioned if recorded[0].is_question else self.save_failed
            told.emit(failures_words(recorded))

    @Slot(object)
    def _on_arrived(self, report: Report) -> None:
        self.arrived.emit(report)
        self._hand_on(report)
        failure, problem = _failure(report), _problem(report)
        if isinstance(report, SaveReport) and report.is_question:
            self.save_questioned.emit(failure)
        elif failure:
            self.save_failed.emit(failure)
        if problem:
            self.problem_noticed.emit(problem)
        self.reported.emit()

    def _hand_on(self, report: Report) -> None:
        match report:
            case Opened():
                self.opened.emit(report)
            case OpenFailed():
                self.open_failed.emit()
            case SaveReport():
                self.save_reported.emit(report)
            case NotRecorded(group=group, paths=paths, reason=reason):
                for path in paths:
                    self.save_reported.emit(SaveReport(group, 0, path, Status.FAILED, reason=reason))
            case Closed():
                self.closed.emit()
            case Broken():
                self.broken.emit()


def failures_words(failures: Sequence[Failure]) -> str:
    """Which articles an earlier session could not save, and why the first was not."""
    first = failures[0]
    words = _failure_words(first.path, first.reason, is_question=first.is_question)
    others = [shown_name(failure.path.name) for failure in failures[1:] if failure.path != first.path]
    named = list(dict.fromkeys(others))
    if not named:
        return words
    left = len(named) - _NAMED
    more = f"{', '.join(named[:_NAMED])} and {left:,} more" if left > 0 else ", ".join(named)
    return f"{words} Nor were: {more}."


def _failure(report: Report) -> str:
    """What was not saved and why, "" where nothing failed."""
    match report:
        case SaveReport(path=path, status=Status.FAILED, reason=reason, is_question=is_question):
            return _failure_words(path, reason, is_question=is_question)
        case NotRecorded(reason=reason):
            return f"The decision could not be recorded, nothing was written: {reason}"
        case RetryFailed(reason=reason):
            return f"Still not saved: {reason}"
        case Broken():
            return "Saving has stopped unexpectedly. No file is harmed, and what was decided is kept."
    return ""


def _failure_words(path: Path, reason: str, *, is_question: bool) -> str:
    if is_question:
        # What is asked comes first: a narrow window cuts the end off.
        return f"{reason[:1].upper()}{reason[1:]} ({shown_name(path.name)})"
    return f"{shown_name(path.name)} was not saved: {reason}"


def _problem(report: Report) -> str:
    """What else a person must know of a report, "" for nothing."""
    match report:
        case OpenFailed(reason=reason):
            return f"Earlier decisions cannot be read: {reason}"
        case EntriesUnreadable(count=count):
            what = "1 earlier decision" if count == 1 else f"{count:,} earlier decisions"
            return f"{what} cannot be read any more, nor undone. Your articles are untouched."
        case JournalReplaced(kept_as=None):
            return (
                "The record of decisions was taken away while it was in use. Your articles are untouched; a "
                "new record was begun. What was decided before cannot be undone."
            )
        case JournalReplaced(kept_as=Path() as kept_as, reason=reason):
            return (
                f"The record of decisions was damaged ({reason}). Your articles are untouched; a new record "
                f"was begun and the old one kept as {kept_as.name}."
            )
    return ""
