"""The near end of a check: starts its process, hands on what it says, and ends it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from curator.library.check_messages import Check, CheckEnded, CheckLost, CheckNews
from curator.library.child import Launched, stop_reading

_LOOK_SECONDS: Final = 0.2
"""How often it is looked whether anybody still wants to hear, where nothing can wake the wait."""
_END_SECONDS: Final = 10.0

StartChecker = Callable[[], Launched]


def start_process() -> Launched:
    """A checker in a process of its own: the usual way."""
    # Imported here because the window needs nothing of it before the first check.
    from curator.library.checking import start_checker

    return start_checker()


class CheckLink:
    """One check. `receive` is called on a thread of the link's own, and must not raise.

    The last thing it is given is a `CheckEnded` or a `CheckLost`; after `close` it is given nothing more.
    """

    def __init__(
        self,
        sources: Sequence[Path],
        receive: Callable[[CheckNews], object],
        start: StartChecker = start_process,
    ) -> None:
        self._sources = tuple(sources)
        self._receive = receive
        self._start = start
        self._is_closed = False
        self._near: Connection | None = None
        # Starting a process takes a moment too.
        self._thread = threading.Thread(target=self._run, name="curator-check-listener", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Nobody wants to know any more; returns at once."""
        self._is_closed = True
        near = self._near
        if near is not None:
            # The thread closes it when it is done.
            with suppress(OSError):
                stop_reading(near)

    @property
    def is_over(self) -> bool:
        """Whether the process has ended and nothing more will be handed on."""
        return not self._thread.is_alive()

    def join(self) -> None:
        """Wait, after `close`, for the process to end."""
        self._thread.join(_END_SECONDS)

    def _run(self) -> None:
        near, runner = self._start()
        self._near = near
        has_ended = False
        with suppress(EOFError, OSError):
            near.send(Check(self._sources))
            while not self._is_closed and not has_ended:
                if near.poll(_LOOK_SECONDS):
                    news = near.recv()
                    has_ended = isinstance(news, CheckEnded)
                    self._tell(news)
        near.close()
        runner.join(_END_SECONDS)
        if not has_ended:
            self._tell(CheckLost())

    def _tell(self, news: CheckNews) -> None:
        if not self._is_closed:
            self._receive(news)
