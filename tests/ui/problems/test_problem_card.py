"""The card is gone through by keyboard, says how the check stands, and shows everything as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from curator.articles import ProblemKind, Rule
from curator.library import article_id
from curator.library.check_messages import CheckAdvanced, CheckBegun, CheckEnded
from curator.library.finding import Finding
from curator.library.launch import start_thread
from curator.library.messages import Changed, ScanSummary, ids_of
from curator.ui.desk.folder_problems import CheckState, FolderProblems
from curator.ui.desk.jobs import Jobs
from curator.ui.desk.librarian import Librarian
from curator.ui.look.theme import Theme
from curator.ui.problems.problem_card import ProblemCard
from curator.ui.problems.problem_model import FindingEntry, KindEntry, ProblemModel
from curator.ui.problems.problem_view import ProblemView
from tests.ui.checker import Checker, finding
from tests.ui.ear import Ear
from tests.ui.endings import delete
from tests.ui.hands import child, press
from tests.ui.waiting import wait_until

RULE = ProblemKind.OFF_RULE


class Reader:
    """Somebody in front of the card, with a checker that says what it is told."""

    def __init__(self, card: ProblemCard, problems: FolderProblems, checker: Checker) -> None:
        self.card, self.problems, self.checker = card, problems, checker
        self.view = child(self.card, ProblemView, "problem_list")

    def open(self, *findings: Finding, articles: int = 100) -> None:
        """Open the card, and have a check end with these."""
        self.card.open_over()
        self.problems.check()
        self.checker.await_check()
        self.checker.say_all(*findings, articles=articles)
        wait_until(lambda: self.problems.state is CheckState.DONE)

    def press(self, *strokes: str) -> None:
        for stroke in strokes:
            focused = QApplication.focusWidget()
            assert focused is not None
            press(focused, stroke)

    @property
    def at(self) -> str:
        """The current row: the file of a finding, the words of a kind."""
        model = self.view.model()
        assert isinstance(model, ProblemModel)
        entry = model.entry(self.view.row)
        if isinstance(entry, KindEntry):
            return entry.words
        return entry.name.removesuffix(".md") if isinstance(entry, FindingEntry) else ""

    def text(self, name: str) -> str:
        return child(self.card, QLabel, name).text()


@pytest.fixture
def reader(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Reader]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()
    window.activateWindow()
    wait_until(window.isActiveWindow)
    librarian, jobs, checker = Librarian(tmp_path / "indexes", start_thread), Jobs(1), Checker()
    problems = FolderProblems(librarian, start=checker)
    problems.open((Path("/news"),))
    librarian.finished.emit(ScanSummary(), Rule())
    yield Reader(ProblemCard(theme, problems, jobs, window), problems, checker)
    for part in (problems, jobs, librarian):
        part.close()
        part.join()
    delete(librarian)


SOME = (finding("bees"), finding("wasps"), finding("tide", RULE), finding("moss", RULE))


def test_keys_go_from_finding_to_finding(reader: Reader) -> None:
    reader.open(*SOME)
    assert reader.at == "bees"
    seen = []
    for stroke in ("J", "Down", "J", "J", "K", "Up", "Home", "End", "PageUp", "PageDown"):
        reader.press(stroke)
        seen.append(reader.at)
    assert seen == ["wasps", "tide", "moss", "moss", "tide", "wasps", "bees", "moss", "bees", "moss"]


def test_kinds_are_folded_and_passed_by(reader: Reader) -> None:
    reader.open(*SOME)
    reader.press("J", "Left")
    assert reader.at == "Values of the wrong type"
    reader.press("J")
    assert reader.at == "tide"
    reader.press("K", "Enter")
    assert reader.at == "bees"
    reader.press("Tab")
    assert reader.at == "tide"
    reader.press("Tab", "Left", "Right")
    assert reader.at == "bees"
    assert reader.card.is_open


def test_enter_chooses_the_article_and_makes_way_for_it(reader: Reader) -> None:
    reader.open(*SOME)
    chosen = Ear(reader.card.finding_chosen)
    reader.press("J", "Enter")
    assert (chosen.heard, reader.card.is_open) == ([Path("/news/wasps.md")], False)


def test_click_chooses_too(reader: Reader) -> None:
    reader.open(*SOME)
    chosen = Ear(reader.card.finding_chosen)
    place = reader.view.visualRect(reader.view.model().index(2, 0)).center()
    QTest.mouseClick(reader.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.heard == [Path("/news/wasps.md")]


def test_kind_that_is_scrolled_away_is_named_over_its_findings_and_folds_there(reader: Reader) -> None:
    reader.open(*(finding(f"{number:02}") for number in range(60)), finding("moss", RULE))
    top = QPoint(100, 6)
    tops = []
    for value in (1_000, 1_510):
        reader.view.verticalScrollBar().setValue(value)
        tops.append(reader.view.viewport().grab().toImage().copy(0, 0, 400, 30))
    assert tops[0] == tops[1]
    QTest.mouseClick(reader.view.viewport(), Qt.MouseButton.LeftButton, pos=top)
    assert (reader.at, reader.card.is_open) == ("Values of the wrong type", True)
    assert reader.view.model().rowCount() == 3


def test_words_narrow_and_esc_takes_them_back_step_by_step(reader: Reader) -> None:
    reader.open(*SOME)
    reader.press("/", *"moss")
    wait_until(lambda: reader.at == "moss")
    assert reader.text("problem_words") == "1 of 4 problems"
    reader.press("Esc")
    assert (reader.view.hasFocus(), reader.at) == (True, "moss")
    reader.press("Esc")
    assert (reader.text("problem_words"), reader.at) == ("4 problems in 4 of 100 articles", "moss")
    reader.press("Esc")
    assert not reader.card.is_open


def test_words_that_match_nothing_say_so(reader: Reader) -> None:
    reader.open(*SOME)
    reader.press("/", *"<b>")
    wait_until(lambda: reader.text("problem_headline") == "Nothing matches")
    assert reader.text("problem_sentence") == "No problem says “<b>”."


def test_enter_in_the_field_chooses_what_is_found(reader: Reader) -> None:
    reader.open(*SOME)
    chosen = Ear(reader.card.finding_chosen)
    reader.press("/", *"quality")
    wait_until(lambda: reader.text("problem_words") == "4 of 4 problems")
    reader.press("Down", "Down", "Enter")
    assert chosen.heard == [Path("/news/tide.md")]


def test_finding_is_copied_as_editors_take_it(reader: Reader) -> None:
    reader.open(finding("bees", line=7), finding("wasps", line=None))
    reader.press("C")
    assert QGuiApplication.clipboard().text() == "/news/bees.md:7: quality is text"
    assert reader.text("problem_words") == "Copied /news/bees.md:7: quality is text"
    reader.press("J", "C")
    assert QGuiApplication.clipboard().text() == "/news/wasps.md: quality is text"
    reader.press("K")
    assert reader.text("problem_words") == "2 problems in 2 of 100 articles"


def test_file_is_shown_on_request_and_the_card_stays(reader: Reader) -> None:
    reader.open(*SOME)
    asked = Ear(reader.card.file_requested)
    reader.press("J", "Ctrl+R")
    assert (asked.heard, reader.card.is_open) == ([Path("/news/wasps.md")], True)


def test_progress_is_shown_and_rows_come_as_they_are_found(reader: Reader) -> None:
    reader.card.open_over()
    reader.problems.check()
    reader.checker.await_check()
    reader.checker.say(CheckBegun(100_000), CheckAdvanced(12_300, SOME[:1]))
    wait_until(lambda: reader.problems.checked > 0)
    assert reader.text("problem_words") == "Checked 12,300 of 100,000 · 1 problem so far"
    bar = child(reader.card, QProgressBar, "problem_progress")
    assert (bar.isVisible(), bar.value(), bar.maximum(), reader.at) == (True, 12_300, 100_000, "bees")
    reader.checker.say(CheckEnded())
    wait_until(lambda: not bar.isVisible())


def test_what_is_looked_at_stays_where_it_is_when_more_comes_above(reader: Reader) -> None:
    reader.card.open_over()
    reader.problems.check()
    reader.checker.await_check()
    many = [finding(f"{number:02}", RULE) for number in range(40)]
    reader.checker.say(CheckBegun(100), CheckAdvanced(40, tuple(many)))
    wait_until(lambda: reader.problems.checked == 40)
    reader.press("J")
    before = reader.at, reader.view.visualRect(reader.view.currentIndex()).top()
    reader.checker.say(CheckAdvanced(60, tuple(finding(f"n{number}") for number in range(20))))
    wait_until(lambda: reader.problems.checked == 60)
    assert (reader.at, reader.view.visualRect(reader.view.currentIndex()).top()) == before


def test_whoever_has_not_begun_sees_the_first_of_what_has_come(reader: Reader) -> None:
    reader.card.open_over()
    reader.problems.check()
    reader.checker.await_check()
    reader.checker.say(CheckBegun(100), CheckAdvanced(40, SOME[2:]), CheckAdvanced(60, SOME[:2]))
    wait_until(lambda: reader.problems.checked == 60)
    assert (reader.at, reader.view.verticalScrollBar().value()) == ("bees", 0)


def test_clean_folder_is_said_to_be_so(reader: Reader) -> None:
    reader.open(articles=2_301)
    assert reader.text("problem_headline").replace("\N{NO-BREAK SPACE}", " ") == (
        "Nothing is wrong in these 2,301 articles"
    )
    assert not reader.view.isVisible()


def test_changes_since_are_told_and_another_check_forgets_them(reader: Reader) -> None:
    reader.open(*SOME)
    changed = Changed(1, changed=ids_of([article_id("/news/bees.md"), article_id("/news/tide.md")]))
    reader.problems._on_librarian_changed(changed)
    assert reader.text("problem_outdated") == "2 articles changed since: F5 checks again"
    reader.press("J", "F5")
    reader.checker.await_check(2)
    assert reader.at == "wasps"
    reader.checker.say_all(finding("wasps"))
    wait_until(lambda: reader.problems.state is CheckState.DONE)
    assert (reader.text("problem_outdated"), reader.at) == ("", "wasps")


HOSTILE = "<b>x</b><img src=file:///etc/passwd> &lt;i&gt;"


def test_hostile_words_are_painted_as_plain_text(reader: Reader) -> None:
    plain, hostile = finding("bees", message="A" * 20), finding("wasps", message=HOSTILE)
    reader.open(plain, hostile)
    for label in reader.card.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText, label.objectName()
    reader.press("J", "C")
    assert reader.text("problem_words").endswith(HOSTILE)
    model = reader.view.model()
    assert model.index(2, 0).data() == HOSTILE


def test_every_other_key_stays_on_the_card(reader: Reader) -> None:
    reader.open(*SOME)
    reader.press("8", "A", "Z", "Space", "Ctrl+A")
    assert (reader.at, reader.card.is_open) == ("bees", True)
    assert child(reader.card, QLineEdit, "problem_input").text() == ""
