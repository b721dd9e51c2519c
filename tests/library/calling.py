"""Somebody at the near end of the link to an engine: asks, and takes down what is answered and told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import TypeVar

from curator.library.launch import StartEngine, start_process
from curator.library.link import Link
from curator.library.messages import (
    Answer,
    Changed,
    Count,
    Counted,
    FetchRows,
    Finished,
    News,
    Open,
    Refused,
    RowsFetched,
    Select,
    Selected,
    ids_of,
)
from curator.library.row import Row
from curator.library.sorting import Sort
from tests.library.processes import PATIENCE

_Message = TypeVar("_Message")


class Lost:
    """The engine ended."""


class Caller:
    """See the module; an engine is started at once and ended with the `with` block."""

    def __init__(self, indexes: Path, start: StartEngine = start_process) -> None:
        self.indexes = indexes
        self.heard: list[Answer | News | Lost] = []
        self._messages: SimpleQueue[Answer | News | Lost] = SimpleQueue()
        self.numbers = count(1)
        self.opening = 0
        self.link = Link(self._messages.put, lambda: self._messages.put(Lost()), start)

    def __enter__(self) -> Caller:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.link.close()
        self.link.join()

    def hear(self, kind: type[_Message], fits: Callable[[_Message], bool] = lambda _: True) -> _Message:
        """The next message of this kind, after all that was heard before."""
        while True:
            message = self._messages.get(timeout=PATIENCE)
            self.heard.append(message)
            assert not isinstance(message, Lost) or kind is Lost, "the engine ended"
            if isinstance(message, kind) and fits(message):
                return message

    def open(self, *sources: Path, waits: bool = True) -> Caller:
        self.opening += 1
        self.link.send(Open(self.opening, sources, self.indexes))
        if waits:
            self.hear(Finished, lambda news: news.opening == self.opening)
        return self

    def hear_changed(self) -> Changed:
        return self.hear(Changed)

    def select(self, query: str = "", sort: Sort = Sort.NEWEST) -> list[int]:
        number = next(self.numbers)
        self.link.send(Select(number, query, sort))
        return self.hear(Selected, lambda answer: answer.request == number).ids.tolist()

    def rows(self, ids: Sequence[int]) -> list[Row]:
        number = next(self.numbers)
        self.link.send(FetchRows(number, ids_of(ids)))
        return list(self.hear(RowsFetched, lambda answer: answer.request == number).rows)

    def count(self, query: str = "") -> Counted:
        number = next(self.numbers)
        self.link.send(Count(number, query))
        return self.hear(Counted, lambda answer: answer.request == number)

    def titles(self, query: str = "") -> list[str]:
        return sorted(row.title for row in self.rows(self.select(query)))

    def said(self) -> list[str]:
        """What was refused, in words."""
        return [message.reason for message in self.heard if isinstance(message, Refused)]


def write(path: Path, title: str, quality: int = 1, related: str = "") -> Path:
    """An article, put in its place as a save does it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    more = f"related:\n  - title: R\n    webUrl: {related}\n" if related else ""
    header = f"title: {title}\nquality: {quality}\nwebUrl: https://a.example/{path.stem}\n{more}"
    beside = path.with_suffix(".new")
    beside.write_text(f"---\n{header}---\nThe {title}.\n", encoding="utf-8")
    return beside.replace(path)


def fill(folder: Path, count: int) -> list[Path]:
    """Many articles."""
    return [write(folder / f"{number:05}.md", f"Article {number}", number % 90) for number in range(count)]
