"""The window as the benchmark runs it: walks through a folder by key and tells when each article was painted.

python window_probe.py FOLDER STEPS
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from curator.library.places import find_places
from curator.triage.reports import SaveReport
from curator.ui.app import Curator, build_application

_DECISIONS = 100


class Walk(QObject):
    """Presses a key some time after the article before was painted, and notes the times."""

    def __init__(self, curator: Curator, steps: int) -> None:
        super().__init__(curator)
        self._curator = curator
        self._steps = steps
        self._pressed = 0.0
        self._moved_from: Path | None = None
        self._decided: dict[Path, float] = {}
        self.first = 0.0
        self.moves: list[float] = []
        self.decisions: list[float] = []
        curator.window.area.article.article_painted.connect(self._on_painted)
        curator.workbench.reading_finished.connect(self._on_reading_finished)
        curator.workbench.save_reported.connect(self._on_save_reported)

    @Slot(object)
    def _on_painted(self, path: Path) -> None:
        now = time.monotonic()
        if not self.first:
            self.first = now
            if not self._steps:
                QTimer.singleShot(0, self._curator.window.close)
        if self._pressed and path != self._moved_from:
            self.moves.append((now - self._pressed) * 1000)
            self._pressed = 0.0
            self._go_on()

    @Slot()
    def _on_reading_finished(self) -> None:
        if self._steps:
            QTimer.singleShot(500, self._move)

    @Slot()
    def _move(self) -> None:
        cursor = self._curator.workbench.desk.cursor
        self._moved_from = cursor.current
        at_end = cursor.queue.position >= len(cursor.queue) - 1
        self._pressed = time.monotonic()
        self._press(Qt.Key.Key_Home if at_end else Qt.Key.Key_J)

    def _decide(self) -> None:
        current = self._curator.workbench.desk.cursor.current
        if current is not None:
            self._decided[current] = time.monotonic()
        self._press(Qt.Key.Key_8)

    def _go_on(self) -> None:
        # The next key comes a moment later, as a hand's does; the neighbours are being read meanwhile.
        if len(self.moves) < self._steps:
            QTimer.singleShot(40, self._move)
        else:
            QTimer.singleShot(40, self._decide)

    @Slot(object)
    def _on_save_reported(self, report: SaveReport) -> None:
        began = self._decided.pop(report.path, None)
        if began is not None:
            self.decisions.append((time.monotonic() - began) * 1000)
        if len(self.decisions) < _DECISIONS and self._curator.workbench.desk.cursor.next_undecided():
            QTimer.singleShot(40, self._decide)
        else:
            QTimer.singleShot(0, self._curator.window.close)

    def _press(self, key: Qt.Key) -> None:
        window = self._curator.window
        text = chr(key.value).lower() if key.value < 128 else ""
        target = QApplication.focusWidget() or window
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.postEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def main() -> int:
    """Walk, then print what was measured as one line of JSON."""
    folder, steps = Path(sys.argv[1]), int(sys.argv[2])
    application = build_application(sys.argv[:1])
    curator = Curator(application, find_places())
    curator.window.resize(1280, 720)
    walk = Walk(curator, steps)
    curator.show([folder])
    application.exec()
    answer = {
        "painted": walk.first,
        "steps": len(walk.moves),
        "moves": walk.moves,
        "decisions": walk.decisions,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    sys.stdout.write(json.dumps(answer) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
