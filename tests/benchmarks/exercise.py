"""Curator as the benchmark runs it: opens a folder, does one exercise, and prints what was noted as JSON.

    python probe.py FOLDER EXERCISE [--steps N] [--decisions N] [--queries N] …

Exercises: `start` leaves at the first article painted, `index` when the folder is complete, `walk` moves
while it is being read, `use` does everything with a complete folder and measures the memory.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from curator.library.child import Launched
from tests.benchmarks.bare import Memory, memory_of_tree
from tests.benchmarks.phases import Notes, deciding, moving, scrolling, searching, settling, sorting, waiting
from tests.benchmarks.robot import Aside, Phase, Robot, Wait
from tests.benchmarks.sampler import Sampler
from tests.benchmarks.seam import Kind, Seam
from tests.benchmarks.watchdog import Watchdog


class Exercise(QObject):
    """One run of the window."""

    def __init__(self, options: argparse.Namespace, engine: Launched, saving: Launched) -> None:
        self.seam = Seam(engine, saving)
        super().__init__(self.seam)
        self._options = options
        self._watchdog = Watchdog(self)
        self._sampler = Sampler(lambda: self._watchdog.phase) if options.profile else None
        self._opened = self._painted = self._complete = 0.0
        self._memory: Memory | None = None
        self.notes = Notes()
        self._robot = Robot(self.seam, self._watchdog, self._phases(options.exercise))
        self._robot.finished.connect(self.seam.quit)
        self.seam.happened.connect(self._on_seam_happened)

    def run(self) -> int:
        """Open the folder and do it all; returns when the window has closed."""
        if self._sampler is not None:
            self._sampler.start()
        self._opened = time.monotonic()
        self.seam.open(self._options.folder)
        self._robot.start()
        status = self.seam.run()
        self._watchdog.close()
        if self._sampler is not None:
            self._sampler.close()
        return status

    def answer(self) -> dict[str, object]:
        """What was noted."""
        own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        return {
            "opened": self._opened,
            "painted": self._painted,
            "complete": self._complete,
            "processor": own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime,
            "memory": asdict(self._memory) if self._memory else None,
            "notes": asdict(self.notes),
            "shares": [asdict(share) for share in self._sampler.shares()] if self._sampler else [],
            "holds": [asdict(hold) for hold in self._watchdog.worst()],
        }

    def _phases(self, exercise: str) -> list[tuple[str, Phase]]:
        seam, notes, options = self.seam, self.notes, self._options
        patience = options.patience * 1000
        match exercise:
            case "start":
                return [("start", _first_paint(patience))]
            case "index":
                return [("reading", waiting(seam, patience))]
            case "walk":
                return [
                    ("moving while reading", moving(seam, notes, options.steps, while_reading=True)),
                    ("reading", waiting(seam, patience)),
                ]
            case _:
                return [
                    ("reopening", waiting(seam, patience)),
                    ("moving", moving(seam, notes, options.steps)),
                    ("deciding", deciding(seam, notes, options.decisions, options.scratch)),
                    ("searching", searching(seam, notes, options.queries)),
                    ("sorting", sorting(seam, notes)),
                    ("scrolling", scrolling(seam)),
                    ("settling", settling()),
                    ("weighing", self._weighing()),
                ]

    def _weighing(self) -> Phase:
        self._watchdog.pause()
        process = os.getpid()
        seen = yield Aside(lambda: memory_of_tree(process))
        if seen is not None and isinstance(seen.what, Memory):
            self._memory = seen.what

    @Slot(object, object, float)
    def _on_seam_happened(self, kind: Kind, _what: object, at: float) -> None:
        if kind is Kind.PAINTED and not self._painted:
            self._painted = at
            # Before anything is on screen, nobody is kept waiting by a turn; the start has its own line.
            self._watchdog.start()
        if kind is Kind.COMPLETE and not self._complete:
            self._complete = at


def _first_paint(patience: int) -> Phase:
    yield Wait(Kind.PAINTED, milliseconds=patience)


def main(engine: Launched, saving: Launched) -> int:
    """Do the exercise, then print what was noted as one line of JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("exercise", choices=("start", "index", "walk", "use"))
    parser.add_argument("--steps", type=int, default=500)
    parser.add_argument("--decisions", type=int, default=100)
    parser.add_argument("--queries", type=int, default=100, help="all there are, or about so many of them")
    parser.add_argument("--scratch", type=Path, default=Path())
    parser.add_argument("--patience", type=int, default=120, help="seconds a reading may take")
    parser.add_argument("--profile", action="store_true", help="note where the time goes")
    exercise = Exercise(parser.parse_args(), engine, saving)
    status = exercise.run()
    sys.stdout.write(json.dumps(exercise.answer()) + "\n")
    return status
