"""What a recent folder's card says."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.ui.look.theme import Theme
from curator.ui.pages.recent_card import RecentCard, count_text, day_text, place_text
from curator.ui.settings import RecentFolder

NOW = datetime(2026, 3, 6, 12).astimezone()
FOLDER = RecentFolder((Path("/news"),), "news", 5178, 148, "you were at 84 of 232", NOW - timedelta(days=1))


@pytest.mark.parametrize(
    ("articles", "undecided", "words"),
    [
        (5178, 148, "5,178 articles · 148 undecided"),
        (192, 0, "192 articles · all decided"),
        (1, 1, "1 article · 1 undecided"),
        (0, 0, "no articles"),
    ],
)
def test_counts_read_as_words(articles: int, undecided: int, words: str) -> None:
    assert count_text(replace(FOLDER, articles=articles, undecided=undecided), is_missing=False) == words


def test_missing_folder_says_nothing_of_decisions() -> None:
    assert count_text(FOLDER, is_missing=True) == "5,178 articles"
    assert place_text(FOLDER, NOW, is_missing=True) == "folder not found: reconnect the drive?"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "today"),
        (0, "today"),
        (1, "yesterday"),
        (3, "on Tuesday"),
        (7, "on 27 February"),
        (300, "on 10 May 2025"),
    ],
)
def test_days_are_said_as_people_say_them(days: int, words: str) -> None:
    assert day_text(NOW - timedelta(days=days), NOW) == words


def test_place_joins_position_and_day() -> None:
    assert place_text(FOLDER, NOW, is_missing=False) == "you were at 84 of 232, yesterday"
    assert place_text(replace(FOLDER, position_text=""), NOW, is_missing=False) == "opened yesterday"
    assert place_text(replace(FOLDER, opened_at=None), NOW, is_missing=False) == "you were at 84 of 232"
    assert place_text(RecentFolder((Path("/x"),), "x"), NOW, is_missing=False) == ""


@pytest.mark.parametrize("name", ["n" * 300, "📰 " * 60, "<b>bold</b>", os.fsdecode(b"caf\xe9")])
def test_odd_names_are_painted(qtbot: QtBot, theme: Theme, name: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    card = RecentCard(theme, replace(FOLDER, name=name), NOW, parent, is_missing=False)
    assert not card.grab().isNull()
