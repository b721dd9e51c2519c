"""Another article comes under the name of a decided one: it is undecided, the old decision one key away."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.library import article_id
from curator.library.decided import Departure
from curator.triage.decisions import Mark
from curator.triage.restating import LettingStand, Restating
from tests.ui.desk.bench import Bench
from tests.ui.desk.office import Office, answer, departed, until_known, write
from tests.ui.hands import on_disk
from tests.ui.newsroom import article, values

HORNETS = article("Hornets hover", 9, *values(5, 5, published=False), url="https://hornets.example/hover")


@pytest.fixture
def bench(office: Office) -> Bench:
    """An editor who has decided quality 95 of the bees, which is in the file."""
    made = office.start()
    made.rate(95)
    made.until_saved("bees.md")
    until_known(made, "bees.md")
    return made


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
