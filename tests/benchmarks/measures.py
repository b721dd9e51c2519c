"""Takes the figures: which processes are run, in which order, and what is made of what they noted."""

from __future__ import annotations

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
        self.measured = Measured()

    def run(self) -> Measured:
        """Measure everything."""
        sizes, measured = self._sizes, self.measured
        small, large = self._folder(sizes.small), self._folder(sizes.articles)
        indexed = small if sizes.small == sizes.indexed else large
        files = bare.article_files(indexed)
        # Compiles and loads once what all later runs find in the cache.
        self._try("warm", [], lambda: exercise("start", small, self._homes / "warm"))
        for turn in range(sizes.rounds):
            measured.reading_files.append(bare.seconds_of(lambda: bare.read_every_file(files)))
            self._index("index_small", measured.index_small, small, sizes.small, turn)
        for turn in range(1 if sizes.articles > 20_000 else min(3, sizes.rounds)):
            self._index("index", measured.index, large, sizes.articles, turn)
        self._starts(large)
        for _ in range(min(3, sizes.rounds)):
            measured.stating_files.append(bare.seconds_of(lambda: bare.stat_every_file(large)))
            self._try("reopen", measured.reopen, lambda: self._exercise("index", large, "index-0"))
        self._try("walk", measured.walk, lambda: self._exercise("walk", large, "walk"))
        # Only for its memory, for which a few of each kind are enough.
        self._try(
            "use_small", measured.use_small, lambda: self._exercise("use", small, "index_small-0", share=5)
        )
        self._try("use", measured.use, lambda: self._exercise("use", large, "index-0"))
        self._say("peers")
        plain = self._folder(sizes.indexed, is_plain=True)
        measured.peers = peers.measure(plain, self._homes / "peers")
        if sizes.with_million:
            self._index("index_million", measured.index_million, self._folder(_MILLION), _MILLION, 0)
        return measured

    def _folder(self, count: int, *, is_plain: bool = False) -> Path:
        folder = self._place / f"{count}{'-plain' if is_plain else ''}"
        if not folder.exists():
            self._say(f"generating {count:,} articles")
            generate(folder, Recipe(count, is_plain=is_plain))
        return folder

    def _index(self, name: str, runs: list[Exercised], folder: Path, count: int, turn: int) -> None:
        reading = partial(self._exercise, "index", folder, f"{name}-{turn}", 60 + count // 50)
        self._try(name, runs, reading)

    def _starts(self, large: Path) -> None:
        """Turn about, so that what else the machine does falls on all three alike."""
        for turn in range(self._sizes.rounds):
            self._try("bare", self.measured.bare, lambda: bare_window(self._homes / "warm"))
            self._try("seen", self.measured.seen, lambda: self._exercise("start", large, "index-0"))
            self._try("new", self.measured.new, partial(self._exercise, "start", large, f"new-{turn}"))

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
