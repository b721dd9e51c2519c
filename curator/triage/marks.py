"""The marks as they are shown: what the journal says, below what has been decided and is on its way to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from curator.triage.decisions import Change, Mark


class Marks:
    """Marks by path as text, and how many of the counted articles are done.

    A wish is what a group under way makes of an article. The last wish is shown; when there is none (any
    more), what the journal says.
    """

    def __init__(self) -> None:
        self._journal: dict[str, Mark] = {}
        self._wishes: dict[str, dict[int, Mark | None]] = {}
        self._paths: dict[int, list[str]] = {}
        self._shown: dict[str, Mark] = {}
        self._articles: set[str] = set()
        self.done = 0
        """Counted articles that need no further look."""

    @property
    def total(self) -> int:
        """How many articles are counted."""
        return len(self._articles)

    def start_over(self) -> None:
        """Forget articles and journal; what is under way stays."""
        self._articles.clear()
        self.know_only({})

    def set_articles(self, paths: Iterable[Path]) -> None:
        """Replace the articles that are counted."""
        self._articles.clear()
        self.done = 0
        self.add_articles(paths)

    def add_articles(self, paths: Iterable[Path]) -> None:
        """Add articles that are counted."""
        for path in map(str, paths):
            if path not in self._articles:
                self._articles.add(path)
                self.done += is_done(self._shown.get(path))

    def remove_articles(self, paths: Iterable[Path]) -> None:
        """Take articles out of the count; their marks stay."""
        for path in map(str, paths):
            if path in self._articles:
                self._articles.remove(path)
                self.done -= is_done(self._shown.get(path))

    def of(self, path: str) -> Mark | None:
        """The mark that is shown."""
        return self._shown.get(path)

    def wish(self, group: int, changes: Iterable[Change]) -> None:
        """Show the marks of a group that is on its way to the journal."""
        paths = self._paths[group] = []
        for change in changes:
            path = str(change.path)
            paths.append(path)
            self._wishes.setdefault(path, {})[group] = change.mark
            self._show(path)

    def drop(self, group: int) -> None:
        """A group is not under way any more; an unknown one is fine."""
        for path in self._paths.pop(group, ()):
            wishes = self._wishes[path]
            del wishes[group]
            if not wishes:
                del self._wishes[path]
            self._show(path)

    def know(self, path: str, mark: Mark | None) -> None:
        """Take note of what the journal says of an article."""
        if mark is None:
            self._journal.pop(path, None)
        else:
            self._journal[path] = mark
        self._show(path)

    def know_only(self, marks: Mapping[str, Mark]) -> None:
        """Take note of everything the journal says."""
        self._journal = dict(marks)
        self._shown = dict(marks)
        self.done = sum(marks[path].is_done for path in self._articles.intersection(marks))
        for path in self._wishes:
            self._show(path)

    def _show(self, path: str) -> None:
        wishes = self._wishes.get(path)
        mark = wishes[next(reversed(wishes))] if wishes else self._journal.get(path)
        if path in self._articles:
            self.done += is_done(mark) - is_done(self._shown.get(path))
        if mark is None:
            self._shown.pop(path, None)
        else:
            self._shown[path] = mark


def is_done(mark: Mark | None) -> bool:
    """Say whether an article with this mark needs no further look."""
    return mark is not None and mark.is_done
