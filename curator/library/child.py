"""Starts the processes that work for the window, each at the far end of a pipe, and ends them with it.

Small, as the program does this before anything else is loaded.
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
from multiprocessing.process import BaseProcess
from typing import NamedTuple, Protocol

MakeProcess = Callable[..., BaseProcess]
"""The class `Process` of one of the ways to start them."""


class Ended(Protocol):
    """What can be waited for: a process or a thread."""

    def join(self, timeout: float | None = None) -> None:
        """Wait for its end."""


class Launched(NamedTuple):
    """Work that was started: the near end of the pipe to it, and the process or thread it runs in."""

    pipe: Connection
    runner: Ended


def start_child(serve: Callable[[Connection], None], name: str) -> Launched:
    """Run `serve`, a function of a module, on the far end of a pipe in a new process."""
    return _start(multiprocessing.get_context("spawn").Process, serve, name, None)


def start_child_early(
    serve: Callable[[Connection], None], name: str, inherited: Sequence[Connection] = ()
) -> Launched:
    """As `start_child`, among the first things a program does.

    Where that is safe the process is forked, which saves the start of an interpreter and a process that
    Python keeps beside those it spawns; with other threads or with Qt in the program it would not be.
    `inherited` are pipes there are already, which are not for this process.
    """
    if sys.platform != "linux" or threading.active_count() > 1 or "PySide6.QtCore" in sys.modules:
        return start_child(serve, name)
    return _start(multiprocessing.get_context("fork").Process, serve, name, inherited)


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


def _start(
    make: MakeProcess, serve: Callable[[Connection], None], name: str, copied: Sequence[Connection] | None
) -> Launched:
    """`copied` are the pipes a forked process would hold besides its own; None: it is not forked."""
    near, far = Pipe()
    not_for_it = [near, *copied] if copied is not None else []
    process = make(target=_run, args=(serve, far, not_for_it), name=name)
    process.start()
    far.close()
    return Launched(near, process)


def _run(serve: Callable[[Connection], None], far: Connection, not_for_it: Sequence[Connection]) -> None:
    # Held open here too, they would keep this and other processes from seeing that the window has gone.
    for pipe in not_for_it:
        pipe.close()
    # Ctrl+C in a terminal goes to every process; the window decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(far)
