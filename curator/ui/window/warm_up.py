"""What the first article did not wait for is made ready once it is on screen, a little in each idle moment.

A start builds and loads only what is seen. Without this the first decision, the first search and the first
Ctrl+K would pay for it, in the middle of work.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Slot

from curator.memory import return_large_blocks

# A moment apart, so that keys, paints and answers of jobs come in between.
_PAUSE_MILLISECONDS = 20

_LATER_MODULES = (
    "curator.library.query_completion",  # the first letters of a search
    "difflib",  # the first mistyped field
)
"""Imported on a thread of the jobs, as they take 30 ms together."""


class WarmUp(QObject):
    """Carries out `steps`, each of them short, one after another in idle moments from `begin` on, once."""

    def __init__(self, steps: Iterable[Callable[[], object]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = deque(steps)
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to be made ready."""
        return not self._steps

    def add(self, step: Callable[[], object]) -> None:
        """Carry this out too, before the last, which tidies up."""
        self._steps.insert(max(0, len(self._steps) - 1), step)

    @Slot()
    def begin(self) -> None:
        """Begin; may be called again and again."""
        if self._steps and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        step = self._steps.popleft()
        if not self._steps:
            self._timer.stop()
        step()


def load_later_modules() -> None:
    """Load what the first search needs; to be called on a thread of the jobs."""
    # Before large lists come and go; it loads a module too.
    return_large_blocks()
    for name in _LATER_MODULES:
        import_module(name)


def collect_garbage_again() -> None:
    """Take up the collector where `curator.cli` has stopped it; spare it what is here to stay."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
