"""The filter language: what an editor types in the search box, as something that can be asked and read aloud.

    face "neural network" -draft        words and phrases, all of which must occur; - excludes; no "or"
    quality<60  heat:-1  related>3      numbers: < <= > >= : and ranges as in quality:60..80, quality:60..
    published  -published               fields that are yes or no; published:no is no, not merely not yes
    undecided decided reviewed later changed undone problem       also is:undecided, state:undecided
    provider:bbc topic:"computer vision" title:police excerpt:privacy path:_news
    provider="BBC News"                 exactly this name; a quote within it is typed twice
    url:https://www.bbc.com/a url:news  an address, whatever of it makes no difference, or a part of one
    since:7d before:2020-02-01 until:2020-01       24h 7d 2w 3m 1y or a date; until has its last day in it
    month:2020-01 date:2020-01-24 date:2020-01..2020-03 date<2020       days, months, years in UTC
    has:image quality:none              something is there; something is not set
    share=2/3                           the second of three equal parts of the folder, for as many editors
    by=others by:ann by="Ann Lee"       what colleagues decided, as the last sync brought it

A word may be the beginning of one: `intell` finds “intelligence”. `query_terms` has the single conditions,
`query_tokens` cuts the text, `query_fields` and `query_parse` read it, `query_reading` says what is missing
or wrong while it is typed, `evaluation` answers. This module is what others use.
"""

from __future__ import annotations

from curator.library.query_terms import Term
from curator.records import dataclass


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

    @property
    def needs_colleagues(self) -> bool:
        """The answer depends on what colleagues decided."""
        return any(term.needs_colleagues for term in self.terms)

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
    # Imported here because a start lists everything, and nothing has to be read for that: 5 ms.
    from curator.library.query_parse import parse_terms

    return Query(tuple(parse_terms(text)), text.strip())
