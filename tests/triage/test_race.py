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
from curator.triage.decisions import Change, Mark, Status
from curator.triage.launch import saving_process
from curator.triage.reports import SaveReport
from tests.triage.conftest import Desktop
from tests.triage.racing_bot import BotReport, rewritten, run

DECISIONS = int(os.environ.get("CURATOR_RACE_DECISIONS", "300"))
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
    """An editor who nudges one article after another up by one, and knows what was nudged before."""

    def __init__(self, journal: Path, paths: list[Path]) -> None:
        self._desktop = Desktop(journal, start_saver=saving_process())
        self._session = self._desktop.open([paths[0].parent], paths)
        self._made_of = {path: Identity(standing_in(path.read_bytes()).keys, path.name) for path in paths}
        self.quality = dict.fromkeys(paths, LOWEST)

    def nudge(self, path: Path) -> None:
        """Decide, as soon as few enough decisions are under way and none on this article."""
        session, seen = self._session, self.quality[path]
        self._desktop.wait_for(
            lambda: session.progress().pending < AHEAD and session.status_of(path) is not Status.PENDING
        )
        session.decide(
            [Change(path, {"quality": seen + 1}, Mark.DECIDED, self._made_of[path], {"quality": seen})]
        )
        self.quality[path] = seen + 1

    def finish(self) -> Counter[str]:
        """Wait for all saves and count how they ended."""
        self._desktop.finish()
        self._desktop.close()
        reports = [report for report in self._desktop.of(SaveReport) if isinstance(report, SaveReport)]
        counted = Counter(str(report.status) for report in reports)
        counted["questions"] = sum(report.is_question for report in reports)
        return counted


@contextmanager
def bot_at_work(paths: list[Path], *, is_careful: bool) -> Iterator[list[BotReport]]:
    """Let the bot rewrite while the block runs; its report is there afterwards."""
    near, far = multiprocessing.Pipe()
    options = {"is_careful": is_careful}
    process = multiprocessing.get_context("spawn").Process(target=run, args=(far, paths, 1), kwargs=options)
    process.start()
    far.close()
    assert near.recv() == "ready"
    reports: list[BotReport] = []
    yield reports
    near.send("stop")
    reports.append(near.recv())
    process.join()
    near.close()


def race(journal: Path, paths: list[Path], *, is_careful: bool) -> tuple[Hurried, Counter[str]]:
    """Let both run; give the editor and what was counted, with every write of the bot found in its place."""
    editor = Hurried(journal, paths)
    dice = random.Random(2)
    with bot_at_work(paths, is_careful=is_careful) as reports:
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
        counted["decisions not in the file"] += editor.quality[path] - quality
    return editor, counted


@pytest.mark.slow
def test_careful_bot_and_editor_lose_nothing(paths: list[Path], journal_path: Path) -> None:
    _, counted = race(journal_path, paths, is_careful=True)
    sys.stdout.write(f"\n{DECISIONS} decisions, careful bot: {dict(sorted(counted.items()))}\n")
    assert counted["writes"] > DECISIONS / 4
    assert counted["saved"] == DECISIONS
    assert counted["questions"] == counted["failed"] == 0
    assert counted["own writes gone"] == counted["decisions not in the file"] == 0
