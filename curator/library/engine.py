"""The library at work: answers what the window asks, and keeps the index as the disk is, on another thread.

It usually has a process of its own, so that however much there is to read, sort and count, the window waits
for nothing. Its whole life hangs on one pipe: when the other end closes, it ends.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Final

from curator.library.index import Index
from curator.library.messages import Answer, Close, News, Open, Quit, Remembered, Request, ids_of
from curator.library.schema import index_file
from curator.library.workers import Workers

if TYPE_CHECKING:
    from curator.library.opening import Opening

FIRST_PAGE: Final = 200
"""How many articles of the list as it was last time are shown before anything else is done."""

_SWITCH_SECONDS: Final = 0.001
"""How long one thread may keep the others waiting: whoever asks is a person, whoever reads is not."""


def serve(pipe: Connection) -> None:
    """Run the engine in a process of its own, until the pipe closes."""
    # Ctrl+C in a terminal goes to every process; the window decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.setswitchinterval(_SWITCH_SECONDS)
    # No matrix is ever multiplied here; a pool of threads for it would only take memory.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    workers = Workers(max(1, os.cpu_count() or 1))
    try:
        Engine(pipe, workers).run()
    finally:
        workers.rest()


class Engine:
    """See the module. `run` is for the thread that answers; it starts the one that keeps."""

    def __init__(self, pipe: Connection, workers: Workers | None = None) -> None:
        self._pipe = pipe
        self._workers = workers
        self._sending = threading.Lock()
        self._opened: Opening | None = None

    def run(self) -> None:
        """Answer until that is enough, or the pipe closes; then end everything."""
        with suppress(EOFError, OSError):
            while not isinstance(request := self._pipe.recv(), Quit):
                self._do(request)
        self._close()

    def _do(self, request: Request) -> None:
        match request:
            case Open():
                self._close()
                self._open(request)
            case Close():
                self._close()
            case _ if self._opened is not None:
                self._opened.take(request)
            case _:
                pass  # It was sent before the sender knew that nothing is open any more.

    def _open(self, request: Open) -> None:
        index = Index.open(index_file(request.indexes, request.sources))
        if not index.is_empty:
            reader = index.reader()
            page = reader.newest(FIRST_PAGE)
            rows = {row.id: row for row in reader.rows(page)}
            found = reader.count()
            reader.close()
            self._send(
                Remembered(request.opening, found, ids_of(page), tuple(rows[number] for number in page))
            )
        # Columns of numbers take a tenth of a second to get ready, and the page above is on screen by then.
        from curator.library.opening import Opening

        self._opened = Opening(request, index, self._send, self._workers)

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _send(self, message: Answer | News) -> None:
        # Whoever asked may be gone; the next `recv` says so.
        with self._sending, suppress(OSError):
            self._pipe.send(message)
