"""One field opens, names, renames and deletes views; Esc always leads one step back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from curator.ui.commands.entries import ViewEntry
from curator.ui.look.key_hints import KeyHints
from curator.ui.look.short_text import ShortText
from curator.ui.look.theme import Theme
from curator.ui.views.view_chooser import ViewChooser
from tests.ui.ear import Ear
from tests.ui.hands import child, press

VIEWS = [ViewEntry(name, name, "newest first · all articles") for name in ("Big stories", "Front page")]


@pytest.fixture
def chooser(qtbot: QtBot, theme: Theme) -> ViewChooser:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    chooser = ViewChooser(theme, window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    chooser.set_views(VIEWS)
    chooser.open_to_choose()
    return chooser


def field(chooser: ViewChooser) -> QLineEdit:
    return child(chooser, QLineEdit, "view_input")


def strokes(chooser: ViewChooser, *keys: str) -> None:
    for key in keys:
        press(field(chooser), key)


def found(chooser: ViewChooser) -> list[str]:
    view = child(chooser, QListView, "view_list")
    return [str(view.model().index(at, 0).data()) for at in range(view.model().rowCount())]


def said(chooser: ViewChooser) -> str:
    return child(chooser, ShortText, "view_words").text()


def hints(chooser: ViewChooser) -> str:
    return child(chooser, KeyHints, "view_hints").accessibleName()


def test_letters_and_enter_open_a_view(chooser: ViewChooser) -> None:
    chosen = Ear(chooser.view_chosen)
    strokes(chooser, *"front")
    assert found(chooser) == ["Front page"]
    strokes(chooser, "Enter")
    assert (chosen.heard, chooser.is_open) == (["Front page"], False)


def test_arrows_and_clicks_open_views(chooser: ViewChooser) -> None:
    chosen = Ear(chooser.view_chosen)
    strokes(chooser, "Down", "Enter")
    chooser.open_to_choose()
    view = child(chooser, QListView, "view_list")
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(0, 0)).center()
    )
    assert chosen.heard == ["Front page", "Big stories"]


def test_name_is_asked_for_and_says_whose_place_it_takes(chooser: ViewChooser) -> None:
    saved = Ear(chooser.save_requested)
    chooser.dismiss()
    chooser.open_to_save("Front page", "undecided")
    assert said(chooser) == "undecided. Takes the place of “Front page”."
    strokes(chooser, *"evening", "Enter")
    assert (saved.heard, chooser.is_open) == (["evening"], False)


def test_view_without_a_name_is_not_saved(chooser: ViewChooser) -> None:
    saved = Ear(chooser.save_requested)
    chooser.open_to_save("", "undecided")
    strokes(chooser, "Space", "Enter")
    assert (saved.heard, chooser.is_open) == ([], True)


def test_f2_renames_and_the_chooser_stays(chooser: ViewChooser) -> None:
    renamed = Ear(chooser.rename_requested)
    strokes(chooser, "Down", "F2")
    assert field(chooser).text() == "Front page"
    strokes(chooser, *"home", "Enter")
    assert (renamed.heard, chooser.is_open) == ([("Front page", "home")], True)


def test_name_of_another_view_is_refused_while_it_is_typed(chooser: ViewChooser) -> None:
    renamed = Ear(chooser.rename_requested)
    strokes(chooser, "Down", "F2", *"big stories", "Enter")
    assert said(chooser) == "There is already a view called “Big stories”."
    strokes(chooser, "Esc")
    assert (renamed.heard, chooser.is_open, hints(chooser)[:11]) == ([], True, "Enter: open")


def test_delete_asks_before_it_deletes(chooser: ViewChooser) -> None:
    deleted = Ear(chooser.delete_requested)
    strokes(chooser, "Delete")
    assert said(chooser) == "Delete “Big stories” for everybody who shares this folder?"
    assert field(chooser).accessibleDescription() == said(chooser)
    strokes(chooser, "x", "Esc")
    assert (deleted.heard, chooser.is_open) == ([], True)
    strokes(chooser, "Delete", "Enter")
    assert deleted.heard == ["Big stories"]


def test_delete_within_what_is_typed_is_for_the_letters(chooser: ViewChooser) -> None:
    strokes(chooser, *"bg", "Left", "Delete")
    assert (field(chooser).text(), hints(chooser)[:11]) == ("b", "Enter: open")


def test_folder_without_views_says_so_and_nothing_can_be_done_to_them(chooser: ViewChooser) -> None:
    chosen = Ear(chooser.view_chosen)
    chooser.set_views([], "1 entry is not understood.")
    assert said(chooser) == "There is no saved view in this folder yet. 1 entry is not understood."
    strokes(chooser, "Enter", "F2", "Delete")
    assert (chosen.heard, hints(chooser)[:11]) == ([], "Enter: open")


def test_esc_closes(chooser: ViewChooser) -> None:
    strokes(chooser, "Esc")
    assert not chooser.is_open
