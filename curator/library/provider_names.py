"""Which providers are called otherwise than everywhere else in the folder.

A domain may publish under several names, each at a host of its own (`go.com`: ABC at `abcnews.go.com`, ESPN
at `espn.go.com`), and a host may be home to many (`medium.com`). So names are compared at the same host, and
only where one of them is nearly always used; and a name that is nothing rare at the domain is right at all of
its hosts. In a real folder of 831 articles `microsoft.com` is Microsoft, Microsoft Learn and Power Apps
Community at four hosts, the first two at the same, and none of them is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from curator.articles import ProblemKind
from curator.library.file_facts import Facts, Naming
from curator.library.finding import Departure

ENOUGH: Final = 5
"""How often a name must be used before another one is thought wrong."""
USUAL_SHARE: Final = 0.8
"""Which part of all uses must be those of the usual name, …"""
RARE_SHARE: Final = 0.1
"""… and how often, next to it, another may be used and still be thought wrong; once it always may."""
KEPT: Final = 50_000
"""Names kept, each at each of its hosts; a folder with more of them was made to fill the memory."""

_PLACES: Final = 100
"""Places kept of one name; what is used more often is a name of its own, whatever else is."""


class _Place(NamedTuple):
    article: int
    line: int | None
    field: str
    part: str


class _Uses:
    """How often a name is used, and where as long as that is seldom."""

    __slots__ = ("count", "places")

    def __init__(self) -> None:
        self.count = 0
        self.places: list[_Place] = []

    def add(self, place: _Place) -> None:
        self.count += 1
        if self.count <= _PLACES:
            self.places.append(place)
        else:
            self.places.clear()


class ProviderNames:
    """Hears of every article once, then tells; articles are numbers here."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], dict[str, _Uses]] = {}
        self._kept = 0

    def add(self, article: int, facts: Facts) -> None:
        """Take in how an article calls its provider and those of its related items."""
        for naming in facts.namings:
            where = naming.domain, naming.host
            uses = self._names.get(where, {}).get(naming.name)
            if uses is None:
                if self._kept == KEPT:
                    continue
                self._kept += 1
                uses = self._names.setdefault(where, {}).setdefault(naming.name, _Uses())
            uses.add(_place(article, facts, naming))

    def findings(self) -> Iterator[Departure]:
        """Yield each name that is not the usual one."""
        of_domain: dict[str, Counter[str]] = {}
        for (domain, _), names in self._names.items():
            for name, uses in names.items():
                of_domain.setdefault(domain, Counter())[name] += uses.count
        for (domain, host), names in self._names.items():
            if len(names) < 2:
                continue
            usual = max(names, key=lambda name: names[name].count)
            count, all_uses = names[usual].count, sum(uses.count for uses in names.values())
            if count < ENOUGH or count < USUAL_SHARE * all_uses:
                continue
            where = domain if domain == host else f"{domain} at {host}"
            for name, uses in names.items():
                if name != usual and _is_rare(of_domain[domain][name], count):
                    for place in uses.places:
                        what = f"provider of {place.part}" if place.part else place.field
                        message = (
                            f"{what} is called {name}, {where} is {usual} in {count} of {all_uses} cases"
                        )
                        yield Departure(*place[:3], message, ProblemKind.PROVIDER_NAME)


def _is_rare(count: int, usual: int) -> bool:
    return count == 1 or count <= RARE_SHARE * usual


def _place(article: int, facts: Facts, naming: Naming) -> _Place:
    return _Place(article, facts.lines.get(naming.field), naming.field, naming.part)
