"""Somebody undoes a decision, or another article comes: noticed by the watch, believed once it is certain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.articles.fields import PLACEMENT
from curator.cli_set import run as run_set
from curator.frontmatter import edit
from curator.library import article_id
from curator.library.decided import Departure
from curator.library.launch import start_thread
from curator.library.messages import Departed
from curator.library.watch_policy import VARIABLE
from curator.triage.decisions import Mark
from curator.triage.intent import IntentKind
from curator.triage.restating import LettingStand, Restating
from curator.triage.thread_saver import ThreadSaver
from curator.ui.desk.workbench import Workbench
from tests.ui.desk.bench import Bench
from tests.ui.ear import Ear
from tests.ui.endings import Crashes, delete, shut_down
from tests.ui.hands import on_disk
from tests.ui.newsroom import article, values

HORNETS = article("Hornets hover", 9, *values(5, 5, published=False), url="https://hornets.example/hover")


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


@pytest.fixture
def office(qapp: QApplication, curator_home: Path, folder: Path, qtbot: QtBot) -> Iterator[Office]:
    made = Office(curator_home, folder, qtbot)
    yield made
    made.end()


@pytest.fixture
def bench(office: Office) -> Bench:
    """An editor who has decided quality 95 of the bees, which is in the file."""
    made = office.start()
    made.rate(95)
    made.until_saved("bees.md")
    until_known(made, "bees.md")
    return made


def until_known(bench: Bench, *names: str) -> None:
    """Wait until the library knows all that was decided, and of these nothing departs."""
    departures, rechecked = bench.desk.departures, Ear(bench.workbench._reports.rechecked)
    bench.session.recheck()
    bench.until(lambda: bool(rechecked.heard))
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


# Undone.


def test_value_that_is_back_is_noticed_without_a_restart(bench: Bench) -> None:
    noticed = Ear(bench.desk.departures.noticed)
    by_somebody(bench.folder / "bees.md", quality=72)
    bench.until(lambda: bool(noticed.heard))
    assert noticed.heard == [(Departure.UNDONE, (article_id(bench.folder / "bees.md"),))]
    found = bench.desk.departed(article_id(bench.folder / "bees.md"))
    assert found is not None
    assert found.decided.fields == {"quality": 95, "heat": 105}
    bench.choose("undone")
    assert bench.listed == ["bees.md"]
    assert bench.session.mark_of(bench.folder / "bees.md") is Mark.DECIDED


def test_what_a_bot_undid_overnight_is_noticed_at_the_next_start(bench: Bench, office: Office) -> None:
    office.end()
    by_somebody(bench.folder / "bees.md", quality=72)
    again = office.start()
    again.until(lambda: departed(again, "bees.md") is Departure.UNDONE)


def test_restating_writes_the_decision_again_and_can_be_undone(bench: Bench) -> None:
    undo_by_somebody(bench)
    assert answer(bench, Restating)
    bench.until(lambda: on_disk(bench.folder / "bees.md")[0] == 95)
    until_known(bench, "bees.md")
    bench.decider.undo()
    bench.until(lambda: on_disk(bench.folder / "bees.md")[0] == 72)
    bench.until(lambda: departed(bench, "bees.md") is Departure.UNDONE)


def test_what_was_let_stand_is_not_reported_any_more_not_after_a_restart(
    bench: Bench, office: Office
) -> None:
    undo_by_somebody(bench)
    before = (bench.folder / "bees.md").read_bytes()
    assert answer(bench, LettingStand)
    bench.until(lambda: departed(bench, "bees.md") is Departure.NONE)
    until_known(bench, "bees.md")
    assert (bench.folder / "bees.md").read_bytes() == before
    assert bench.session.mark_of(bench.folder / "bees.md") is Mark.DECIDED
    office.end()
    again = office.start()
    noticed = Ear(again.desk.departures.noticed)
    again.show("moss.md")
    again.rate(95)
    again.until_saved("moss.md")
    until_known(again, "bees.md", "moss.md")
    assert not noticed.heard


@pytest.mark.parametrize("kind", [IntentKind.QUALITY, IntentKind.REVIEWED])
def test_any_decision_on_it_ends_the_report(bench: Bench, kind: IntentKind) -> None:
    undo_by_somebody(bench)
    bench.decide(kind, 40)
    bench.until(lambda: departed(bench, "bees.md") is Departure.NONE)
    until_known(bench, "bees.md")


def test_own_undo_and_redo_are_not_somebody(bench: Bench) -> None:
    noticed = Ear(bench.desk.departures.noticed)
    for _ in range(3):
        bench.decider.undo()
        until_known(bench, "bees.md")
        bench.decider.redo()
        until_known(bench, "bees.md")
    assert not noticed.heard


def test_script_and_another_curator_at_the_same_journal_are_not_somebody(
    bench: Bench, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    noticed, told = Ear(bench.desk.departures.noticed), Ear(bench.workbench.librarian.departed)
    run_set(["--quality", "12", str(bench.folder / "bees.md")])
    bench.until(lambda: any(len(news.table) for news in told.heard))  # type: ignore[attr-defined]  # news
    bench.until(lambda: not len(told.last.table))  # type: ignore[attr-defined]
    other = office.start()
    other.show("bees.md")
    other.rate(13)
    other.until_saved("bees.md")
    bench.until(lambda: bench.row("bees.md").quality == 13)
    until_known(bench, "bees.md")
    assert not noticed.heard
    assert capsys.readouterr().out.startswith("saved")
    # What is decided there is known here from now on.
    by_somebody(bench.folder / "bees.md", quality=72)
    bench.until(lambda: bool(noticed.heard))


def test_another_article_that_departs_already_may_be_decided_elsewhere(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    undo_by_somebody(bench)
    run_set(["--quality", "12", str(bench.folder / "bees.md")])
    bench.until(lambda: departed(bench, "bees.md") is Departure.NONE)
    assert capsys.readouterr().out.startswith("saved")


def test_value_that_is_put_back_ends_the_report(bench: Bench) -> None:
    undo_by_somebody(bench)
    by_somebody(bench.folder / "bees.md", quality=95)
    bench.until(lambda: departed(bench, "bees.md") is Departure.NONE)


def test_engine_that_was_started_anew_knows_what_is_decided(bench: Bench) -> None:
    bench.workbench.librarian._engine_lost.emit()
    with_restart = Ear(bench.workbench.librarian.restarted)
    bench.until(lambda: bool(with_restart.heard))
    by_somebody(bench.folder / "bees.md", quality=72)
    bench.until(lambda: departed(bench, "bees.md") is Departure.UNDONE)


def test_marked_ones_are_restated_together(bench: Bench) -> None:
    bench.show("moss.md")
    bench.rate(95)
    bench.until_saved("moss.md")
    until_known(bench, "bees.md", "moss.md")
    undo_by_somebody(bench, "bees.md")
    undo_by_somebody(bench, "moss.md", 30)
    ids = bench.desk.departures.of_kind(Departure.UNDONE)
    asked = Ear(bench.decider.batch_asked)
    bench.decider.ask(Restating(bench.desk.departures.decided(ids)), ids)
    question = asked.last.question  # type: ignore[attr-defined]  # a PendingBatch
    assert question == "Restate your 2 decisions that somebody undid?"
    bench.decider.confirm_batch()
    bench.until(lambda: not bench.desk.departures.of_kind(Departure.UNDONE))
    bench.until_saved("bees.md", "moss.md")
    assert [on_disk(bench.folder / name)[0] for name in ("bees.md", "moss.md")] == [95, 95]


# False alarms.


def test_no_false_alarm_in_300_decisions_with_a_bot_at_work(office: Office, folder: Path) -> None:
    names = [f"{number:02}.md" for number in range(30)]
    for number, name in enumerate(names):
        url = f"https://{number}.example/"
        (folder / name).write_bytes(article(name, 1, *values(1, 1, published=False), "secured: a", url=url))
    bench = office.start()
    noticed = Ear(bench.desk.departures.noticed)
    for number in range(300):
        name = names[number % 30]
        bench.show(name)
        bench.rate(10 + number % 87)
        other = folder / names[(number * 7 + 3) % 30]
        # The bot's own race with the save is its own affair: it writes what nobody is about to write.
        if bench.session.status_of(other) is not None:
            bench.until(lambda: bench.session.progress().pending == 0)
        write(other, other.read_bytes().replace(b"secured: a", b"secured: ab", 1))
    bench.until_saved(*names)
    until_known(bench, *names)
    assert noticed.heard == []
    assert [on_disk(folder / name)[0] for name in names[:3]] == [10 + (270 + at) % 87 for at in range(3)]


@pytest.fixture
def slow_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    """A watch that tells of nothing by itself."""
    monkeypatch.setenv(VARIABLE, "stat")


@pytest.mark.usefixtures("slow_watch")
def test_save_that_the_watch_has_not_seen_is_not_undone(office: Office) -> None:
    bench = office.start()
    noticed = Ear(bench.desk.departures.noticed)
    for quality in range(20, 60):
        bench.show("bees.md")
        bench.rate(quality)
        bench.until_saved("bees.md")
        assert departed(bench, "bees.md") is Departure.NONE
    until_known(bench, "bees.md")
    assert not noticed.heard


def test_news_from_before_a_decision_says_nothing_of_its_article(bench: Bench) -> None:
    departures, librarian = bench.desk.departures, bench.workbench.librarian
    noticed, told = Ear(departures.noticed), Ear(librarian.departed)
    done: list[int] = []

    def decide_just_now(_report: object) -> None:
        assert departures._awaited is not None
        done.append(departures._awaited)
        bench.rate(50)
        # The library has not heard of it, and answers what it was asked just before.
        assert isinstance(told.last, Departed)
        assert len(told.last.table)
        librarian.departed.emit(replace(told.last, number=done[0]))

    bench.workbench._reports.rechecked.connect(decide_just_now, Qt.ConnectionType.SingleShotConnection)
    by_somebody(bench.folder / "bees.md", quality=72)
    bench.until(lambda: bool(done))
    assert not noticed.heard


# Another article.


@pytest.mark.parametrize("is_restarted", [False, True])
def test_article_that_came_instead_is_back_among_the_undecided(
    bench: Bench, office: Office, is_restarted: bool
) -> None:
    path = bench.folder / "bees.md"
    if is_restarted:
        office.end()
    write(path, HORNETS)
    one = office.start() if is_restarted else bench
    one.until(lambda: departed(one, "bees.md") is Departure.SWAPPED)
    assert one.session.mark_of(path) is None
    assert article_id(path) not in one.session.marks.done
    one.until(lambda: one.session.progress().decided == 0)
    one.choose("changed")
    assert one.listed == ["bees.md"]


def until_swapped(bench: Bench) -> Path:
    path = bench.folder / "bees.md"
    write(path, HORNETS)
    bench.until(lambda: departed(bench, "bees.md") is Departure.SWAPPED)
    bench.until(lambda: bench.title("bees.md") == "Hornets hover")
    bench.show("bees.md")
    return path


def test_same_decision_is_given_to_the_article_that_came_instead(bench: Bench) -> None:
    path = until_swapped(bench)
    assert answer(bench, Restating)
    bench.until(lambda: on_disk(path) == (95, 105, False))
    until_known(bench, "bees.md")
    assert bench.session.mark_of(path) is Mark.DECIDED
    bench.decider.undo()
    bench.until(lambda: departed(bench, "bees.md") is Departure.SWAPPED)
    assert path.read_bytes() == HORNETS
    assert bench.session.mark_of(path) is None


def test_another_key_decides_it_anew(bench: Bench) -> None:
    path = until_swapped(bench)
    bench.rate(40)
    bench.until_saved("bees.md")
    until_known(bench, "bees.md")
    assert on_disk(path)[0] == 40
    assert bench.session.mark_of(path) is Mark.DECIDED


def test_old_decision_can_be_forgotten(bench: Bench, office: Office) -> None:
    path = until_swapped(bench)
    assert answer(bench, LettingStand)
    bench.until(lambda: departed(bench, "bees.md") is Departure.NONE)
    until_known(bench, "bees.md")
    assert path.read_bytes() == HORNETS
    assert bench.session.mark_of(path) is None
    office.end()
    again = office.start()
    until_known(again, "bees.md")
    assert again.session.mark_of(path) is None


def test_decision_that_met_the_other_article_is_one_key_away(bench: Bench) -> None:
    path = bench.folder / "moss.md"
    bench.show("moss.md")
    path.write_bytes(HORNETS)
    bench.rate(90)
    bench.until(lambda: departed(bench, "moss.md") is Departure.SWAPPED)
    bench.until(lambda: bench.title("moss.md") == "Hornets hover")
    bench.show("moss.md")
    assert answer(bench, Restating, "moss.md")
    bench.until(lambda: on_disk(path)[0] == 90)
    bench.until(lambda: not bench.session.failures())
