"""Waiting for what threads and the event loop bring about, no longer than it takes."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

TIMEOUT = 10_000
"""Milliseconds until a test gives up; nothing takes that long."""

_STEP = 1


def wait_until(condition: Callable[[], bool]) -> None:
    """Let events be handled and threads run until something is so; looks again every millisecond."""
    give_up = time.monotonic() + TIMEOUT / 1000
    loop = QEventLoop()
    timer = QTimer(loop)
    timer.setSingleShot(True)
    timer.timeout.connect(loop.quit)
    while not condition():
        assert time.monotonic() < give_up, "waited in vain"
        timer.start(_STEP)
        loop.exec()
