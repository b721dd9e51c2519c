"""The list keeps still while one decides: filter, order, news from the disk and the places of articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curator.library import EVERYTHING, Sort, article_id, parse_query
from curator.triage.decisions import Mark
from curator.triage.intent import IntentKind
from curator.ui.desk.workbench import Workbench
from tests.ui.desk.bench import Bench
from tests.ui.ear import Ear
from tests.ui.newsroom import NEWEST_FIRST, article, values
from tests.ui.waiting import TIMEOUT


def test_list_begins_with_the_newest(bench: Bench) -> None:
    assert bench.listed == list(NEWEST_FIRST)
    assert bench.current == "bees.md"


def test_first_current_article_is_the_first_undecided(bench: Bench) -> None:
    bench.rate(80)
    bench.show("wasps.md")
    bench.decide(IntentKind.LATER)
    bench.until_saved("bees.md")
    bench.open(bench.folder)
    assert bench.current == "tide.md"


def test_another_order_keeps_the_current_article(bench: Bench) -> None:
    bench.show("tide.md")
    bench.choose("", Sort.TITLE)
    assert bench.listed == ["bees.md", "moss.md", "notes.md", "tide.md", "wasps.md"]
    assert bench.current == "tide.md"


def test_filter_keeps_the_current_article_where_it_passes(bench: Bench) -> None:
    bench.show("wasps.md")
    bench.choose("quality<60")
    assert bench.listed == ["wasps.md", "moss.md"]
    assert bench.current == "wasps.md"


def test_decided_article_stays_in_a_list_of_undecided_until_it_is_tidied(bench: Bench, qtbot: QtBot) -> None:
    bench.choose("undecided")
    bench.rate(80)
    bench.until_saved("bees.md")
    bench.look_at("tide.md", article("The tide turned", 7))
    assert bench.listed == list(NEWEST_FIRST)
    with qtbot.waitSignal(bench.desk.cursor.order_changed, timeout=TIMEOUT):
        bench.desk.refresh_order()
    assert bench.listed == list(NEWEST_FIRST[1:])
    assert bench.current == "wasps.md"


def test_of_two_filters_in_a_row_only_the_second_arrives(bench: Bench, qtbot: QtBot) -> None:
    orders = Ear(bench.desk.cursor.order_changed)
    bench.desk.choose(parse_query("bees"), Sort.NEWEST)
    bench.desk.choose(parse_query("moss"), Sort.NEWEST)
    bench.until(lambda: bench.listed == ["moss.md"])
    bench.choose("")
    assert len(orders.heard) == 2


def test_changed_article_keeps_its_place(bench: Bench) -> None:
    told: list[str] = []

    def note(articles: tuple[int, ...]) -> None:
        told.extend(row.title for row in map(bench.desk.row, articles) if row is not None)

    bench.desk.rows_changed.connect(note)
    bench.look_at("bees.md", article("Bees are older now", 1))
    # Whoever is told that a row is different finds the new one.
    bench.until(lambda: "Bees are older now" in told)
    assert bench.listed == list(NEWEST_FIRST)


def test_new_file_appears_where_it_belongs(bench: Bench) -> None:
    bench.show("tide.md")
    bench.look_at("new.md", article("New", 8))
    bench.until(lambda: len(bench.listed) == 6)
    assert bench.listed[:4] == ["bees.md", "wasps.md", "new.md", "tide.md"]
    assert bench.current == "tide.md"


def test_new_file_that_passes_a_filter_comes_at_the_end(bench: Bench) -> None:
    bench.choose("quality>10")
    bench.look_at("new.md", article("New", 10, *values(60, 60, published=False)))
    bench.until(lambda: "new.md" in bench.listed)
    assert bench.listed == ["bees.md", "wasps.md", "moss.md", "new.md"]


def test_new_file_that_a_filter_hides_stays_hidden(bench: Bench) -> None:
    bench.choose("quality>10")
    bench.look_at("new.md", article("New", 10))
    bench.look_at("newer.md", article("Newer", 11, *values(60, 60, published=False)))
    bench.until(lambda: "newer.md" in bench.listed)
    assert "new.md" not in bench.listed


def test_removed_file_leaves_and_the_next_is_current(bench: Bench) -> None:
    bench.mark("bees.md", "moss.md")
    (bench.folder / "bees.md").unlink()
    bench.look()
    bench.until(lambda: bench.listed == list(NEWEST_FIRST[1:]))
    assert bench.current == "wasps.md"
    assert bench.desk.batch.ids == (article_id(bench.folder / "moss.md"),)
    assert bench.desk.rows.at(bench.folder / "bees.md") is None


def test_rule_of_the_folder_is_learned_when_all_is_read(
    workbench: Workbench, tmp_path: Path, qtbot: QtBot
) -> None:
    for number, heat in enumerate((30, 39, 40, 44, 55), 1):
        text = article(str(number), number, *values(heat, heat, published=heat >= 40))
        (tmp_path / f"{number}.md").write_bytes(text)
    with qtbot.waitSignal(workbench.desk.facts.rule_learned, timeout=TIMEOUT):
        workbench.open([tmp_path])
    assert workbench.desk.facts.rule.threshold == 40


def test_decision_is_in_the_list_before_it_is_saved(bench: Bench) -> None:
    changes = Ear(bench.desk.rows_changed)
    bench.rate(95)
    row = bench.row("bees.md")
    assert (row.quality, row.heat, row.published) == (95, 105, True)
    assert bench.desk.mark_of(row.id) is Mark.DECIDED
    assert changes.heard == [(row.id,)]


def test_failed_article_is_marked_and_the_mark_is_taken_away(bench: Bench) -> None:
    path = bench.folder / "bees.md"
    number = article_id(path)
    changes = Ear(bench.desk.rows_changed)
    bench.desk.set_failed(path, is_failed=True)
    assert bench.desk.is_failed(article_id(path))
    bench.desk.set_failed(path, is_failed=False)
    assert not bench.desk.is_failed(article_id(path))
    assert changes.heard == [(number,), (number,)]


@pytest.mark.parametrize("ask", ["row", "is_marked", "is_failed", "mark_of"])
def test_article_that_has_left_has_nothing(bench: Bench, ask: str) -> None:
    assert not getattr(bench.desk, ask)(article_id(bench.folder / "gone.md"))


def test_another_folder_begins_empty(bench: Bench) -> None:
    bench.mark("bees.md")
    bench.choose("bees")
    bench.desk.set_failed(bench.folder / "bees.md", is_failed=True)
    bench.desk.clear()
    assert (bench.listed, bench.current) == ([], "")
    assert (bench.desk.query, bench.desk.batch.ids) == (EVERYTHING, ())
    assert not bench.desk.is_failed(article_id(bench.folder / "bees.md"))
