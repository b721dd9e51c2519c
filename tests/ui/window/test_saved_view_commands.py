"""Saved views in the real window: saved, named above the list, opened from chooser and palette."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from curator.library import Sort
from curator.library.views import View
from curator.library.views_file import VIEWS_NAME, change_views, load_views
from tests.ui.ear import Ear
from tests.ui.hands import Hands, child

TIDE = View("High tide", "tide", Sort.TITLE)


@pytest.fixture
def shared_folder(folder: Path) -> Path:
    """The folder with a view somebody else has saved."""
    change_views(folder / VIEWS_NAME, lambda document: document.with_view(TIDE))
    return folder


@pytest.fixture
def shared_hands(hands: Hands, shared_folder: Path) -> Hands:
    hands.open(shared_folder)
    return hands


def narrow(hands: Hands, query: str) -> None:
    hands.press("/")
    hands.type(query)
    hands.press("Enter")
    hands.until(lambda: hands.curator.workbench.desk.query.text == query)


def name_above(hands: Hands) -> str:
    return child(hands.window, QPushButton, "link_views").text()


def test_view_is_saved_into_the_folder_and_named_above_the_list(desk_hands: Hands, folder: Path) -> None:
    narrow(desk_hands, "moss")
    desk_hands.press("O", "Q", "Shift+W")
    desk_hands.type("walls")
    desk_hands.press("Enter")
    desk_hands.until(lambda: name_above(desk_hands) == "walls")
    assert load_views(folder / VIEWS_NAME).views == (View("walls", "moss", Sort.QUALITY),)
    assert desk_hands.notice() == "View “walls” saved in .curator-views.json"
    assert desk_hands.window.area.queue.view.hasFocus()


def test_view_brings_filter_and_order_and_is_left_by_esc(shared_hands: Hands) -> None:
    shared_hands.press("W", "Enter")
    shared_hands.until(lambda: shared_hands.listed == ["tide.md"])
    assert shared_hands.window.top.search.text() == "tide"
    assert (shared_hands.curator.workbench.desk.sort, name_above(shared_hands)) == (Sort.TITLE, "High tide")
    shared_hands.press("Esc")
    shared_hands.until(lambda: len(shared_hands.listed) == 5)
    assert name_above(shared_hands) == "views"


def test_palette_opens_a_view(shared_hands: Hands) -> None:
    shared_hands.press("Ctrl+K")
    shared_hands.type("high tide")
    shared_hands.press("Enter")
    shared_hands.until(lambda: shared_hands.listed == ["tide.md"])


def test_view_added_by_somebody_else_is_there_when_the_chooser_opens(
    shared_hands: Hands, shared_folder: Path
) -> None:
    change_views(shared_folder / VIEWS_NAME, lambda document: document.with_view(View("Autumn", "moss")))
    shared_hands.press("W")
    shared_hands.until(lambda: len(shared_hands.curator.saved_views.views.views) == 2)
    shared_hands.type("autumn")
    shared_hands.press("Enter")
    shared_hands.until(lambda: shared_hands.listed == ["moss.md"])


def test_view_added_by_somebody_else_is_there_when_the_palette_opens(
    shared_hands: Hands, shared_folder: Path
) -> None:
    change_views(shared_folder / VIEWS_NAME, lambda document: document.with_view(View("Autumn", "moss")))
    shared_hands.press("Ctrl+K")
    shared_hands.until(lambda: len(shared_hands.curator.saved_views.views.views) == 2)


def test_view_is_renamed_and_deleted_from_the_chooser(shared_hands: Hands, shared_folder: Path) -> None:
    shared_hands.press("W", "F2")
    shared_hands.type("ebb")
    shared_hands.press("Enter")
    shared_hands.until(lambda: [v.name for v in load_views(shared_folder / VIEWS_NAME).views] == ["ebb"])
    shared_hands.until(lambda: shared_hands.curator.saved_views.views.view("ebb") is not None)
    shared_hands.press("Delete", "Enter")
    shared_hands.until(lambda: load_views(shared_folder / VIEWS_NAME).views == ())


def test_view_with_a_filter_nobody_understands_says_so(shared_hands: Hands, shared_folder: Path) -> None:
    change_views(shared_folder / VIEWS_NAME, lambda document: document.with_view(View("A", "colour:red")))
    shared_hands.press("W")
    shared_hands.until(lambda: len(shared_hands.curator.saved_views.views.views) == 2)
    shared_hands.press("Enter")
    assert shared_hands.notice() == "The view “A” cannot be opened: there is no field “colour”."
    assert len(shared_hands.listed) == 5


def test_broken_file_is_told_when_the_folder_opens(hands: Hands, folder: Path) -> None:
    (folder / VIEWS_NAME).write_bytes(b'{"views": [')
    hands.open(folder)
    hands.until(lambda: hands.notice().startswith("The saved views in .curator-views.json cannot be read"))
    failed = Ear(hands.curator.saved_views.views.failed)
    hands.press("Shift+W")
    hands.type("walls")
    hands.press("Enter")
    hands.until(lambda: len(failed.heard) == 1)
    assert (folder / VIEWS_NAME).read_bytes() == b'{"views": ['


def test_without_a_folder_there_is_nothing_to_save_for(hands: Hands) -> None:
    hands.press("Shift+W", "W")
    assert hands.notice() == "Open a folder first: views belong to a folder"
    assert not hands.window.overlays.views.is_open
