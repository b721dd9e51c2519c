"""A folder and a journal where Curator is started again and again, while somebody else is at the files."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from curator.articles.fields import PLACEMENT
from curator.frontmatter import edit
from curator.library import article_id
from curator.library.decided import Departure
from curator.library.launch import start_thread
from curator.triage.reports import Rechecked
from curator.triage.restating import LettingStand, Restating
from curator.triage.thread_saver import ThreadSaver
from curator.ui.desk.workbench import Workbench
from tests.ui.desk.bench import Bench
from tests.ui.ear import Ear
from tests.ui.endings import Crashes, delete, shut_down


class Office:
    """A folder and a journal, at which Curator can be started again and again."""

    def __init__(self, home: Path, folder: Path, qtbot: QtBot) -> None:
        self._home = home
        self._folder = folder
        self._qtbot = qtbot
        self._open: list[tuple[Workbench, Crashes]] = []

    def start(self) -> Bench:
        """Start, and open the folder."""
        workbench = Workbench(
            self._home / "data" / "journal.sqlite3",
            self._home / "cache" / "index",
            start_engine=start_thread,
            start_saver=ThreadSaver,
        )
        self._open.append((workbench, Crashes(workbench)))
        bench = Bench(workbench, self._folder, self._qtbot)
        bench.open(self._folder)
        return bench

    def end(self) -> None:
        """End all that was started."""
        while self._open:
            workbench, crashes = self._open.pop()
            shut_down(workbench)
            crashes.check()
            delete(workbench)


def until_known(bench: Bench, *names: str) -> None:
    """Wait until the library knows all that was decided, and of these nothing departs."""
    departures, arrived = bench.desk.departures, Ear(bench.workbench._reports.arrived)
    bench.session.recheck()
    bench.until(lambda: any(isinstance(report, Rechecked) for report in arrived.heard))
    told = Ear(bench.workbench.librarian.departed)
    departures.tell_all()
    bench.until(lambda: bool(told.heard) and departures._asked is None and departures._awaited is None)
    assert [departed(bench, name) for name in names] == [Departure.NONE] * len(names)


def departed(bench: Bench, name: str) -> Departure:
    found = bench.desk.departed(article_id(bench.folder / name))
    return found.kind if found is not None else Departure.NONE


def by_somebody(path: Path, **fields: int | bool) -> None:
    """A bot, or a colleague, sets fields of an article, as bots do it."""
    write(path, edit(path.read_bytes(), fields, PLACEMENT).data)


def write(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}")
    beside.write_bytes(data)
    beside.replace(path)


def undo_by_somebody(bench: Bench, name: str = "bees.md", quality: int = 72) -> None:
    by_somebody(bench.folder / name, quality=quality)
    bench.until(lambda: departed(bench, name) is Departure.UNDONE)
    bench.until(lambda: bench.row(name).quality == quality)
    bench.show(name)
    bench.until(lambda: shown_quality(bench, name) == quality)


def shown_quality(bench: Bench, name: str) -> int | None:
    ready = bench.workbench.loader.ready(bench.folder / name)
    return ready.article.quality if ready is not None else None


def answer(bench: Bench, wish: type[Restating | LettingStand], name: str = "bees.md") -> bool:
    decided = bench.desk.departures.decided([article_id(bench.folder / name)])
    return bench.decider.answer(wish(decided))
