"""Keys and clicks decide the article on screen, in the real window, down to the bytes of its file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from curator.library.places import Places
from curator.triage.decisions import Mark
from curator.ui.rating.number_field import NumberField
from tests.ui.hands import Hands, child, on_disk

Values = tuple[int | None, int | None, bool | None]


def mark(hands: Hands, folder: Path, name: str) -> Mark | None:
    return hands.curator.workbench.session.mark_of(folder / name)


@contextmanager
def nothing_saved(journal: Path) -> Iterator[None]:
    """The journal is held by somebody else, so that no decision can get to its file meanwhile."""
    with closing(sqlite3.connect(journal, isolation_level=None)) as held:
        held.execute("BEGIN IMMEDIATE")
        yield
        held.execute("ROLLBACK")


def undecided(hands: Hands) -> bool:
    return hands.curator.workbench.session.progress().decided == 0


@pytest.mark.parametrize(
    ("strokes", "values"),
    [
        ("8", (80, 90, True)),
        ("0", (100, 110, True)),
        ("1", (10, -1, False)),
        ("A", (72, 82, True)),
        ("X", (72, 82, False)),
        ("Q 9 5 Enter", (95, 105, True)),
        ("H 1 2 0 Enter", (72, 120, True)),
        ("H X", (72, -1, True)),
        ("H - 1 Enter", (72, -1, True)),
    ],
)
def test_key_decides_and_goes_on(desk_hands: Hands, folder: Path, strokes: str, values: Values) -> None:
    desk_hands.decide(*strokes.split())
    desk_hands.until_saved()
    assert on_disk(folder / "bees.md") == values
    assert mark(desk_hands, folder, "bees.md") is Mark.DECIDED
    assert desk_hands.on_screen == "wasps.md"


@pytest.mark.parametrize(("stroke", "expected"), [("E", Mark.REVIEWED), ("S", Mark.LATER)])
def test_reviewed_and_later_go_on_without_a_write(
    desk_hands: Hands, folder: Path, stroke: str, expected: Mark
) -> None:
    before = (folder / "bees.md").read_bytes()
    desk_hands.decide(stroke)
    desk_hands.until_saved()
    assert mark(desk_hands, folder, "bees.md") is expected
    assert (folder / "bees.md").read_bytes() == before


@pytest.mark.parametrize(
    ("strokes", "shown"),
    [
        ("Shift+8", ("80", "90", "yes")),
        ("+", ("73", "83", "yes")),
        ("- -", ("70", "80", "yes")),
        ("Shift+X", ("72", "82", "no")),
        ("Shift+Q 9 5 Enter", ("95", "105", "yes")),
        ("Shift+H X", ("72", "-1", "yes")),
    ],
)
def test_decision_that_stays_is_on_screen_before_it_is_saved(
    desk_hands: Hands, places: Places, strokes: str, shown: tuple[str, str, str]
) -> None:
    with nothing_saved(places.journal):
        desk_hands.press(*strokes.split())
        assert tuple(desk_hands.text(name) for name in ("quality", "heat", "published")) == shown
        assert desk_hands.text("save_state") == "Saving 1…"
    desk_hands.until_saved()
    assert desk_hands.on_screen == "bees.md"
    assert tuple(desk_hands.text(name) for name in ("quality", "heat", "published")) == shown


def test_decision_is_said_and_can_be_taken_back(desk_hands: Hands, folder: Path) -> None:
    before = (folder / "bees.md").read_bytes()
    desk_hands.decide("8")
    words = child(desk_hands.window, QAbstractButton, "link_undo")
    last = desk_hands.window.bar.status
    assert "quality 80 “Bees dance in the dark”" in last._last.accessibleDescription()
    QTest.mouseClick(words, Qt.MouseButton.LeftButton)
    desk_hands.until_on_screen("bees.md")
    desk_hands.until_saved()
    assert (folder / "bees.md").read_bytes() == before


def test_undo_and_redo_go_back_to_their_article(desk_hands: Hands, folder: Path) -> None:
    desk_hands.decide("8")
    desk_hands.decide("4")
    desk_hands.press("Z", "Ctrl+Z")
    desk_hands.until_on_screen("bees.md")
    desk_hands.until_saved()
    assert on_disk(folder / "bees.md") == (72, 82, True)
    desk_hands.press("Shift+Z", "Ctrl+Y")
    desk_hands.until_on_screen("wasps.md")
    desk_hands.until_saved()
    assert on_disk(folder / "bees.md") == (80, 90, True)
    assert on_disk(folder / "wasps.md") == (40, -1, False)


def test_last_decision_is_repeated_on_the_next_article(desk_hands: Hands, folder: Path) -> None:
    desk_hands.decide("6")
    desk_hands.decide("R")
    desk_hands.until_saved()
    assert on_disk(folder / "wasps.md") == (60, -1, False)


@pytest.mark.parametrize(
    ("name", "values"),
    [("quality_9", (90, 100, True)), ("published_no", (72, 82, False)), ("published_yes", (72, 82, True))],
)
def test_click_decides_like_the_key(desk_hands: Hands, folder: Path, name: str, values: Values) -> None:
    QTest.mouseClick(child(desk_hands.window, QAbstractButton, name), Qt.MouseButton.LeftButton)
    desk_hands.until_on_screen("wasps.md")
    desk_hands.until_saved()
    assert on_disk(folder / "bees.md") == values


def test_steps_of_the_settings_are_what_the_digits_give(desk_hands: Hands, folder: Path) -> None:
    desk_hands.window.decisions._steps = tuple(range(5, 105, 10))
    desk_hands.decide("8")
    desk_hands.until_saved()
    assert on_disk(folder / "bees.md")[0] == 75


@pytest.mark.parametrize("name", ["quality_entry", "heat_entry"])
@pytest.mark.parametrize("end", ["Enter", "Esc"])
def test_keyboard_is_free_again_after_a_number(desk_hands: Hands, name: str, end: str) -> None:
    desk_hands.press("Shift+Q" if name == "quality_entry" else "Shift+H", "9")
    assert child(desk_hands.window, NumberField, name).hasFocus()
    desk_hands.press(end)
    assert desk_hands.window.area.queue.view.hasFocus()
    desk_hands.press("J")
    desk_hands.until_on_screen("wasps.md")


def test_letters_typed_into_the_search_after_a_number_was_begun_decide_nothing(desk_hands: Hands) -> None:
    desk_hands.press("Q", "9")
    desk_hands.window.top.search.setFocus(Qt.FocusReason.MouseFocusReason)
    desk_hands.type("aes8")
    assert desk_hands.window.top.search.text() == "aes8"
    assert undecided(desk_hands)


def test_number_begun_before_its_article_left_decides_no_other(desk_hands: Hands, folder: Path) -> None:
    desk_hands.press("Q", "9", "5")
    (folder / "bees.md").unlink()
    desk_hands.curator.workbench.librarian.look()
    desk_hands.until_on_screen("wasps.md")
    desk_hands.press("Enter")
    assert undecided(desk_hands)


def test_no_number_is_asked_for_while_nothing_is_on_screen(hands: Hands) -> None:
    hands.window.decisions.handlers()
    hands.press("Q")
    hands.press("H")
    assert child(hands.window, NumberField, "quality_entry").isHidden()
    assert child(hands.window, NumberField, "heat_entry").isHidden()


def test_article_that_cannot_be_written_is_refused_on_the_spot(desk_hands: Hands, folder: Path) -> None:
    desk_hands.press("End")
    desk_hands.until_on_screen("notes.md")
    desk_hands.press("8")
    assert desk_hands.notice().startswith("Nothing was written: line 2: ")
    assert undecided(desk_hands)
    desk_hands.press("Shift+E")
    assert mark(desk_hands, folder, "notes.md") is Mark.REVIEWED


def test_digits_typed_into_the_search_decide_nothing(desk_hands: Hands) -> None:
    desk_hands.press("/")
    desk_hands.type("8 axes")
    desk_hands.press("Backspace", "Enter")
    assert undecided(desk_hands)
    assert desk_hands.window.top.search.text() == "8 axe"


def test_batch_asks_before_it_decides(desk_hands: Hands, folder: Path) -> None:
    desk_hands.press("T", "Shift+Down")
    desk_hands.until_on_screen("wasps.md")
    desk_hands.press("8")
    assert desk_hands.notice() == "Quality 80 for 2 marked articles?"
    assert undecided(desk_hands)
    desk_hands.press("Enter")
    desk_hands.until(lambda: on_disk(folder / "wasps.md")[0] == 80)
    desk_hands.until_saved()
    assert on_disk(folder / "bees.md") == (80, 90, True)
    assert on_disk(folder / "tide.md") == (None, None, None)
    assert not desk_hands.curator.workbench.desk.batch


def test_esc_answers_no_and_then_clears_the_marks(desk_hands: Hands) -> None:
    desk_hands.press("T", "Shift+Down")
    desk_hands.until_on_screen("wasps.md")
    desk_hands.press("8", "Esc")
    assert desk_hands.notice() == "2 articles marked. A decision now asks for all of them."
    desk_hands.press("Enter")
    assert undecided(desk_hands)
    desk_hands.press("Esc")
    assert desk_hands.notice() == ""
    assert not desk_hands.curator.workbench.desk.batch
