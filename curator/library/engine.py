"""The library at work: answers what the window asks, and keeps the index as the disk is, on another thread.

It usually has a process of its own, so that however much there is to read, sort and count, the window waits
for nothing. Its whole life hangs on one pipe: when the other end closes, it ends.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Final

from curator.library.index import Index
from curator.library.messages import Answer, Close, News, Open, Quit, Refused, Remembered, Request, ids_of
from curator.library.schema import index_file, remove
from curator.library.workers import Workers
from curator.memory import return_large_blocks

if TYPE_CHECKING:
    from curator.library.opening import Opening

FIRST_PAGE: Final = 200
"""How many articles of the list as it was last time are shown before anything else is done."""

_NOT_KEPT: Final = (
    "What is read of this folder cannot be remembered for the next time, because no file can be kept in"
    " {folder}. Everything else works as usual."
)
_SWITCH_SECONDS: Final = 0.001
"""How long one thread may keep the others waiting: whoever asks is a person, whoever reads is not."""


def serve(pipe: Connection) -> None:
    """Run the engine in a process of its own, until the pipe closes."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    # No matrix is ever multiplied here; a pool of threads for it would only take memory.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    threading.excepthook = _end_with
    return_large_blocks()
    workers = Workers(max(1, os.cpu_count() or 1), inherited=[pipe])
    try:
        Engine(pipe, workers).run()
    finally:
        workers.rest()


def _end_with(failure: threading.ExceptHookArgs) -> None:
    """The thread that keeps the index met what nobody thought of: better another engine than a deaf one."""
    threading.__excepthook__(failure)
    os._exit(1)


class Engine:
    """See the module. `run` is for the thread that answers; it starts the one that keeps."""

    def __init__(self, pipe: Connection, workers: Workers | None = None) -> None:
        self._pipe = pipe
        self._workers = workers
        self._sending = threading.Lock()
        self._opened: Opening | None = None

    def run(self) -> None:
        """Answer until that is enough, or the pipe closes; then end everything."""
        try:
            with suppress(EOFError, OSError):
                while not isinstance(request := self._pipe.recv(), Quit):
                    self._do(request)
        finally:
            # Also after an error nobody thought of: a thread left behind would keep the process, and the
            # window would wait for answers instead of starting another.
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
        file = index_file(request.indexes, request.sources)
        index = Index.open(file)
        try:
            self._tell_remembered(request.opening, index)
        except sqlite3.Error:
            # It looked well from outside.
            index.close()
            with suppress(OSError):
                remove(file)
            index = Index.open(file)
        if not index.is_kept:
            self._send(Refused(0, _NOT_KEPT.format(folder=request.indexes)))
        # Columns of numbers take a tenth of a second to get ready, and the page above is on screen by then.
        from curator.library.opening import Opening

        self._opened = Opening(request, index, self._send, self._workers)

    def _tell_remembered(self, opening: int, index: Index) -> None:
        if index.is_empty:
            return
        reader = index.reader()
        try:
            page = reader.newest(FIRST_PAGE)
            rows = {row.id: row for row in reader.rows(page)}
            found = reader.count()
        finally:
            reader.close()
        # Another Curator may be at the same index, and have dropped one since the page was made.
        there = [number for number in page if number in rows]
        self._send(Remembered(opening, found, ids_of(there), tuple(rows[number] for number in there)))

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _send(self, message: Answer | News) -> None:
        # Whoever asked may be gone; the next `recv` says so.
        with self._sending, suppress(OSError):
            self._pipe.send(message)
