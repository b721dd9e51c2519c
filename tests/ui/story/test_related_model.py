"""Related items as cards: how they stand to the article, and what the folder holds of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from curator.articles import Provider, Related
from curator.library import Row
from curator.triage.decisions import Mark
from curator.ui.story.related_model import RelatedCard, RelatedModel, RelatedRole
from tests.ui.ear import Ear

PATH = Path("/news/wasps.md")


def card(
    *,
    quality: int | None = 50,
    leads: bool = False,
    outranks: bool = False,
    row: Row | None = None,
    mark: Mark | None = None,
) -> RelatedCard:
    item = Related("Wasps build", quality=quality, provider=Provider("Wasp Post"))
    return RelatedCard(item, leads, outranks, row, mark, None)


def row(*, quality: int | None = 50, heat: int | None = None, published: bool | None = None) -> Row:
    return Row(PATH, "Wasps", quality=quality, heat=heat, published=published)


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (card(), "50"),
        (card(quality=None), "no quality"),
        (card(quality=89, outranks=True), "89 ▲ outranks"),
        (card(quality=89, leads=True, outranks=True), "89 ▲ leads"),
    ],
)
def test_standing_is_said_in_words(shown: RelatedCard, words: str) -> None:
    assert shown.standing == words


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (card(), ""),
        (card(row=row()), "in folder"),
        (card(row=row(published=True)), "in folder · published"),
        (card(row=row(published=False)), "in folder · not published"),
        (card(row=row(heat=-1, published=False)), "in folder · no heat"),
        (card(row=row(published=True), mark=Mark.LATER), "in folder · later"),
        (card(row=row(quality=80, published=True)), "in folder · published · now 80"),
    ],
)
def test_state_in_the_folder_is_said_in_words(shown: RelatedCard, words: str) -> None:
    assert shown.folder_state == words


@pytest.fixture
def model(qapp: QApplication) -> RelatedModel:
    model = RelatedModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def test_any_sequence_of_cards_keeps_the_rules_of_qt(model: RelatedModel) -> None:
    for count in (0, 3, 1, 0, 40):
        model.set_cards([card()] * count)
        assert model.rowCount() == count


def test_card_is_replaced_in_its_place(model: RelatedModel) -> None:
    model.set_cards([card(), card()])
    changes = Ear(model.dataChanged)
    better = card(quality=80)
    model.replace(1, better)
    model.replace(7, better)
    assert (model.card(1), len(changes.heard)) == (better, 1)


def test_cell_has_title_card_and_a_sentence(model: RelatedModel) -> None:
    shown = card(quality=89, leads=True, row=row(quality=89, published=True))
    model.set_cards([shown])
    index = model.index(0)
    assert index.data() == "Wasps build"
    assert index.data(RelatedRole.CARD) is shown
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Wasps build, Wasp Post, 89 ▲ leads, in folder · published"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None


def test_nothing_lies_outside_the_list(model: RelatedModel) -> None:
    model.set_cards([card()])
    assert (model.card(-1), model.card(1), model.data(QModelIndex())) == (None, None, None)
    assert model.rowCount(model.index(0)) == 0
