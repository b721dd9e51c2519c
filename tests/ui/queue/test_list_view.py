"""The view keeps its current article whatever comes or goes, and leaves every key to the window."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from curator.library import Row
from curator.library.messages import ids_of
from curator.triage.decisions import Mark
from curator.ui.desk.departures import DepartedArticle
from curator.ui.look.theme import Theme
from curator.ui.queue.list_delegate import ArticleDelegate
from curator.ui.queue.list_model import ArticleListModel
from curator.ui.queue.list_view import ArticleListView
from tests.ui.ear import Ear

ARTICLES = range(100)
NEW, WIDE = 1000, 1001
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def path_of(article: int) -> Path:
    return Path(f"/news/{article:03}.md")


class Shelf:
    """A row for every article."""

    def row(self, article: int) -> Row | None:
        path = path_of(article)
        return Row(path, "W" * 200 if article == WIDE else path.stem)

    def want_rows(self, articles: Iterable[int]) -> None:
        raise AssertionError("every row is here")

    def mark_of(self, article: int) -> Mark | None:
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
def view(qtbot: QtBot, theme: Theme) -> ArticleListView:
    model = ArticleListModel(Shelf())
    delegate = ArticleDelegate(theme, model)
    view = ArticleListView(model, delegate.row_height)
    model.setParent(view)
    view.setItemDelegate(delegate)
    qtbot.addWidget(view)
    view.resize(320, 400)
    model.set_order(ids_of(ARTICLES))
    view.show()
    return view


def model_of(view: ArticleListView) -> ArticleListModel:
    model = view.model()
    assert isinstance(model, ArticleListModel)
    return model


def middle(view: ArticleListView, place: int) -> QPoint:
    return view.visualRect(view.model().index(place, 0)).center()


def click(view: ArticleListView, place: int, modifiers: Qt.KeyboardModifier | None = None) -> None:
    held = modifiers or Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, middle(view, place))


def test_shown_place_is_current_and_in_sight_with_its_neighbours(view: ArticleListView) -> None:
    view.show_place(50)
    assert view.currentIndex().row() == 50
    seen = view.viewport().rect()
    for place in (49, 50, 51):
        assert seen.contains(view.visualRect(view.model().index(place, 0)).center())


def test_showing_a_place_is_no_click(view: ArticleListView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.article_clicked):
        view.show_place(7)


def test_place_outside_the_list_shows_nothing(view: ArticleListView) -> None:
    view.show_place(-1)
    assert not view.currentIndex().isValid()


def test_article_put_in_above_keeps_the_current_one(view: ArticleListView, qtbot: QtBot) -> None:
    view.show_place(5)
    clicks = Ear(view.article_clicked)
    model_of(view).set_order(ids_of([NEW, *ARTICLES]))
    assert view.path_text(view.currentIndex().row()) == str(path_of(5))
    assert clicks.heard == []


@pytest.mark.parametrize(
    ("signal", "modifiers"),
    [("article_clicked", None), ("mark_clicked", CONTROL), ("range_clicked", SHIFT)],
)
def test_click_goes_there_or_marks(
    view: ArticleListView, qtbot: QtBot, signal: str, modifiers: Qt.KeyboardModifier | None
) -> None:
    view.show_place(0)
    ears = {name: Ear(getattr(view, name)) for name in ("article_clicked", "mark_clicked", "range_clicked")}
    click(view, 2, modifiers)
    assert {name: ear.heard for name, ear in ears.items() if ear.heard} == {signal: [2]}


@pytest.mark.qt_log_ignore("Mouse event .* not accepted")  # it says so only to tests
def test_right_click_and_a_click_beside_do_nothing(view: ArticleListView, qtbot: QtBot) -> None:
    model_of(view).set_order(ids_of(ARTICLES[:2]))
    with qtbot.assertNotEmitted(view.article_clicked):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=middle(view, 1))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 390))


def test_assistive_tool_that_moves_the_cursor_is_a_click(view: ArticleListView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.article_clicked) as caught:
        view.setCurrentIndex(view.model().index(3, 0))
    assert caught.args == [3]


def test_taking_the_keyboard_moves_nothing(view: ArticleListView, qtbot: QtBot) -> None:
    # Qt makes the first row current when a list without a current one takes the focus.
    view.clearFocus()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    model_of(view).set_order(ids_of(ARTICLES[::-1]))
    assert not view.currentIndex().isValid()
    with qtbot.assertNotEmitted(view.article_clicked):
        view.setFocus()
    assert view.hasFocus()


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_8, Qt.Key.Key_A, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space]
)
def test_keys_are_left_to_the_window(view: ArticleListView, key: Qt.Key) -> None:
    view.show_place(0)
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    view.keyPressEvent(event)
    assert not event.isAccepted()
    assert view.currentIndex().row() == 0


def test_nothing_is_wider_than_the_list(view: ArticleListView) -> None:
    model_of(view).set_order(ids_of([WIDE]))
    assert view.grab().width() == 320
    assert view.horizontalScrollBar().maximum() == 0


def test_every_row_is_equally_tall(view: ArticleListView) -> None:
    heights = {view.visualRect(view.model().index(place, 0)).height() for place in range(10)}
    assert len(heights) == 1


def test_what_is_looked_at_stays_where_it_is_when_others_come_above(view: ArticleListView) -> None:
    view.show_place(50)
    anchor = view.anchor()
    assert anchor is not None
    assert anchor[0] == 50
    model_of(view).set_order(ids_of([*range(200, 240), *ARTICLES]))
    view.hold(90, anchor[1])
    assert view.rowViewportPosition(90) == anchor[1]


def test_somebody_who_scrolled_away_looks_at_the_topmost_article(view: ArticleListView) -> None:
    view.show_place(0)
    view.scrollTo(view.model().index(60, 0), ArticleListView.ScrollHint.PositionAtTop)
    assert view.anchor() == (60, 0)


def test_list_of_a_hundred_thousand_asks_for_no_more_than_it_shows(view: ArticleListView) -> None:
    asked: list[int] = []
    shelf = model_of(view)._source
    row = shelf.row

    def note(article: int) -> Row | None:
        asked.append(article)
        return row(article % 100)

    shelf.row = note  # type: ignore[method-assign]  # to see what is asked for
    model_of(view).set_order(ids_of(range(100_000)))
    view.show_place(70_000)
    view.grab()
    assert set(asked) < set(range(69_980, 70_020)) | set(range(20))
