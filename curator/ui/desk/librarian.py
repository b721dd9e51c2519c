"""The library as the window sees it: questions with an answer each, and news, all on the GUI thread."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from curator.library.launch import StartEngine, start_process
from curator.library.link import Link
from curator.library.messages import (
    Answer,
    ArticlesFound,
    Changed,
    Close,
    Count,
    Counted,
    Departed,
    FetchRows,
    FindArticles,
    FindStory,
    Finished,
    Look,
    News,
    Open,
    Progressed,
    Question,
    Refused,
    Remembered,
    Request,
    Reread,
    RowsFetched,
    Select,
    Selected,
    Watching,
    ids_of,
)
from curator.library.row import Row
from curator.library.sorting import Sort
from curator.ui.desk.library_notes import LibraryNotes

_RESTARTS = 3

Done = Callable[..., None]


class Librarian(QObject):
    """Asks the library's engine and never waits for it.

    Answers to questions about an earlier opening, and those that cannot be had, never come. When the engine
    ends, what it was asked is asked of the next.

    Signals: `remembered(Remembered)`, `progressed(Progressed)`, `changed(Changed)`, `departed(Departed)`,
    `finished(ScanSummary, Rule)`, `watching(words)`, `troubled(words)` when something of it fails, and
    `restarted()` when the engine had ended and a new one has opened the same.
    """

    remembered = Signal(object)
    progressed = Signal(object)
    changed = Signal(object)
    departed = Signal(object)
    finished = Signal(object, object)
    watching = Signal(str)
    troubled = Signal(str)
    restarted = Signal()
    _arrived = Signal(object)
    _engine_lost = Signal()

    def __init__(
        self, indexes: Path, start: StartEngine = start_process, parent: QObject | None = None
    ) -> None:
        """`indexes` is the folder in which what was read is remembered; it may not exist yet."""
        super().__init__(parent)
        self._indexes = indexes
        self._start = start
        self._sources: tuple[Path, ...] = ()
        self._opening = 0
        self._numbers = count(1)
        self._asked: dict[int, tuple[Question, Done]] = {}
        self._restarts = 0
        self._is_closed = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._engine_lost.connect(self._on_engine_lost, Qt.ConnectionType.QueuedConnection)
        self._link = self._connect_engine()
        self.notes = LibraryNotes(self._send, self._numbers)
        """What the engine is told that it cannot read in files."""

    def open(self, sources: Sequence[Path]) -> None:
        """Open these instead of what is open; what colleagues decided is kept if these are the same again."""
        self.notes.begin(is_same=tuple(sources) == self._sources)
        self._sources = tuple(sources)
        self._opening += 1
        self._asked.clear()
        self._link.send(Open(self._opening, self._sources, self._indexes) if self._sources else Close())
        self.notes.repeat()

    def select(
        self, query: str, sort: Sort, near: int | None, done: Callable[[array[int], tuple[Row, ...]], None]
    ) -> None:
        """List what passes a filter, in order, with the rows around `near`."""
        self._ask(Select(next(self._numbers), query, sort, near), done)

    def fetch_rows(self, ids: Iterable[int], done: Callable[[tuple[Row, ...]], None]) -> None:
        """Give these rows, without those of articles that are gone."""
        self._ask(FetchRows(next(self._numbers), ids_of(ids)), done)

    def find_story(self, article: int, done: Callable[[tuple[Row, ...]], None]) -> None:
        """Give the articles that tell the story of this one, its leader first."""
        self._ask(FindStory(next(self._numbers), article), done)

    def find_articles(
        self, keys: Iterable[Iterable[str]], done: Callable[[tuple[Row | None, ...]], None]
    ) -> None:
        """Find the articles with these identities."""
        self._ask(FindArticles(next(self._numbers), tuple(map(tuple, keys))), done)

    def count(self, query: str, done: Callable[[Counted], None]) -> None:
        """Count the folder, and what passes a filter."""
        self._ask(Count(next(self._numbers), query), done)

    def reread(self, paths: Iterable[Path]) -> None:
        """These files were just written."""
        self._link.send(Reread(tuple(paths)))

    def look(self) -> None:
        """Look at every file now, without waiting for news of one."""
        self._link.send(Look())

    def close(self) -> None:
        """Let the engine end; returns at once."""
        self._is_closed = True
        self._link.close()

    def join(self) -> None:
        """Wait for its end, after `close`."""
        self._link.join()

    def _send(self, request: Request) -> None:
        self._link.send(request)

    def _connect_engine(self) -> Link:
        return Link(self._arrived.emit, self._engine_lost.emit, self._start)

    def _ask(self, question: Question, done: Done) -> None:
        self._asked[question.request] = (question, done)
        self._link.send(question)

    @Slot(object)
    def _on_arrived(self, message: Answer | News) -> None:
        if self._is_closed:
            return
        match message:
            case Remembered() | Progressed() | Changed() | Departed() | Finished() | Watching():
                if message.opening == self._opening:
                    self._tell(message)
            case Refused(request=number, reason=reason):
                self._asked.pop(number, None)
                self.troubled.emit(reason)
            case _:
                self._answer(message)

    def _tell(self, news: News) -> None:
        match news:
            case Remembered():
                self.remembered.emit(news)
            case Progressed():
                self.progressed.emit(news)
            case Changed():
                self.changed.emit(news)
            case Departed():
                self.departed.emit(news)
            case Finished(summary=summary, rule=rule):
                self.finished.emit(summary, rule)
            case Watching(words=words):
                self.watching.emit(words)

    def _answer(self, answer: Answer) -> None:
        if answer.request not in self._asked:
            return
        _, done = self._asked.pop(answer.request)
        match answer:
            case Selected(ids=ids, rows=rows):
                done(ids, rows)
            case RowsFetched(rows=rows) | ArticlesFound(rows=rows):
                done(rows)
            case Counted():
                done(answer)

    @Slot()
    def _on_engine_lost(self) -> None:
        """Start another; one that ends again and again is given up."""
        if self._is_closed:
            return
        self._restarts += 1
        unanswered, self._asked = self._asked, {}
        if self._restarts > _RESTARTS:
            self.troubled.emit(
                "The part of Curator that reads folders has ended several times. What is on screen can still"
                " be decided and is saved; restart Curator to see changes on disk."
            )
            return
        self._link.close()
        self._link.join()
        self._link = self._connect_engine()
        if self._sources:
            self.open(self._sources)
            self.restarted.emit()
            for question, done in unanswered.values():
                self._ask(question, done)
