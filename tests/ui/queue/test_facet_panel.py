"""The panel narrows the filter by keyboard and by mouse, and shows how each value stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from curator.library import FacetCount, Facets
from curator.ui.look.theme import Theme
from curator.ui.queue.facet_model import LINE_HEIGHT
from curator.ui.queue.facet_panel import FacetPanel
from curator.ui.queue.facet_view import FacetView
from tests.ui.ear import Ear
from tests.ui.hands import child, press

FACETS = Facets(
    providers=(FacetCount("BBC", 5, 'provider="BBC"'), FacetCount("Sky", 2, 'provider="Sky"')),
    topics=(FacetCount("AI", 6, 'topic="AI"'), FacetCount("Vision", 1, 'topic="Vision"')),
    months=(FacetCount("2020-01", 7, "month:2020-01"),),
    states=(FacetCount("undecided", 7, "undecided"),),
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(320, 500)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def panel(window: QWidget, theme: Theme) -> FacetPanel:
    panel = FacetPanel(theme, window)
    QVBoxLayout(window).addWidget(panel)
    panel.show_facets(FACETS)
    panel.open_panel()
    return panel


@pytest.fixture
def chosen(panel: FacetPanel) -> Ear:
    """What the panel has made of the filter."""
    return Ear(panel.query_chosen)


def field(panel: FacetPanel) -> QLineEdit:
    return child(panel, QLineEdit, "facet_search")


def view(panel: FacetPanel) -> FacetView:
    return child(panel, FacetView, "facet_list")


def lines(panel: FacetPanel) -> list[str]:
    model = view(panel).model()
    return [str(model.index(place, 0).data()) for place in range(model.rowCount())]


def current(panel: FacetPanel) -> str:
    return str(view(panel).currentIndex().data())


def strokes(panel: FacetPanel, *keys: str) -> None:
    for key in keys:
        press(field(panel), key)


def test_it_opens_with_the_keyboard_on_the_first_value(panel: FacetPanel) -> None:
    assert field(panel).hasFocus()
    assert current(panel) == "undecided"
    assert field(panel).accessibleDescription() == "undecided, 7 articles"


def test_it_opens_at_its_top(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    panel = FacetPanel(theme, window)
    panel.show_facets(FACETS)
    panel.show_query("quality<60 face -draft since:7d")
    window.resize(320, 340)
    QVBoxLayout(window).addWidget(panel)
    panel.open_panel()
    qtbot.waitUntil(lambda: view(panel).height() > 7 * LINE_HEIGHT)
    assert (current(panel), view(panel).verticalScrollBar().value()) == ("undecided", 0)


def test_enter_narrows_and_enter_again_takes_it_back(panel: FacetPanel, chosen: Ear) -> None:
    panel.show_query("quality<60")
    strokes(panel, "Enter", "Enter")
    assert chosen.heard == ["quality<60 undecided", "quality<60"]


def test_typed_condition_is_taken_back_and_not_where_the_cursor_begins(
    panel: FacetPanel, chosen: Ear
) -> None:
    panel.show_query("quality<60 face")
    panel.open_panel()
    assert current(panel) == "undecided"
    strokes(panel, *"quality", "Enter")
    assert chosen.heard == ["face"]


def test_typing_finds_a_value_which_enter_chooses(panel: FacetPanel, chosen: Ear) -> None:
    strokes(panel, *"vis")
    assert lines(panel) == ["Topic", "Vision"]
    strokes(panel, "Enter")
    assert chosen.heard == ['topic="Vision"']
    assert (field(panel).text(), current(panel)) == ("", "Vision")


@pytest.mark.parametrize("key", ["-", "Shift+Enter"])
def test_value_is_left_out(panel: FacetPanel, chosen: Ear, key: str) -> None:
    strokes(panel, "Down", "Down", key)
    assert chosen.heard == ['-topic="AI"']


def test_dash_within_what_is_typed_is_a_letter(panel: FacetPanel, chosen: Ear) -> None:
    strokes(panel, *"2020-", "Enter")
    assert chosen.heard == ["month:2020-01"]


def test_other_provider_takes_the_place_of_the_first(panel: FacetPanel, chosen: Ear) -> None:
    panel.show_query('provider="BBC" face')
    strokes(panel, *"sky", "Enter")
    assert chosen.heard == ['provider="Sky" face']


def test_left_folds_the_group_and_right_unfolds_it(panel: FacetPanel) -> None:
    strokes(panel, "Down", "Down", "Left")
    assert (current(panel), "AI" in lines(panel)) == ("Topic", False)
    strokes(panel, "Right")
    assert "AI" in lines(panel)


def test_more_values_are_a_line_away(panel: FacetPanel) -> None:
    many = tuple(FacetCount(f"P{number}", 1, f'provider="P{number}"') for number in range(2_000))
    panel.show_facets(Facets(many, (), (), ()))
    strokes(panel, "Up", "Up")
    assert current(panel) == "1,994 more"
    strokes(panel, "Enter")
    assert len(lines(panel)) == 2_002


def test_click_narrows_without_taking_the_keyboard(panel: FacetPanel, window: QWidget, chosen: Ear) -> None:
    other = QLineEdit(window)
    other.show()
    other.setFocus()
    spot = view(panel).visualRect(view(panel).model().index(lines(panel).index("BBC"), 0)).center()
    QTest.mouseClick(view(panel).viewport(), Qt.MouseButton.LeftButton, pos=spot)
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(view(panel).viewport(), Qt.MouseButton.LeftButton, shift, spot)
    assert chosen.heard == ['provider="BBC"', '-provider="BBC"']
    assert other.hasFocus()
    assert not view(panel).selectionModel().hasSelection()


def test_counts_that_arrive_leave_the_cursor_where_it_is(panel: FacetPanel) -> None:
    strokes(panel, "Down", "Down", "Down")
    panel.show_facets(Facets(FACETS.providers, FACETS.topics[::-1], (), ()))
    assert current(panel) == "Vision"


def test_esc_clears_the_letters_then_closes(panel: FacetPanel) -> None:
    left = Ear(panel.left)
    strokes(panel, "a", "Esc")
    assert (field(panel).text(), panel.is_open) == ("", True)
    strokes(panel, "Esc")
    assert (panel.is_open, len(left.heard)) == (False, 1)


def test_tab_leaves_it_open(panel: FacetPanel) -> None:
    left = Ear(panel.left)
    QTest.keyClick(field(panel), Qt.Key.Key_Tab)
    assert (panel.is_open, len(left.heard)) == (True, 1)


def test_letters_nothing_has_say_so(panel: FacetPanel, chosen: Ear) -> None:
    strokes(panel, *"zzz", "Enter", "Down")
    assert child(panel, QLabel, "facet_nothing").isVisible()
    assert chosen.heard == []
