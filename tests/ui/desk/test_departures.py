"""Somebody undoes a decision, or another article comes: noticed by the watch, believed once it is certain."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from curator.cli_set import run as run_set
from curator.library import article_id
from curator.library.decided import DecidedTable, Departure
from curator.library.messages import Departed
from curator.library.watch_policy import VARIABLE
from curator.triage.decisions import Mark
from curator.triage.intent import IntentKind
from curator.triage.reports import DecidedNow, Rechecked, Report
from curator.triage.restating import LettingStand, Restating
from tests.ui.desk.bench import Bench
from tests.ui.desk.office import Office, answer, by_somebody, departed, undo_by_somebody, until_known, write
from tests.ui.ear import Ear
from tests.ui.hands import on_disk
from tests.ui.newsroom import article, values
from tests.ui.waiting import TIMEOUT


@pytest.fixture
def bench(office: Office) -> Bench:
    """An editor who has decided quality 95 of the bees, which is in the file."""
    made = office.start()
    made.rate(95)
    made.until_saved("bees.md")
    until_known(made, "bees.md")
    return made


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

    def decide_just_now(report: object) -> None:
        if not isinstance(report, Rechecked) or done:
            return
        assert departures._awaited is not None
        done.append(departures._awaited)
        bench.rate(50)
        # The library has not heard of it, and answers what it was asked just before.
        assert isinstance(told.last, Departed)
        assert len(told.last.table)
        librarian.departed.emit(replace(told.last, number=done[0]))

    bench.workbench._reports.arrived.connect(decide_just_now)
    by_somebody(bench.folder / "bees.md", quality=72)
    bench.until(lambda: bool(done))
    assert not noticed.heard


def test_library_is_told_of_no_save_before_it_is_told_to_read_the_file(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    librarian, has_ended = bench.workbench.librarian, threading.Event()
    monkeypatch.setattr(librarian, "reread", lambda paths: told.append("read again"))

    def set_decided(table: DecidedTable, unknown: object, *, is_all: bool) -> int:
        told.extend(["decided"] * len(table))
        return 0

    monkeypatch.setattr(librarian.notes, "set_decided", set_decided)

    def listen(report: Report) -> None:
        if isinstance(report, DecidedNow):
            has_ended.set()

    monkeypatch.setattr(bench.session, "_on_report", also(bench.session._on_report, listen))
    bench.rate(50)
    # The saver is done, and the window has not looked yet at what it says.
    assert has_ended.wait(TIMEOUT / 1000)
    bench.workbench.arrivals.tell_marks()
    bench.until(lambda: "decided" in told)
    assert told.index("read again") < told.index("decided")


def also(*callbacks: Callable[[Report], None]) -> Callable[[Report], None]:
    def call(report: Report) -> None:
        for callback in callbacks:
            callback(report)

    return call
