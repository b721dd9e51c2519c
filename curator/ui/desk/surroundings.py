"""What lies around the current article: read from the disk, and told to whoever has its pictures ready."""

from __future__ import annotations

import time
from collections.abc import Callable, Container
from itertools import takewhile
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from curator.ui.desk.article_loader import ArticleLoader, ReadyArticle
from curator.ui.desk.desk import Desk
from curator.ui.desk.horizon import LEAST, around, reach, way_of
from curator.ui.desk.moves import Moves

_HELD_STEPS = 3
"""Steps of a race after which what lay ahead is given up."""
_CALM_MILLISECONDS = 120
"""Somewhat more than the slowest repetition of a key."""


class Surroundings(QObject):
    """Follows the editor's moves. Nothing here touches the disk or the network itself.

    Signals: `around_ready(list of ReadyArticle)`, those whose pictures are to be ready, the most urgent
    first and none while a key is held down, and `racing_changed(bool)` when it is pressed or released.
    """

    around_ready = Signal(object)
    racing_changed = Signal(bool)

    def __init__(
        self,
        desk: Desk,
        done: Container[int],
        loader: ArticleLoader,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
        calm: int = _CALM_MILLISECONDS,
    ) -> None:
        """`done` are the articles that need no look now; it goes on changing.

        A key that was held down is known to be released after `calm` milliseconds without a move.
        """
        super().__init__(parent)
        self._desk = desk
        self._done = done
        self._loader = loader
        self._clock = clock
        self._moves = Moves()
        self._before: int | None = None
        self._fetch_seconds = 0.0
        self._is_short_of_rows = False
        # The article that was gone to is painted before anything is done for those around it.
        self._soon = _once(self, 0, self._look_around)
        self._calm = _once(self, calm, self._on_calm)
        loader.article_loaded.connect(self._on_loader_article_loaded)
        desk.cursor.order_changed.connect(self._on_cursor_order_changed)
        desk.rows.arrived.connect(self._on_rows_arrived)

    @Slot(float)
    def take_fetch_seconds(self, seconds: float) -> None:
        """Pictures come within so many seconds at present."""
        self._fetch_seconds = seconds

    def note_move(self) -> None:
        """The cursor is on another article, which is about to be shown."""
        current = self._desk.cursor.current_id
        if current is None or self._before is None:
            self._moves = Moves()
            self._soon.start()
        elif current != self._before:
            self._moves.note(way_of(self._desk.cursor.queue, self._before, self._done), self._clock())
        was_racing = self._calm.isActive()
        self._before = current
        if self._moves.is_racing:
            self._calm.start()
            if not was_racing:
                self.racing_changed.emit(True)
        elif was_racing:
            self._on_calm()

    def read(self, path: Path) -> None:
        """Have the current article read, then those around it; then say what is there of them."""
        self._loader.want((path, *self._paths()))
        self._soon.start()

    def _paths(self) -> list[Path]:
        """The files around the current one, as far as their rows are here."""
        cursor, moves = self._desk.cursor, self._moves
        if cursor.current_id is None:
            return []
        ahead = LEAST if moves.is_racing else reach(moves, self._fetch_seconds)
        articles = around(cursor.queue, self._done, moves, ahead)
        rows = [self._desk.row(article) for article in articles]
        self._is_short_of_rows = None in rows
        if self._is_short_of_rows:
            self._desk.want_rows(articles)
        return [row.path for row in rows if row is not None]

    @Slot()
    def _look_around(self) -> None:
        if self._moves.is_racing:
            # Two keys that the window has caught up with are no reason to give up what lies ahead.
            if self._moves.raced >= _HELD_STEPS:
                self.around_ready.emit([])
            return
        paths = self._paths()
        self._loader.want(paths)
        # A nearer one that is read in a moment comes before those behind it.
        near = takewhile(lambda path: self._loader.ready(path) or not self._loader.is_reading(path), paths)
        found = (self._loader.ready(path) for path in near)
        self.around_ready.emit([ready for ready in found if ready is not None])

    @Slot()
    def _on_calm(self) -> None:
        self._calm.stop()
        self._moves.rest()
        self.racing_changed.emit(False)
        self._soon.start()

    @Slot(object)
    def _on_loader_article_loaded(self, _ready: ReadyArticle) -> None:
        self._soon.start()

    @Slot()
    def _on_cursor_order_changed(self) -> None:
        self._soon.start()

    @Slot(object)
    def _on_rows_arrived(self, _articles: tuple[int, ...]) -> None:
        if self._is_short_of_rows:
            self._soon.start()


def _once(owner: QObject, milliseconds: int, then: Callable[[], None]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(then)
    return timer
