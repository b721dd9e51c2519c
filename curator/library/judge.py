"""Takes what was decided in the order in which files are read, and tells what departs from it.

A table that comes after the request to read some files again is used once that is done: until then the
columns may have an article as it was before its save. What becomes unknown is forgotten at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from curator.library.departures import Departures
from curator.library.messages import Departed, News, SetDecided


class Judge:
    """See the module. `take` is for the thread that answers, `settle` and `tell` for the one that keeps."""

    def __init__(self, opening: int, tell: Callable[[News], object]) -> None:
        self._opening = opening
        self._tell = tell
        self._lock = threading.Lock()
        self._waiting: list[SetDecided] = []
        self._unknown: dict[int, int] = {}
        self._number = 0
        self._settled = 0
        self._told: Departed | None = None

    def take(self, request: SetDecided, departures: Iterable[Departures]) -> None:
        """Note what is decided, to be used by `settle`, and forget what is unknown now."""
        with self._lock:
            self._number = request.number
            if request.is_all:
                self._waiting.clear()
            self._unknown.update(dict.fromkeys(request.unknown, request.number))
            for each in departures:
                each.forget(None if request.is_all else request.unknown)
            self._waiting.append(request)

    def settle(self, departures: Departures, reread: Callable[[], None]) -> None:
        """Use what has come, after `reread` has read what was asked for until then."""
        with self._lock:
            count, number = len(self._waiting), self._number
        reread()
        with self._lock:
            # Where all was forgotten meanwhile, nothing of it is waiting any more.
            for request in [each for each in self._waiting[:count] if each.number <= number]:
                unknown = {article for article, at in self._unknown.items() if at > request.number}
                departures.set(request.table.without(unknown))
                self._waiting.remove(request)
            if not self._waiting:
                self._unknown.clear()
            self._settled = number

    def tell(self, departures: Departures) -> None:
        """Tell what departs, if that is anything new, or if more is decided than when it was told."""
        table, kinds = departures.departed()
        news = Departed(self._opening, self._settled, table, kinds)
        if news != self._told and (self._told is not None or self._settled):
            self._told = news
            self._tell(news)
