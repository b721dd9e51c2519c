"""The words of pages, titles and the pace say what is true and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.library import Counts
from curator.library.messages import Progressed, ScanSummary
from curator.library.walk import Skipped
from curator.triage.progress import Progress
from curator.ui.commands.commands import CommandId
from curator.ui.window.explanations import (
    all_decided,
    articles_words,
    folder_name,
    list_decided,
    nothing_found,
    nothing_left,
    nothing_matches,
    pace_words,
    read_only_words,
    reading_words,
    window_title,
)

NEWS, PA = Path("/sites/ai"), Path("/sites/pa")


def progress(
    decided: int = 84, total: int = 232, per_minute: float | None = None, left: float | None = None
) -> Progress:
    return Progress(decided, total, 12, 12, per_minute, left, 0, 0)


@pytest.mark.parametrize(
    ("sources", "name"),
    [((), ""), ((NEWS,), "ai"), ((NEWS, PA, PA), "ai and 2 more"), ((Path("/"),), "/")],
)
def test_folders_are_called_by_the_first(sources: tuple[Path, ...], name: str) -> None:
    assert folder_name(sources) == name


@pytest.mark.parametrize(
    ("article", "folder", "title"),
    [("Bees", "ai", "Bees — ai — Curator"), ("", "ai", "ai — Curator"), ("", "", "Curator")],
)
def test_title_of_the_window(article: str, folder: str, title: str) -> None:
    assert window_title(article, folder) == title


@pytest.mark.parametrize(("count", "words"), [(0, "0 articles"), (1, "1 article"), (5_178, "5,178 articles")])
def test_articles_are_counted(count: int, words: str) -> None:
    assert articles_words(count) == words


@pytest.mark.parametrize(
    ("is_counted", "words"), [(False, "reading, 5,178 so far"), (True, "reading 2,000 of 5,178")]
)
def test_reading_says_how_far_it_is(is_counted: bool, words: str) -> None:
    assert reading_words(Progressed(1, 5_178, 2_000, is_counted)) == words


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (progress(), "84 of 232"),
        (progress(per_minute=11.4, left=13.2), "84 of 232 · 11 a minute · 13 min left"),
        (progress(per_minute=300.0, left=0.4), "84 of 232 · 300 a minute · under a minute left"),
        (progress(per_minute=1.0, left=148.0), "84 of 232 · 1 a minute · 2.5 h left"),
        (progress(232, 232, 11.0, 0.0), "232 of 232 · 11 a minute"),
    ],
)
def test_pace_is_said_as_far_as_it_is_known(shown: Progress, words: str) -> None:
    assert pace_words(shown) == words


def test_empty_folder_says_what_was_looked_for_and_left_out() -> None:
    skipped = tuple(Skipped(NEWS / name, "it is hidden") for name in (".git", "_site", "x", "y"))
    state = nothing_found((NEWS,), ScanSummary(skipped=skipped))
    assert state.headline == "No articles in “ai”"
    assert ".md" in state.sentence
    assert (
        "Left out: .git (it is hidden), _site (it is hidden), x (it is hidden) and 1 more." in state.sentence
    )
    assert state.actions == (CommandId.OPEN_FOLDER, CommandId.OPEN_SAMPLE)


def test_missing_folder_says_so_and_that_nothing_happened() -> None:
    state = nothing_found((NEWS,), ScanSummary(missing=(Skipped(NEWS, "it is not there"),)))
    assert state.headline == "“ai” cannot be opened"
    assert f"{NEWS}: it is not there" in state.sentence
    assert "Nothing was changed" in state.sentence


def test_folder_that_is_empty_beside_a_missing_one_is_empty() -> None:
    state = nothing_found((NEWS, PA), ScanSummary(missing=(Skipped(PA, "it is not there"),)))
    assert state.headline == "No articles in “ai and 1 more”"


def test_filter_that_leaves_nothing_is_repeated() -> None:
    state = nothing_matches("quality below 10")
    assert "quality below 10" in state.sentence
    assert state.actions == (CommandId.BACK,)


def test_end_sums_up_what_was_done() -> None:
    state = all_decided(Counts(published=1_012, later=3), progress())
    assert state.summary == "12 decided in this session · 1,012 published in the folder · 3 put off"
    assert all_decided(Counts(published=1), progress()).summary.endswith("1 published in the folder")


def test_end_of_a_filter_says_what_else_there_is() -> None:
    state = list_decided("undecided", 41)
    assert "41 more" in state.sentence
    assert CommandId.BACK in state.actions


def test_emptied_folder_says_so() -> None:
    assert nothing_left("ai").headline == "“ai” is empty now"


@pytest.mark.parametrize(
    ("summary", "words"),
    [
        (ScanSummary(folders=1, read_only=(NEWS,)), "This folder is read-only"),
        (ScanSummary(folders=5, read_only=(NEWS, PA)), "2 folders here are read-only"),
    ],
)
def test_read_only_folders_are_told(summary: ScanSummary, words: str) -> None:
    assert read_only_words(summary).startswith(words)
