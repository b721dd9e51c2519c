"""Starts the process that saves. Small, as the program does this before anything else is loaded."""

from __future__ import annotations

import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from curator.library.child import Launched, start_child_early

if TYPE_CHECKING:
    from itertools import count
    from pathlib import Path

    from curator.triage.process_saver import ProcessSaver
    from curator.triage.reports import Report
    from curator.triage.saver import StartSaver

StartSaving = Callable[[], Launched]


def start_saving() -> Launched:
    """Start the process; it waits for a journal and then for orders, and ends when the pipe does."""
    return start_child_early(_serve, "curator-saver")


def saving_process(start: StartSaving = start_saving) -> StartSaver:
    """A lane for writing in a process of its own: the usual way."""

    def start_saver(journal: Path, report: Callable[[Report], None], _numbers: count[int]) -> ProcessSaver:
        from curator.triage.process_saver import ProcessSaver

        return ProcessSaver(journal, report, start())

    return start_saver


def starting_with(first: Launched) -> StartSaving:
    """`first`, a process that was started early; should it end, others after it."""
    waiting = [first]
    return lambda: waiting.pop() if waiting else start_saving()


def _serve(pipe: Connection) -> None:
    # The end of a desktop session goes to every process; this one ends when the orders do.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    try:
        journal = pipe.recv()
    except EOFError:
        return
    # Not before: until then the window needs the processor more.
    from curator.triage.saving_process import serve

    serve(pipe, journal)
