"""Hammers header editing and merging for as long as one likes.

    PYTHONPATH=. .venv/bin/python tests/fuzz/long.py --minutes 10 [--seed N]

Prints how many inputs were tried, what became of them, and each finding with the input that shows it.
Ctrl+C ends it early. Exit status: 1 when anything was dirty or crashed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random

from tests.fuzz.mutations import CHANGES, SEEDS, history, mutated, seeds_of
from tests.fuzz.oracle import Dirty, judge_edit, judge_merge, judge_moves

_SHARED = Path(__file__).resolve().parents[3] / "shared"
_SHOWN = 20


class Campaign:
    """A run of inputs, each judged, and the counts of what became of them."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._seeds = seeds_of(_SHARED / "corpus", _SHARED / "yaml-test-suite")
        self.counts: Counter[str] = Counter()
        self.dirty = 0
        self.crashes = 0

    def step(self) -> None:
        """Try one input."""
        seeds = SEEDS if self._random.random() < 0.5 else self._seeds
        chance = self._random.random()
        if chance < 0.2:
            self._judge_moves(mutated(self._random, seeds))
        elif chance < 0.65:
            self._judge_edit(mutated(self._random, seeds), self._random.randrange(len(CHANGES)))
        else:
            self._judge_merge(history(self._random, seeds))

    def _judge_edit(self, data: bytes, change: int) -> None:
        try:
            self.counts[judge_edit(data, CHANGES[change])] += 1
        except Exception as finding:  # noqa: BLE001  # whatever it is, it is a finding
            self._note(finding, f"judge_edit({data!r}, CHANGES[{change}])")

    def _judge_moves(self, data: bytes) -> None:
        try:
            self.counts[f"lists, {judge_moves(data)}"] += 1
        except Exception as finding:  # noqa: BLE001  # as above
            self._note(finding, f"judge_moves({data!r})")

    def _judge_merge(self, versions: tuple[bytes, bytes, bytes]) -> None:
        try:
            self.counts[f"merged, {judge_merge(versions)}"] += 1
        except Exception as finding:  # noqa: BLE001  # as above
            self._note(finding, f"judge_merge({versions!r})")

    def _note(self, finding: Exception, call: str) -> None:
        is_dirty = isinstance(finding, Dirty)
        self.dirty += is_dirty
        self.crashes += not is_dirty
        if self.dirty + self.crashes <= _SHOWN:
            sys.stdout.write(f"{type(finding).__name__}: {finding}: {call}\n")

    def summary(self) -> str:
        """What became of all inputs."""
        tried = self.counts.total() + self.dirty + self.crashes
        counts = ", ".join(f"{what} {count:,}" for what, count in sorted(self.counts.items()))
        return f"{tried:,} inputs tried: {counts}, dirty {self.dirty}, crashes {self.crashes}"


def main() -> int:
    """Run a campaign; returns the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10, help="of processor time")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    options = parser.parse_args()
    sys.stdout.write(f"seed {options.seed}\n")
    campaign = Campaign(options.seed)
    stop = time.process_time() + options.minutes * 60
    with suppress(KeyboardInterrupt):
        while time.process_time() < stop:
            campaign.step()
    sys.stdout.write(campaign.summary() + "\n")
    return 1 if campaign.dirty or campaign.crashes else 0


if __name__ == "__main__":
    sys.exit(main())
