"""Plays the frames of a picture that moves, each for its time, round and round."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from curator.pictures import Animation


class PicturePlayer(QObject):
    """Holds the frames of one picture while it plays. Signal `frame_changed(QImage)`."""

    frame_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frames: tuple[QImage, ...] = ()
        self._delays: tuple[int, ...] = ()
        self._place = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def is_playing(self) -> bool:
        """Whether frames follow each other now."""
        return bool(self._frames)

    def play(self, animation: Animation) -> None:
        """Show the frames from the first on."""
        self._frames, self._delays = animation.frames, animation.delays
        self._show(0)

    def stop(self) -> None:
        """Show no more, and let go of the frames."""
        self._timer.stop()
        self._frames = self._delays = ()

    def _show(self, place: int) -> None:
        self._place = place
        self._timer.start(self._delays[place])
        self.frame_changed.emit(self._frames[place])

    @Slot()
    def _on_timer_timeout(self) -> None:
        if self._frames:
            self._show((self._place + 1) % len(self._frames))
