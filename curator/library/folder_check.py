"""Checks folders: what is wrong in each article, and what is unlike all the others.

Articles are read one after another and forgotten; what is kept of each is its path, its title and a few
numbers, and of the folder how its providers are called. First comes what is wrong in a file by itself, as
each is read, and after the last one what shows only beside the others.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from curator.articles import Problem, ProblemKind, open_site
from curator.articles.display_text import TITLE_LIMIT, one_line
from curator.articles.reader import Understood, understand
from curator.errors import ReadFailed
from curator.library.body_check import body_problems
from curator.library.file_facts import Facts, facts_of
from curator.library.finding import Departure, Finding
from curator.library.local_pictures import LocalPictures
from curator.library.provider_names import ProviderNames
from curator.library.reading import read_bytes
from curator.library.rule_departures import RuleDepartures
from curator.library.usual_fields import UsualFields
from curator.records import dataclass

_TELLING: Final = 100
"""After how many articles it is told how far the check has come."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What one file has for a check; `facts` are None where its header says nothing. Can be pickled."""

    problems: tuple[Problem, ...]
    facts: Facts | None = None
    title: str = ""


class Surroundings:
    """What articles are held against; articles are numbers, given in the order they are added."""

    def __init__(self) -> None:
        self._names = ProviderNames()
        self._fields = UsualFields()
        self._rule = RuleDepartures()

    def add(self, article: int, path: str, facts: Facts) -> None:
        """Take in an article."""
        self._names.add(article, facts)
        self._fields.add(article, path, facts)
        self._rule.add(article, facts)

    def departures(self) -> list[Departure]:
        """How articles are unlike the others, article by article, from the first line to the last."""
        found = [*self._fields.findings(), *self._names.findings(), *self._rule.findings()]
        return sorted(found, key=lambda departure: (departure.article, departure.line or 0))


class FolderCheck:
    """One check of the articles below `sources`, which are files and folders."""

    def __init__(self, sources: Sequence[Path]) -> None:
        self._pictures = _Pictures(sources)
        self.checked = 0
        """How many articles have been read so far."""

    def findings(
        self,
        paths: Iterable[Path],
        cancelled: Callable[[], bool] = lambda: False,
        on_progress: Callable[[int], object] = lambda checked: None,
    ) -> Iterator[Finding]:
        """Read the articles and yield what is wrong; after `cancelled` nothing more.

        `on_progress` hears how many articles have been checked, now and then and at the end.
        """
        surroundings = Surroundings()
        read: list[tuple[str, str]] = []
        for path in paths:
            if cancelled():
                return
            name = os.fspath(path)
            examined = examine(path, self._pictures.around(name))
            for problem in examined.problems:
                yield Finding(
                    name, problem.line, problem.field, problem.message, problem.kind, examined.title
                )
            if examined.facts is not None:
                surroundings.add(len(read), name, examined.facts)
            read.append((name, examined.title))
            self.checked += 1
            if self.checked % _TELLING == 0:
                on_progress(self.checked)
        on_progress(self.checked)
        for departure in surroundings.departures():
            if cancelled():
                return
            name, title = read[departure.article]
            yield Finding(name, *departure[1:], title)


def examine(path: Path, pictures: LocalPictures) -> Examined:
    """Read one file and look at everything that can be said of it by itself."""
    try:
        data, _ = read_bytes(path)
    except ReadFailed as failure:
        problem = Problem("", str(failure), None, ProblemKind.UNREADABLE_FILE)
        return Examined((problem,), title=one_line(path.name, TITLE_LIMIT))
    understood = understand(path, data)
    found = (
        *understood.article.problems,
        *pictures.problems(understood.article, understood.lines),
        *body_problems(data),
    )
    return Examined(_by_line(found), _facts(understood), understood.article.title)


def _by_line(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.line or 0))


def _facts(understood: Understood) -> Facts | None:
    return facts_of(understood) if understood.article.is_editable else None


class _Pictures:
    """The pictures of the site each article belongs to, by the source it was found in."""

    def __init__(self, sources: Sequence[Path]) -> None:
        self._folders = dict.fromkeys(
            source if os.path.isdir(source) else os.path.dirname(source)
            for source in map(os.path.abspath, sources)
        )
        self._known: dict[str, LocalPictures] = {}

    def around(self, path: str) -> LocalPictures:
        """The pictures for the article at an absolute path."""
        own = os.path.dirname(path)
        folder = next((f for f in self._folders if path.startswith(os.path.join(f, ""))), own)
        if folder not in self._known:
            self._known[folder] = LocalPictures(open_site(Path(folder)))
        return self._known[folder]
