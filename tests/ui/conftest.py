"""What every test of the window shares: no display needed, a home of its own, theme and style sheet."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = os.environ.get("CURATOR_TEST_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from curator.ui.look.style_sheet import style_sheet
from curator.ui.look.theme import LIGHT, Theme, ThemeChoice, interface_font


@pytest.fixture(autouse=True)
def curator_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, journal and caches of this test only."""
    home = tmp_path / "curator-home"
    monkeypatch.setenv("CURATOR_HOME", str(home))
    return home


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme, with type and style sheet of the real application in force."""
    sheet = style_sheet(LIGHT)
    if qapp.styleSheet() != sheet:
        qapp.setFont(interface_font())
        qapp.setStyleSheet(sheet)
    chosen = Theme(qapp.styleHints(), ThemeChoice.LIGHT)
    yield chosen
    chosen.deleteLater()
