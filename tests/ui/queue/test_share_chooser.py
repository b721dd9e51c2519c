"""A share is chosen by its figure, by arrows or by a click; left and right say how many editors there are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QWidget
from pytestqt.qtbot import QtBot

from curator.library.share import Share
from curator.ui.look.theme import Theme
from curator.ui.queue.share_chooser import ShareChooser
from tests.ui.ear import Ear
from tests.ui.hands import child, press


@pytest.fixture
def chooser(qtbot: QtBot, theme: Theme) -> ShareChooser:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    chooser = ShareChooser(theme, window)
    window.show()
    chooser.show_share(Share(2, 3))
    chooser.open_over()
    return chooser


def spoken(chooser: ShareChooser) -> list[str]:
    model = child(chooser, QListView, "share_list").model()
    places = range(model.rowCount())
    return [str(model.index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for place in places]


@pytest.mark.parametrize(
    ("strokes", "share"),
    [
        (("1",), Share(1, 3)),
        (("Enter",), Share(2, 3)),
        (("Down", "Enter"), Share(3, 3)),
        (("K", "Enter"), Share(1, 3)),
        (("0",), None),
        (("Down", "Down", "Enter"), None),
        (("Right", "4"), Share(4, 4)),
        (("Left", "Enter"), Share(2, 2)),
        (("Left", "Left", "1"), Share(1, 2)),
        (("Down", "Left", "Enter"), Share(2, 2)),
        (("Down", "Down", "Right", "Enter"), None),
        (("+",) * 9 + ("9",), Share(9, 9)),
    ],
)
def test_keys_choose_a_share(chooser: ShareChooser, strokes: tuple[str, ...], share: Share | None) -> None:
    chosen = Ear(chooser.share_chosen)
    for stroke in strokes:
        press(chooser, stroke)
    assert chosen.heard == [share]
    assert not chooser.is_open


def test_figure_beyond_the_shares_chooses_nothing(chooser: ShareChooser) -> None:
    chosen = Ear(chooser.share_chosen)
    press(chooser, "4")
    assert (chooser.is_open, chosen.heard) == (True, [])


def test_esc_leaves_the_share(chooser: ShareChooser) -> None:
    chosen = Ear(chooser.share_chosen)
    press(chooser, "Esc")
    assert (chooser.is_open, chosen.heard) == (False, [])


def test_every_share_is_offered_and_the_one_in_force_is_marked(chooser: ShareChooser) -> None:
    assert spoken(chooser) == [
        "1 of 3, key 1",
        "2 of 3, now, key 2",
        "3 of 3, key 3",
        "The Whole Queue, key 0",
    ]
    assert child(chooser, QListView, "share_list").currentIndex().data() == "2 of 3"
    assert child(chooser, QLabel, "share_title").text() == "SHARED AMONG 3 EDITORS, YOURS IS"


def test_number_of_editors_is_remembered_when_the_whole_queue_is_in_force(chooser: ShareChooser) -> None:
    chooser.show_share(None)
    assert [words for words in spoken(chooser) if "now" in words] == ["The Whole Queue, now, key 0"]
    assert len(spoken(chooser)) == 4


def test_share_among_more_editors_than_there_are_figures_is_left_to_the_filter(chooser: ShareChooser) -> None:
    chooser.show_share(Share(11, 12))
    assert len(spoken(chooser)) == 10
    assert child(chooser, QListView, "share_list").currentIndex().data() == "9 of 9"


def test_click_chooses(chooser: ShareChooser) -> None:
    chosen, view = Ear(chooser.share_chosen), child(chooser, QListView, "share_list")
    spot = view.visualRect(view.model().index(2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen.heard == [Share(3, 3)]
