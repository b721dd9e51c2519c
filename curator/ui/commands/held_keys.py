"""Tells a key that is held down from one that is pressed anew, where Qt cannot.

On X11 a held key arrives as a release and a press, again and again. Qt calls the press a repetition only if
it has come in by the time the release is looked at; in a window that is busy with the previous one it often
has not. But both carry the same time of the X server, to the millisecond, and no hand is that quick.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow


class HeldKeys(QObject):
    """Stands before a native window: a repetition reaches it marked as one."""

    def __init__(self, window: QWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._released = (0, 0)
        if QGuiApplication.platformName() == "xcb":
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put a marked press in the place of one that Qt took for a new one."""
        if not isinstance(event, QKeyEvent):
            return False
        moment = (event.nativeScanCode(), event.timestamp())
        if event.type() == QEvent.Type.KeyRelease:
            self._released = moment
        elif event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat() and moment == self._released:
            marked = _marked(event)
            QCoreApplication.sendEvent(watched, marked)
            event.setAccepted(marked.isAccepted())
            return True
        return False


def _marked(event: QKeyEvent) -> QKeyEvent:
    marked = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        True,
        event.count(),
    )
    marked.setTimestamp(event.timestamp())
    return marked
