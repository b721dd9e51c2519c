"""What the tests behind the window share: threads that get joined, and an editor without a window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.ui.desk.workbench import Workbench
from tests.ui.desk.bench import Bench, OneThread
from tests.ui.desk.office import Office


@pytest.fixture
def thread(qapp: QApplication) -> Iterator[OneThread]:
    made = OneThread()
    yield made
    made.end()


@pytest.fixture
def bench(workbench: Workbench, folder: Path, qtbot: QtBot) -> Bench:
    """An editor at the opened folder."""
    made = Bench(workbench, folder, qtbot)
    made.open(folder)
    return made


@pytest.fixture
def office(qapp: QApplication, curator_home: Path, folder: Path, qtbot: QtBot) -> Iterator[Office]:
    made = Office(curator_home, folder, qtbot)
    yield made
    made.end()
