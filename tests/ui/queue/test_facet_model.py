"""The lines as a Qt model, spoken and painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from curator.library.query_edit import Standing
from curator.ui.look.theme import Theme, ThemeChoice
from curator.ui.queue.facet_model import FacetDelegate, FacetModel, spoken
from curator.ui.queue.facet_rows import FacetGroup, FacetLine, LineKind
from tests.ui.ear import Ear

TOPIC = FacetGroup.TOPIC
TITLE = FacetLine(LineKind.GROUP, TOPIC, "Topic", 12)
AI = FacetLine(LineKind.VALUE, TOPIC, "AI", 1_200, "topic=AI")
MORE = FacetLine(LineKind.MORE, TOPIC, "6 more", 6)
WANTED = FacetLine(LineKind.VALUE, TOPIC, "AI", 1, "topic=AI", Standing.WANTED)
EXCLUDED = FacetLine(LineKind.VALUE, TOPIC, "W" * 200, 0, "topic=AI", Standing.EXCLUDED)
FOLDED = FacetLine(LineKind.GROUP, TOPIC, "Topic", 12, is_open=False)


@pytest.fixture
def model(qapp: QApplication) -> FacetModel:
    return FacetModel()


def test_model_keeps_the_promises_of_qt(model: FacetModel) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_lines([TITLE, AI, MORE])
    model.set_lines([TITLE, WANTED, MORE])
    model.set_lines([])


def test_other_numbers_are_no_other_lines(model: FacetModel) -> None:
    model.set_lines([TITLE, AI, MORE])
    resets, changes = Ear(model.modelReset), Ear(model.dataChanged)
    model.set_lines([TITLE, WANTED, MORE])
    assert (len(resets.heard), len(changes.heard)) == (0, 1)
    model.set_lines([FOLDED])
    assert len(resets.heard) == 1


def test_line_is_found_again_by_what_it_is_about(model: FacetModel) -> None:
    model.set_lines([TITLE, WANTED, MORE])
    assert [model.place_of(line) for line in (FOLDED, AI, MORE, EXCLUDED)] == [0, 1, 2, -1]
    assert model.first_value() == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (TITLE, "Topic, 12 values, unfolded"),
        (FOLDED, "Topic, 12 values, folded"),
        (AI, "AI, 1,200 articles"),
        (WANTED, "AI, 1 article, chosen"),
        (EXCLUDED, "W" * 200 + ", left out"),
        (MORE, "6 more of Topic"),
        (
            FacetLine(LineKind.VALUE, TOPIC, "related above 3", None, "related>3", Standing.WANTED),
            "related above 3, chosen",
        ),
    ],
)
def test_screen_reader_hears_what_is_painted(line: FacetLine, words: str) -> None:
    assert spoken(line) == words


def test_markup_in_a_value_is_text(model: FacetModel) -> None:
    model.set_lines([FacetLine(LineKind.VALUE, TOPIC, "<b>AI</b>", 1, "topic=AI")])
    assert "&lt;b&gt;AI" in str(model.index(0).data(Qt.ItemDataRole.ToolTipRole))


def picture(theme: Theme, line: FacetLine, *, is_current: bool = False) -> QImage:
    model = FacetModel()
    model.set_lines([line])
    image = QImage(240, 28, QImage.Format.Format_RGB32)
    image.fill(theme.colors.color("panel"))
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 240, 28)
    option.state = QStyle.StateFlag.State_Selected if is_current else QStyle.StateFlag.State_None
    with QPainter(image) as painter:
        FacetDelegate(theme).paint(painter, option, model.index(0))
    return image


def test_every_state_is_painted_in_its_own_way_in_both_themes(qtbot: QtBot, theme: Theme) -> None:
    lines = [TITLE, FOLDED, AI, WANTED, EXCLUDED, MORE]
    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        theme.choose(choice)
        pictures = [picture(theme, line) for line in lines] + [picture(theme, AI, is_current=True)]
        different = [a != b for at, a in enumerate(pictures) for b in pictures[at + 1 :]]
        assert all(different)


def test_long_value_leaves_the_edge_free(theme: Theme) -> None:
    image = picture(theme, EXCLUDED)
    ground = theme.colors.color("panel")
    assert all(image.pixelColor(x, y) == ground for x in range(226, 240) for y in range(28))
