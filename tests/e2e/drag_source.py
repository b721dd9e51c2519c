"""A second program: a small window from which the given files and folders can be dragged away.

    python drag_source.py PATH…

Says `ready`, `pulled` when the mouse has begun, `offered` once what is under it would take them, and in the
end `dropped` or `refused`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDrag, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel

PLACE = (1340, 40, 220, 120)
"""Left, top, width, height on the screen, beside a window of Curator in the left corner."""
MIDDLE = (PLACE[0] + PLACE[2] // 2, PLACE[1] + PLACE[3] // 2)


class Handle(QLabel):
    """What is pulled."""

    def __init__(self, paths: list[Path]) -> None:
        super().__init__("drag me")
        self._urls = [QUrl.fromLocalFile(str(path)) for path in paths]
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setGeometry(*PLACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        say("ready")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        drag = QDrag(self)
        data = QMimeData()
        data.setUrls(self._urls)
        drag.setMimeData(data)
        QTimer.singleShot(0, self._on_drag_started)
        drag.actionChanged.connect(self._on_action_changed)
        taken = drag.exec(Qt.DropAction.CopyAction)
        say("dropped" if taken == Qt.DropAction.CopyAction else "refused")

    @Slot()
    def _on_drag_started(self) -> None:
        say("pulled")

    @Slot(Qt.DropAction)
    def _on_action_changed(self, action: Qt.DropAction) -> None:
        say("offered" if action == Qt.DropAction.CopyAction else "unwanted")


def say(word: str) -> None:
    """One word to whoever started this."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    handle = Handle([Path(word) for word in sys.argv[1:]])
    handle.show()
    sys.exit(application.exec())
