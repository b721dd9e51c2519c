"""Starts the process that saves. Small, as the program does this before anything else is loaded."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection, Pipe
from typing import TYPE_CHECKING

from curator.library.launch import Launched

if TYPE_CHECKING:
    from itertools import count
    from pathlib import Path

    from curator.triage.process_saver import ProcessSaver
    from curator.triage.reports import Report
    from curator.triage.saver import StartSaver

StartSaving = Callable[[], Launched]


def start_saving() -> Launched:
    """Start the process; it waits for a journal and then for orders, and ends when the pipe does.

    Early in a program it is forked, which takes a millisecond; a program that already has threads or Qt
    starts it anew.
    """
    near, far = Pipe()
    is_early = sys.platform == "linux" and threading.active_count() == 1 and "PySide6" not in sys.modules
    context = multiprocessing.get_context("fork" if is_early else "spawn")
    process = context.Process(  # type: ignore[attr-defined]  # of every context
        target=_serve, args=(far, near if is_early else None), name="curator-saver"
    )
    process.start()
    far.close()
    return Launched(near, process)


def saving_process(start: StartSaving = start_saving) -> StartSaver:
    """A lane for writing in a process of its own: the usual way."""

    def start_saver(journal: Path, report: Callable[[Report], None], _numbers: count[int]) -> ProcessSaver:
        from curator.triage.process_saver import ProcessSaver

        return ProcessSaver(journal, report, start())

    return start_saver


def _serve(pipe: Connection, inherited: Connection | None) -> None:
    # Ctrl+C and the end of a desktop session go to every process; this one ends when the orders do.
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    if inherited is not None:
        # Open here, the window's end would never seem to close.
        inherited.close()
    try:
        journal = pipe.recv()
    except EOFError:
        return
    # Not before: until then the window needs the processor more.
    from curator.triage.saving_process import serve

    serve(pipe, journal)
