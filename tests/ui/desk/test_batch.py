"""Marks are kept in the order of marking, and every change of them is told."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from curator.ui.desk.batch import Batch
from tests.ui.desk.bench import OneThread

A, B, C = 1, 2, 3


@pytest.fixture
def batch(thread: OneThread) -> Batch:
    return Batch(thread.owner)


def test_marks_keep_the_order_of_marking(batch: Batch) -> None:
    batch.toggle(B)
    batch.mark((C, A, B))
    assert (batch.ids, len(batch), A in batch) == ((B, C, A), 3, True)


def test_marking_again_takes_the_mark_away(batch: Batch, qtbot: QtBot) -> None:
    batch.toggle(A)
    with qtbot.waitSignal(batch.changed) as caught:
        batch.toggle(A)
    assert (batch.ids, caught.args) == ((), [(A,)])


def test_empty_batch_is_none(batch: Batch) -> None:
    assert not batch
    batch.toggle(A)
    assert batch


def test_cleared_batch_tells_which_articles_look_different(batch: Batch, qtbot: QtBot) -> None:
    batch.mark((A, B))
    with qtbot.waitSignal(batch.changed) as caught:
        batch.clear()
    assert (batch.ids, caught.args) == ((), [(A, B)])


def test_articles_that_left_are_forgotten(batch: Batch, qtbot: QtBot) -> None:
    batch.mark((A, B))
    with qtbot.waitSignal(batch.changed) as caught:
        batch.forget((B, C))
    assert (batch.ids, caught.args) == ((A,), [(B,)])


def test_forgetting_what_was_not_marked_says_nothing(batch: Batch, qtbot: QtBot) -> None:
    batch.mark((A,))
    with qtbot.assertNotEmitted(batch.changed):
        batch.forget((B,))


def test_only_what_is_listed_stays_marked(batch: Batch) -> None:
    batch.mark([A, B])
    batch.keep({B, C})
    assert batch.ids == (B,)
