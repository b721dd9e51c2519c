"""Looking, now and then, whether there is a network again."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from curator.pictures.model import PictureRequest


class Lookout(QObject):
    """Remembers the last picture that was OFFLINE, to be asked for again while nobody else asks.

    Signal: `due(PictureRequest)`, once for each `watch` that no later one replaces.
    """

    due = Signal(object)

    def __init__(self, seconds: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._request: PictureRequest | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(seconds * 1000))
        self._timer.timeout.connect(self._on_timeout)

    def watch(self, request: PictureRequest) -> None:
        """`request` was answered OFFLINE just now."""
        self._request = request
        self._timer.start()

    @Slot()
    def stop(self) -> None:
        """There is a network again, or no need for one."""
        self._request = None
        self._timer.stop()

    @Slot()
    def _on_timeout(self) -> None:
        request, self._request = self._request, None
        if request is not None:
            self.due.emit(request)
