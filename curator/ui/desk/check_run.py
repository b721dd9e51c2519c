"""One check of the folder under way elsewhere, as the GUI thread hears of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from curator.library.check_link import CheckLink, StartChecker, start_process
from curator.library.check_messages import CheckAdvanced, CheckBegun, CheckEnded, CheckLost, CheckNews


class CheckRun(QObject):
    """Begins at once. After `close` nothing more is heard of it.

    Signals: `begun(total)` before the first article is read, `advanced(checked, findings)` with what was
    found since the last time, `ended(ids or None)` with the articles in which something was found, or None
    when it broke off.
    """

    begun = Signal(int)
    advanced = Signal(int, object)
    ended = Signal(object)
    _arrived = Signal(object)

    def __init__(
        self, sources: Sequence[Path], start: StartChecker | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._is_closed = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        # What it says comes on a thread of the link, and from there in turn.
        self._link = CheckLink(sources, self._arrived.emit, start or start_process)

    @property
    def is_over(self) -> bool:
        """Whether its process has ended."""
        return self._link.is_over

    def close(self) -> None:
        """Give it up; returns at once."""
        self._is_closed = True
        self._link.close()

    def join(self) -> None:
        """Wait, after `close`, for its process to end."""
        self._link.join()

    @Slot(object)
    def _on_arrived(self, news: CheckNews) -> None:
        if self._is_closed:
            return
        match news:
            case CheckBegun(total=total):
                self.begun.emit(total)
            case CheckAdvanced(checked=checked, findings=findings):
                self.advanced.emit(checked, findings)
            case CheckEnded(found=found):
                self.ended.emit(found)
            case CheckLost():
                self.ended.emit(None)
