"""The folder is counted and its rule is learned by the library; the session hears how much there is."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from curator.articles import DEFAULT_THRESHOLD
from curator.library import Counts, Facets
from curator.ui.desk.workbench import Workbench
from tests.ui.desk.bench import Bench
from tests.ui.ear import Ear
from tests.ui.newsroom import article, values
from tests.ui.waiting import TIMEOUT


def test_states_are_counted(bench: Bench) -> None:
    heard = Ear(bench.desk.facts.counted)
    bench.rate(80)
    expected = Counts(all=5, undecided=4, done=1, published=1, problems=1, editable=4)
    bench.until(lambda: expected in heard.heard)


def test_several_changes_are_counted_once(bench: Bench, qtbot: QtBot) -> None:
    bench.until_counted()
    heard = Ear(bench.desk.facts.counted)
    for _ in range(5):
        bench.desk.facts.count_soon()
    bench.until_counted()
    assert len(heard.heard) == 1


def test_facets_are_of_what_passes_the_filter(bench: Bench) -> None:
    heard = Ear(bench.desk.facts.facets_counted)
    bench.choose("provider:wasp")
    bench.until_counted()
    assert isinstance(heard.last, Facets)
    assert [(facet.value, facet.count) for facet in heard.last.providers] == [("Wasp Post", 1)]


def test_session_hears_how_much_there_is_and_is_done(bench: Bench) -> None:
    bench.rate(80)
    bench.until_counted()
    progress = bench.session.progress()
    assert (progress.decided, progress.total) == (1, 5)


def test_marks_of_files_that_are_gone_are_not_counted(bench: Bench) -> None:
    bench.rate(80)
    bench.until_saved()
    (bench.folder / "bees.md").unlink()
    bench.look()
    bench.until(lambda: bench.session.progress().total == 4)
    assert bench.session.progress().decided == 0


def test_rule_of_the_folder_is_learned(workbench: Workbench, tmp_path: Path, qtbot: QtBot) -> None:
    for number, heat in enumerate((30, 40, 50), 1):
        text = article(str(number), number, *values(heat, heat, published=heat >= 50))
        (tmp_path / f"{number}.md").write_bytes(text)
    assert workbench.desk.facts.rule.threshold == DEFAULT_THRESHOLD
    with qtbot.waitSignal(workbench.desk.facts.rule_learned, timeout=TIMEOUT):
        workbench.open([tmp_path])
    assert workbench.desk.facts.rule.threshold == 50


def test_another_folder_begins_with_the_usual_rule(
    workbench: Workbench, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "1.md").write_bytes(article("One", 1, *values(40, 40, published=True)))
    with qtbot.waitSignal(workbench.desk.facts.rule_learned, timeout=TIMEOUT):
        workbench.open([tmp_path])
    assert workbench.desk.facts.rule.threshold == 40
    workbench.close_sources()
    assert workbench.desk.facts.rule.threshold == DEFAULT_THRESHOLD
