"""Starts the library's engine. Small, as the program does this before anything else is loaded.

An engine takes as long to get ready as the window, and the two do so side by side.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from typing import NamedTuple, Protocol


class Ended(Protocol):
    """What can be waited for: a process or a thread."""

    def join(self, timeout: float | None = None) -> None:
        """Wait for its end."""


class Launched(NamedTuple):
    """An engine that was started: the near end of the pipe to it, and what runs it."""

    pipe: Connection
    engine: Ended


StartEngine = Callable[[], Launched]


def start_process() -> Launched:
    """An engine in a process of its own: the usual way."""
    near, far = Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(far,), name="curator-library")
    process.start()
    far.close()
    return Launched(near, process)


def start_early(inherited: Sequence[Connection] = ()) -> Launched:
    """An engine in a process of its own, as the first thing a program does.

    `inherited` are pipes this process has already, which are not for the engine.

    Where that is safe it is forked, which saves the start of an interpreter and a process that Python keeps
    beside those it spawns. With other threads or with Qt in the process it would not be.
    """
    if sys.platform != "linux" or threading.active_count() > 1 or "PySide6.QtCore" in sys.modules:
        return start_process()
    near, far = Pipe()
    process = multiprocessing.get_context("fork").Process(
        target=_serve_forked, args=(far, [near, *inherited]), name="curator-library"
    )
    process.start()
    far.close()
    return Launched(near, process)


def start_thread() -> Launched:
    """An engine in a thread of this process, without others to read for it: for small folders, and tests."""
    from curator.library.engine import Engine

    near, far = Pipe()

    def run() -> None:
        try:
            Engine(far).run()
        finally:
            far.close()

    thread = threading.Thread(target=run, name="curator-library")
    thread.start()
    return Launched(near, thread)


def starting_with(launched: Launched) -> StartEngine:
    """Use an engine that was started before; should it end, another one is started."""
    waiting = [launched]
    return lambda: waiting.pop() if waiting else start_process()


def stop_reading(pipe: Connection) -> None:
    """Nobody takes from this end any more: what is sent to it fails at the other, instead of waiting there.

    A process that waits for that never ends, and at its exit Python waits for the processes it has started.
    """
    if sys.platform == "win32":
        return
    # Imported here because it takes 5 ms, and is for the end.
    import socket

    with suppress(OSError), socket.socket(fileno=os.dup(pipe.fileno())) as end:
        end.shutdown(socket.SHUT_RD)


def _serve_forked(far: Connection, inherited: Sequence[Connection]) -> None:
    # Held open here too, they would keep this and other processes from seeing that the window has gone.
    for pipe in inherited:
        pipe.close()
    # As `serve` does, which takes a moment to load.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _serve(far)


def _serve(far: Connection) -> None:
    # In the engine's own process: the window's never loads what is needed there.
    from curator.library.engine import serve

    serve(far)
