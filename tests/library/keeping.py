"""A folder with a keeper, and articles to put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from curator.library.holdings import Holdings
from curator.library.index import Index
from curator.library.keeper import Keeper
from curator.library.messages import Changed, Finished, News, ScanSummary


class Kept:
    """Sources with a keeper, its holdings, and what it told."""

    def __init__(self, index: Path, *sources: Path) -> None:
        self.index = index
        self.sources = sources
        self.told: list[News] = []
        self.is_cancelled: Callable[[], bool] = lambda: False
        self.urgent: Callable[[], Iterable[str]] = tuple
        self._start()

    def _start(self) -> None:
        self.holdings = Holdings(Index.open(self.index))
        self.keeper = Keeper(
            self.holdings,
            self.sources,
            7,
            self.told.append,
            is_cancelled=self._is_cancelled,
            urgent=self._urgent,
        )

    def _is_cancelled(self) -> bool:
        return self.is_cancelled()

    def _urgent(self) -> Iterable[str]:
        return self.urgent()

    def open(self) -> Kept:
        self.keeper.open()
        return self

    def reopen(self) -> None:
        """As if Curator had been closed, and was started again."""
        self.holdings.close()
        self.told.clear()
        self._start()
        self.open()

    def titles(self) -> list[str]:
        return sorted(row.title for row in self.holdings.rows(self.holdings.select()))

    def news(self) -> list[tuple[str, int]]:
        """What happened to which article since the last time."""
        changes = [news for news in self.told if isinstance(news, Changed)]
        self.told.clear()
        return [
            (what, number)
            for news in changes
            for what in ("added", "changed", "removed")
            for number in getattr(news, what)
        ]

    def summary(self) -> ScanSummary:
        (finished,) = (news for news in self.told if isinstance(news, Finished))
        return finished.summary


def write(path: Path, title: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(f"---\ntitle: {title}\n---\n", encoding="utf-8")
    return beside.replace(path)


def fill(folder: Path, count: int) -> list[Path]:
    return [write(folder / f"{number:04}.md", f"Article {number}") for number in range(count)]
