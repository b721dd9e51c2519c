"""The near end of the pipe to the library's engine: starts it, sends requests, hands on what comes back."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from curator.library.child import stop_reading
from curator.library.launch import StartEngine, start_process
from curator.library.messages import Answer, News, Quit, Request

_END_SECONDS: Final = 10.0


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
        self._near, self._engine = start()
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
        # It may be about to send a list that nobody wants any more.
        stop_reading(self._near)

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
