"""Everything a check has found, kept small: a finding goes by its number, in the order they came."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from curator.articles import ProblemKind
from curator.articles.display_text import REPLACEMENT, neutralise
from curator.library.finding import Finding

_NO_LINE: Final = 0
_NONE: Final = -1
_KINDS: Final = tuple(ProblemKind)
_LINE_ENDS: Final = str.maketrans(dict.fromkeys("\n\t\u2028\u2029", REPLACEMENT))


class FindingList:
    """Grows, and never changes otherwise; what is there may be read from any thread."""

    def __init__(self, sources: Sequence[Path] = ()) -> None:
        """`sources` are what was checked; files are named from there."""
        self._roots = [os.path.join(source, "") for source in sources]
        self._paths: list[str] = []
        self._titles: list[str] = []
        self._latest = array("l")
        self._place_of: dict[str, int] = {}
        self.by_kind: dict[ProblemKind, array[int]] = {}
        """The findings of each kind there is; to be read only."""

        # One entry for each finding. `_before` is the finding of the same article that came before it.
        self._articles = array("l")
        self._lines = array("l")
        self._kinds = array("b")
        self._before = array("l")
        self._messages: list[str] = []

    def __len__(self) -> int:
        return len(self._messages)

    @property
    def articles(self) -> int:
        """How many articles something is wrong with."""
        return len(self._paths)

    def add(self, findings: Iterable[Finding]) -> None:
        """Put these behind the others."""
        for finding in findings:
            article = self._article(finding)
            self._articles.append(article)
            self._lines.append(finding.line or _NO_LINE)
            self._kinds.append(_KINDS.index(finding.kind))
            self._before.append(self._latest[article])
            self._latest[article] = len(self._messages)
            self.by_kind.setdefault(finding.kind, array("l")).append(len(self._messages))
            # Last, as whoever reads goes by how many there are of these.
            self._messages.append(finding.message)

    def _article(self, finding: Finding) -> int:
        place = self._place_of.get(finding.path)
        if place is None:
            place = self._place_of[finding.path] = len(self._paths)
            self._paths.append(finding.path)
            self._titles.append(finding.title)
            self._latest.append(_NONE)
        return place

    def kind(self, number: int) -> ProblemKind:
        """Which kind of problem a finding is."""
        return _KINDS[self._kinds[number]]

    def path(self, number: int) -> str:
        """The file it is about."""
        return self._paths[self._articles[number]]

    def title(self, number: int) -> str:
        """The title of that article."""
        return self._titles[self._articles[number]]

    def line(self, number: int) -> int | None:
        """The line it is about, None where it is about none."""
        return self._lines[number] or None

    def message(self, number: int) -> str:
        """What is wrong."""
        return self._messages[number]

    def name(self, number: int) -> str:
        """The file as it is called from the opened folder, fit for display."""
        return _shown(self._from_root(self.path(number)))

    def _from_root(self, path: str) -> str:
        for root in self._roots:
            if path.startswith(root):
                return path[len(root) :]
        return os.path.basename(path)

    def place(self, number: int) -> str:
        """File and line as editors and terminals take them, "/news/a.md:7", on one line whatever is in it."""
        line = self.line(number)
        path = _shown(self.path(number))
        return path if line is None else f"{path}:{line}"

    def of(self, path: Path | str) -> list[int]:
        """What was found in one article, from its first line to its last."""
        place = self._place_of.get(os.fspath(path))
        found = list(self._chain(place)) if place is not None else []
        return sorted(found, key=lambda number: (self._lines[number], number))

    def _chain(self, article: int) -> Iterator[int]:
        number = self._latest[article]
        while number != _NONE:
            yield number
            number = self._before[number]

    def matching(self, words: str, numbers: Iterable[int]) -> array[int]:
        """Those of `numbers` that say each of these words in title, file or reason."""
        wanted = words.casefold().split()
        articles, titles, paths, messages = self._articles, self._titles, self._paths, self._messages
        found = array("l")
        for number in numbers:
            article = articles[number]
            said = f"{titles[article]}\n{self._from_root(paths[article])}\n{messages[number]}".casefold()
            if all(word in said for word in wanted):
                found.append(number)
        return found


def _shown(path: str) -> str:
    """A path on one line; unlike a title it has no entities, and its spaces count."""
    return neutralise(path.translate(_LINE_ENDS))
