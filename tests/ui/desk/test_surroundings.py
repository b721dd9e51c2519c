"""What is to be ready is told anew with every move, and nothing while a key is held down."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curator.library import Sort, article_id
from curator.ui.desk.article_loader import ReadyArticle
from curator.ui.desk.surroundings import Surroundings
from curator.ui.desk.workbench import Workbench
from tests.ui.desk.bench import Bench
from tests.ui.ear import Ear
from tests.ui.newsroom import article


class Stroll:
    """Somebody who moves at given times and hears what is to be ready."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.cursor = bench.desk.cursor
        self.now = 0.0
        workbench = bench.workbench
        done = bench.session.marks.done
        self.surroundings = Surroundings(
            bench.desk, done, workbench.loader, workbench, clock=lambda: self.now
        )
        self.around = Ear(self.surroundings.around_ready)
        self.racing = Ear(self.surroundings.racing_changed)
        self.cursor.moved.connect(self._on_cursor_moved)
        self.surroundings.note_move()
        self.step(0)

    def _on_cursor_moved(self, path: Path | None) -> None:
        self.surroundings.note_move()
        if path is not None:
            self.surroundings.read(path)

    def step(self, places: int, after: float = 1.0) -> None:
        self.now += after
        self.cursor.step(places)

    def names(self) -> list[str]:
        """The articles to be ready, as told last."""
        heard = self.around.heard[-1] if self.around.heard else []
        assert isinstance(heard, list)
        return [each.article.path.stem for each in heard if isinstance(each, ReadyArticle)]

    def until(self, *names: str) -> None:
        self.bench.until(lambda: self.names() == list(names))


@pytest.fixture
def stroll(workbench: Workbench, tmp_path: Path, qtbot: QtBot) -> Stroll:
    """At the first of ten articles, a to j."""
    folder = tmp_path / "ten"
    folder.mkdir()
    for place, name in enumerate("abcdefghij"):
        (folder / f"{name}.md").write_bytes(article(name, 30 - place))
    bench = Bench(workbench, folder, qtbot)
    bench.open(folder)
    bench.show("a.md")
    return Stroll(bench)


def test_those_ahead_are_ready_then_the_one_behind(stroll: Stroll) -> None:
    stroll.until("b", "c", "d", "e")
    stroll.step(1)
    stroll.step(1)
    stroll.until("d", "e", "f", "g", "b")


def test_nearer_one_that_is_being_read_comes_first(stroll: Stroll, monkeypatch: pytest.MonkeyPatch) -> None:
    stroll.until("b", "c", "d", "e")
    loader = stroll.bench.workbench.loader
    ready = loader.ready
    monkeypatch.setattr(loader, "ready", lambda path: None if path.stem == "e" else ready(path))
    monkeypatch.setattr(loader, "is_reading", lambda path: path.stem == "e")
    stroll.step(1)
    stroll.until("c", "d")


def test_who_turns_round_has_ready_what_lies_there(stroll: Stroll) -> None:
    for places in (1, 1, 1, 1, 1, -1):
        stroll.step(places)
    stroll.until("d", "c", "b", "a", "f")


def test_slow_server_and_quick_pace_reach_further(stroll: Stroll) -> None:
    stroll.surroundings.take_fetch_seconds(2.4)
    for _ in range(2):
        stroll.step(1)
    stroll.until("d", "e", "f", "g", "h", "i", "b")


def test_jump_leaves_all_that_behind(stroll: Stroll) -> None:
    stroll.step(7)
    stroll.until("i", "j", "g")


def test_after_a_decision_the_next_undecided_ones_are_ready(stroll: Stroll) -> None:
    done = [article_id(stroll.bench.folder / f"{name}.md") for name in "bce"]
    for number in done:
        stroll.cursor.go_to(number)
        stroll.bench.show(stroll.bench.current)
        stroll.bench.rate(50)
    stroll.cursor.go_to_place(0)
    stroll.cursor.next_undecided()
    stroll.until("f", "g", "h", "i", "c")


def test_while_a_key_is_held_nothing_is_to_be_ready(stroll: Stroll) -> None:
    stroll.until("b", "c", "d", "e")
    stroll.step(1)
    for _ in range(3):
        stroll.step(1, after=0.03)
    assert stroll.racing.heard == [True]
    # Nothing more moves, and in the end the key is known to be released.
    stroll.until("f", "g", "h", "i", "d")
    assert [] in stroll.around.heard
    assert stroll.racing.heard == [True, False]


def test_two_keys_at_once_give_nothing_up(stroll: Stroll) -> None:
    stroll.step(1)
    for _ in range(2):
        stroll.step(1, after=0.03)
    stroll.until("e", "f", "g", "h", "c")
    assert [] not in stroll.around.heard


def test_slow_step_ends_the_race_at_once(stroll: Stroll) -> None:
    for after in (1.0, 0.03, 1.0):
        stroll.step(1, after)
    assert stroll.racing.heard == [True, False]


def test_another_order_has_others_around_the_same_article(stroll: Stroll) -> None:
    stroll.until("b", "c", "d", "e")
    stroll.bench.choose("", Sort.OLDEST)
    assert stroll.bench.current == "a.md"
    # It is the last now, from where a decision leads to the first.
    stroll.until("j", "b")


def test_another_folder_begins_anew(stroll: Stroll, folder: Path) -> None:
    stroll.step(7)
    stroll.bench.folder = folder
    stroll.bench.open(folder)
    stroll.until("wasps", "tide", "moss", "notes")
