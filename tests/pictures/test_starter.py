"""When pictures are begun."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from curator.pictures.starter import Starter


@pytest.fixture
def starter(qtbot: QtBot) -> Iterator[Starter]:
    """One that holds nothing back."""
    made = Starter()
    yield made
    made.stop()


def test_what_is_asked_for_in_one_turn_is_begun_together(qtbot: QtBot, starter: Starter) -> None:
    began: list[bool] = []
    starter.due.connect(lambda: began.append(True))
    starter.start_soon()
    starter.start_soon()
    assert began == []
    qtbot.waitUntil(lambda: bool(began))
    QCoreApplication.processEvents()
    assert began == [True]


def test_nothing_is_begun_until_it_is_allowed(qtbot: QtBot, starter: Starter) -> None:
    began: list[bool] = []
    starter.due.connect(lambda: began.append(True))
    starter.hold()
    starter.start_soon()
    QCoreApplication.processEvents()
    assert began == []
    starter.go_on()
    qtbot.waitUntil(lambda: began == [True])


def test_nothing_is_begun_after_the_end(starter: Starter) -> None:
    began: list[bool] = []
    starter.due.connect(lambda: began.append(True))
    starter.start_soon()
    starter.stop()
    QCoreApplication.processEvents()
    assert began == []
