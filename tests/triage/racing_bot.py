"""A bot that rewrites articles as fast as it can, while an editor decides on them.

It reads an article, changes what bots change, and puts the new file in the old one's place without waiting
for any disk. A careful bot looks at what came out, as we do, because it must not undo what an editor did
since it read. One that renames and never looks, or writes in place, may undo decisions; that is its doing.
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path

from curator.articles.fields import PLACEMENT
from curator.frontmatter import read
from curator.library.owed import Owed
from curator.library.swap import swap_in


class Habit(StrEnum):
    """How a bot writes."""

    CAREFUL = "careful"
    RENAMES = "renames and never looks"
    IN_PLACE = "writes in place"


@dataclass
class BotReport:
    """What the bot wrote last, by article, and what it met: own writes that were gone, lost races."""

    last: dict[str, int] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)


def rewritten(data: bytes, number: int) -> bytes:
    """A later version: always another `secured`, now and then another related item, or line endings."""
    data = re.sub(rb'secured: "s\d+"', b'secured: "s%d"' % number, data)
    if number % 3 == 0:
        data = re.sub(rb'title: "r\d+"', b'title: "r%d"' % number, data)
    if number % 5 == 0:
        data = data.replace(b"\r\n", b"\n") if b"\r\n" in data else data.replace(b"\n", b"\r\n")
    return data


class Bot:
    """Rewrites any of some articles; see the module."""

    def __init__(self, paths: Sequence[Path], seed: int, habit: Habit) -> None:
        self._paths = paths
        self._dice = random.Random(seed)
        self._habit = habit
        self.report = BotReport({path.name: 0 for path in paths})

    def rewrite_one(self) -> None:
        """Rewrite one article, whatever it takes."""
        path = self._dice.choice(self._paths)
        self._look_for_own(path)
        number = self.report.last[path.name] + 1
        owed: list[Owed] = []
        while not self._put(path, number, owed):
            self.report.seen["races lost to the editor"] += 1
        self.report.last[path.name] = number
        self.report.seen["writes"] += 1

    def _put(self, path: Path, number: int, owed: list[Owed]) -> bool:
        base = path.read_bytes()
        document = base
        for debt in owed:
            document = debt.added_to(document, PLACEMENT)
        new = rewritten(document, number)
        if self._habit is Habit.IN_PLACE:
            path.write_bytes(new)
            return True
        beside = path.with_name(".bot")
        beside.write_bytes(new)
        if self._habit is Habit.RENAMES:
            os.replace(beside, path)
            return True
        outcome = swap_in(str(beside), new, str(path), base)
        owed += [Owed(base, content) for content in outcome.lost]
        return outcome.is_in

    def _look_for_own(self, path: Path) -> None:
        """Its last write must be there, but for the moment in which an editor's save is turned back."""
        wanted = f"s{self.report.last[path.name]}"
        for _ in range(200):
            if read(path.read_bytes()).values["secured"] == wanted:
                return
            self.report.seen["looks that found an own write away"] += 1
        self.report.seen["own writes gone"] += 1


def run(pipe: Connection, paths: Sequence[Path], seed: int, habit: Habit) -> None:
    """Go on until something comes through the pipe, then send a `BotReport`."""
    bot = Bot(paths, seed, habit)
    pipe.send("ready")
    while not pipe.poll():
        bot.rewrite_one()
    pipe.send(bot.report)
