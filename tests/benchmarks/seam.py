"""The only place of the benchmarks that knows Curator's inside; when the window changes, this is adapted.

Keys are posted as events to whoever has the focus; what comes of them is told by one signal with its time.
"""

from __future__ import annotations

import time
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from curator.library import Sort
from curator.library.child import Launched
from curator.library.launch import starting_with
from curator.library.places import find_places
from curator.triage.decisions import Status
from curator.triage.launch import saving_process
from curator.triage.reports import SaveReport
from curator.ui.app import Curator, build_application
from curator.ui.desk.desk import Desk

SIZE = (1280, 720)
SORTS = tuple(sort.value for sort in Sort)
"""The orders an editor can choose."""


class Kind(Enum):
    """What can be waited for, and what comes with it."""

    PAINTED = "an article is on screen (its path)"
    COMPLETE = "the folder has been read, indexed and checked"
    LISTED = "the list shows the answer to a query or an order (query, order)"
    SAVED = "saving has been confirmed on screen (path)"


class _Answers(QObject):
    """Sees when the list shows the answer to what was asked. Signal `listed((query, order))`, once each."""

    listed = Signal(object)

    def __init__(self, desk: Desk, view: QAbstractItemView, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = view
        self._awaited: tuple[str, str] | None = None
        self._is_answered = False
        desk.cursor.order_changed.connect(self._on_order_changed)
        view.viewport().installEventFilter(self)

    def await_answer(self, awaited: tuple[str, str]) -> None:
        """Forget what was awaited before."""
        self._awaited = awaited
        self._is_answered = False

    @Slot()
    def _on_order_changed(self) -> None:
        if self._awaited == (self._desk.query.text, self._desk.sort.value):
            self._is_answered = True
            # The same articles as before need no new paint, but one tells that nothing else is in the way.
            self._view.viewport().update()
            if not self._view.isVisible():
                self._tell_listed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The paint comes after the filter; a moment later it is done."""
        if event.type() is QEvent.Type.Paint and self._is_answered:
            QTimer.singleShot(0, self._tell_listed)
        return False

    @Slot()
    def _tell_listed(self) -> None:
        # A list that shows empty lines until their text has come is not there yet.
        if self._is_answered and all(self._texts_in_sight()):
            self._is_answered = False
            self.listed.emit(self._awaited)

    def _texts_in_sight(self) -> list[str]:
        model, bottom = self._view.model(), self._view.viewport().height() - 1
        if not model.rowCount():
            return []
        first = self._view.indexAt(QPoint(1, 1)).row()
        last = self._view.indexAt(QPoint(1, bottom)).row()
        rows = range(max(0, first), (last if last >= 0 else model.rowCount() - 1) + 1)
        return [str(model.index(row, 0).data() or "") for row in rows]


class Seam(QObject):
    """A running Curator. Signal `happened(Kind, what, at)`, `at` by `time.monotonic`."""

    happened = Signal(object, object, float)

    def __init__(self, engine: Launched, saving: Launched) -> None:
        self._application = build_application(["curator"])
        super().__init__(self._application)
        self._curator = curator = Curator(
            self._application, find_places(), starting_with(engine), saving_process(lambda: saving)
        )
        self._window = curator.window
        self._desk = curator.workbench.desk
        self._view = curator.window.area.queue.view
        self._save_state: QWidget = _child(curator.window, "save_state")
        self.painted: Path | None = None
        self.is_complete = False
        self.durable_at: dict[Path, float] = {}
        """From when on a decision survived a power cut, wherever the window was then."""

        self._reported: Path | None = None
        curator.window.area.article.article_painted.connect(self._on_article_painted)
        curator.workbench.reading_finished.connect(self._on_reading_finished)
        curator.workbench.save_reported.connect(self._on_save_reported)
        self._answers = _Answers(curator.workbench.desk, self._view, self)
        self._answers.listed.connect(self._on_answers_listed)
        self._save_state.installEventFilter(self)

    # What a person does.

    def open(self, folder: Path) -> None:
        """Show the window, with this folder."""
        self._window.resize(*SIZE)
        self._curator.show([folder])

    def run(self) -> int:
        """Turn the event loop until the window is closed."""
        return self._application.exec()

    def quit(self) -> None:
        """Close the window; saves under way are finished first."""
        self._window.close()

    def press(self, key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier | None = None) -> float:
        """Press and release a key; returns when."""
        at = time.monotonic()
        # Where no window manager makes the window the active one, nobody has the focus.
        focused: tuple[QWidget | None, ...] = (QApplication.focusWidget(), self._window.focusWidget())
        target = next((widget for widget in focused if widget is not None), self._window)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers or Qt.KeyboardModifier.NoModifier, text)
            QApplication.postEvent(target, event)
        return at

    def type(self, text: str) -> float:
        """Press the keys of a text one after the other; returns when the last one was pressed."""
        at = time.monotonic()
        for letter in text:
            code = ord(letter.upper())
            at = self.press(Qt.Key(code) if 0x20 <= code < 0x7F else Qt.Key.Key_unknown, letter)
        return at

    def await_answer(self, query: str, sort: str = "") -> tuple[str, str]:
        """From now on, LISTED is told for this query (in this order, "" for the present one)."""
        awaited = (query.strip(), sort or self.sort)
        self._answers.await_answer(awaited)
        return awaited

    def choose_sort(self, sort: str) -> float:
        """Choose another order; there is no key for that yet. Returns when."""
        at = time.monotonic()
        self._desk.choose(self._desk.query, Sort(sort))
        return at

    def scroll_to(self, share: float) -> None:
        """Scroll the list to a share of its length."""
        bar = self._view.verticalScrollBar()
        bar.setValue(int(bar.maximum() * share))

    # What a person sees.

    @property
    def current(self) -> Path | None:
        """The article under the cursor."""
        return self._desk.cursor.current

    @property
    def sort(self) -> str:
        """The order of the list."""
        return self._desk.sort.value

    @property
    def listed(self) -> int:
        """How many articles the list has."""
        return self._view.model().rowCount()

    @property
    def is_at_end(self) -> bool:
        """Whether there is no next article."""
        return self._view.currentIndex().row() >= self.listed - 1

    # What happens.

    @Slot(object)
    def _on_article_painted(self, path: Path) -> None:
        self.painted = path
        self._tell(Kind.PAINTED, path)

    @Slot(object)
    def _on_reading_finished(self, _summary: object) -> None:
        self.is_complete = True
        self._tell(Kind.COMPLETE, True)

    @Slot(object)
    def _on_save_reported(self, report: SaveReport) -> None:
        if report.status is Status.SAVED:
            self.durable_at[report.path] = report.at
            self._reported = report.path
            # It is on screen with the next paint, which this brings about should nothing else.
            self._save_state.update()

    @Slot(object)
    def _on_answers_listed(self, awaited: tuple[str, str]) -> None:
        self._tell(Kind.LISTED, awaited)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The paint comes after the filter; a moment later it is done."""
        if event.type() is QEvent.Type.Paint and self._reported is not None:
            QTimer.singleShot(0, self._tell_saved)
        return False

    @Slot()
    def _tell_saved(self) -> None:
        path, self._reported = self._reported, None
        if path is not None:
            self._tell(Kind.SAVED, path)

    def _tell(self, kind: Kind, what: object) -> None:
        self.happened.emit(kind, what, time.monotonic())


def _child(parent: QWidget, name: str) -> QWidget:
    found: QWidget | None = parent.findChild(QWidget, name)
    if found is None:
        raise LookupError(f"there is no widget called {name}")
    return found
