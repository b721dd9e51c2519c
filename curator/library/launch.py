"""Starts the library's engine. Small, as the program does this before anything else is loaded.

An engine takes as long to get ready as the window, and the two do so side by side.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, Pipe
from typing import Final

from curator.library.child import Launched, start_child, start_child_early

_NAME: Final = "curator-library"

StartEngine = Callable[[], Launched]


def start_process() -> Launched:
    """An engine in a process of its own: the usual way."""
    return start_child(_serve, _NAME)


def start_early(inherited: Sequence[Connection] = ()) -> Launched:
    """The same as one of the first things a program does; see `start_child_early`."""
    return start_child_early(_serve, _NAME, inherited)


def start_thread() -> Launched:
    """An engine in a thread of this process, without others to read for it: for small folders, and tests."""
    from curator.library.engine import Engine

    near, far = Pipe()

    def run() -> None:
        try:
            Engine(far).run()
        finally:
            far.close()

    thread = threading.Thread(target=run, name=_NAME)
    thread.start()
    return Launched(near, thread)


def starting_with(launched: Launched) -> StartEngine:
    """Use an engine that was started before; should it end, another one is started."""
    waiting = [launched]
    return lambda: waiting.pop() if waiting else start_process()


def _serve(far: Connection) -> None:
    # In the engine's own process: the window's never loads what is needed there.
    from curator.library.engine import serve

    serve(far)
