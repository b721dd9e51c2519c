"""Three panes: where they lie, what hides them, and what stands in the middle."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QSplitter, QWidget
from pytestqt.qtbot import QtBot

from curator.articles import Related
from curator.library import Row
from curator.triage.decisions import Mark
from curator.ui.desk.departures import DepartedArticle
from curator.ui.look.theme import Theme
from curator.ui.pages.state import State
from curator.ui.story.related_model import RelatedCard
from curator.ui.window.work_area import NARROW, WorkArea
from tests.ui.ear import Ear
from tests.ui.hands import child

PAGE = State("Nothing matches", "The filter says: nothing.")


class Shelf:
    """A list without articles."""

    def row(self, article: int) -> Row | None:
        return None

    def want_rows(self, articles: Iterable[int]) -> None:
        raise AssertionError("there is nothing to want")

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
def area(qtbot: QtBot, theme: Theme) -> WorkArea:
    area = WorkArea(theme, Shelf())
    qtbot.addWidget(area)
    area.resize(1400, 700)
    area.show()
    area.story.show_story([RelatedCard(Related("Wasps"), False, False, None, None, None)], 2)
    return area


def left(area: WorkArea, pane: QWidget) -> int:
    return pane.mapTo(area, QPoint(0, 0)).x()


def top(area: WorkArea, pane: QWidget) -> int:
    return pane.mapTo(area, QPoint(0, 0)).y()


def test_wide_window_has_three_columns(area: WorkArea) -> None:
    edges = [left(area, pane) for pane in (area.queue, area.article, area.story)]
    assert edges == sorted(set(edges))
    assert top(area, area.story) == top(area, area.queue) == 0


@pytest.mark.parametrize(("width", "is_below"), [(NARROW - 1, True), (NARROW, False)])
def test_story_lies_below_in_a_narrow_window(area: WorkArea, width: int, is_below: bool) -> None:
    area.resize(width, 700)
    area.grab()
    assert (top(area, area.story) > top(area, area.article)) is is_below
    assert area.story.property("role") == ("below" if is_below else "right")


def test_widened_window_has_its_columns_again(area: WorkArea) -> None:
    area.resize(800, 700)
    area.resize(1400, 700)
    area.grab()
    assert left(area, area.story) > left(area, area.article)
    assert len(area.sizes()) == 3


def test_empty_story_takes_no_room_below_the_article(area: WorkArea) -> None:
    area.resize(800, 700)
    area.show_story_empty(is_empty=True)
    assert not area.story.isVisible()
    area.show_story_empty(is_empty=False)
    assert area.story.isVisible()


@pytest.mark.parametrize(("list_shown", "story_shown"), [(False, True), (True, False), (False, False)])
def test_panes_can_be_hidden(area: WorkArea, list_shown: bool, story_shown: bool) -> None:
    area.show_panes(list_shown=list_shown, story_shown=story_shown)
    assert (area.queue.isVisible(), area.story.isVisible()) == (list_shown, story_shown)
    assert (area.is_list_shown, area.is_story_shown) == (list_shown, story_shown)


def test_page_takes_the_place_of_the_article_and_covers_it(area: WorkArea) -> None:
    covered, shown = Ear(area.article_covered), Ear(area.article_shown)
    area.show_page(PAGE)
    middle = [area.is_article_shown]
    assert area.queue.isVisible()
    area.show_article()
    middle.append(area.is_article_shown)
    assert (len(covered.heard), shown.heard, middle) == (1, [False, True], [False, True])


def test_page_alone_hides_the_panes_and_brings_them_back(area: WorkArea) -> None:
    alone = Ear(area.alone_changed)
    area.show_panes(list_shown=True, story_shown=False)
    area.show_page(PAGE, is_alone=True)
    assert not area.queue.isVisible()
    area.show_article()
    assert (area.queue.isVisible(), area.story.isVisible()) == (True, False)
    assert alone.heard == [True, False]


def widths(area: WorkArea) -> tuple[int, int]:
    area.grab()
    return area.queue.width(), area.story.width()


def test_widths_are_kept_and_nonsense_is_ignored(area: WorkArea) -> None:
    area.set_sizes((400, 600, 380))
    assert widths(area) == (400, 380)
    for nonsense in ((), (1, 2), (1, 2, 3, 4)):
        area.set_sizes(nonsense)
        assert area.sizes() == (400, 600, 380)
    area.resize(1600, 700)
    assert widths(area) == (400, 380)


def test_widths_come_back_after_a_narrow_window(area: WorkArea) -> None:
    area.set_sizes((400, 600, 380))
    area.resize(800, 700)
    assert area.sizes() == (400, 600, 380)
    area.resize(1400, 700)
    assert widths(area) == (400, 380)


def test_dragged_column_is_kept(area: WorkArea) -> None:
    splitter = child(area, QSplitter, "splitter")
    splitter.moveSplitter(350, 1)
    assert area.sizes()[0] == 350


def test_window_that_never_showed_its_columns_keeps_their_widths(qtbot: QtBot, theme: Theme) -> None:
    area = WorkArea(theme, Shelf())
    qtbot.addWidget(area)
    area.set_sizes((400, 600, 380))
    area.resize(90, 90)
    assert area.sizes() == (400, 600, 380)


def test_no_pane_can_be_dragged_away(area: WorkArea) -> None:
    area.set_sizes((0, 1400, 0))
    area.grab()
    assert area.queue.width() >= 220
    assert area.story.width() >= 220
