"""What the window says and does when somebody undoes a decision, or another article comes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from curator.articles.fields import PLACEMENT
from curator.frontmatter import edit
from curator.library import article_id
from curator.library.decided import Departure
from curator.triage.decisions import Mark
from curator.ui.commands.commands import CommandId
from curator.ui.queue.list_delegate import subline
from curator.ui.queue.list_model import ItemRole, ListEntry, spoken
from tests.ui.hands import Hands, on_disk
from tests.ui.newsroom import article, values

HORNETS = article("Hornets hover", 9, *values(5, 5, published=False), url="https://hornets.example/hover")


def write(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}")
    beside.write_bytes(data)
    beside.replace(path)


def undo_by_somebody(hands: Hands, folder: Path, name: str, **fields: int | bool) -> None:
    before = hands.curator.workbench.desk.departures.of_kind(Departure.UNDONE)
    write(folder / name, edit((folder / name).read_bytes(), fields, PLACEMENT).data)
    hands.until(lambda: hands.curator.workbench.desk.departures.of_kind(Departure.UNDONE) != before)


def entry(hands: Hands, name: str) -> ListEntry:
    model = hands.window.area.queue.model
    found = model.index(hands.listed.index(name)).data(ItemRole.ENTRY)
    assert isinstance(found, ListEntry)
    return found


def line(hands: Hands) -> str:
    """What the article's line says of the decision."""
    return hands.text("departure")


@pytest.fixture
def editor(desk_hands: Hands) -> Hands:
    """An editor who has decided bees and moss: quality 90 and 80."""
    desk_hands.decide("9")
    desk_hands.press("Home", "J", "J", "J")
    desk_hands.until_on_screen("moss.md")
    desk_hands.decide("8")
    desk_hands.until_saved()
    return desk_hands


def test_list_says_what_somebody_made_of_it(editor: Hands, folder: Path) -> None:
    undo_by_somebody(editor, folder, "bees.md", quality=60, published=False)
    editor.until(lambda: "60" in entry(editor, "bees.md").departure_words)
    shown = entry(editor, "bees.md")
    assert subline(replace(shown, age="9 h")) == ("undone: quality 90 → 60 · Hive Weekly · 9 h", "problem")
    assert "undone: quality 90 → 60" in spoken(shown)
    assert subline(entry(editor, "moss.md"))[0].startswith("published · ")


def test_notice_names_the_first_and_counts_them_all(editor: Hands, folder: Path) -> None:
    undo_by_somebody(editor, folder, "bees.md", quality=60)
    editor.until(
        lambda: (
            editor.notice() == "Somebody undid your decision (quality 90 → 60) on “Bees dance in the dark”"
        )
    )
    undo_by_somebody(editor, folder, "moss.md", quality=30)
    editor.until(
        lambda: (
            editor.notice()
            == "Somebody undid 2 of your decisions, such as quality 80 → 30 on “Moss remembers the rain”"
        )
    )


def test_f6_restates_the_article_on_screen(editor: Hands, folder: Path) -> None:
    undo_by_somebody(editor, folder, "bees.md", quality=60)
    editor.press("Home")
    editor.until_on_screen("bees.md")
    editor.until(lambda: line(editor).startswith("Somebody undid your decision: quality 90 → 60."))
    editor.press("F6")
    editor.until_saved()
    assert on_disk(folder / "bees.md")[0] == 90
    assert editor.on_screen == "bees.md"
    editor.until(lambda: line(editor) == "")
    editor.until(lambda: editor.notice() == "")


def test_shift_f6_lets_theirs_stand(editor: Hands, folder: Path) -> None:
    undo_by_somebody(editor, folder, "bees.md", quality=60)
    editor.press("Home")
    editor.until_on_screen("bees.md")
    editor.until(lambda: "60" in line(editor))
    editor.press("Shift+F6")
    editor.until_saved()
    editor.until(lambda: line(editor) == "" and editor.notice() == "")
    assert on_disk(folder / "bees.md")[0] == 60
    assert editor.text("quality") == "60"


