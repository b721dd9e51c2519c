"""The near end of the pipe to the library's engine: starts it, sends requests, hands on what comes back."""

from __future__ import annotations

import multiprocessing
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from typing import Final, Protocol

from curator.library.messages import Answer, News, Quit, Request

_END_SECONDS: Final = 10.0


class Ended(Protocol):
    """What can be waited for: a process or a thread."""

    def join(self, timeout: float | None = None) -> None:
        """Wait for its end."""


StartEngine = Callable[[Connection], Ended]
"""Starts an engine at the far end of the pipe it is given."""


def start_process(far: Connection) -> Ended:
    """An engine in a process of its own: the usual way."""
    from curator.library.engine import serve  # only its name is needed here, but pickle wants the function

    process = multiprocessing.get_context("spawn").Process(target=serve, args=(far,), name="curator-library")
    process.start()
    far.close()
    return process


def start_thread(far: Connection) -> Ended:
    """An engine in a thread of this process, without others to read for it: for small folders, and tests."""
    from curator.library.engine import Engine

    def run() -> None:
        try:
            Engine(far).run()
        finally:
            far.close()

    thread = threading.Thread(target=run, name="curator-library")
    thread.start()
    return thread


class Link:
    """Starts an engine at once. `receive` is called on a thread of the link's own, and must not raise.

    `lost` is called on the same thread when the engine ends without having been asked to.
    """

    def __init__(
        self,
        receive: Callable[[Answer | News], object],
        lost: Callable[[], object],
        start: StartEngine = start_process,
    ) -> None:
        self._receive = receive
        self._lost = lost
        self._is_closed = False
        self._near, far = Pipe()
        self._engine = start(far)
        self._requests: queue.SimpleQueue[Request] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, name="curator-listener", daemon=True)
        self._talker = threading.Thread(target=self._talk, name="curator-talker", daemon=True)
        self._listener.start()
        self._talker.start()

    def send(self, request: Request) -> None:
        """Ask, or tell; never waits. When the engine is gone, `lost` says so."""
        self._requests.put(request)

    def close(self) -> None:
        """Let the engine end; returns at once."""
        self._is_closed = True
        self._requests.put(Quit())

    def join(self) -> None:
        """Wait for its end, after `close`."""
        self._talker.join(_END_SECONDS)
        self._engine.join(_END_SECONDS)
        self._listener.join(_END_SECONDS)
        self._near.close()

    def _talk(self) -> None:
        # A pipe takes only so much; an engine that is busy must not keep the window waiting.
        with suppress(OSError):
            while True:
                self._near.send(request := self._requests.get())
                if isinstance(request, Quit):
                    return

    def _listen(self) -> None:
        with suppress(EOFError, OSError):
            while True:
                self._receive(self._near.recv())
        if not self._is_closed:
            self._lost()
