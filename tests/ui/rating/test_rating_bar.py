"""The bar holds the decision and the session in one line, however narrow the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from curator.ui.commands.commands import CommandId
from curator.ui.look.key_link import KeyLink
from curator.ui.look.theme import Theme
from curator.ui.rating.rating_bar import RatingBar
from tests.ui.ear import Ear


@pytest.fixture
def bar(window: QWidget, theme: Theme) -> RatingBar:
    bar = RatingBar(theme, window)
    bar.show()
    return bar


def test_parts_are_found_by_the_names_of_the_design(bar: RatingBar) -> None:
    for name in ("quality", "heat", "published", "progress", "save_state"):
        part = bar.findChild(QWidget, name)
        assert part is not None
        assert part.accessibleName()


@pytest.mark.parametrize("width", [1000, 1280, 2560])
def test_parts_lie_side_by_side(bar: RatingBar, width: int) -> None:
    bar.heat.set_heat(99_999, "outranked by " + "W" * 120)
    bar.published.set_published(None, "the rule says " + "W" * 120, departs=True)
    bar.status.show_progress(99_999, 100_000, "99,999 of 100,000 · 120 a minute · 1,000 min left")
    bar.resize(width, bar.sizeHint().height())
    bar.grab()
    assert bar.minimumSizeHint().width() <= 1000
    edges = []
    for part in (bar.quality, bar.heat, bar.published, bar.status):
        left = part.mapTo(bar, QPoint(0, 0)).x()
        edges += [left, left + part.width()]
    assert edges == sorted(edges)
    assert edges[-1] <= width


def test_undo_beside_the_last_decision_is_passed_on(bar: RatingBar) -> None:
    asked = Ear(bar.command_requested)
    link = bar.status.findChild(KeyLink)
    assert link is not None
    link.command_requested.emit(CommandId.UNDO)
    assert asked.heard == [CommandId.UNDO]
