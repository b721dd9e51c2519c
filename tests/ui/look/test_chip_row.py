"""A row paints as many words as fit, and all of them can be heard."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from curator.ui.look.chip_row import ChipRow
from curator.ui.look.theme import Theme

WORDS = ("Oceans", "Acoustics", "<b>Climate</b>", "Seagrass", "Language")


@pytest.fixture
def row(qtbot: QtBot, theme: Theme) -> ChipRow:
    row = ChipRow(theme)
    qtbot.addWidget(row)
    row.set_words(WORDS)
    row.show()
    return row


def test_all_words_fit_where_the_row_has_its_own_size(row: ChipRow) -> None:
    row.resize(row.sizeHint())
    assert row._fitting() == list(WORDS)


@pytest.mark.parametrize("width", [0, 40, 100, 200, 300])
def test_words_that_do_not_fit_become_a_number(row: ChipRow, width: int) -> None:
    row.resize(width, 24)
    shown = row._fitting()
    count = int(shown[-1].removeprefix("+ ")) if shown else len(WORDS)
    assert len(shown[:-1]) + count == len(WORDS)
    row.grab()


def test_words_give_way_one_by_one(row: ChipRow) -> None:
    row.resize(row.sizeHint().width() - 1, 24)
    assert row._fitting()[0] == "Oceans"
    assert row._fitting()[-1] in ("+ 1", "+ 2")


def test_all_words_can_be_heard_and_hovered(row: ChipRow) -> None:
    assert row.accessibleDescription() == ", ".join(WORDS)
    assert row.words == WORDS


def test_words_of_an_article_are_never_markup(row: ChipRow) -> None:
    assert "<b>" not in row.toolTip()
    assert "Climate" in row.toolTip()


def test_row_without_words_is_empty(row: ChipRow) -> None:
    row.set_words(())
    assert (row.sizeHint().width(), row.toolTip(), row.accessibleDescription()) == (0, "", "")
    assert row.minimumSizeHint().width() == 0
