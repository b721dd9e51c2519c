"""The system's requests to leave, as at the end of a desktop session, obeyed like the key that quits.

Without this the program would end on the spot, and what was decided and had not been handed over yet with it.
"""

from __future__ import annotations

import signal
import socket
from types import FrameType
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_NAMES: Final = ("SIGTERM", "SIGINT", "SIGHUP")


class LeaveSignals(QObject):
    """Signal `leave_requested()` whenever the system asks; for the main thread, once in a program."""

    leave_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Python runs its handlers only when it has its turn, which an idle event loop never gives: the byte
        # that it writes here at once wakes that up.
        self._near, self._far = socket.socketpair()
        self._near.setblocking(False)
        self._far.setblocking(False)
        self._notifier = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_notifier_activated)
        self._former_descriptor = signal.set_wakeup_fd(self._far.fileno(), warn_on_full_buffer=False)
        self._numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
        self._former = {number: signal.signal(number, _ignore) for number in self._numbers}

    def uninstall(self) -> None:
        """Let signals mean what they meant before."""
        for number, handler in self._former.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._former_descriptor)
        self._notifier.setEnabled(False)
        self._near.close()
        self._far.close()

    @Slot()
    def _on_notifier_activated(self) -> None:
        numbers = self._near.recv(64)
        if any(number in self._numbers for number in numbers):
            self.leave_requested.emit()


def _ignore(number: int, frame: FrameType | None) -> None:
    """Its number has been written to the socket."""
