"""The Problems view in the real window, with the real check in a process of its own."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from curator.library.check_link import CheckLink
from curator.ui.desk.folder_problems import CheckState
from curator.ui.problems.problem_card import ProblemCard
from curator.ui.problems.problem_model import FindingEntry, ProblemModel
from curator.ui.problems.problem_view import ProblemView
from tests.ui.ear import Ear
from tests.ui.hands import Hands, child
from tests.ui.newsroom import article, pictures, provider, values


@pytest.fixture
def wrong_folder(folder: Path) -> Path:
    """The folder with a missing picture and a value that is none, beside the file that cannot be read."""
    broken = pictures("/assets/gone.png")
    text = article("Reeds <b>bend</b>", 5, *values(50, 50, published=False), *provider("Reed"), *broken)
    (folder / "reeds.md").write_bytes(text)
    (folder / "mud.md").write_bytes(article("Mud", 4, "quality: <img src=x>", *provider("Mud")))
    return folder


@pytest.fixture
def wrong_hands(hands: Hands, wrong_folder: Path) -> Hands:
    hands.open(wrong_folder)
    return hands


def noting(real: Callable[..., object], thread: int, noted: list[object]) -> Callable[..., object]:
    """What does the same, and notes what it is asked for on a thread."""

    def note(*arguments: object, **named: object) -> object:
        if threading.get_ident() == thread:
            noted.append(arguments)
        return real(*arguments, **named)

    return note


def check(hands: Hands) -> None:
    """Open the view and wait until all has been looked at."""
    problems = hands.curator.workbench.problems
    ended = Ear(problems.advanced)
    hands.press("P")
    hands.until(lambda: bool(ended.heard) and problems.state is CheckState.DONE)


def is_open(hands: Hands) -> bool:
    return child(hands.window, ProblemCard, "problem_card").is_open


def found(hands: Hands) -> list[tuple[str, str]]:
    """Files and reasons from the top."""
    model = child(hands.window, ProblemView, "problem_list").model()
    assert isinstance(model, ProblemModel)
    entries = map(model.entry, range(model.rowCount()))
    return [(entry.name, entry.message) for entry in entries if isinstance(entry, FindingEntry)]


def test_all_that_is_wrong_is_listed_and_each_article_one_enter_away(wrong_hands: Hands) -> None:
    check(wrong_hands)
    assert found(wrong_hands) == [
        ("notes.md", "quoted text is not closed"),
        ("mud.md", "quality is text, a number was expected"),
        ("reeds.md", "picture is missing: /assets/gone.png"),
    ]
    wrong_hands.press("End", "Enter")
    wrong_hands.until_on_screen("reeds.md")
    assert wrong_hands.text("problems") == "line 11: picture is missing: /assets/gone.png"
    assert wrong_hands.window.area.queue.view.hasFocus()
    assert child(wrong_hands.window, QPushButton, "link_problems").text() == "3 problems"


def test_filter_for_problems_knows_what_the_check_has_found(wrong_hands: Hands) -> None:
    chip = child(wrong_hands.window, QPushButton, "filter_problems")
    wrong_hands.until(lambda: chip.text() == "Problems 2")
    check(wrong_hands)
    wrong_hands.until(lambda: chip.text() == "Problems 3")
    wrong_hands.press("Esc", "/", *"problem", "Enter")
    wrong_hands.until(lambda: sorted(wrong_hands.listed) == ["mud.md", "notes.md", "reeds.md"])


def test_view_is_where_it_was_when_it_is_opened_again(wrong_hands: Hands) -> None:
    check(wrong_hands)
    wrong_hands.press("J", "Enter")
    wrong_hands.until_on_screen("mud.md")
    link = child(wrong_hands.window, QPushButton, "link_problems")
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert is_open(wrong_hands)
    wrong_hands.press("C")
    assert QGuiApplication.clipboard().text().endswith("mud.md:5: quality is text, a number was expected")


def test_esc_cancels_the_check_and_going_to_an_article_does_not(wrong_hands: Hands) -> None:
    problems = wrong_hands.curator.workbench.problems
    seen = []
    for strokes in (("P",), ("Esc",), ("P",)):
        wrong_hands.press(*strokes)
        seen.append(problems.state)
    assert seen == [CheckState.RUNNING, CheckState.STOPPED, CheckState.RUNNING]
    wrong_hands.until(lambda: problems.state is CheckState.DONE)
    wrong_hands.press("F5", "Enter")
    assert (is_open(wrong_hands), problems.is_replacing) == (False, True)
    wrong_hands.until(lambda: not problems.is_replacing)


def test_what_changes_is_told_and_checked_again_when_a_small_folder_is_looked_at(
    wrong_hands: Hands, wrong_folder: Path
) -> None:
    check(wrong_hands)
    problems = wrong_hands.curator.workbench.problems
    told = Ear(problems.outdated)
    (wrong_folder / "mud.md").write_bytes(article("Mud", 4, "quality: 7", *provider("Mud")))
    wrong_hands.until(lambda: bool(told.heard))
    assert child(wrong_hands.window, QLabel, "problem_outdated").text().startswith("1 article changed since")
    wrong_hands.press("Esc")
    check(wrong_hands)
    assert [name for name, _ in found(wrong_hands)] == ["notes.md", "reeds.md"]


def test_article_that_has_gone_is_said_to_be_gone(wrong_hands: Hands, wrong_folder: Path) -> None:
    check(wrong_hands)
    told = Ear(wrong_hands.curator.workbench.problems.outdated)
    (wrong_folder / "mud.md").unlink()
    wrong_hands.until(lambda: bool(told.heard))
    before = wrong_hands.listed
    wrong_hands.press("J", "Enter")
    wrong_hands.until(lambda: wrong_hands.notice() == "mud.md is not in the folder any more")
    assert wrong_hands.listed == before


def test_window_itself_reads_no_file(wrong_hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    gui = threading.get_ident()
    for name in ("open", "stat", "scandir", "lstat"):
        monkeypatch.setattr(os, name, noting(getattr(os, name), gui, read))
    monkeypatch.setattr("builtins.open", noting(open, gui, read))
    check(wrong_hands)
    wrong_hands.press("J", "K", "Tab", "/", *"quality", "Esc", "C")
    assert len(found(wrong_hands)) > 0
    assert read == []


def test_leaving_the_window_ends_the_check(wrong_hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    links: list[CheckLink] = []
    close = CheckLink.close

    def note(link: CheckLink) -> None:
        links.append(link)
        close(link)

    monkeypatch.setattr(CheckLink, "close", note)
    wrong_hands.press("P", "Ctrl+Q")
    wrong_hands.until(wrong_hands.window.isHidden)
    wrong_hands.curator.workbench.join()
    assert [link.is_over for link in links] == [True]


def test_another_folder_takes_the_view_and_what_was_found_away(wrong_hands: Hands, tmp_path: Path) -> None:
    check(wrong_hands)
    wrong_hands.press("/", *"mud")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "reed.md").write_bytes(article("Reed", 2, *provider("Reed")))
    wrong_hands.open(tmp_path / "other")
    assert not is_open(wrong_hands)
    assert not child(wrong_hands.window, QPushButton, "link_problems").isVisible()
    check(wrong_hands)
    assert found(wrong_hands) == []
    assert wrong_hands.text("problem_headline") == "Nothing is wrong in this article"


def test_without_a_folder_there_is_nothing_to_check(hands: Hands) -> None:
    hands.press("P")
    assert hands.notice() == "Open a folder first: problems belong to a folder"
