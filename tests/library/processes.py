"""Processes as the system lists them: who is alive, and who descends from whom."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 30.0
"""Seconds after which nothing comes any more, on a machine however busy."""


def wait_until(condition: Callable[[], bool]) -> None:
    """Look again and again until something is so."""
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        os.sched_yield()


def descendants(process: int) -> list[int]:
    """The processes that this one has started, and those that they have, all alive."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (found := _parent(entry)) is not None:
            parents[int(entry.name)] = found
    found_here = [process]
    for at in found_here:
        found_here += [child for child, parent in parents.items() if parent == at]
    return found_here[1:]


def is_alive(process: int) -> bool:
    """Whether a process still does something; one that only waits to be counted does not."""
    return _parent(Path("/proc") / str(process)) is not None


def kill(process: int) -> None:
    """As the system does when memory is short."""
    os.kill(process, signal.SIGKILL)


def _parent(entry: Path) -> int | None:
    try:
        state, parent = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[:2]
    except (OSError, ValueError):
        return None
    return int(parent) if state not in "ZX" else None
