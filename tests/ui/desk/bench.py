"""What the tests behind the window work with: a pool of one thread, and an editor without a window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from curator.library import Row, Sort, article_id, parse_query
from curator.triage.decisions import Status
from curator.triage.intent import Intent, IntentKind
from curator.ui.desk.desk import Desk
from curator.ui.desk.jobs import Jobs
from curator.ui.desk.workbench import Workbench
from tests.ui.endings import delete
from tests.ui.waiting import TIMEOUT, wait_until


class OneThread:
    """A pool of one thread, which tells when it has done what it was given but before anybody heard of it.

    Give what listens `owner` as parent: it is deleted here. Left to Python, a QObject in a cycle would be
    deleted by whichever thread happens to collect it.
    """

    def __init__(self) -> None:
        self.owner = QObject()
        self.jobs = Jobs(1, self.owner)

    def let_it_work(self) -> None:
        """Wait until all that was submitted has run; its answers still wait for the event loop."""
        has_run = threading.Event()
        self.jobs.submit(has_run.set, _ignore)
        assert has_run.wait(TIMEOUT / 1000)

    def deliver(self) -> None:
        """Wait until all that was submitted has run, and have its answers heard."""
        self.let_it_work()
        QCoreApplication.sendPostedEvents()

    def end(self) -> None:
        """Join the thread, delete what belongs here."""
        self.jobs.close()
        self.jobs.join()
        delete(self.owner)


def _ignore(_: object) -> None:
    """Nobody wants this answer."""


class Eyes:
    """Somebody who looks at a workbench, and waits."""

    def __init__(self, workbench: Workbench, folder: Path, qtbot: QtBot) -> None:
        self.workbench = workbench
        self.desk = workbench.desk
        self.decider = workbench.decider
        self.session = workbench.session
        self.folder = folder
        self._qtbot = qtbot

    def row(self, name: str) -> Row:
        """The article as the list has it."""
        row = self.desk.rows.at(self.folder / name)
        assert row is not None
        return row

    def title(self, name: str) -> str:
        """The title of an article as it would be shown, "" while it is not ready."""
        ready = self.workbench.loader.ready(self.folder / name)
        return ready.article.title if ready is not None else ""

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        wait_until(condition)

    def until_counted(self) -> None:
        """Wait until the library has counted what is there now."""
        with self._qtbot.waitSignal(self.desk.facts.counted, timeout=TIMEOUT):
            self.desk.facts.count_soon()

    def until_saved(self, *names: str) -> None:
        """Wait until nothing is on its way to a file."""
        self.until(lambda: self.session.progress().pending == 0)
        for name in names:
            assert self.session.status_of(self.folder / name) is Status.SAVED

    @property
    def current(self) -> str:
        """The file name of the current article, "" for none."""
        path = self.desk.cursor.current
        return path.name if path is not None else ""

    @property
    def listed(self) -> list[str]:
        """The file names in the list, from the top."""
        return [row.path.name for row in listed_rows(self.desk)]


class Bench(Eyes):
    """An editor at a workbench: what would be painted is said to be painted."""

    def open(self, *paths: Path) -> None:
        """Open these and wait until all is read and the current article is there."""
        with self._qtbot.waitSignal(self.workbench.reading_finished, timeout=TIMEOUT):
            self.workbench.open(paths)
        self.until(lambda: len(self.desk.cursor.queue) == self.session.progress().total)
        self.until(lambda: self.desk.cursor.current is not None)
        self.show(self.current)

    def show(self, name: str) -> None:
        """Go to an article and wait until it could be seen."""
        path = self.folder / name
        self.desk.cursor.go_to(article_id(path))
        self.until(lambda: self.desk.cursor.current == path)
        self.until(lambda: self.workbench.loader.ready(path) is not None)
        self.decider.note_painted(path)

    def rate(self, quality: int, *, stays: bool = True) -> None:
        """Decide a quality."""
        self.decider.decide(Intent(IntentKind.QUALITY, quality), stays=stays)

    def nudge(self, step: int) -> None:
        """Quality up or down by one."""
        self.decider.decide(Intent(IntentKind.NUDGE, step), stays=True)

    def decide(self, kind: IntentKind, number: int = 0, *, stays: bool = True) -> None:
        """Decide anything else."""
        self.decider.decide(Intent(kind, number), stays=stays)

    def mark(self, *names: str) -> None:
        """Mark these for a batch."""
        self.desk.batch.mark([article_id(self.folder / name) for name in names])

    def choose(self, query: str, sort: Sort = Sort.NEWEST) -> None:
        """Filter and order the list, and wait until it is so."""
        with self._qtbot.waitSignal(self.desk.cursor.order_changed, timeout=TIMEOUT):
            self.desk.choose(parse_query(query), sort)

    def look(self) -> None:
        """Look at the disk, and wait for what is found."""
        with self._qtbot.waitSignal(self.workbench.librarian.changed, timeout=TIMEOUT):
            self.workbench.librarian.look()

    def look_at(self, name: str, text: bytes) -> None:
        """Somebody else writes a file at one stroke, and it is noticed."""
        unfinished = self.folder / f".{name}"
        unfinished.write_bytes(text)
        unfinished.replace(self.folder / name)
        self.look()


def listed_rows(desk: Desk) -> list[Row]:
    """The rows of everything that is listed, from the top."""
    order = desk.cursor.queue.order
    desk.want_rows(order)
    wait_until(lambda: all(desk.row(article) is not None for article in order))
    return [row for article in order if (row := desk.row(article)) is not None]
