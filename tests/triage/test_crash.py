"""Editors killed at random moments: nothing torn, nothing acknowledged lost, nothing done twice.

A short run by default: `CURATOR_KILLS=1000 pytest tests/triage/test_crash.py -s` is the long one; it prints
its seed, which `CURATOR_KILLS_SEED` repeats, and where the kills hit.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path

import pytest

from curator.triage.decisions import Mark
from curator.triage.journal_text import path_of
from tests.triage.conftest import Desktop
from tests.triage.crashing_editor import LOWEST, NAMES, Beat, Way, content, edit

KILLS = int(os.environ.get("CURATOR_KILLS", "40"))
SEED = int(os.environ.get("CURATOR_KILLS_SEED", str(random.randrange(1_000_000))))
KILLS_OF_A_BEAT = 50
"""Then everything is undone, and another folder is begun."""

MOST_LINES = 25
"""An editor is killed soon after one of the first so many things it said."""

TIMEOUT = 60.0
VICTIMS = {
    Way.PROCESS: ("the saver", "the saver", "the saver", "the window", "both"),
    Way.THREAD: ("the window",),
    Way.SCRIPT: ("the script",),
}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


@dataclass(frozen=True)
class Row:
    """One entry of the journal."""

    id: int
    group: int
    kind: str
    name: str
    quality: int
    """What the file says after it."""

    status: str


def read_rows(journal: Path) -> list[Row]:
    """Read a journal nobody uses, and work out what each entry makes of its article."""
    rows: list[Row] = []
    if not journal.exists():
        return rows
    values = dict.fromkeys(NAMES, LOWEST)
    before: dict[int, int] = {}
    query = (
        "SELECT e.id, group_id, kind, path, fields, undoes, status"
        " FROM entries e JOIN groups g ON g.id = group_id ORDER BY e.id"
    )
    with closing(sqlite3.connect(journal)) as connection:
        for number, group, kind, path, fields, undoes, status in connection.execute(query):
            name = next(name for name in NAMES if path_of(path).as_posix().endswith(name))
            before[number] = values[name]
            values[name] = before[undoes] if kind == "undo" else json.loads(fields)["quality"]
            rows.append(Row(number, group, kind, name, values[name], status))
    return rows


def groups_of(rows: Sequence[Row]) -> list[list[str]]:
    """What an editor says of groups when they are recorded."""
    words: dict[int, list[str]] = {}
    for row in rows:
        words.setdefault(row.group, ["undo"] if row.kind == "undo" else []).append(str(NAMES.index(row.name)))
    return list(words.values())


@dataclass
class Told:
    """What an editor said before its end."""

    pids: tuple[int, int] = (0, 0)
    ordered: int = 0
    recorded: list[list[str]] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)

    def take(self, line: str) -> None:
        """Note a line."""
        match line.split(" "):
            case ["pids", window, saver]:
                self.pids = int(window), int(saver)
            case ["ordered"]:
                self.ordered += 1
            case ["recorded", *words]:
                self.recorded.append(words)
            case ["saved", name]:
                self.saved.append(NAMES[int(name)])


class Ear:
    """The near end of an editor's pipe; it ends when window and saver have."""

    def __init__(self, pipe: Connection, told: Told) -> None:
        self._pipe = pipe
        self._told = told
        self._rest = b""
        self.lines = 0

    def listen(self, seconds: float) -> bool:
        """Take what is said within some time; False when there is nobody to say anything."""
        if not wait([self._pipe], seconds):
            return True
        data = os.read(self._pipe.fileno(), 1 << 16)
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._told.take(line.decode())
        self.lines += len(lines)
        return bool(data)


