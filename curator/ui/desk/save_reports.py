"""What the saving thread reports, brought to the GUI thread and put into words where a person must know."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot

from curator.articles.display_text import shown_name
from curator.triage.decisions import Status
from curator.triage.reports import (
    Broken,
    Closed,
    JournalReplaced,
    NotRecorded,
    Opened,
    OpenFailed,
    Report,
    RetryFailed,
    SaveReport,
)


class SaveReports(QObject):
    """Give `take` to the session as its callback; it may be called on any thread.

    Signals, on the GUI thread: `opened(Opened)`, `save_reported(SaveReport)`, also (FAILED, entry 0) for each
    article of a group that the journal did not take, `save_failed(words)` for what a retry may mend,
    `save_questioned(words)` where somebody else has decided otherwise, `problem_noticed(words)` for the rest,
    `closed()` when the last save is through, `broken()` when no more of them will come, and `reported()`
    after each of these and any other report.
    """

    opened = Signal(object)
    save_reported = Signal(object)
    save_failed = Signal(str)
    save_questioned = Signal(str)
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

    @Slot(object)
    def _on_arrived(self, report: Report) -> None:
        match report:
            case Opened():
                self.opened.emit(report)
            case SaveReport():
                self.save_reported.emit(report)
            case NotRecorded(group=group, paths=paths, reason=reason):
                for path in paths:
                    self.save_reported.emit(SaveReport(group, 0, path, Status.FAILED, reason=reason))
            case Closed():
                self.closed.emit()
            case Broken():
                self.broken.emit()
        failure, problem = _failure(report), _problem(report)
        if isinstance(report, SaveReport) and report.is_question:
            self.save_questioned.emit(failure)
        elif failure:
            self.save_failed.emit(failure)
        if problem:
            self.problem_noticed.emit(problem)
        self.reported.emit()


def _failure(report: Report) -> str:
    """What was not saved and why, "" where nothing failed."""
    match report:
        case SaveReport(path=path, is_question=True, reason=reason):
            # What is asked comes first: a narrow window cuts the end off.
            return f"{reason[:1].upper()}{reason[1:]} ({shown_name(path.name)})"
        case SaveReport(path=path, status=Status.FAILED, reason=reason):
            return f"{shown_name(path.name)} was not saved: {reason}"
        case NotRecorded(reason=reason):
            return f"The decision could not be recorded, nothing was written: {reason}"
        case RetryFailed(reason=reason):
            return f"Still not saved: {reason}"
    return ""


def _problem(report: Report) -> str:
    """What else a person must know of a report, "" for nothing."""
    match report:
        case OpenFailed(reason=reason):
            return f"Earlier decisions cannot be read: {reason}"
        case JournalReplaced(kept_as=kept_as, reason=reason):
            return (
                f"The record of decisions was damaged ({reason}). Your articles are untouched; a new record "
                f"was begun and the old one kept as {kept_as.name}."
            )
        case Broken():
            return "Saving has stopped after an unexpected error. Restart Curator."
    return ""
