"""A process killed at any point of a save: no torn file, nothing acknowledged lost, undo byte for byte."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import curator
from curator.articles.fields import PLACEMENT
from curator.frontmatter import edit
from curator.triage.journal import Journal
from tests.triage.conftest import ARTICLE, Desktop

PROGRAM = Path(__file__).with_name("crashing_editor.py")
ROOT = Path(curator.__file__).parent.parent
ROUNDS = 30

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


def content(number: int) -> bytes:
    """The article after a decision of the crashing editor."""
    return edit(ARTICLE, {"quality": number, "heat": number}, PLACEMENT).data


@dataclass
class Told:
    """What a killed process had said of one article: the contents it went through, and how far for sure."""

    contents: list[bytes]
    groups: list[int] = field(default_factory=lambda: [0])
    sure: int = 0


def run_and_kill(
    journal: Path, folder: Path, first: int, seconds: float, trap: Sequence[str] = ()
) -> list[str]:
    """Let the editor decide and kill it (or let it kill itself); return what it said."""
    command = [sys.executable, str(PROGRAM), str(journal), str(folder), str(first), *trap]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n" or trap
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        return process.stdout.read().splitlines()


def read_what_it_said(lines: Iterable[str], before: dict[Path, bytes]) -> dict[Path, Told]:
    """Follow each article through what was ordered, and note how far the journal had acknowledged it."""
    told = {path: Told([data]) for path, data in before.items()}
    recorded: set[int] = set()
    for words in (line.split(" ") for line in lines):
        match words:
            case ["sent", path, number]:
                told[Path(path)].contents.append(content(int(number)))
                told[Path(path)].groups.append(-1)
            case ["undoing", path]:
                told[Path(path)].contents.append(told[Path(path)].contents[-2])
                told[Path(path)].groups.append(-1)
            case ["numbered", group, path]:
                told[Path(path)].groups[-1] = int(group)
            case ["recorded", group]:
                recorded.add(int(group))
            case _:
                pass
    for one in told.values():
        one.sure = max(at for at, group in enumerate(one.groups) if group in recorded or at == 0)
    return told


def check(told: dict[Path, Told], journal: Path, folder: Path) -> None:
    """Judge the files as the crash left them, then as the next start leaves them."""
    for path, one in told.items():
        assert path.read_bytes() in one.contents, "torn"
    desktop = Desktop(journal)
    desktop.open([folder])
    failures = desktop.session.failures()
    desktop.close()
    assert failures == ()
    for path, one in told.items():
        assert path.read_bytes() in one.contents[one.sure :], "an acknowledged decision is lost"
    assert [name for name in os.listdir(folder) if not name.endswith(".md")] == []


def undo_everything(journal: Path, folder: Path) -> None:
    """Undo, restart, undo, until nothing is left."""
    while True:
        desktop = Desktop(journal)
        session = desktop.open([folder])
        steps = 0
        while session.undo() is not None:
            steps += 1
        desktop.close()
        assert session.failures() == ()
        if steps == 0:
            return


@pytest.mark.slow
def test_killed_at_random_points(folder: Path, articles: list[Path], journal_path: Path) -> None:
    acknowledged = 0
    for number in range(ROUNDS):
        before = {path: path.read_bytes() for path in articles}
        lines = run_and_kill(journal_path, folder, 1000 + 200 * number, 0.001 + 0.002 * number)
        told = read_what_it_said(lines, before)
        acknowledged += sum(line.startswith("recorded") for line in lines)
        check(told, journal_path, folder)
    assert acknowledged > ROUNDS
    undo_everything(journal_path, folder)
    assert {path.read_bytes() for path in articles} == {ARTICLE}


@pytest.mark.parametrize("passes", [0, 4])
@pytest.mark.parametrize(
    "step",
    ["before record", "before write", "after write", "after replace", "after sync", "after settle"],
)
def test_killed_at_a_step(
    step: str, passes: int, folder: Path, articles: list[Path], journal_path: Path
) -> None:
    before = {path: path.read_bytes() for path in articles}
    lines = run_and_kill(journal_path, folder, 1000, 20, [step, str(passes)])
    check(read_what_it_said(lines, before), journal_path, folder)
    journal = Journal.open(journal_path)
    assert journal.pending() == ()
    journal.close()
    undo_everything(journal_path, folder)
    assert {path.read_bytes() for path in articles} == {ARTICLE}