def test_f6_elsewhere_asks_about_all_with_their_number(editor: Hands, folder: Path) -> None:
    undo_by_somebody(editor, folder, "bees.md", quality=60)
    undo_by_somebody(editor, folder, "moss.md", quality=30)
    assert editor.on_screen == "notes.md"
    editor.press("F6")
    assert editor.notice() == "Restate your 2 decisions that somebody undid?"
    assert on_disk(folder / "bees.md")[0] == 60
    editor.press("Enter")
    editor.until(lambda: on_disk(folder / "bees.md")[0] == 90 and on_disk(folder / "moss.md")[0] == 80)
    editor.until(lambda: editor.notice() == "")


def test_question_about_all_can_be_refused(editor: Hands, folder: Path) -> None:
    undo_by_somebody(editor, folder, "bees.md", quality=60)
    editor.until(lambda: editor.notice().startswith("Somebody"))
    editor.press("Shift+F6")
    assert editor.notice() == "Keep what others set in 1 article?"
    editor.press("Esc")
    assert editor.notice().startswith("Somebody undid your decision")
    assert editor.curator.workbench.desk.departures.of_kind(Departure.UNDONE)


def test_marked_ones_are_answered_with_their_number(editor: Hands, folder: Path) -> None:
    undo_by_somebody(editor, folder, "bees.md", quality=60)
    undo_by_somebody(editor, folder, "moss.md", quality=30)
    editor.press("Home", "T", "J", "T", "F6")
    assert editor.notice() == "Restate your decision that somebody undid?"
    editor.press("Enter")
    editor.until(lambda: on_disk(folder / "bees.md")[0] == 90)
    editor.until_saved()
    assert on_disk(folder / "moss.md")[0] == 30


def button(hands: Hands, command: CommandId) -> QAbstractButton:
    found = hands.window.notices.findChild(QAbstractButton, f"notice_{command.value}")
    assert found is not None
    return found


def test_notice_shows_them_in_the_list(editor: Hands, folder: Path) -> None:
    undo_by_somebody(editor, folder, "moss.md", quality=30)
    editor.until(lambda: editor.notice().startswith("Somebody"))
    QTest.mouseClick(button(editor, CommandId.SHOW_UNDONE), Qt.MouseButton.LeftButton)
    editor.until(lambda: editor.listed == ["moss.md"])
    assert editor.window.top.search.text() == "undone"


def test_notice_that_was_dismissed_does_not_come_back_for_the_same(editor: Hands, folder: Path) -> None:
    undo_by_somebody(editor, folder, "bees.md", quality=60)
    editor.until(lambda: editor.notice().startswith("Somebody"))
    editor.press("Esc")
    assert editor.notice() == ""
    write(folder / "bees.md", (folder / "bees.md").read_bytes().replace(b"quality: 60", b"quality: 61"))
    editor.until(lambda: entry(editor, "bees.md").departure_words == "undone: quality 90 → 61")
    assert editor.notice() == ""
    write(folder / "moss.md", HORNETS)
    editor.until(lambda: editor.notice().startswith("The source of a decided article changed"))
    editor.press("Esc")
    assert editor.notice() == ""


def test_article_that_came_instead_says_so_and_takes_the_same_decision(editor: Hands, folder: Path) -> None:
    write(folder / "bees.md", HORNETS)
    editor.until(lambda: "Hornets hover" in editor.notice())
    assert (
        editor.notice()
        == "The source of a decided article changed; “Hornets hover” is there now, and undecided"
    )
    editor.until(lambda: subline(entry(editor, "bees.md"))[0].startswith("the source changed · "))
    editor.press("Home")
    editor.until_on_screen("bees.md")
    said = "The source changed: you decided quality 90, heat 100 on the article that was here before"
    editor.until(lambda: line(editor).startswith(said))
    editor.press("F6")
    editor.until_saved()
    assert on_disk(folder / "bees.md")[:2] == (90, 100)
    session = editor.curator.workbench.session
    editor.until(lambda: line(editor) == "")
    assert session.marks.of(article_id(folder / "bees.md")) is Mark.DECIDED


def test_next_undecided_leads_to_the_article_that_came_instead(editor: Hands, folder: Path) -> None:
    write(folder / "bees.md", HORNETS)
    editor.until(lambda: "Hornets hover" in editor.notice())
    editor.press("N")
    editor.until(lambda: editor.on_screen == "bees.md")
