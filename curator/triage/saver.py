"""What carries a session's decisions out, wherever it runs."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Protocol

from curator.triage.orders import Order
from curator.triage.reports import Report


class Saver(Protocol):
    """A lane at work, somewhere else."""

    def send(self, order: Order) -> None:
        """Have this done after what was ordered before; returns at once. After `Stop` nothing is taken."""

    def join(self, seconds: float | None = None) -> bool:
        """Wait for the lane to end; say whether it has."""


StartSaver = Callable[[Path, Callable[[Report], None], "count[int]"], Saver]
"""Starts a lane at once: takes the journal, what gets the reports, and the numbers for groups that are read
back from the journal, which are shared with whoever numbers new ones.

Reports come on a thread of the saver's own; whoever takes them must not raise.
"""