class Crashes:
    """One folder, and editors on it that are killed one after another."""

    def __init__(self, root: Path, dice: random.Random) -> None:
        self.beat = Beat(root)
        self._dice = dice
        self.hit: Counter[str] = Counter()
        self.rows: list[Row] = []
        self.copies = root / "copies"
        for name in NAMES:
            self.beat.path(name).parent.mkdir(parents=True, exist_ok=True)
            self.beat.path(name).write_bytes(content(name, LOWEST))

    def kill_one(self, way: Way) -> Told:
        """Let an editor begin, and kill a part of it, or all."""
        told = Told()
        near, far = multiprocessing.Pipe(duplex=False)
        arguments = (far, self.beat.root, self._dice.randrange(1 << 30), way)
        process = multiprocessing.get_context("forkserver").Process(target=edit, args=arguments)
        process.start()
        far.close()
        ear = Ear(near, told)
        lines = self._dice.randint(2, MOST_LINES)
        while ear.lines < lines:
            assert ear.listen(TIMEOUT), "it ended by itself"
        # A save takes some milliseconds, and the next one begins at once.
        end = time.monotonic() + self._dice.uniform(0, 0.006)
        while (left := end - time.monotonic()) > 0:
            ear.listen(left)
        victim = self._dice.choice(VICTIMS[way])
        self.hit[f"killed: {victim}"] += 1
        window, saver = told.pids
        for pid in {"the saver": [saver], "both": [saver, window]}.get(victim, [window]):
            os.kill(pid, signal.SIGKILL)
        while ear.listen(TIMEOUT):
            pass
        near.close()
        process.join(TIMEOUT)
        return told

    def judge(self, told: Told) -> None:
        """See what the kill left, then what the next start makes of it."""
        left = self._rows_left()
        new = left[len(self.rows) :]
        self.hit[self._place(told, new)] += 1
        for name in NAMES:
            self._judge_file(name, told, new)
        files = {name: self.beat.path(name).stat().st_ino for name in NAMES}
        found = {name: self.beat.quality(name) for name in NAMES}
        desktop = Desktop(self.beat.journal)
        session = desktop.open([self.beat.site])
        assert session.failures() == (), "a false question, or a save that failed"
        marks = {name: session.mark_of(self.beat.path(name)) for name in NAMES}
        desktop.close()
        before, self.rows = self.rows, read_rows(self.beat.journal)
        assert [row.id for row in self.rows] == [row.id for row in left]
        assert {row.status for row in self.rows} <= {"saved", "undone"}
        new = self.rows[len(before) :]
        assert groups_of(new)[: len(told.recorded)] == told.recorded, "an acknowledged decision is lost"
        assert [row.name for row in new][: len(told.saved)] == told.saved
        for name in NAMES:
            last = next((row.quality for row in reversed(self.rows) if row.name == name), LOWEST)
            holding = [r for r in self.rows if r.name == name and r.kind != "undo" and r.status != "undone"]
            assert last == LOWEST + len(holding), "nudges are lost, or are there twice"
            assert self.beat.path(name).read_bytes() == content(name, last)
            assert self.beat.path(name).stat().st_ino == files[name] or found[name] != last, "written twice"
            assert marks[name] == (Mark.DECIDED if holding else None)
        assert [path for path in self.beat.site.rglob("*") if path.is_file() and path.suffix != ".md"] == []
        self.hit["groups acknowledged"] += len(told.recorded)
        self.hit["groups in the journal"] += len(groups_of(new))

    def _judge_file(self, name: str, told: Told, new: Sequence[Row]) -> None:
        """A file holds what it held, or what a new entry makes of it; nothing from before its last save."""
        saved = told.saved.count(name)
        own = [row.quality for row in new if row.name == name]
        start = next((row.quality for row in reversed(self.rows) if row.name == name), LOWEST)
        possible = [start, *own][saved:]
        assert possible, f"{name} was called saved, but the journal does not know it"
        data = self.beat.path(name).read_bytes()
        assert data in [content(name, quality) for quality in possible], (
            f"{name} is torn, or was called saved"
        )

    def _rows_left(self) -> list[Row]:
        """The journal as the kill left it, of which only a copy is opened."""
        shutil.rmtree(self.copies, ignore_errors=True)
        shutil.copytree(self.beat.journal.parent, self.copies)
        return read_rows(self.copies / self.beat.journal.name)

    def _place(self, told: Told, new: Sequence[Row]) -> str:
        pending = [row for row in new if row.status == "pending"]
        if any(row.quality != self.beat.quality(row.name) for row in pending):
            is_half = any(path.suffix == ".tmp" for path in self.beat.site.rglob("*"))
            return "hit: journal has it, file not" + (", new file beside it" if is_half else "")
        if pending:
            return "hit: file has it, journal does not know"
        if told.ordered > len(groups_of(new)):
            return "hit: before the journal has it"
        return "hit: between two saves"

    def undo_all(self) -> None:
        """Undo everything there ever was, over as many starts as it takes."""
        steps = 1
        while steps:
            steps = 0
            desktop = Desktop(self.beat.journal)
            session = desktop.open([self.beat.site])
            while session.undo() is not None:
                steps += 1
            desktop.close()
            assert session.failures() == ()
        for name in NAMES:
            assert self.beat.path(name).read_bytes() == content(name, LOWEST)


@pytest.mark.slow
def test_editors_killed_at_random_moments(tmp_path: Path) -> None:
    # Editors come from a process that has loaded everything and has one thread.
    multiprocessing.get_context("forkserver").set_forkserver_preload(["__main__", edit.__module__])
    sys.stdout.write(f"\nCURATOR_KILLS={KILLS} CURATOR_KILLS_SEED={SEED}\n")
    dice = random.Random(SEED)
    counted: Counter[str] = Counter()
    for start in range(0, KILLS, KILLS_OF_A_BEAT):
        crashes = Crashes(tmp_path / str(start), dice)
        for _ in range(min(KILLS_OF_A_BEAT, KILLS - start)):
            way = dice.choices(list(Way), [7, 2, 1])[0]
            crashes.judge(crashes.kill_one(way))
        crashes.undo_all()
        counted += crashes.hit
        shutil.rmtree(crashes.beat.root)
    inside = sum(
        times for what, times in counted.items() if what.startswith("hit: ") and "between" not in what
    )
    sys.stdout.write(f"{KILLS} kills, {inside} of them within a save: {dict(sorted(counted.items()))}\n")
    assert inside > KILLS / 4
