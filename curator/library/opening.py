"""One opening at work: its holdings, the thread that keeps them, and the answers to what is asked of them."""

from __future__ import annotations

import os
import queue
import sqlite3
import threading
from array import array
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from curator.errors import QueryError
from curator.library.difference import Difference
from curator.library.holdings import Holdings
from curator.library.index import Index
from curator.library.judge import Judge
from curator.library.keeper import Keeper
from curator.library.messages import (
    Answer,
    ArticlesFound,
    Count,
    Counted,
    FetchRows,
    FindArticles,
    FindStory,
    Look,
    News,
    Open,
    Refused,
    Request,
    Reread,
    RowsFetched,
    Select,
    Selected,
    SetColleagues,
    SetDecided,
    SetFindings,
    SetMarks,
)
from curator.library.query import parse_query
from curator.library.schema import index_file, is_damage, remove
from curator.library.watching import Watcher
from curator.library.workers import Workers

_IN_MEMORY: Final = (
    "What was read of this folder cannot be remembered for the next time ({error}). It is read again and"
    " kept in memory until then; decisions are saved as usual."
)
_ROWS_AROUND: Final = 40
"""Rows sent with a list, on either side of the article it is about: what can be seen at once, and more."""


class Opening:
    """See the module. It starts at once; `close` must be called in the end."""

    def __init__(
        self, request: Open, index: Index, send: Callable[[Answer | News], None], workers: Workers | None
    ) -> None:
        self._send = send
        self._request = request
        self._workers = workers
        self._holdings = Holdings(index)
        self._is_kept = index.is_kept
        self._successor: Holdings | None = None
        self._waiting: list[Request] = []
        self._lock = threading.Lock()
        self._is_closed = False
        self._rereads: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._work: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._judge = Judge(request.opening, send)
        self._keeper = self._keeper_of(self._holdings, send)
        self._watcher = Watcher(request.sources, self._work.put, self._keeper, send, request.opening)
        self._thread = threading.Thread(target=self._keep, name="curator-keeper")
        self._thread.start()

    def close(self) -> None:
        """Give up what is under way, and wait until nothing is."""
        self._is_closed = True
        self._work.put(lambda: None)
        self._thread.join()
        # Not before: it may be that thread which is just starting it.
        self._watcher.close()
        self._holdings.close()

    def take(self, request: Request) -> None:
        """Do what is asked."""
        with self._lock:
            if not self._holdings.is_loaded and isinstance(request, Select | Count):
                self._waiting.append(request)
                return
            holdings, may_wait = self._holdings, self._is_kept or self._successor is not None
        try:
            self._answer(request, holdings)
            self._obey(request)
        except QueryError as error:
            self._refuse(request, error)
        except sqlite3.Error as error:
            if not may_wait:
                self._refuse(request, error)
                return
            with self._lock:
                self._waiting.append(request)
            self._work.put(partial(self._start_over, error))

    def _refuse(self, request: Request, error: Exception) -> None:
        self._send(Refused(getattr(request, "request", 0), str(error)))

    def _answer(self, request: Request, holdings: Holdings) -> None:
        match request:
            case Select():
                self._select(request, holdings)
            case FetchRows(request=number, ids=ids):
                self._send(RowsFetched(number, tuple(holdings.rows(ids))))
            case FindStory(request=number, id=article):
                self._send(RowsFetched(number, tuple(holdings.story(article))))
            case FindArticles(request=number, keys=keys):
                self._send(ArticlesFound(number, tuple(map(holdings.article_with, keys))))
            case Count(request=number, query=query):
                self._send(Counted(number, *holdings.count(parse_query(query))))

    def _obey(self, request: Request) -> None:
        match request:
            case SetMarks(marks=marks, is_all=is_all):
                self._tell_holdings(lambda each: each.set_marks(marks, is_all=is_all))
            case SetDecided():
                with self._lock:
                    self._judge.take(request, [each.departures for each in self._all()])
                self._work.put(self._settle)
            case SetFindings(ids=ids):
                self._tell_holdings(lambda each: each.set_findings(ids))
            case SetColleagues(decided=decided):
                with self._lock:
                    for each in self._all():
                        each.colleagues = dict(decided)
            case Reread(paths=paths):
                # A save may end when another folder has long been opened.
                for path in map(Path, map(os.path.abspath, paths)):
                    if any(path.is_relative_to(source) for source in self._request.sources):
                        self._rereads.put(str(path))
                self._work.put(self._reread)
            case Look():
                self._work.put(self._look)

    def _all(self) -> list[Holdings]:
        """What is listed, and what is about to be listed in its place; under the lock."""
        return [each for each in (self._holdings, self._successor) if each is not None]

    def _tell_holdings(self, tell: Callable[[Holdings], None]) -> None:
        # Under the lock, so that a successor gets what it is told here or what it is given in the beginning.
        with self._lock:
            for each in self._all():
                tell(each)

    def _select(self, request: Select, holdings: Holdings) -> None:
        ids = holdings.select(parse_query(request.query), request.sort)
        at = _position(ids, request.near)
        around = ids[max(0, at - _ROWS_AROUND) : at + _ROWS_AROUND]
        self._send(Selected(request.request, ids, tuple(holdings.rows(around))))

    # On the keeping thread.

    def _keep(self) -> None:
        work: Callable[[], None] = self._begin
        while not self._is_closed:
            try:
                work()
                self._judge.tell(self._holdings.departures)
            except sqlite3.Error as error:
                work = partial(self._start_over, error)
            else:
                work = self._work.get()
        with suppress(sqlite3.Error):
            self._holdings.keep_snapshot()

    def _begin(self) -> None:
        self._keeper.open(self._answer_waiting)
        if self._workers is not None:
            self._workers.rest()
        self._attend()

    def _attend(self) -> None:
        if not self._is_closed:
            self._watcher.start()
            self._holdings.warm()
            self._holdings.keep_snapshot()

    def _keeper_of(self, holdings: Holdings, tell: Callable[[News], None]) -> Keeper:
        return Keeper(
            holdings,
            self._request.sources,
            self._request.opening,
            tell,
            is_cancelled=lambda: self._is_closed,
            urgent=self._urgent,
            workers=self._workers,
        )

    def _answer_waiting(self) -> None:
        """What is needed is there: answer what could not be answered without it."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for request in waiting:
            self.take(request)

    def _start_over(self, error: sqlite3.Error) -> None:
        """The index fails: read everything again into memory, and go on with that.

        Until that is done the list stays as it was, and what cannot be answered waits.
        """
        if not self._is_kept:
            # Memory does not fail like this; what was asked of the index in its last moments still waits.
            self._answer_waiting()
            return
        failed, successor = self._holdings, Holdings(Index.in_memory())
        with self._lock:
            self._is_kept, self._successor = False, successor
            successor.set_marks(failed.marks.items())
            successor.departures.set(failed.departures.table())
            successor.set_findings(failed.findings)
            successor.colleagues = failed.colleagues
        self._send(Refused(0, _IN_MEMORY.format(error=error)))
        difference = Difference(failed.select(), self._send)
        self._keeper = self._keeper_of(successor, difference.take)
        self._watcher.follow(self._keeper)
        self._keeper.open()
        with self._lock:
            self._holdings, self._successor = successor, None
        failed.close()
        if is_damage(error):
            with suppress(OSError):
                remove(index_file(self._request.indexes, self._request.sources))
        if self._is_closed:
            return
        difference.tell(successor.select(), self._request.opening)
        self._answer_waiting()
        self._attend()

    def _look(self) -> None:
        self._keeper.check()

    def _settle(self) -> None:
        self._judge.settle(self._holdings.departures, self._reread)

    def _reread(self) -> None:
        paths = list(self._urgent())
        if paths:
            self._keeper.reread(paths, is_awaited=True)

    def _urgent(self) -> Iterator[str]:
        with suppress(queue.Empty):
            while True:
                yield self._rereads.get_nowait()


def _position(ids: array[int], near: int | None) -> int:
    try:
        return ids.index(near) if near is not None else 0
    except ValueError:
        return 0
