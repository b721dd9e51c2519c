"""A bot rewrites articles at full speed while an editor decides on them; neither loses anything to the other.

A short run by default: `CURATOR_RACE_DECISIONS=10000 pytest tests/triage/test_race.py -s` is the long one and
prints what it counted.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from curator.articles import standing_in
from curator.frontmatter import read
from curator.library.identity import Identity
from curator.library.save import read_whole
from curator.triage.decisions import Change, Mark, Status
from curator.triage.launch import saving_process
from curator.triage.reports import SaveReport
from tests.triage.conftest import Desktop
from tests.triage.racing_bot import BotReport, Habit, rewritten, run

DECISIONS = int(os.environ.get("CURATOR_RACE_DECISIONS", "120"))
ARTICLES = 100
AHEAD = 3
"""Decisions that may be under way at once, each on another article."""

LOWEST = 10

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the bot exchanges names as Linux does")


def article(number: int) -> bytes:
    text = f"""\
---
title: Article {number}
webUrl: https://a.example/{number}
quality: {LOWEST}
related:
  - title: "r0"
    webUrl: https://b.example/{number}
secured: "s0"
---
Body
"""
    return text.encode().replace(b"\n", (b"\n", b"\r\n")[number % 2])


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "site"
    folder.mkdir()
    paths = [folder / f"{number}.md" for number in range(ARTICLES)]
    for number, path in enumerate(paths):
        path.write_bytes(article(number))
    return paths


class Hurried:
    """An editor who nudges one article after another up by one, and knows what was nudged before.

    One who is forgetful looks at the file each time, and so takes for granted what a bot has undone.
    """

    def __init__(self, journal: Path, paths: list[Path], *, is_forgetful: bool) -> None:
        self._is_forgetful = is_forgetful
        self._desktop = Desktop(journal, start_saver=saving_process())
        self._session = self._desktop.open([paths[0].parent], paths)
        self._made_of = {path: Identity(standing_in(path.read_bytes()).keys, path.name) for path in paths}
        self._quality = dict.fromkeys(paths, LOWEST)

    def nudge(self, path: Path) -> None:
        """Decide, as soon as few enough decisions are under way and none on this article."""
        session = self._session
        self._desktop.wait_for(
            lambda: session.progress().pending < AHEAD and session.status_of(path) is not Status.PENDING
        )
        seen = self._look(path) if self._is_forgetful else self._quality[path]
        session.decide(
            [Change(path, {"quality": seen + 1}, Mark.DECIDED, self._made_of[path], {"quality": seen})]
        )
        self._quality[path] = seen + 1

    def _look(self, path: Path) -> int:
        quality = read(read_whole(path)).values["quality"]
        assert isinstance(quality, int)
        return quality

    def finish(self) -> Counter[str]:
        """Wait for all saves and count how they ended."""
        self._desktop.finish()
        self._desktop.close()
        reports = [report for report in self._desktop.of(SaveReport) if isinstance(report, SaveReport)]
        counted = Counter(str(report.status) for report in reports)
        counted["questions"] = sum(report.is_question for report in reports)
        return counted


@contextmanager
def bot_at_work(paths: list[Path], habit: Habit) -> Iterator[list[BotReport]]:
    """Let the bot rewrite while the block runs; its report is there afterwards."""
    near, far = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=run, args=(far, paths, 1, habit))
    process.start()
    far.close()
    assert near.recv() == "ready"
    reports: list[BotReport] = []
    yield reports
    near.send("stop")
    reports.append(near.recv())
    process.join()
    near.close()


def race(journal: Path, paths: list[Path], habit: Habit) -> Counter[str]:
    """Let both run; give what was counted, with every write of the bot found in its place."""
    editor = Hurried(journal, paths, is_forgetful=habit is not Habit.CAREFUL)
    dice = random.Random(2)
    with bot_at_work(paths, habit) as reports:
        for _ in range(DECISIONS):
            editor.nudge(dice.choice(paths))
        counted = editor.finish()
    (report,) = reports
    counted += report.seen
    for number, path in enumerate(paths):
        data = path.read_bytes()
        expected = article(number)
        for step in range(1, report.last[path.name] + 1):
            expected = rewritten(expected, step)
        quality = read(data).values["quality"]
        assert isinstance(quality, int)
        assert data == expected.replace(b"quality: %d" % LOWEST, b"quality: %d" % quality), path.name
        counted["decisions in the files"] += quality - LOWEST
    sys.stdout.write(f"\n{DECISIONS} decisions, the bot {habit}: {dict(sorted(counted.items()))}\n")
    return counted


@pytest.mark.slow
def test_careful_bot_and_editor_lose_nothing(paths: list[Path], journal_path: Path) -> None:
    counted = race(journal_path, paths, Habit.CAREFUL)
    assert counted["writes"] > DECISIONS / 4
    assert counted["saved"] == counted["decisions in the files"] == DECISIONS
    assert counted["questions"] == counted["failed"] == counted["own writes gone"] == 0


@pytest.mark.slow
@pytest.mark.parametrize("habit", [Habit.RENAMES, Habit.IN_PLACE])
def test_bot_that_may_undo_decisions_loses_nothing_itself(
    paths: list[Path], journal_path: Path, habit: Habit
) -> None:
    counted = race(journal_path, paths, habit)
    assert counted["own writes gone"] == 0
    # Somebody is asked only where the bot has set the quality back between the editor's look and the save.
    assert counted["failed"] == counted["questions"] <= DECISIONS - counted["decisions in the files"]
