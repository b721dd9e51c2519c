"""Processes that read articles, so that many are read on all of the processor's cores at once.

A worker lives as long as the other end of its pipe: when the program ends, however it ends, so do they.
"""

from __future__ import annotations

import marshal
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import Connection, Pipe, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

from curator.library.child import MakeProcess
from curator.library.reading import load_record
from curator.library.stored import Stored, stored_of
from curator.records import dataclass

CHUNK: Final = 200
"""Files handed to a worker at a time: some 20 ms of work."""

_PIPE_HOLDS: Final = 32 * 1024
"""Characters of paths; pipes differ, and none holds less."""

_NICE: Final = 5
"""Workers give way to whoever answers the editor."""


@dataclass(frozen=True, slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection


def read_stored(path: str) -> Stored:
    """Read one article as the index stores it."""
    return stored_of(load_record(Path(path)))


class Workers:
    """Some processes, started at once where that is cheap (by forking), else when there is much to read.

    To be made before the process has other threads. Those that have rested are started anew, without forking.
    """

    def __init__(self, count: int, inherited: Sequence[Connection] = ()) -> None:
        """`inherited` are the pipes of this process that a forked worker closes.

        Held open by a worker, they would seem alive to the other end after this process has died.
        """
        self._count = count
        self._inherited = tuple(inherited)
        self._workers: list[_Worker] = []
        if sys.platform == "linux":
            self._start(multiprocessing.get_context("fork").Process, is_forked=True)

    def read(self, paths: Sequence[str], cancelled: Callable[[], bool]) -> Iterator[list[Stored]]:
        """Read all of these in this order, some at a time; stops soon after `cancelled`."""
        if not self._workers:
            self._start(multiprocessing.get_context("spawn").Process, is_forked=False)
        chunks = _chunks(paths)
        waiting = iter(range(len(chunks)))
        asked: dict[Connection, deque[int]] = {worker.pipe: deque() for worker in self._workers}
        for pipe in asked:
            # One more than it works on, so that it need not wait while its last answer is being stored.
            for number in islice(waiting, 2):
                _ask(pipe, number, chunks, asked)
        read: dict[int, list[Stored]] = {}
        try:
            for wanted in range(len(chunks)):
                while wanted not in read:
                    if cancelled():
                        return
                    for ready in wait([pipe for pipe, numbers in asked.items() if numbers], timeout=0.2):
                        assert isinstance(ready, Connection)
                        _take(ready, chunks, asked, read)
                        for number in islice(waiting, 1):
                            _ask(ready, number, chunks, asked)
                yield read.pop(wanted)
        finally:
            # However it ends: whoever takes the portions may fail, and then read again.
            _drain(asked)

    def rest(self) -> None:
        """Nothing much to read is in sight: end them, and wait for that."""
        for worker in self._workers:
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join(5)
        self._workers.clear()

    def _start(self, make: MakeProcess, *, is_forked: bool) -> None:
        for _ in range(self._count):
            ours, theirs = Pipe()
            inherited = (
                [*self._inherited, *(worker.pipe for worker in self._workers), ours] if is_forked else []
            )
            process = make(target=_work, args=(theirs, inherited), daemon=True)
            process.start()
            theirs.close()
            self._workers.append(_Worker(process, ours))


def _chunks(paths: Sequence[str]) -> list[Sequence[str]]:
    """What is handed over at a time, never more than a pipe holds while nobody takes from it.

    Else one could wait to be asked by the other, who waits to be heard.
    """
    size = min(CHUNK, max(1, _PIPE_HOLDS // max(map(len, paths), default=1)))
    return [paths[at : at + size] for at in range(0, len(paths), size)]


def _ask(
    pipe: Connection, number: int, chunks: Sequence[Sequence[str]], asked: dict[Connection, deque[int]]
) -> None:
    asked[pipe].append(number)
    with suppress(OSError):  # That it has ended is noticed when its answer is waited for.
        pipe.send(list(chunks[number]))


def _take(
    pipe: Connection,
    chunks: Sequence[Sequence[str]],
    asked: dict[Connection, deque[int]],
    read: dict[int, list[Stored]],
) -> None:
    """Take one answer; what a worker that died (for want of memory, say) has left is read here."""
    answer = _receive(pipe)
    if answer is not None:
        read[asked[pipe].popleft()] = answer
        return
    for number in asked[pipe]:
        read[number] = [read_stored(path) for path in chunks[number]]
    asked[pipe].clear()


def _drain(asked: dict[Connection, deque[int]]) -> None:
    """Let the answers under way come in: the next reading must not take them for its own."""
    for pipe, numbers in asked.items():
        while numbers and _receive(pipe) is not None:
            numbers.popleft()


def _receive(pipe: Connection) -> list[Stored] | None:
    try:
        return _unpacked(pipe.recv_bytes())
    except (EOFError, OSError):
        return None


def _work(pipe: Connection, others: Sequence[Connection]) -> None:
    """Read what is asked for until the pipe closes."""
    for other in others:
        # Inherited by forking; as long as it is open here, the process behind it would never see its end.
        with suppress(OSError):
            other.close()
    if hasattr(os, "nice"):
        os.nice(_NICE)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            pipe.send_bytes(_packed([read_stored(path) for path in pipe.recv()]))


def _packed(articles: Sequence[Stored]) -> bytes:
    """As bytes, for a process of the same Python; pickled, it takes twice as long to send, thrice to take.

    `marshal` knows plain types only, and that is all there is in an article as it is stored.
    """
    return marshal.dumps([tuple(article) for article in articles])


def _unpacked(data: bytes) -> list[Stored]:
    return list(map(Stored._make, marshal.loads(data)))
