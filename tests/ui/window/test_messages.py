"""What the window says: pages in place of an article, problems that stay, and how saving stands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from curator.errors import SaveFailed
from curator.ui.commands.commands import CommandId
from tests.ui.ear import Ear
from tests.ui.hands import Hands, child, on_disk
from tests.ui.newsroom import article


def headline(hands: Hands) -> str:
    """What the page in place of the article says, "" while the article is shown."""
    page = hands.window.findChild(QLabel, "state_headline")
    return page.text() if page is not None and page.isVisible() else ""


def decide_all(hands: Hands) -> None:
    for _ in range(len(hands.listed)):
        hands.decide("E")


def open_source(hands: Hands, *paths: Path) -> None:
    """Open something there is no article in."""
    hands.curator.folders.open(paths)
    hands.until(lambda: bool(headline(hands)))


def test_folder_and_number_of_articles_are_at_the_top(desk_hands: Hands) -> None:
    assert (desk_hands.text("folder_name"), desk_hands.text("folder_state")) == ("news", "5 articles")


def test_empty_folder_stands_alone_with_what_can_be_done(hands: Hands, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    open_source(hands, tmp_path / "empty")
    assert headline(hands) == "No articles in “empty”"
    for name in ("queue_pane", "story_pane", "rating_bar"):
        assert not child(hands.window, QWidget, name).isVisible(), name


def test_missing_folder_says_so(hands: Hands, tmp_path: Path) -> None:
    open_source(hands, tmp_path / "gone")
    assert headline(hands) == "“gone” cannot be opened"
    assert str(tmp_path / "gone") in hands.text("state_sentence")


def test_missing_folder_beside_another_is_a_problem(hands: Hands, folder: Path, tmp_path: Path) -> None:
    hands.open(folder, tmp_path / "gone")
    assert hands.notice().startswith(f"{tmp_path / 'gone'} was left out: ")
    assert headline(hands) == ""


def test_file_that_appears_in_an_empty_folder_is_shown(hands: Hands, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    open_source(hands, tmp_path / "empty")
    (tmp_path / "empty" / "first.md").write_bytes(article("First", 1))
    hands.curator.workbench.librarian.look()
    hands.until_on_screen("first.md")
    assert child(hands.window, QWidget, "queue_pane").isVisible()
    assert child(hands.window, QWidget, "rating_bar").isVisible()


def test_folder_whose_articles_all_leave_says_so(hands: Hands, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "only.md").write_bytes(article("Only", 1))
    hands.open(tmp_path / "one")
    (tmp_path / "one" / "only.md").unlink()
    hands.curator.workbench.librarian.look()
    hands.until(lambda: headline(hands) == "“one” is empty now")
    assert hands.on_screen == ""


def test_end_is_said_and_summed_up(desk_hands: Hands) -> None:
    decide_all(desk_hands)
    desk_hands.until(lambda: headline(desk_hands) == "Everything decided")
    assert desk_hands.text("state_summary").startswith("5 decided in this session")


def test_no_key_decides_what_a_page_covers(hands: Hands, folder: Path) -> None:
    before = (folder / "bees.md").read_bytes()
    hands.open(folder / "bees.md")
    hands.decide("E")
    hands.press("8", "A", "+", "H", "Q", "Enter")
    hands.until_saved()
    assert (folder / "bees.md").read_bytes() == before
    assert hands.curator.workbench.session.last() is not None
    hands.press("Esc", "8")
    hands.until_on_screen("bees.md")
    hands.press("Shift+8")
    hands.until_saved()
    assert on_disk(folder / "bees.md")[0] == 80


def test_title_names_no_article_under_a_page(desk_hands: Hands) -> None:
    decide_all(desk_hands)
    assert desk_hands.window.windowTitle() == "news — Curator"
    desk_hands.press("Esc")
    assert desk_hands.window.windowTitle() == "notes.md — news — Curator"


def test_end_counts_what_was_published_last(hands: Hands, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "only.md").write_bytes(article("Only", 1))
    hands.open(tmp_path / "one")
    hands.decide("A")
    hands.until(lambda: "1 published in the folder" in hands.text("state_summary"))


def test_end_stays_when_the_last_decision_is_saved(hands: Hands, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "only.md").write_bytes(article("Only", 1))
    hands.open(tmp_path / "one")
    ready = Ear(hands.curator.workbench.article_ready)
    hands.decide("8")
    hands.until(lambda: bool(ready.heard))
    hands.until_saved()
    assert headline(hands) == "Everything decided"


@pytest.mark.parametrize(("stroke", "name"), [("Z", "notes.md"), ("Home", "bees.md"), ("Esc", "notes.md")])
def test_keys_lead_back_from_the_end(desk_hands: Hands, stroke: str, name: str) -> None:
    decide_all(desk_hands)
    desk_hands.press(stroke)
    desk_hands.until_on_screen(name)
    assert headline(desk_hands) == ""


def test_button_of_a_page_runs_its_command(desk_hands: Hands) -> None:
    decide_all(desk_hands)
    button = child(desk_hands.window, QAbstractButton, f"state_{CommandId.FIRST.value}")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk_hands.until_on_screen("bees.md")


def test_end_of_a_filter_says_that_there_is_more(desk_hands: Hands) -> None:
    desk_hands.press("/")
    desk_hands.type("moss")
    desk_hands.press("Enter")
    desk_hands.until_on_screen("moss.md")
    desk_hands.press("E")
    desk_hands.until(lambda: headline(desk_hands) == "Everything listed is decided")
    # The last decision is counted a moment after the page has come.
    desk_hands.until(lambda: "4 more" in desk_hands.text("state_sentence"))


def test_failed_save_is_a_problem_until_it_comes_through(desk_hands: Hands, folder: Path) -> None:
    before = (folder / "bees.md").read_bytes()
    (folder / "bees.md").unlink()
    desk_hands.press("8")
    desk_hands.until(lambda: desk_hands.text("save_state") == "1 not saved · F6 retries")
    desk_hands.until(lambda: desk_hands.notice().startswith("bees.md was not saved: "))
    (folder / "bees.md").write_bytes(before)
    desk_hands.press("F6")
    desk_hands.until_saved()
    assert on_disk(folder / "bees.md")[0] == 80
    assert not desk_hands.notice().startswith("bees.md")


def test_retry_of_nothing_says_so(desk_hands: Hands) -> None:
    desk_hands.press("F6")
    assert desk_hands.notice() == "Nothing has failed"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_read_only_folder_is_a_problem(hands: Hands, folder: Path) -> None:
    folder.chmod(0o555)
    hands.open(folder)
    folder.chmod(0o755)
    assert hands.notice().startswith("This folder is read-only")


def test_error_that_comes_up_the_road_is_shown(desk_hands: Hands, folder: Path) -> None:
    desk_hands.window.announcer.show_error(SaveFailed(folder, "the disk is full", "Make room."))
    assert desk_hands.notice() == "the disk is full. Make room."


def test_last_decision_of_an_earlier_session_can_be_undone(desk_hands: Hands) -> None:
    desk_hands.decide("8")
    desk_hands.until_saved()
    desk_hands.open(*desk_hands.curator.workbench.sources)
    status = desk_hands.window.bar.status
    desk_hands.until(lambda: "Bees dance in the dark" in status._last.accessibleDescription())
    assert child(desk_hands.window, QAbstractButton, "link_undo").isVisible()


def test_notices_of_a_folder_go_with_it(desk_hands: Hands, tmp_path: Path) -> None:
    desk_hands.window.announcer.show_problem("something about the old folder")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.md").write_bytes(article("A", 1))
    desk_hands.open(tmp_path / "other")
    assert desk_hands.notice() == ""


def test_progress_counts_along(desk_hands: Hands) -> None:
    assert desk_hands.text("progress_text") == "0 of 5"
    desk_hands.decide("8")
    assert desk_hands.text("progress_text").startswith("1 of 5")
    desk_hands.press("Z")
    desk_hands.until(lambda: desk_hands.text("progress_text").startswith("0 of 5"))
