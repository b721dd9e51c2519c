"""One opening at work: its holdings, the thread that keeps them, and the answers to what is asked of them."""

from __future__ import annotations

import os
import queue
import sqlite3
import threading
from array import array
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final

from curator.errors import QueryError
from curator.library.holdings import Holdings
from curator.library.index import Index
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
    SetMarks,
)
from curator.library.query import parse_query
from curator.library.watching import Watcher
from curator.library.workers import Workers

_ROWS_AROUND: Final = 40
"""Rows sent with a list, on either side of the article it is about: what can be seen at once, and more."""


class Opening:
    """See the module. It starts at once; `close` must be called in the end."""

    def __init__(
        self, request: Open, index: Index, send: Callable[[Answer | News], None], workers: Workers | None
    ) -> None:
        self._send = send
        self._holdings = Holdings(index)
        self._workers = workers
        self._waiting: list[Select] = []
        self._waiting_lock = threading.Lock()
        self._is_closed = False
        self._rereads: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._work: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._keeper = Keeper(
            self._holdings,
            request.sources,
            request.opening,
            send,
            is_cancelled=lambda: self._is_closed,
            urgent=self._urgent,
            workers=workers,
        )
        self._watcher = Watcher(request.sources, self._work.put, self._keeper, send, request.opening)
        self._thread = threading.Thread(target=self._keep, name="curator-keeper")
        self._thread.start()

    def close(self) -> None:
        """Give up what is under way, and wait until nothing is."""
        self._is_closed = True
        self._watcher.close()
        self._work.put(lambda: None)
        self._thread.join()
        self._holdings.close()

    def take(self, request: Request) -> None:
        """Do what is asked."""
        try:
            if isinstance(request, Select):
                self._select(request)
            else:
                self._answer(request)
        except (QueryError, sqlite3.Error) as error:
            number = getattr(request, "request", 0)
            self._send(Refused(number, str(error)))

    def _answer(self, request: Request) -> None:
        holdings = self._holdings
        match request:
            case SetMarks(marks=marks, is_all=is_all):
                holdings.set_marks(marks, is_all=is_all)
            case FetchRows(request=number, ids=ids):
                self._send(RowsFetched(number, tuple(holdings.rows(ids))))
            case FindStory(request=number, id=article):
                self._send(RowsFetched(number, tuple(holdings.story(article))))
            case FindArticles(request=number, keys=keys):
                self._send(ArticlesFound(number, tuple(map(holdings.article_with, keys))))
            case Count(request=number, query=query):
                self._send(Counted(number, *holdings.count(parse_query(query))))
            case Reread(paths=paths):
                for path in paths:
                    self._rereads.put(os.path.abspath(path))
                self._work.put(self._reread)
            case Look():
                self._work.put(self._keeper.check)

    def _select(self, request: Select) -> None:
        with self._waiting_lock:
            if not self._holdings.is_loaded:
                self._waiting.append(request)
                return
        ids = self._holdings.select(parse_query(request.query), request.sort)
        at = _position(ids, request.near)
        around = ids[max(0, at - _ROWS_AROUND) : at + _ROWS_AROUND]
        self._send(Selected(request.request, ids, tuple(self._holdings.rows(around))))

    # On the keeping thread.

    def _keep(self) -> None:
        try:
            self._keeper.open(self._answer_waiting)
            if self._workers is not None:
                self._workers.rest()
            self._watcher.start()
            self._holdings.warm()
            self._holdings.keep_snapshot()
            while not self._is_closed:
                self._work.get()()
            self._holdings.keep_snapshot()
        except sqlite3.Error as error:
            self._send(Refused(0, f"the index of this folder fails ({error})"))

    def _answer_waiting(self) -> None:
        """The columns are there: answer what could not be answered without them."""
        with self._waiting_lock:
            waiting, self._waiting = self._waiting, []
        for request in waiting[-1:]:
            self.take(request)

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
