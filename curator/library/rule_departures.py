"""Which articles depart from the folder's rule, where the folder follows one."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Final

from curator.articles import Field, ProblemKind, heat_text, learn_rule
from curator.library.file_facts import Facts
from curator.library.finding import Departure

ENOUGH: Final = 10
"""How many articles must follow the rule for the others to depart from it."""
USUAL_SHARE: Final = 0.8
"""Which part of the articles must follow it."""


class RuleDepartures:
    """Hears of every article once, then tells; articles are numbers here.

    Heat and publication are judged apart, as a folder may follow the rule in one and not in the other. What
    is published can be judged only when all is known, so this keeps some 30 bytes of each article.
    """

    def __init__(self) -> None:
        self._heats = 0
        self._heat_departures: list[tuple[int, int | None, str]] = []
        self._articles = array("q")
        self._lines = array("q")
        self._basis = array("q")
        self._published = array("b")
        self._has_heat = array("b")

    def add(self, article: int, facts: Facts) -> None:
        """Take in the decisions of an article."""
        if facts.heat is not None and facts.said_heat is not None:
            self._heats += 1
            if facts.heat != facts.said_heat:
                message = f"heat is {heat_text(facts.heat)}, {facts.heat_reason}"
                self._heat_departures.append((article, facts.lines.get(Field.HEAT), message))
        basis = facts.said_heat if facts.heat is None else facts.heat
        if facts.published is not None and basis is not None:
            self._articles.append(article)
            self._lines.append(facts.lines.get(Field.PUBLISHED, 0))
            self._basis.append(basis)
            self._published.append(facts.published)
            self._has_heat.append(facts.heat is not None)

    def findings(self) -> Iterator[Departure]:
        """Yield each departure."""
        if _is_followed(self._heats, len(self._heat_departures)):
            for article, line, message in self._heat_departures:
                yield Departure(article, line, Field.HEAT.value, message, ProblemKind.OFF_RULE)
        samples = zip(self._basis, self._published, self._has_heat, strict=True)
        rule = learn_rule((heat, bool(published)) for heat, published, has_heat in samples if has_heat)
        departing = [
            number
            for number, (heat, published) in enumerate(zip(self._basis, self._published, strict=True))
            if rule.published_for(heat) != published
        ]
        if _is_followed(len(self._basis), len(departing)):
            for number in departing:
                message = self._published_message(number, rule.threshold)
                line = self._lines[number] or None
                yield Departure(
                    self._articles[number], line, Field.PUBLISHED.value, message, ProblemKind.OFF_RULE
                )

    def _published_message(self, number: int, threshold: int) -> str:
        is_published, heat = self._published[number], self._basis[number]
        there, said, sign = ("yes", "no", "<") if is_published else ("no", "yes", "≥")
        would = "" if self._has_heat[number] else "would be "
        return f"published is {there}, the rule says {said}: heat {would}{heat_text(heat)} {sign} {threshold}"


def _is_followed(articles: int, departures: int) -> bool:
    following = articles - departures
    return following >= ENOUGH and following >= USUAL_SHARE * articles
