"""The filter language: what an editor types in the search box, as something that can be asked and read aloud.

    face "neural network" -draft        words and phrases, all of which must occur; - excludes
    quality<60  heat:-1  related>3      numbers: < <= > >= : and ranges as in quality:60..80; :none: not set
    published  -published               fields that are yes or no
    undecided decided reviewed later changed problem
    provider:bbc topic:"computer vision" title:police
    since:7d before:2020-02-01 month:2020-01
    has:image

`query_terms` has the single conditions, `query_parse` the reading; this module is what others use.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from curator.library.query_terms import Predicate, Term, TextOf, haystack_of
from curator.library.row import Row
from curator.records import dataclass

StateOf = Callable[[Path], str | None]
"""What the journal says of an article: "decided", "reviewed", "later", "changed", or None for undecided."""


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed filter. `text` is what was typed; no terms means everything matches."""

    terms: tuple[Term, ...] = ()
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Everything matches."""
        return not self.terms

    @property
    def needs_state(self) -> bool:
        """The answer for an article can change with a decision, even when its file does not."""
        return any(term.needs_state for term in self.terms)

    def matches(self, row: Row, state: str | None, now: datetime) -> bool:
        """Say whether one article passes; for many, `predicate` is quicker."""
        return self.predicate(now)(row, state)

    def predicate(self, now: datetime, text_of: TextOf = haystack_of) -> Predicate:
        """Bind the moment (aware) and the source of searchable text, for asking of many rows."""
        # Comparing numbers is cheaper than searching text, so text comes last.
        tests = [term.predicate(now, text_of) for term in sorted(self.terms, key=lambda term: term.cost)]
        if len(tests) == 1:
            return tests[0]
        return lambda row, state: all(test(row, state) for test in tests)

    def describe(self) -> str:
        """Say the filter in words: "undecided, quality below 60, from the last 7 days, containing “face”"."""
        return ", ".join(term.describe() for term in self.terms) or "all articles"


EVERYTHING = Query()
"""The filter that lets every article pass."""


def parse_query(text: str) -> Query:
    """Read a filter as it was typed.

    Raises:
        QueryError: it cannot be understood; `position` is the character of `text` where it went wrong.
    """
    if not text.strip():
        return EVERYTHING
    # Imported here because a start lists everything, and the parser brings difflib along: 10 ms.
    from curator.library.query_parse import parse_terms

    return Query(tuple(parse_terms(text)), text.strip())
