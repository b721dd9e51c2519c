"""Takes the figures: which processes are run, in which order, and what is made of what they noted."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.benchmarks import bare, peers
from tests.benchmarks.figures import Figure
from tests.benchmarks.folders import Recipe, generate
from tests.benchmarks.processes import Exercised, ProbeFailed, bare_window, exercise

FRAME = 16.0
SLOW_FRAME = 50.0
MORE_MEMORY = 150.0
BYTES_AN_ARTICLE = 500.0
_MIB = 1024 * 1024
_MILLION = 1_000_000


PARTS = ("index", "start", "reopen", "walk", "use", "peers")
"""What can be measured alone."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is done: articles in the folders, runs of which the median counts, keys."""

    articles: int = 100_000
    small: int = 10_000
    rounds: int = 5
    steps: int = 500
    decisions: int = 100
    queries: int = 100
    """At least so many of those there are."""

    parts: tuple[str, ...] = PARTS
    with_million: bool = False
    with_profile: bool = False

    @property
    def indexed(self) -> int:
        """The folder of the line about the full index: 10,000, or all there is."""
        return min(10_000, self.articles)


@dataclass(slots=True)
class Measured:
    """The runs so far; the figures are made of them in the end."""

    bare: list[Exercised] = field(default_factory=list)
    seen: list[Exercised] = field(default_factory=list)
    new: list[Exercised] = field(default_factory=list)
    index_small: list[Exercised] = field(default_factory=list)
    index: list[Exercised] = field(default_factory=list)
    index_million: list[Exercised] = field(default_factory=list)
    reopen: list[Exercised] = field(default_factory=list)
    walk: list[Exercised] = field(default_factory=list)
    use_small: list[Exercised] = field(default_factory=list)
    use: list[Exercised] = field(default_factory=list)
    reading_files: list[float] = field(default_factory=list)
    stating_files: list[float] = field(default_factory=list)
    peers: list[Figure] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)

    def everything(self) -> list[tuple[str, Exercised]]:
        """All runs of Curator, each with the name of its exercise."""
        kinds = ("seen", "new", "index_small", "index", "index_million", "reopen", "walk", "use_small", "use")
        return [(kind, run) for kind in kinds for run in getattr(self, kind)]


class Measuring:
    """One benchmark. Generated folders are made below `place` and used again if they are there."""

    def __init__(self, sizes: Sizes, place: Path, homes: Path, say: Callable[[str], None]) -> None:
        self._sizes = sizes
        self._place = place
        self._homes = homes
        self._say = say
        self._small = self._large = place
        self.measured = Measured()

    def run(self) -> Measured:
        """Measure everything, or the parts that were asked for."""
        sizes = self._sizes
        self._small, self._large = self._folder(sizes.small), self._folder(sizes.articles)
        # Compiles and loads once what all later runs find in the cache.
        self._try("warm", [], lambda: exercise("start", self._small, self._homes / "warm"))
        parts = {
            "index": self._measure_index,
            "start": self._measure_starts,
            "reopen": self._measure_reopening,
            "walk": self._measure_walk,
            "use": self._measure_use,
            "peers": self._measure_peers,
        }
        if "index" not in sizes.parts:
            # The other parts open folders that have been seen before.
            self._index("index_small", [], self._small, sizes.small, 0)
            self._index("index", [], self._large, sizes.articles, 0)
        for part in sizes.parts:
            parts[part]()
        if sizes.with_million:
            runs, folder = self.measured.index_million, self._folder(_MILLION)
            bare.read_every_file(bare.article_files(folder))
            self._index("index_million", runs, folder, _MILLION, 0)
        return self.measured

    def _measure_index(self) -> None:
        sizes, measured = self._sizes, self.measured
        files = bare.article_files(self._small if sizes.small == sizes.indexed else self._large)
        for turn in range(sizes.rounds):
            measured.reading_files.append(bare.seconds_of(lambda: bare.read_every_file(files)))
            self._index("index_small", measured.index_small, self._small, sizes.small, turn)
        # Both folders from memory: read from a disk, the large one would seem to grow worse than it does.
        large = bare.article_files(self._large)
        for turn in range(1 if sizes.articles > 20_000 else min(3, sizes.rounds)):
            bare.read_every_file(large)
            self._index("index", measured.index, self._large, sizes.articles, turn)

    def _measure_starts(self) -> None:
        """Turn about, so that what else the machine does falls on all three alike."""
        for turn in range(self._sizes.rounds):
            self._try("bare", self.measured.bare, lambda: bare_window(self._homes / "warm"))
            self._try("seen", self.measured.seen, lambda: self._exercise("start", self._large, "index-0"))
            starting = partial(self._exercise, "start", self._large, f"new-{turn}")
            self._try("new", self.measured.new, starting)

    def _measure_reopening(self) -> None:
        for _ in range(min(3, self._sizes.rounds)):
            self.measured.stating_files.append(bare.seconds_of(lambda: bare.stat_every_file(self._large)))
            self._try("reopen", self.measured.reopen, lambda: self._exercise("index", self._large, "index-0"))

    def _measure_walk(self) -> None:
        self._try("walk", self.measured.walk, lambda: self._exercise("walk", self._large, "walk"))

    def _measure_use(self) -> None:
        # The small one only for its memory, for which a few of each kind are enough.
        using = partial(self._exercise, "use", self._small, "index_small-0", share=5)
        self._try("use_small", self.measured.use_small, using)
        self._try("use", self.measured.use, lambda: self._exercise("use", self._large, "index-0"))
        if not self.measured.bare:
            self._try("bare", self.measured.bare, lambda: bare_window(self._homes / "warm"))

    def _measure_peers(self) -> None:
        self._say("peers")
        plain = self._folder(self._sizes.indexed, is_plain=True)
        self.measured.peers = peers.measure(plain, self._homes / "peers")

    def _folder(self, count: int, *, is_plain: bool = False) -> Path:
        folder = self._place / f"{count}{'-plain' if is_plain else ''}"
        if not folder.exists():
            self._say(f"generating {count:,} articles")
            # Under another name first: half a folder must not be taken for a whole one by the next run.
            unfinished = generate(
                folder.with_name(f"{folder.name}-{os.getpid()}"), Recipe(count, 1, is_plain)
            )
            unfinished.rename(folder)
        return folder

    def _index(self, name: str, runs: list[Exercised], folder: Path, count: int, turn: int) -> None:
        reading = partial(self._exercise, "index", folder, f"{name}-{turn}", 60 + count // 50)
        self._try(name, runs, reading)

    def _exercise(self, name: str, folder: Path, home: str, patience: int = 0, share: int = 1) -> Exercised:
        sizes = self._sizes
        return exercise(
            name,
            folder,
            self._homes / home,
            steps=sizes.steps // share,
            decisions=sizes.decisions // share,
            queries=max(1, sizes.queries // share),
            with_profile=sizes.with_profile,
            patience=patience or 60 + sizes.articles // 50,
        )

    def _try(self, name: str, runs: list[Exercised], run: Callable[[], Exercised]) -> None:
        self._say(name)
        try:
            runs.append(run())
        except ProbeFailed as failure:
            self.measured.failures[name] = str(failure)
