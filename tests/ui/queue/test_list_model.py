"""The list is virtual: it keeps an order of numbers and asks for a row only when that is painted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.library import Row
from curator.library.messages import ids_of
from curator.triage.decisions import Mark
from curator.ui.desk.departures import DepartedArticle
from curator.ui.queue.list_model import ArticleListModel, ItemRole, ListEntry, spoken, state_word
from tests.ui.ear import Ear

NAMES = "abcde"
A, B, C, D, E = range(5)
FAR = 10
"""From this number on rows have not been fetched yet."""


def path_of(article: int) -> Path:
    return Path(f"/news/{NAMES[article % 5]}.md")


class Shelf:
    """Where the model finds its rows; counts how often it is asked."""

    def __init__(self) -> None:
        self.rows: dict[int, Row] = {}
        self.wanted: list[list[int]] = []
        self.asked: Counter[str] = Counter()

    def row(self, article: int) -> Row | None:
        self.asked["row"] += 1
        if article == E or article >= FAR:
            return None
        return self.rows.get(article, Row(path_of(article), NAMES[article % 5]))

    def want_rows(self, articles: Iterable[int]) -> None:
        self.wanted.append(list(articles))

    def mark_of(self, article: int) -> Mark | None:
        self.asked["mark"] += 1
        return None

    def is_marked(self, article: int) -> bool:
        return False

    def is_questioned(self, article: int) -> bool:
        return False

    def departed(self, article: int) -> DepartedArticle | None:
        return None

    def is_failed(self, article: int) -> bool:
        return False


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def model(qapp: QApplication, shelf: Shelf) -> ArticleListModel:
    return ArticleListModel(shelf)


def titles(model: ArticleListModel) -> list[object]:
    return [model.data(model.index(place)) for place in range(model.rowCount())]


@pytest.mark.parametrize(
    "orders",
    [
        [[A, B, C], [A, B, C]],
        [[A], [A, B, C], [A, D, B, C], [D, A, B, C]],
        [[B, C], [A, B, C], [B], []],
        [[A, B, C], [C, B, A], [B, A]],
        [[], [A], []],
    ],
)
def test_any_sequence_of_orders_keeps_the_rules_of_qt(
    qapp: QApplication, shelf: Shelf, orders: list[list[int]]
) -> None:
    model = ArticleListModel(shelf)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    for order in orders:
        model.set_order(ids_of(order))
        assert titles(model) == [NAMES[article] for article in order]


@given(st.lists(st.lists(st.sampled_from([A, B, C, D]), unique=True), max_size=6))
def test_generated_orders_keep_the_rules_of_qt(qapp: QApplication, orders: list[list[int]]) -> None:
    model = ArticleListModel(Shelf())
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    for order in orders:
        model.set_order(ids_of(order))
        assert [model.article_at(place) for place in range(model.rowCount())] == order


@pytest.mark.parametrize(
    ("before", "after", "inserted"),
    [
        ([A, B], [A, B, C, D], (2, 3)),
        ([A, B], [C, A, B], (0, 0)),
        ([A, B], [A, C, D, B], (1, 2)),
    ],
)
def test_articles_put_in_at_one_place_are_inserted(
    model: ArticleListModel, before: list[int], after: list[int], inserted: tuple[int, int]
) -> None:
    model.set_order(ids_of(before))
    inserts, resets = Ear(model.rowsInserted), Ear(model.modelReset)
    model.set_order(ids_of(after))
    ((_, first, last),) = [heard for heard in inserts.heard if isinstance(heard, tuple)]
    assert ((first, last), resets.heard) == (inserted, [])


def test_insertion_keeps_what_a_view_holds_on_to(model: ArticleListModel) -> None:
    model.set_order(ids_of([A, B]))
    held = QPersistentModelIndex(model.index(1))
    model.set_order(ids_of([A, C, B]))
    assert (held.row(), held.data()) == (2, "b")


def test_same_order_again_says_nothing(model: ArticleListModel, qtbot: QtBot) -> None:
    model.set_order(ids_of([A, B]))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.rowsInserted):
        model.set_order(ids_of((A, B)))


def test_hundred_thousand_articles_are_listed_without_asking_for_one(
    model: ArticleListModel, shelf: Shelf
) -> None:
    model.set_order(ids_of(range(50_000)))
    model.set_order(ids_of(range(100_000)))
    model.set_order(ids_of(range(99_999, -1, -1)))
    assert model.rowCount() == 100_000
    assert shelf.asked == Counter()


def test_one_cell_asks_for_one_row(model: ArticleListModel, shelf: Shelf) -> None:
    model.set_order(ids_of(range(5)))
    model.data(model.index(2), ItemRole.ENTRY)
    assert shelf.asked == Counter(row=1, mark=1)


def test_row_that_is_not_there_is_wanted_with_those_around_it(model: ArticleListModel, shelf: Shelf) -> None:
    model.set_order(ids_of(range(1000)))
    assert model.data(model.index(500)) is None
    (wanted,) = shelf.wanted
    assert 500 in wanted
    assert len(wanted) < 100
    assert (wanted[0], wanted[-1]) == (480, 539)


def test_refresh_touches_only_what_changed(model: ArticleListModel) -> None:
    model.set_order(ids_of([A, B, C]))
    changes = Ear(model.dataChanged)
    titles(model)
    model.refresh((B, D))
    ((first, last, *_),) = [heard for heard in changes.heard if isinstance(heard, tuple)]
    assert (first.row(), last.row()) == (1, 1)


def test_row_nobody_has_seen_is_not_refreshed(model: ArticleListModel, qtbot: QtBot) -> None:
    model.set_order(ids_of([A, B, C]))
    with qtbot.assertNotEmitted(model.dataChanged):
        model.refresh((B,))


def test_cell_has_title_path_and_entry(model: ArticleListModel, shelf: Shelf) -> None:
    shelf.rows[A] = Row(path_of(A), "Bees")
    model.set_order(ids_of([A]))
    index = model.index(0)
    assert index.data() == "Bees"
    assert index.data(ItemRole.PATH) == str(path_of(A))
    assert isinstance(index.data(ItemRole.ENTRY), ListEntry)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Bees, no quality, no heat, published not set"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None


def test_article_that_has_left_is_blank_until_the_order_follows(model: ArticleListModel) -> None:
    model.set_order(ids_of([E]))
    assert model.index(0).data() is None


def test_nothing_lies_outside_the_list(model: ArticleListModel) -> None:
    model.set_order(ids_of([A]))
    assert (model.article_at(-1), model.article_at(1)) == (None, None)
    assert model.data(QModelIndex()) is None
    assert model.rowCount(model.index(0)) == 0


def entry(
    mark: Mark | None = None,
    published: bool | None = None,
    *,
    is_marked: bool = False,
    is_failed: bool = False,
    problem: str = "",
) -> ListEntry:
    row = Row(path_of(A), "Bees", "Hive", quality=72, heat=-1, published=published, problem=problem)
    return ListEntry(row, mark, 1, is_marked, is_failed, "3 d")


@pytest.mark.parametrize(
    ("shown", "word"),
    [
        (entry(), "published not set"),
        (entry(published=True), "published"),
        (entry(Mark.DECIDED, published=False), "decided, not published"),
        (entry(Mark.REVIEWED, published=True), "reviewed, published"),
        (entry(Mark.LATER, published=True), "later"),
        (entry(Mark.DECIDED, is_failed=True), "not saved"),
        (replace(entry(is_failed=True), is_questioned=True), "in question"),
    ],
)
def test_every_state_has_a_word(shown: ListEntry, word: str) -> None:
    assert state_word(shown) == word


def test_article_is_spoken_in_one_sentence() -> None:
    words = spoken(entry(Mark.DECIDED, published=True, is_marked=True, problem="line 3: odd"))
    assert words == "Bees, Hive, 3 d, quality 72, heat -1, decided, published, problem: line 3: odd, marked"
