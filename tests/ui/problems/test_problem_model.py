"""Findings stand below their kinds in the order in which they came, and nothing is kept of a row."""

from __future__ import annotations

from array import array

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.articles import ProblemKind
from curator.library.finding import Finding
from curator.library.finding_list import FindingList
from curator.ui.problems.problem_model import FindingEntry, KindEntry, ProblemModel, ProblemRole
from curator.ui.problems.problem_words import KIND_WORDS
from tests.ui.checker import finding
from tests.ui.ear import Ear

TWICE, TYPE, RULE = ProblemKind.DUPLICATE_KEY, ProblemKind.WRONG_TYPE, ProblemKind.OFF_RULE


class Outdated:
    """Knows one article that has changed."""

    def is_outdated(self, path: str) -> bool:
        return path == "/news/moss.md"


@pytest.fixture
def findings() -> FindingList:
    made = FindingList()
    made.add((finding("bees"), finding("wasps", RULE), finding("tide")))
    return made


@pytest.fixture
def model(qapp: QApplication, qtbot: QtBot, findings: FindingList) -> ProblemModel:
    made = ProblemModel(Outdated())
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.show_all(findings)
    return made


def rows(model: ProblemModel) -> list[str]:
    """A kind with its count, a finding with the name of its file."""
    entries = map(model.entry, range(model.rowCount()))
    return [
        f"{entry.kind} {entry.count}" if isinstance(entry, KindEntry) else entry.name.removesuffix(".md")
        for entry in entries
        if entry is not None
    ]


def test_kinds_head_their_findings(model: ProblemModel) -> None:
    assert rows(model) == ["wrong-type 2", "bees", "tide", "off-rule 1", "wasps"]
    assert (model.count, list(model.heads)) == (3, [0, 3])


def test_new_findings_go_to_the_end_of_their_kinds(model: ProblemModel, findings: FindingList) -> None:
    inserted = Ear(model.rowsInserted)
    findings.add((finding("moss"), finding("notes", TWICE), finding("hornet", RULE)))
    assert rows(model) == ["wrong-type 2", "bees", "tide", "off-rule 1", "wasps"]
    model.take_new()
    assert rows(model) == [
        *("duplicate-key 1", "notes"),
        *("wrong-type 3", "bees", "tide", "moss"),
        *("off-rule 2", "wasps", "hornet"),
    ]
    assert len(inserted.heard) == 3


def test_folded_kind_is_one_row_and_goes_on_counting(model: ProblemModel, findings: FindingList) -> None:
    assert model.set_folded(2, is_folded=True) == 0
    findings.add((finding("moss"),))
    model.take_new()
    assert rows(model) == ["wrong-type 3", "off-rule 1", "wasps"]
    assert model.set_folded(0, is_folded=False) == 0
    assert rows(model) == ["wrong-type 3", "bees", "tide", "moss", "off-rule 1", "wasps"]


def test_kind_stays_folded_when_it_is_listed_anew(model: ProblemModel, findings: FindingList) -> None:
    model.set_folded(0, is_folded=True)
    model.show_all(findings)
    assert rows(model) == ["wrong-type 2", "off-rule 1", "wasps"]


def test_what_comes_while_it_is_narrowed_is_narrowed_too(model: ProblemModel, findings: FindingList) -> None:
    model.show_matching(findings, "bees", {TYPE: array("l", [0])}, 2)
    findings.add((finding("moss"), finding("bees", RULE)))
    model.take_new()
    assert rows(model) == ["wrong-type 1", "bees", "off-rule 1", "bees"]


def test_row_of_a_finding_is_found_again_by_what_it_says(model: ProblemModel, findings: FindingList) -> None:
    about = model.about(4)
    anew = FindingList()
    anew.add((finding("moss", RULE), finding("wasps", RULE)))
    model.show_all(anew)
    assert (about, model.row_about(about)) == (("/news/wasps.md", "quality is text"), 2)
    assert model.row_about(("/news/bees.md", "quality is text")) == -1
    model.set_folded(0, is_folded=True)
    assert model.row_about(about) == -1


def test_row_says_title_file_line_reason_and_whether_that_still_holds(
    model: ProblemModel, findings: FindingList
) -> None:
    findings.add((finding("moss", line=None),))
    model.take_new()
    assert model.entry(1) == FindingEntry("About bees", "bees.md", 3, "quality is text", is_outdated=False)
    assert model.entry(3) == FindingEntry("About moss", "moss.md", None, "quality is text", is_outdated=True)
    spoken = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1, 3)]
    assert spoken == [
        "Values of the wrong type, 3 problems, unfolded",
        "quality is text, About bees, bees.md line 3",
        "quality is text, About moss, moss.md, changed since",
    ]


def test_every_kind_has_words_of_its_own() -> None:
    assert set(KIND_WORDS) == set(ProblemKind)
    assert len(set(KIND_WORDS.values())) == len(ProblemKind)


class Counted(FindingList):
    """Counts how often a finding is put into words."""

    asked = 0

    def message(self, number: int) -> str:
        self.asked += 1
        return super().message(number)


def test_of_a_hundred_thousand_only_what_is_asked_for_is_put_into_words(qapp: QApplication) -> None:
    findings, model = Counted(), ProblemModel(Outdated())
    findings.add(Finding(f"/news/{n}.md", 1, "", "", list(ProblemKind)[n % 5], "") for n in range(100_000))
    model.show_all(findings)
    assert (model.rowCount(), findings.asked) == (100_005, 0)
    for row in (1, 50_000, 100_004):
        assert isinstance(model.index(row).data(ProblemRole.ENTRY), FindingEntry)
    assert findings.asked == 3
