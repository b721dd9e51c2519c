"""When pictures are begun: a turn of the event loop after they were asked for, or when somebody allows it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot


class Starter(QObject):
    """Gathers what is asked for in one turn, so that the most urgent is begun first. Signal: `due()`."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_held = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.due)

    def start_soon(self) -> None:
        """Something was asked for."""
        if not self._is_held:
            self._timer.start()

    def hold(self) -> None:
        """Begin nothing until `go_on`: loading what decodes and fetches takes 15 ms."""
        self._is_held = True

    @Slot()
    def go_on(self) -> None:
        """Begin what waits; may be called again and again."""
        if self._is_held:
            self._is_held = False
            self._timer.start()

    def stop(self) -> None:
        """Begin nothing more."""
        self._is_held = True
        self._timer.stop()
