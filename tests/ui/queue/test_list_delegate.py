"""A row says who, when and what was decided; colour never says it alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from curator.library import Row
from curator.library.decided import Departure
from curator.library.messages import ids_of
from curator.triage.decisions import Mark
from curator.ui.desk.departures import DepartedArticle
from curator.ui.look.theme import Theme, ThemeChoice
from curator.ui.queue.list_delegate import ArticleDelegate, edge_color, subline
from curator.ui.queue.list_model import ArticleListModel, ListEntry

PATH = Path("/news/bees.md")
ROW = Row(PATH, "Bees dance in the dark", "Hive Weekly", quality=72, heat=82, published=True)


class Shelf:
    """One article in one state."""

    def __init__(self, row: Row = ROW, mark: Mark | None = None) -> None:
        self.shown = row
        self.mark = mark
        self.is_in_batch = False

    def row(self, article: int) -> Row | None:
        return self.shown

    def want_rows(self, articles: Iterable[int]) -> None:
        raise AssertionError("the row is here")

    def mark_of(self, article: int) -> Mark | None:
        return self.mark

    def is_marked(self, article: int) -> bool:
        return self.is_in_batch

    def is_questioned(self, article: int) -> bool:
        return False

    def departed(self, article: int) -> DepartedArticle | None:
        return None

    def is_failed(self, article: int) -> bool:
        return False


def entry(
    mark: Mark | None = None,
    *,
    published: bool | None = True,
    is_marked: bool = False,
    is_failed: bool = False,
    problem: str = "",
    is_editable: bool = True,
) -> ListEntry:
    row = Row(
        PATH, "Bees", "Hive", "hive.example", published=published, problem=problem, is_editable=is_editable
    )
    return ListEntry(row, mark, 3, is_marked, is_failed, "3 d")


UNDONE: dict[str, Any] = {"departure": Departure.UNDONE, "departure_words": "undone: heat 1 → 2"}
SWAPPED: dict[str, Any] = {"departure": Departure.SWAPPED, "departure_words": "the source changed"}
"""What `replace` takes; hence Any."""


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (entry(), "Hive · 3 d · story of 3"),
        (entry(Mark.DECIDED), "published · Hive · 3 d · story of 3"),
        (entry(Mark.REVIEWED, published=False), "not published · Hive · 3 d · story of 3"),
        (entry(Mark.LATER), "later · Hive · 3 d · story of 3"),
        (entry(is_marked=True), "✓ marked · Hive · 3 d · story of 3"),
        (entry(is_failed=True), "not saved yet"),
        (replace(entry(is_failed=True), is_questioned=True), "mine or theirs?"),
        (entry(problem="line 3: odd", is_editable=False), "line 3: odd"),
        (entry(problem="line 3: odd"), "Hive · 3 d · story of 3"),
        (replace(entry(Mark.DECIDED), **UNDONE), "undone: heat 1 → 2 · Hive · 3 d"),
        (replace(entry(is_marked=True), **UNDONE), "✓ marked · undone: heat 1 → 2 · Hive · 3 d"),
        (replace(entry(Mark.DECIDED, is_failed=True), **UNDONE), "not saved yet"),
        (replace(entry(is_failed=True), **SWAPPED), "the source changed · Hive · 3 d"),
    ],
)
def test_line_under_the_title_says_the_state_in_words(shown: ListEntry, words: str) -> None:
    assert subline(shown)[0] == words


@pytest.mark.parametrize(
    ("shown", "color"),
    [
        (entry(), ""),
        (entry(Mark.DECIDED), "published"),
        (entry(Mark.DECIDED, published=False), "unpublished"),
        (entry(Mark.LATER), "later"),
        (entry(Mark.DECIDED, is_failed=True), "problem"),
        (entry(problem="line 3: odd"), "problem"),
        (replace(entry(Mark.DECIDED), **UNDONE), "problem"),
        (replace(entry(), **SWAPPED), "later"),
    ],
)
def test_edge_has_a_colour_for_every_state(shown: ListEntry, color: str) -> None:
    assert edge_color(shown) == color


def painted(theme: Theme, shelf: Shelf, *, is_selected: bool = False, width: int = 320) -> QImage:
    """One row as it is painted, on a transparent ground twice as wide."""
    delegate = ArticleDelegate(theme)
    model = ArticleListModel(shelf)
    model.set_order(ids_of([ROW.id]))
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, delegate.sizeHint(option, model.index(0)).height())
    option.state = QStyle.StateFlag.State_Selected if is_selected else QStyle.StateFlag.State_None
    image = QImage(2 * width, option.rect.height(), QImage.Format.Format_ARGB32)
    image.fill(0)
    with QPainter(image) as painter:
        delegate.paint(painter, option, model.index(0))
    return image


def test_every_state_looks_different(qtbot: QtBot, theme: Theme) -> None:
    marked = Shelf()
    marked.is_in_batch = True
    looks = [
        painted(theme, Shelf()),
        painted(theme, Shelf(mark=Mark.DECIDED)),
        painted(theme, Shelf(mark=Mark.LATER)),
        painted(theme, marked),
        painted(theme, Shelf(), is_selected=True),
    ]
    assert all(one != other for place, one in enumerate(looks) for other in looks[:place])


def test_marked_row_has_its_own_ground(qtbot: QtBot, theme: Theme) -> None:
    shelf = Shelf()
    shelf.is_in_batch = True
    assert painted(theme, shelf).pixelColor(319, 5) == theme.colors.color("marked")
    assert painted(theme, shelf, is_selected=True).pixelColor(319, 5) == theme.colors.color("current")


def test_both_themes_paint_their_own_colours(qtbot: QtBot, theme: Theme) -> None:
    light = painted(theme, Shelf(), is_selected=True)
    theme.choose(ThemeChoice.DARK)
    assert painted(theme, Shelf(), is_selected=True) != light


@pytest.mark.parametrize("title", ["W" * 500, "two words " * 60, "\N{WAVE DASH}\N{GRINNING FACE}" * 250, ""])
def test_nothing_is_painted_beside_the_row(qtbot: QtBot, theme: Theme, title: str) -> None:
    row = Row(PATH, title, title, quality=99_999, heat=-99_999)
    image = painted(theme, Shelf(row, Mark.DECIDED), is_selected=True)
    beside = image.copy(320, 0, 320, image.height())
    empty = QImage(beside.size(), beside.format())
    empty.fill(0)
    assert beside == empty


def test_article_that_has_left_paints_nothing(qtbot: QtBot, theme: Theme) -> None:
    image = QImage(320, 60, QImage.Format.Format_ARGB32)
    image.fill(0)
    before = image.copy()
    with QPainter(image) as painter:
        ArticleDelegate(theme).paint(painter, QStyleOptionViewItem(), QModelIndex())
    assert image == before
