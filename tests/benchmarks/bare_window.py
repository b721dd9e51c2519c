"""A window with nothing in it: when it was first painted and what it weighs, as one line of JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class BareWindow(QMainWindow):
    """Leaves when it has been painted."""

    painted = 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.painted:
            self.painted = time.monotonic()
            QTimer.singleShot(0, QApplication.quit)


def main() -> int:
    """Show the window."""
    application = QApplication([])
    window = BareWindow()
    window.resize(1280, 720)
    window.show()
    application.exec()
    # After the paint, so that it costs the start nothing.
    sys.path[0] = str(Path(__file__).resolve().parents[2])
    from tests.benchmarks.bare import memory_of_tree

    memory = memory_of_tree(os.getpid())
    answer = {"painted": window.painted, "memory": asdict(memory) if memory else None}
    sys.stdout.write(json.dumps(answer) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
