"""Everything behind the window at work: shown before saved, saved before closed, and news from the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curator.library import Row, article_id
from curator.library.messages import Changed, Progressed, ScanSummary, ids_of
from curator.triage.decisions import Mark, Status
from curator.triage.progress import Progress
from curator.triage.reports import SaveReport
from curator.ui.desk.article_loader import ReadyArticle
from curator.ui.desk.workbench import Workbench
from tests.ui.desk.bench import Bench
from tests.ui.ear import Ear
from tests.ui.hands import on_disk
from tests.ui.newsroom import article, values, write_folder
from tests.ui.waiting import TIMEOUT


def shown(ear: Ear) -> list[tuple[str, int | None]]:
    """Title and quality of the articles shown, one after the other."""
    articles = [ready.article for ready in ear.heard if isinstance(ready, ReadyArticle)]
    return [(each.title, each.quality) for each in articles]


def test_opening_tells_the_sources_and_what_is_read(workbench: Workbench, folder: Path, qtbot: QtBot) -> None:
    sources, steps = Ear(workbench.sources_opened), Ear(workbench.reading_progressed)
    with qtbot.waitSignal(workbench.reading_finished, timeout=TIMEOUT) as caught:
        workbench.open([folder])
    assert sources.heard == [(folder,)]
    assert workbench.sources == (folder,)
    assert isinstance(steps.last, Progressed)
    assert steps.last.read == 5
    (summary,) = caught.args or [None]
    assert isinstance(summary, ScanSummary)
    assert summary.found == 5


def test_current_article_and_its_neighbours_get_ready(
    workbench: Workbench, folder: Path, qtbot: QtBot
) -> None:
    ready, around = Ear(workbench.article_ready), Ear(workbench.surroundings.around_ready)
    workbench.open([folder])
    qtbot.waitUntil(lambda: bool(around.heard) and len(list_of(around.last)) == 4, timeout=TIMEOUT)
    assert shown(ready) == [("Bees dance in the dark", 72)]
    assert [each.article.path.name for each in list_of(around.last)] == [
        "wasps.md",
        "tide.md",
        "moss.md",
        "notes.md",
    ]


def list_of(heard: object) -> list[ReadyArticle]:
    assert isinstance(heard, list)
    return heard


def test_neighbour_that_is_ready_is_shown_at_once(bench: Bench) -> None:
    bench.until(lambda: bench.workbench.loader.ready(bench.folder / "wasps.md") is not None)
    ready = Ear(bench.workbench.article_ready)
    bench.desk.cursor.step(1)
    assert shown(ready) == [("Wasps build with paper", 50)]


def test_decision_that_stays_is_shown_before_it_is_saved(bench: Bench) -> None:
    ready = Ear(bench.workbench.article_ready)
    bench.rate(95)
    assert shown(ready) == [("Bees dance in the dark", 95)]
    assert bench.session.status_of(bench.folder / "bees.md") is Status.PENDING


def test_what_the_save_made_of_the_file_is_shown_after_it(bench: Bench) -> None:
    ready = Ear(bench.workbench.article_ready)
    text = (bench.folder / "bees.md").read_bytes().replace(b"Bees dance", b"Bees still dance")
    (bench.folder / "bees.md").write_bytes(text)
    bench.rate(95)
    bench.until(lambda: ("Bees still dance in the dark", 95) in shown(ready))
    assert bench.row("bees.md").title == "Bees still dance in the dark"


def test_progress_says_pending_until_the_report_of_the_save(bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bench.workbench.save_reported, timeout=TIMEOUT) as caught:
        bench.rate(95)
        assert bench.session.progress().pending == 1
    (report,) = caught.args or [None]
    assert isinstance(report, SaveReport)
    assert (report.path, report.status) == (bench.folder / "bees.md", Status.SAVED)
    assert bench.session.progress().pending == 0


def test_progress_is_told_after_every_report(bench: Bench) -> None:
    progress = Ear(bench.workbench.progress_changed)
    bench.rate(95)
    bench.until(lambda: bool(progress.heard) and getattr(progress.last, "pending", 1) == 0)
    assert isinstance(progress.last, Progress)
    assert (progress.last.decided, progress.last.total, progress.last.failed) == (1, 5, 0)


def test_failed_save_marks_the_article_and_shows_a_problem(bench: Bench) -> None:
    problems = Ear(bench.workbench.save_failed)
    path = bench.folder / "tide.md"
    bench.show("tide.md")
    path.unlink()
    bench.rate(80)
    bench.until(lambda: bench.desk.is_failed(article_id(path)))
    assert str(problems.heard[0]).startswith("tide.md was not saved: ")
    assert bench.session.progress().failed == 1


def test_failed_save_comes_through_on_retry(bench: Bench) -> None:
    path = bench.folder / "tide.md"
    before = path.read_bytes()
    bench.show("tide.md")
    path.unlink()
    bench.rate(80)
    bench.until(lambda: bench.desk.is_failed(article_id(path)))
    path.write_bytes(before)
    told = Ear(bench.workbench.told)
    bench.workbench.retry_saves()
    bench.until(lambda: not bench.desk.is_failed(article_id(path)))
    assert on_disk(path) == (80, 80, True)
    assert told.heard == ["Trying 1 again"]


def test_retry_with_nothing_failed_says_so(bench: Bench) -> None:
    told = Ear(bench.workbench.told)
    bench.workbench.retry_saves()
    assert told.heard == ["Nothing has failed"]


def test_screen_shows_what_is_in_the_file_after_a_failed_save(bench: Bench) -> None:
    ready = Ear(bench.workbench.article_ready)
    (bench.folder / "bees.md").write_bytes(b"---\nquality: [1\n---\n")
    bench.rate(95)
    bench.until(lambda: bool(shown(ready)) and shown(ready)[-1] == ("bees.md", None))


def test_change_by_somebody_else_reaches_list_and_article(bench: Bench) -> None:
    ready = Ear(bench.workbench.article_ready)
    bench.look_at("bees.md", article("Bees went home", 9, *values(12, 12, published=False)))
    bench.until(lambda: shown(ready) == [("Bees went home", 12)])
    assert bench.row("bees.md").quality == 12


def test_change_of_another_article_is_not_shown_as_the_current_one(bench: Bench) -> None:
    ready = Ear(bench.workbench.article_ready)
    bench.until(lambda: bench.workbench.loader.ready(bench.folder / "tide.md") is not None)
    bench.look_at("tide.md", article("The tide turned", 7))
    bench.until(lambda: bench.title("tide.md") == "The tide turned")
    assert shown(ready) == []


def test_news_from_before_a_pending_decision_does_not_hide_it(bench: Bench) -> None:
    (bench.folder / "bees.md").write_bytes(article("Bees, touched", 9, *values(72, 82, published=True)))
    bench.rate(95)
    bench.workbench.librarian.look()
    bench.until_saved("bees.md")
    bench.until(lambda: bench.row("bees.md").title == "Bees, touched")
    bench.until(lambda: bench.row("bees.md").quality == 95)
    # The heat is that of the article which was painted.
    assert on_disk(bench.folder / "bees.md") == (95, 105, True)


def test_news_while_a_save_is_pending_leaves_the_screen_ahead_of_the_disk(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[tuple[Row, ...]] = []
    old = bench.row("bees.md")
    bench.rate(95)
    # No save can be made to last; so much is known of one under way.
    monkeypatch.setattr(bench.session, "status_of", lambda _: Status.PENDING)
    bench.workbench.librarian.changed.emit(Changed(1, changed=ids_of([old.id])))
    bench.workbench.librarian.fetch_rows([old.id], answers.append)
    bench.until(lambda: bool(answers))
    assert bench.row("bees.md").quality == 95


def test_neighbour_that_cannot_be_read_is_no_news_of_the_current_article(bench: Bench) -> None:
    failures = Ear(bench.workbench.article_failed)
    heard = Ear(bench.workbench.loader.article_failed)
    (bench.folder / "moss.md").unlink()
    bench.workbench.loader.reread(bench.folder / "moss.md")
    bench.until(lambda: bool(heard.heard))
    assert failures.heard == []


def test_past_of_an_earlier_folder_places_nobody(workbench: Workbench, folder: Path, qtbot: QtBot) -> None:
    past = Ear(workbench.past_known)
    workbench.open([folder])
    with qtbot.waitSignal(workbench.desk.cursor.moved, timeout=TIMEOUT, check_params_cb=bool):
        workbench.open([folder])
    assert len(past.heard) == 1


def test_new_and_removed_files_are_counted(bench: Bench) -> None:
    (bench.folder / "moss.md").unlink()
    bench.look_at("new.md", article("New", 10))
    bench.look_at("newer.md", article("Newer", 11))
    bench.until(lambda: bench.session.progress().total == 6)


def test_file_that_cannot_be_read_when_it_is_current_says_why(bench: Bench, qtbot: QtBot) -> None:
    bench.workbench.loader.clear()
    (bench.folder / "moss.md").unlink()
    with qtbot.waitSignal(bench.workbench.article_failed, timeout=TIMEOUT) as caught:
        bench.desk.cursor.go_to(article_id(bench.folder / "moss.md"))
    assert caught.args == [bench.folder / "moss.md", "the file is gone"]


def test_closing_waits_for_pending_saves(bench: Bench, qtbot: QtBot) -> None:
    for name in ("bees.md", "wasps.md", "tide.md"):
        bench.show(name)
        bench.rate(95)
    with qtbot.waitSignal(bench.workbench.shut, timeout=TIMEOUT):
        bench.workbench.shut_down()
    assert [on_disk(bench.folder / name)[0] for name in ("bees.md", "wasps.md", "tide.md")] == [95, 95, 95]


def test_closing_is_announced_once(bench: Bench) -> None:
    shut = Ear(bench.workbench.shut)
    bench.workbench.shut_down()
    bench.until(lambda: bool(shut.heard))
    bench.workbench.shut_down()
    assert len(shut.heard) == 1


def test_undo_reaches_back_over_a_restart(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    before = (bench.folder / "bees.md").read_bytes()
    bench.rate(80)
    bench.until_saved("bees.md")
    bench.open(bench.folder)
    assert bench.current == "wasps.md"
    bench.decider.undo()
    bench.until_saved()
    assert bench.current == "bees.md"
    assert (bench.folder / "bees.md").read_bytes() == before


def test_past_is_known_before_the_first_article_is_current(
    workbench: Workbench, folder: Path, qtbot: QtBot
) -> None:
    events: list[str] = []
    workbench.past_known.connect(lambda: events.append("past"))
    workbench.desk.cursor.moved.connect(lambda path: events.append("moved") if path else None)
    workbench.open([folder])
    qtbot.waitUntil(lambda: len(events) == 2, timeout=TIMEOUT)
    assert events == ["past", "moved"]


def test_another_folder_replaces_the_first_with_all_that_was_on_its_way(
    bench: Bench, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "only.md").write_bytes(article("Only", 1))
    bench.rate(95)
    bench.workbench.reopen()
    bench.workbench.open([other])
    ready = Ear(bench.workbench.article_ready)
    bench.until(lambda: bool(ready.heard))
    bench.until_saved()
    assert set(shown(ready)) == {("Only", None)}
    assert bench.listed == ["only.md"]
    assert bench.workbench.loader.ready(bench.folder / "bees.md") is None
    assert on_disk(bench.folder / "bees.md") == (95, 105, True)


def test_closed_folder_leaves_nothing_and_its_saves_go_on(bench: Bench) -> None:
    sources = Ear(bench.workbench.sources_opened)
    bench.rate(95)
    bench.workbench.close_sources()
    assert (bench.listed, bench.workbench.sources, sources.heard) == ([], (), [()])
    bench.until(lambda: on_disk(bench.folder / "bees.md") == (95, 105, True))


def test_reading_again_finds_what_is_there_now(bench: Bench, qtbot: QtBot) -> None:
    bench.rate(95)
    (bench.folder / "new.md").write_bytes(article("New", 20))
    with qtbot.waitSignal(bench.workbench.reading_finished, timeout=TIMEOUT):
        bench.workbench.reopen()
    bench.until(lambda: len(bench.listed) == 6)
    bench.until(lambda: bench.session.mark_of(bench.folder / "bees.md") is Mark.DECIDED)


def test_reading_nothing_again_does_nothing(workbench: Workbench) -> None:
    sources = Ear(workbench.sources_opened)
    workbench.reopen()
    assert sources.heard == []


@pytest.mark.parametrize("count", [1, 2])
def test_single_files_and_several_folders_can_be_opened(
    workbench: Workbench, folder: Path, tmp_path: Path, qtbot: QtBot, count: int
) -> None:
    second = write_folder(tmp_path / "second")
    sources = [folder / "moss.md", second][:count]
    with qtbot.waitSignal(workbench.reading_finished, timeout=TIMEOUT):
        workbench.open(sources)
    qtbot.waitUntil(lambda: workbench.session.progress().total == {1: 1, 2: 6}[count], timeout=TIMEOUT)
