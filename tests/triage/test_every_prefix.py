"""Saves that end before any one of their system calls: the process is killed there, or the power is cut."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import curator
from tests.triage.interrupted import ARTICLE, BESIDE_A_BOT, SCENARIOS, Desk, Place, Report
from tests.triage.judgement import State, judge, left_overs, undo_all
from tests.triage.power_cut import Disk, lay_out, ways
from tests.triage.system_calls import Kind, can_follow

ROOT = Path(curator.__file__).parent.parent
PROGRAM = "from tests.triage.interrupted import main; main()"
CUTS = int(os.environ.get("CURATOR_POWER_CUTS", "1"))
"""How many of the states between "everything is there" and "only what is sure" are tried at each call."""

STEP = 1 if "CURATOR_POWER_CUTS" in os.environ else 9
"""Every so many calls the process is really killed."""

pytestmark = pytest.mark.skipif(
    not can_follow(), reason="system calls cannot be followed here (needs Linux, ptrace)"
)
each_scenario = pytest.mark.parametrize("name", list(SCENARIOS))


@dataclass
class Done:
    """A scenario that was carried out, and what it leads from and to."""

    report: Report
    folder: Path
    before: State
    after: State


Start = Callable[[int], Done]


@pytest.fixture
def carried_out(name: str, tmp_path: Path) -> Start:
    """Carries a scenario out."""

    def start(step: int) -> Done:
        command = [sys.executable, "-c", PROGRAM, name, str(tmp_path), str(step)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
        report: Report = pickle.loads((tmp_path / "report.pickle").read_bytes())
        before, whole = (State.of(Place(tmp_path / part)) for part in ("before", "whole"))
        return Done(report, tmp_path, before, whole)

    return start


@each_scenario
def test_killed_before_a_call(carried_out: Start, name: str) -> None:
    done = carried_out(STEP)
    complete = 0
    for number, said in done.report.said.items():
        complete += judge(Place(done.folder / str(number)), said, done.before, done.after)
    # Journal and articles are to the byte those of the whole work, so one undo speaks for all.
    assert undo_all(Place(done.folder / "unfollowed")) == undo_all(Place(done.folder / "before"))
    calls = f"{sum(number <= done.report.begun for number in done.report.said)} of {done.report.begun}"
    sys.stdout.write(f"{name}: killed before {calls} calls, {complete} complete at the next start\n")


@each_scenario
def test_power_cut_before_any_call(carried_out: Start, name: str) -> None:
    done = carried_out(0)
    place = Place(done.folder / "whole")
    # The journal knows its articles by their whole paths, so it is replayed where it was recorded.
    shutil.rmtree(place.root)
    (done.folder / "start").rename(place.root)
    disk = Disk(place.root)
    said: list[str] = []
    judged: set[int] = set()
    for number, call in enumerate([*done.report.recorded, None]):
        for pick in ways(number, [0.5] * CUTS):
            left = disk.leave(pick)
            if (key := hash((*left.items(), *said))) not in judged:
                judged.add(key)
                lay_out(left)
                judge(place, said, done.before, done.after)
        if call is not None:
            disk.take(call)
            said += call.data.decode().splitlines() if call.kind is Kind.SAID else []
    states = f"{len(judged)} different states of the disk"
    sys.stdout.write(f"{name}: power cut before each of {number} calls, {states}\n")


@pytest.mark.parametrize("name", [BESIDE_A_BOT])
def test_killed_while_a_bot_writes_the_same_article(carried_out: Start, name: str) -> None:
    done = carried_out(min(STEP, 2))
    assert done.after.contents[0] == done.after.contents[0].replace(b"title: A", b"title: B")
    for number, said in done.report.said.items():
        place = Place(done.folder / str(number))
        desk = Desk(place)
        assert desk.session.failures() == ()
        data = place.articles[0].read_bytes()
        assert data.replace(b"title: B", b"title: A") in (
            ARTICLE,
            done.after.contents[0].replace(b"title: B", b"title: A"),
        )
        assert b"quality: 80" in data or "recorded" not in said, "an acknowledged decision is lost"
        assert b"title: B" in data or "rewritten" not in said, "the bot's write is lost"
        while desk.undo():
            pass
        desk.close()
        assert place.articles[0].read_bytes() == data.replace(b"80", b"10").replace(b"heat: 85\r\n", b"")
        assert [left for left in left_overs(place) if left != "bot.done"] == []
