"""Whatever happens to the files: after a look the engine has what a new one finds."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from curator.articles import Rule
from curator.library.facets import Counts, Facets
from curator.library.holdings import Holdings
from curator.library.index import Index
from curator.library.keeper import Keeper
from curator.library.messages import Changed, News
from curator.library.query import parse_query
from curator.library.row import Row
from curator.library.sorting import Sort
from tests.library.calling import write

_PLACES = ("a.md", "b.md", "d.md", "d.md/a.md", "posts/a.md", "posts/b.md", "posts/deep/a.md", "_site/a.md")
_QUERIES = ("", "word", "quality>=50", "-published", "title:2", "has:problem")

Step = tuple[str, str, str, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["write", "write", "rename", "delete", "touch", "in place", "look", "tell", "reopen"]
        ),
        st.sampled_from(_PLACES),
        st.sampled_from(_PLACES),
        st.integers(0, 3),
    ),
    max_size=25,
)
_Everything = tuple[list[tuple[list[int], list[Row]]], Counts, Facets, Rule, list[Row]]


class Folder:
    """A folder to which things happen, and a keeper that follows."""

    def __init__(self, base: Path) -> None:
        self.root = base / "news"
        self.root.mkdir()
        self.known: set[int] = set()
        self._index = base / "index.sqlite3"
        self._start()

    def _start(self) -> None:
        self.holdings = Holdings(Index.open(self._index))
        self.keeper = Keeper(self.holdings, [self.root], 1, self._take)
        self.keeper.open()

    def _take(self, news: News) -> None:
        if isinstance(news, Changed):
            assert self.known.isdisjoint(news.added)
            self.known.update(news.added)
            assert self.known.issuperset(news.changed)
            self.known.difference_update(news.removed)

    def do(self, step: Step) -> None:
        what, name, other, number = step
        path, target = self.root / name, self.root / other
        actions: dict[str, Callable[[], object]] = {
            "write": lambda: write(path, f"Word {number}", number * 30),
            "rename": lambda: path.rename(target),
            "delete": lambda: shutil.rmtree(path) if path.is_dir() else path.unlink(),
            "touch": lambda: os.utime(path, ns=(number, number)),
            "in place": lambda: path.write_bytes(b"---\ntitle: [\n" * number),
            "look": self.keeper.check,
            "tell": lambda: self.keeper.reread([str(path)]),
            "reopen": self.reopen,
        }
        try:
            actions[what]()
        except OSError:
            return  # There was nothing, or something else.

    def reopen(self) -> None:
        self.holdings.close()
        self._start()


def everything(holdings: Holdings) -> _Everything:
    """All that can be asked, as it is for somebody who knows nothing of the past."""
    lists = []
    for query in _QUERIES:
        for sort in (Sort.NEWEST, Sort.PATH):
            ids = sorted(holdings.select(parse_query(query), sort))
            lists.append((ids, holdings.rows(ids)))
    counts, facets = holdings.count()
    story = [row for number in sorted(holdings.select()) for row in holdings.story(number)]
    return lists, counts, facets, holdings.rule(), story


@settings(max_examples=60)
@given(steps)
def test_after_a_look_all_is_as_if_read_for_the_first_time(happening: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Folder(Path(name))
        for step in happening:
            folder.do(step)
        folder.keeper.check()
        fresh = Holdings(Index.in_memory())
        Keeper(fresh, [folder.root], 1, lambda _: None).open()
        assert folder.known == set(fresh.select())
        assert everything(folder.holdings) == everything(fresh)
        fresh.close()
        folder.holdings.close()
