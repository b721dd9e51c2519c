"""Opening, closing, the sample, and what is remembered of a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMenu

from curator.library.places import Places
from curator.ui.pages.recent_card import RecentCard
from curator.ui.pages.welcome import WelcomePage
from curator.ui.settings import RecentFolder
from tests.ui.ear import Ear
from tests.ui.hands import Hands, child
from tests.ui.newsroom import article, write_folder


def recents(hands: Hands) -> tuple[RecentFolder, ...]:
    return hands.curator.folders.settings(hands.curator.theme).recent_folders


def offered(hands: Hands) -> list[str]:
    return [action.text() for action in child(hands.window, QMenu, "menu_recent").actions()]


def answer(monkeypatch: pytest.MonkeyPatch, folder: str, files: list[str]) -> None:
    """The desktop's own dialogs cannot be driven: this is what the person picks in them."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: folder)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (files, ""))


def test_chosen_folder_is_opened(hands: Hands, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, str(folder), [])
    hands.press("Ctrl+O")
    hands.until_on_screen("bees.md")


def test_chosen_files_are_opened(hands: Hands, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "", [str(folder / "moss.md"), str(folder / "tide.md")])
    hands.press("Ctrl+Shift+O")
    hands.until_on_screen("tide.md")
    assert hands.listed == ["tide.md", "moss.md"]


@pytest.mark.parametrize("stroke", ["Ctrl+O", "Ctrl+Shift+O"])
def test_nothing_chosen_changes_nothing(
    desk_hands: Hands, monkeypatch: pytest.MonkeyPatch, stroke: str
) -> None:
    answer(monkeypatch, "", [])
    opened = Ear(desk_hands.curator.workbench.sources_opened)
    desk_hands.press(stroke)
    assert opened.heard == []


def test_sample_is_copied_once_and_the_copy_is_opened(hands: Hands, places: Places) -> None:
    button = child(hands.window, QAbstractButton, "welcome_sample")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    hands.until(lambda: bool(hands.on_screen))
    assert hands.curator.workbench.sources == (places.data / "sample",)
    hands.decide("8")
    hands.until_saved()
    decided = {path: path.read_bytes() for path in (places.data / "sample").rglob("*.md")}
    hands.press("Ctrl+W")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    hands.until(lambda: bool(hands.on_screen))
    assert {path: path.read_bytes() for path in (places.data / "sample").rglob("*.md")} == decided


def test_sample_that_cannot_be_copied_is_a_problem_and_leaves_nothing(hands: Hands, places: Places) -> None:
    places.data.mkdir(parents=True, exist_ok=True)
    hands.curator.folders._sample_copy = places.config / "settings.json" / "sample"
    hands.curator.folders._open_sample()
    hands.until(lambda: hands.notice() == "The sample folder could not be copied: Not a directory")
    assert child(hands.window, WelcomePage, "welcome_page").isVisible()
    assert hands.window.notices.isVisible()


def test_half_a_copy_of_the_sample_is_not_taken_for_it(hands: Hands, places: Places) -> None:
    (places.data / "sample.part" / "_news").mkdir(parents=True)
    hands.curator.folders._open_sample()
    hands.until(lambda: bool(hands.on_screen))
    assert len(hands.listed) > 5
    assert not (places.data / "sample.part").exists()


def test_closed_folder_leads_back_to_the_first_page(desk_hands: Hands) -> None:
    desk_hands.press("Ctrl+W")
    assert child(desk_hands.window, WelcomePage, "welcome_page").isVisible()
    assert desk_hands.curator.workbench.sources == ()


def test_opened_folders_are_offered_the_newest_first(hands: Hands, folder: Path, tmp_path: Path) -> None:
    hands.open(folder)
    hands.open(write_folder(tmp_path / "second"))
    assert offered(hands) == ["second", "news"]
    hands.open(folder)
    assert offered(hands) == ["news", "second"]


def test_place_in_a_folder_is_remembered(desk_hands: Hands, folder: Path) -> None:
    desk_hands.decide("8")
    (remembered,) = recents(desk_hands)
    assert remembered.paths == (folder,)
    assert (remembered.articles, remembered.undecided) == (5, 4)
    assert remembered.position_text == "you were at 1 of 5"


def test_place_is_remembered_when_another_folder_is_opened(desk_hands: Hands, tmp_path: Path) -> None:
    desk_hands.decide("8")
    desk_hands.open(write_folder(tmp_path / "second"))
    assert [recent.position_text for recent in recents(desk_hands)] == ["", "you were at 1 of 5"]


def test_recent_folder_opens_from_menu_and_card(desk_hands: Hands) -> None:
    desk_hands.press("Ctrl+W")
    card = desk_hands.window.findChild(RecentCard)
    assert card is not None
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    desk_hands.until_on_screen("bees.md")
    desk_hands.press("Ctrl+W")
    child(desk_hands.window, QMenu, "menu_recent").actions()[0].trigger()
    desk_hands.until_on_screen("bees.md")


def test_recent_folder_that_is_gone_says_so(hands: Hands, tmp_path: Path) -> None:
    (tmp_path / "brief").mkdir()
    (tmp_path / "brief" / "a.md").write_bytes(article("A", 1))
    hands.open(tmp_path / "brief")
    hands.press("Ctrl+W")
    (tmp_path / "brief" / "a.md").unlink()
    (tmp_path / "brief").rmdir()
    hands.curator.folders._show_recents()
    hands.until(lambda: any("not found" in name for name in card_names(hands)))


def card_names(hands: Hands) -> list[str]:
    return [card.accessibleName() for card in hands.window.findChildren(RecentCard)]


def test_opening_nothing_does_nothing(hands: Hands) -> None:
    opened = Ear(hands.curator.workbench.sources_opened)
    hands.curator.folders.open(())
    assert (opened.heard, offered(hands)) == ([], [])


def test_reading_again_keeps_the_decisions(desk_hands: Hands) -> None:
    desk_hands.decide("8")
    desk_hands.press("F5")
    desk_hands.until_on_screen("wasps.md")
    assert desk_hands.text("progress_text").startswith("1 of 5")


def test_quitting_finishes_pending_saves(desk_hands: Hands, folder: Path) -> None:
    for _ in range(4):
        desk_hands.decide("8")
    desk_hands.press("Ctrl+Q")
    desk_hands.until(desk_hands.window.isHidden)
    saved = [(folder / name).read_bytes() for name in ("bees.md", "wasps.md", "tide.md", "moss.md")]
    assert all(b"quality: 80" in text for text in saved)
