"""Chips fill a line and go on in the next; what is hidden takes no room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.ui.look.flow_layout import FlowLayout

GAP = 5
SIZE = QSize(50, 20)


class Chip(QWidget):
    """A widget of one size."""

    def sizeHint(self) -> QSize:
        return SIZE

    def minimumSizeHint(self) -> QSize:
        return SIZE


@pytest.fixture
def pane(qtbot: QtBot) -> QWidget:
    pane = QWidget()
    qtbot.addWidget(pane)
    layout = FlowLayout(pane, GAP)
    layout.setContentsMargins(10, 4, 10, 4)
    for _ in range(4):
        layout.addWidget(Chip(pane))
    pane.resize(400, 100)
    pane.show()
    return pane


def layout_of(pane: QWidget) -> FlowLayout:
    layout = pane.layout()
    assert isinstance(layout, FlowLayout)
    return layout


def places(pane: QWidget) -> list[tuple[int, int]]:
    return [(chip.x(), chip.y()) for chip in pane.findChildren(Chip) if not chip.isHidden()]


def test_what_fits_is_one_line(pane: QWidget) -> None:
    assert places(pane) == [(10, 4), (65, 4), (120, 4), (175, 4)]


def test_what_does_not_fit_goes_on_below(pane: QWidget) -> None:
    pane.setFixedWidth(2 * 50 + GAP + 20)
    layout_of(pane).activate()
    assert places(pane) == [(10, 4), (65, 4), (10, 29), (65, 29)]


def test_hidden_chip_takes_no_room(pane: QWidget) -> None:
    pane.findChildren(Chip)[1].hide()
    layout_of(pane).activate()
    assert places(pane) == [(10, 4), (65, 4), (120, 4)]


@pytest.mark.parametrize(("width", "height"), [(400, 28), (125, 53), (70, 103), (1, 103)])
def test_narrower_is_taller(pane: QWidget, width: int, height: int) -> None:
    assert layout_of(pane).heightForWidth(width) == height


def test_smallest_size_holds_the_widest_chip(pane: QWidget) -> None:
    layout = layout_of(pane)
    assert layout.minimumSize() == layout.sizeHint() == QSize(70, 28)
    assert layout.expandingDirections() == Qt.Orientation(0)


def test_items_can_be_asked_for_and_taken_away(pane: QWidget) -> None:
    layout = layout_of(pane)
    assert layout.count() == 4
    assert layout.itemAt(4) is None
    assert layout.itemAt(-1) is None
    taken = layout.takeAt(0)
    assert taken is not None
    assert (layout.count(), layout.takeAt(9)) == (3, None)


def test_trial_moves_nothing(pane: QWidget) -> None:
    before = places(pane)
    layout_of(pane).heightForWidth(70)
    assert places(pane) == before


def test_empty_layout_is_only_its_margins(qtbot: QtBot) -> None:
    pane = QWidget()
    qtbot.addWidget(pane)
    layout = FlowLayout(pane, GAP)
    layout.setContentsMargins(1, 2, 3, 4)
    layout.setGeometry(QRect(0, 0, 100, 100))
    assert layout.heightForWidth(100) == 6
