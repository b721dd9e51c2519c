"""The lines of the panel that narrows the list: groups, values with counts, what the filter says of each.

No widgets: a list of lines made from the counts, the filter in force, what was typed, and what is unfolded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from enum import Enum, StrEnum

from curator.articles.display_text import neutralise
from curator.library import FacetCount, Facets
from curator.library.query_dates import InMonth
from curator.library.query_edit import Standing
from curator.library.query_parse import parse_pieces, quoted
from curator.library.query_states import InState
from curator.library.query_terms import InField, Not, Term, TextField
from curator.records import dataclass

SHOWN_AT_FIRST = 6
# Lines are made anew with every count. Beyond this many nobody scrolls; letters find the rest.
_MOST = 2_000


class FacetGroup(StrEnum):
    """What values belong to, in the order of the panel; first what the filter says besides."""

    TYPED = "Filter"
    STATE = "State"
    TOPIC = "Topic"
    PROVIDER = "Provider"
    MONTH = "Month"


class LineKind(Enum):
    """What a line is and what choosing it does."""

    GROUP = "group"
    VALUE = "value"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class FacetLine:
    """One line. `query` is the condition a value stands for; `count` is of values for a group.

    Nothing is counted of a condition that is no value: None.
    """

    kind: LineKind
    group: FacetGroup
    words: str
    count: int | None = 0
    query: str = ""
    standing: Standing = Standing.ABSENT
    is_open: bool = True

    @property
    def key(self) -> tuple[LineKind, FacetGroup, str]:
        """What the line is about, whatever its numbers and state."""
        return self.kind, self.group, self.words.casefold() if self.kind is LineKind.VALUE else ""


@dataclass(frozen=True, slots=True)
class Folding:
    """Which groups are folded away, and which show all their values."""

    closed: frozenset[FacetGroup] = frozenset()
    whole: frozenset[FacetGroup] = frozenset()

    def with_closed(self, group: FacetGroup, *, is_closed: bool) -> Folding:
        """Fold a group away, or unfold it."""
        return replace(self, closed=self.closed | {group} if is_closed else self.closed - {group})

    def toggled_whole(self, group: FacetGroup) -> Folding:
        """Show all values of a group, or only the first ones again."""
        return replace(self, whole=self.whole ^ {group})


EMPTY_FACETS = Facets((), (), (), ())


@dataclass(frozen=True, slots=True)
class Narrowing:
    """All the lines depend on: the counts, the filter in force, the letters typed, and the folding."""

    facets: Facets = EMPTY_FACETS
    query: str = ""
    letters: str = ""
    folding: Folding = field(default_factory=Folding)

    def lines(self) -> tuple[FacetLine, ...]:
        """The lines from the top; with letters typed every value that has them, whatever is folded."""
        chosen = _chosen(self.query)
        return tuple(line for group in FacetGroup for line in self._group(group, chosen[group]))

    def _group(self, group: FacetGroup, chosen: dict[str, FacetLine]) -> Iterator[FacetLine]:
        named, others = _named_first(_counts(self.facets, group), chosen, self.letters)
        count = len(named) + len(others)
        if not count:
            return
        is_open = bool(self.letters) or group not in self.folding.closed
        yield FacetLine(LineKind.GROUP, group, group.value, count, is_open=is_open)
        if not is_open:
            return
        yield from named
        is_whole = group in self.folding.whole
        first = max(0, SHOWN_AT_FIRST - len(named))
        limit = _MOST if self.letters or is_whole else first
        for other in others[:limit]:
            yield FacetLine(LineKind.VALUE, group, neutralise(other.value), other.count, other.query)
        if len(others) > first and not self.letters:
            words = _more_words(len(others) - limit, is_whole=is_whole)
            yield FacetLine(LineKind.MORE, group, words, len(others) - first, is_open=is_whole)


def _more_words(hidden: int, *, is_whole: bool) -> str:
    if not is_whole:
        return f"{hidden:,} more"
    return f"fewer; {hidden:,} more are found by typing" if hidden > 0 else "fewer"


def _counts(facets: Facets, group: FacetGroup) -> tuple[FacetCount, ...]:
    match group:
        case FacetGroup.TYPED:
            return ()
        case FacetGroup.STATE:
            return facets.states
        case FacetGroup.TOPIC:
            return facets.topics
        case FacetGroup.PROVIDER:
            return facets.providers
        case FacetGroup.MONTH:
            return facets.months


def _named_first(
    counts: Sequence[FacetCount], chosen: dict[str, FacetLine], letters: str
) -> tuple[list[FacetLine], Sequence[FacetCount]]:
    """The lines of what the filter names, also where nothing of it is left to count, and all the others."""
    named, others = chosen, counts
    if chosen:
        counted = {count.value.casefold(): count for count in reversed(counts)}
        named = {
            key: replace(line, words=neutralise(counted[key].value), count=counted[key].count)
            if key in counted
            else line
            for key, line in chosen.items()
        }
        others = [count for count in counts if count.value.casefold() not in chosen]
    if letters:
        words = letters.casefold().split()
        named = {key: line for key, line in named.items() if all(word in key for word in words)}
        others = [count for count in others if _has_words(count.value, words)]
    return list(named.values()), others


def _has_words(value: str, words: list[str]) -> bool:
    folded = value.casefold()
    return all(word in folded for word in words)


def _chosen(query: str) -> dict[FacetGroup, dict[str, FacetLine]]:
    """The values a filter names, and whatever else it says, by their group and without case."""
    found: dict[FacetGroup, dict[str, FacetLine]] = {group: {} for group in FacetGroup}
    for piece in parse_pieces(query):
        is_excluded = isinstance(piece.term, Not)
        term = piece.term.term if isinstance(piece.term, Not) else piece.term
        group, value, condition = _named(term) or (
            FacetGroup.TYPED,
            term.describe(),
            query[piece.start + is_excluded : piece.end],
        )
        standing = Standing.EXCLUDED if is_excluded else Standing.WANTED
        count = None if group is FacetGroup.TYPED else 0
        # Two dashes cannot be taken back one by one; such a condition is changed where it was typed.
        if not isinstance(next(parse_pieces(condition)).term, Not):
            line = FacetLine(LineKind.VALUE, group, neutralise(value), count, condition, standing)
            found[group].setdefault(value.casefold(), line)
    return found


def _named(term: Term) -> tuple[FacetGroup, str, str] | None:
    """Group, value and condition of a term that stands for a value; None for any other."""
    match term:
        case InState(state):
            return FacetGroup.STATE, state.value, state.value
        case InMonth(year, month):
            value = f"{year:04}-{month:02}"
            return FacetGroup.MONTH, value, f"month:{value}"
        case InField(TextField.TOPIC, text, True):
            return FacetGroup.TOPIC, text, f"topic={quoted(text)}"
        case InField(TextField.PROVIDER, text, True):
            return FacetGroup.PROVIDER, text, f"provider={quoted(text)}"
        case _:
            return None
