"""The folder is counted and its rule is learned off the GUI thread; what is late is dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from curator.articles import DEFAULT_THRESHOLD
from curator.library import Catalogue, Facets, Row, parse_query
from curator.triage.decisions import Mark
from curator.ui.desk.folder_facts import Counts, FolderFacts
from tests.ui.desk.bench import OneThread
from tests.ui.ear import Ear

NEWS = Path("/news")
MARKS = {NEWS / "1.md": Mark.LATER, NEWS / "2.md": Mark.DECIDED}


@pytest.fixture
def facts(thread: OneThread) -> FolderFacts:
    return FolderFacts(MARKS.get, thread.jobs, thread.owner)


def catalogue(*heats: tuple[int, bool], problem: str = "") -> Catalogue:
    """Articles 1.md, 2.md … of these heats, published or not."""
    made = Catalogue()
    made.add(
        Row(NEWS / f"{number}.md", str(number), heat=heat, published=published, problem=problem)
        for number, (heat, published) in enumerate(heats, 1)
    )
    return made


def test_states_are_counted(facts: FolderFacts, qtbot: QtBot) -> None:
    with qtbot.waitSignal(facts.counted) as caught:
        facts.start_over(catalogue((80, True), (90, True), (10, False), problem="line 3: odd"))
    assert caught.args == [Counts(all=3, undecided=1, published=2, later=1, problems=3)]


def test_several_changes_are_counted_once(facts: FolderFacts, thread: OneThread, qtbot: QtBot) -> None:
    heard: list[Counts] = []

    def note(counts: Counts) -> None:
        heard.append(counts)

    facts.counted.connect(note)
    for _ in range(5):
        facts.count_soon()
    qtbot.waitUntil(lambda: bool(heard))
    thread.deliver()
    assert len(heard) == 1


def test_rule_of_the_folder_is_learned(facts: FolderFacts, qtbot: QtBot) -> None:
    facts.start_over(catalogue((40, False), (49, False), (50, True), (60, True), (80, True)))
    assert facts.rule.threshold == DEFAULT_THRESHOLD
    with qtbot.waitSignal(facts.rule_learned):
        facts.learn()
    assert facts.rule.threshold == 50


def test_rule_of_an_earlier_folder_is_dropped(facts: FolderFacts, thread: OneThread, qtbot: QtBot) -> None:
    facts.start_over(catalogue((40, False), (50, True), (60, True)))
    facts.learn()
    facts.start_over(catalogue())
    with qtbot.assertNotEmitted(facts.rule_learned):
        thread.deliver()
    assert facts.rule.threshold == DEFAULT_THRESHOLD


def test_facets_are_counted_of_what_passes_the_filter(facts: FolderFacts, qtbot: QtBot) -> None:
    facts.start_over(catalogue((80, True), (90, True), (10, False)))
    with qtbot.waitSignal(facts.facets_counted) as caught:
        facts.count_passing(parse_query("heat>50"))
    (facets,) = caught.args
    assert [(facet.value, facet.count) for facet in facets.states] == [("decided", 1), ("later", 1)]


def test_facets_of_an_earlier_filter_are_dropped(facts: FolderFacts, thread: OneThread, qtbot: QtBot) -> None:
    facts.start_over(catalogue((80, True)))
    heard = Ear(facts.facets_counted)

    def choose_another(_: Counts) -> None:
        # Counts and facets come home together; the filter changes just before the facets are told.
        facts.count_passing(parse_query("heat<50"))

    facts.counted.connect(choose_another, Qt.ConnectionType.SingleShotConnection)
    qtbot.waitUntil(lambda: bool(heard.heard))
    assert heard.heard == [Facets((), (), (), ())]
