"""Which articles lack what nearly all of the articles around them have.

No field is needed as such: folders of other sites have no addresses, archived articles no quality. What is
usual is counted for each directory, as collections differ, or for everything where a directory is too small
to tell; but several articles of one directory that all lack a field are a small collection of another kind.
"""

from __future__ import annotations

import os
from array import array
from collections import Counter
from collections.abc import Iterator
from typing import Final

from curator.articles import ProblemKind
from curator.library.file_facts import EXPECTED, Facts
from curator.library.finding import Departure

ENOUGH: Final = 20
"""How many articles a directory must have to be judged by itself, and all together to be judged at all."""
USUAL_SHARE: Final = 0.95
"""Which part of the articles must have a field for the others to be missing it."""


class _Having:
    """How many articles there are, and how many have each field under which key."""

    __slots__ = ("articles", "keys")

    def __init__(self) -> None:
        self.articles = 0
        self.keys: tuple[Counter[str], ...] = tuple(Counter() for _ in EXPECTED)

    def add(self, facts: Facts) -> None:
        self.articles += 1
        for counter, key in zip(self.keys, facts.given, strict=True):
            if key:
                counter[key] += 1


class UsualFields:
    """Hears of every article once, then tells; articles are numbers here."""

    def __init__(self) -> None:
        self._all = _Having()
        self._by_folder: dict[str, _Having] = {}
        self._lacking: dict[tuple[str, int], array[int]] = {}

    def add(self, article: int, path: str, facts: Facts) -> None:
        """Take in what an article has and what it lacks."""
        folder = os.path.dirname(path)
        self._all.add(facts)
        self._by_folder.setdefault(folder, _Having()).add(facts)
        for number, key in enumerate(facts.given):
            if not key:
                self._lacking.setdefault((folder, number), array("q")).append(article)

    def findings(self) -> Iterator[Departure]:
        """Yield each field that is missing."""
        for (folder, number), articles in self._lacking.items():
            own = self._by_folder[folder]
            if len(articles) > 1 and not own.keys[number]:
                continue
            having = own if own.articles >= ENOUGH else self._all
            counter = having.keys[number]
            if having.articles < ENOUGH or (count := counter.total()) < USUAL_SHARE * having.articles:
                continue
            field = counter.most_common(1)[0][0]
            message = f"{field} is missing, {count} of {having.articles} articles here have it"
            for article in articles:
                yield Departure(article, None, field, message, ProblemKind.MISSING_FIELD)
