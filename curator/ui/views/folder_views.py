"""The saved views of what is open: read and changed off the GUI thread, one change after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from curator.errors import CuratorError
from curator.library.views import View, ViewsDocument
from curator.library.views_file import VIEWS_NAME, Change, change_views, load_views, views_file
from curator.records import dataclass
from curator.ui.desk.jobs import Jobs


@dataclass(frozen=True, slots=True)
class _Task:
    """Something to be done with the file of these sources; `words` are said when it is on the disk."""

    sources: tuple[Path, ...]
    work: Callable[[], ViewsDocument]
    words: str = ""


class FolderViews(QObject):
    """One task at a time, so that what was read early never replaces what was written late.

    Signals: `views_changed()` when `views` are others, `told(words)` when a change is safe, and
    `failed(CuratorError)`.
    """

    views_changed = Signal()
    told = Signal(str)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._sources: tuple[Path, ...] = ()
        self._tasks: deque[_Task] = deque()
        self._at_work: _Task | None = None
        self._document = ViewsDocument()
        self._last_trouble = ""

    @property
    def views(self) -> tuple[View, ...]:
        """The views as they were read last, by name."""
        return self._document.views

    @property
    def left_alone(self) -> int:
        """How many entries of the file this version does not understand."""
        return self._document.left_alone

    def view(self, name: str) -> View | None:
        """The view of this name."""
        return self._document.view(name)

    def open(self, sources: Sequence[Path]) -> None:
        """Something else is open now; what was not yet saved of before is still saved."""
        self._sources = tuple(sources)
        self._last_trouble = ""
        self._take(ViewsDocument())
        self.reread()

    def reread(self) -> None:
        """Look what others have made of the file."""
        if self._sources:
            self._put(_Task(self._sources, partial(_load, self._sources)))

    def save(self, view: View) -> None:
        """Keep a view, in place of the one of the same name."""
        self._wish(lambda document: document.with_view(view), f"View “{view.name}” saved in {VIEWS_NAME}")

    def rename(self, old: str, new: str) -> None:
        """Give a view another name."""
        self._wish(lambda document: document.renamed(old, new), f"View “{old}” is called “{new}” now")

    def delete(self, name: str) -> None:
        """Take a view out of the file."""
        self._wish(lambda document: document.without(name), f"View “{name}” deleted")

    def _wish(self, change: Change, words: str) -> None:
        if self._sources:
            self._put(_Task(self._sources, partial(_change, self._sources, change), words))

    def _put(self, task: _Task) -> None:
        self._tasks.append(task)
        self._go_on()

    def _go_on(self) -> None:
        if self._at_work is None and self._tasks:
            self._at_work = self._tasks.popleft()
            task = self._at_work
            self._jobs.submit(task.work, partial(self._done, task), partial(self._failed, task))

    def _done(self, task: _Task, document: ViewsDocument) -> None:
        if task.sources == self._sources:
            self._take(document)
        self._last_trouble = ""
        if task.words:
            self.told.emit(task.words)
        self._at_work = None
        self._go_on()

    def _failed(self, task: _Task, error: CuratorError) -> None:
        # What is wrong with the file is said once, not whenever it is looked at again.
        if task.words or str(error) != self._last_trouble:
            self.failed.emit(error)
        self._last_trouble = str(error)
        self._at_work = None
        self._go_on()

    def _take(self, document: ViewsDocument) -> None:
        if document != self._document:
            self._document = document
            self.views_changed.emit()


def _load(sources: tuple[Path, ...]) -> ViewsDocument:
    return load_views(views_file(sources))


def _change(sources: tuple[Path, ...], change: Change) -> ViewsDocument:
    return change_views(views_file(sources), change)
