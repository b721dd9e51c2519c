"""The process that saves: carries out what comes through the pipe, all of it, however the other end fares."""

from __future__ import annotations

import threading
from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from curator.error_lines import chain_lines
from curator.triage.lane import Lane
from curator.triage.orders import Stop
from curator.triage.reports import Closed
from curator.triage.saving_messages import Done, Fell


def serve(pipe: Connection, journal: Path) -> None:
    """Work until told to stop, or until the pipe is empty and has no other end."""
    # On a thread, because what nobody thought of reaches a hook there and need not be caught here.
    threading.excepthook = lambda met: _tell(pipe, Fell(tuple(chain_lines(met.exc_value or SystemExit()))))
    thread = threading.Thread(target=_work, args=(pipe, journal), name="curator-saver")
    thread.start()
    thread.join()


def _work(pipe: Connection, journal: Path) -> None:
    # Groups read back get numbers below zero, where nobody else's are.
    lane = Lane(journal, lambda report: _tell(pipe, report), count(-1, -1))
    try:
        with suppress(EOFError, ConnectionError):
            while not isinstance(order := pipe.recv(), Stop):
                lane.do(order)
                _tell(pipe, Done())
    finally:
        lane.close()
    _tell(pipe, Closed())


def _tell(pipe: Connection, message: object) -> None:
    # Whoever ordered it may be gone; it is carried out all the same.
    with suppress(OSError):
        pipe.send(message)
