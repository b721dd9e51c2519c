"""Which articles pass a filter: each condition becomes a column of yes and no."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from curator.library.article_id import key_id
from curator.library.columns import MARKS, NO_NUMBER, NOT_SAID, Columns, Mask, Places, problems_in, states_of
from curator.library.decided import Departure
from curator.library.index_reader import IndexReader
from curator.library.query import Query
from curator.library.query_dates import Before, Dated, InMonth, Since, point
from curator.library.query_states import PASSING, Has, InState, Part, Published, State
from curator.library.query_team import DecidedBy, InShare
from curator.library.query_terms import (
    Between,
    Compare,
    Comparison,
    Contains,
    InField,
    Not,
    NumberField,
    Term,
    TextField,
)
from curator.library.sharing import shares_of

_COMPARE: Final = {
    Comparison.AT_MOST: np.less_equal,
    Comparison.AT_LEAST: np.greater_equal,
    Comparison.BELOW: np.less,
    Comparison.ABOVE: np.greater,
    Comparison.EQUAL: np.equal,
}
_TEXT_COLUMNS: Final = {
    TextField.TITLE: ("title",),
    TextField.EXCERPT: ("excerpt",),
    TextField.PATH: ("name", "folder"),
    TextField.URL: ("url",),
}
_FLAG_PARTS: Final = {
    Part.IMAGE: "image",
    Part.EXCERPT: "excerpt",
    Part.URL: "url",
}


Colleagues = Mapping[str, Sequence[int]]
"""The articles (ids) that each colleague decided, by name."""


class Evaluation:
    """Filters of one moment (`now`, aware) over columns that do not change meanwhile.

    `colleagues` are the articles (ids) that each of them decided.
    """

    def __init__(
        self,
        columns: Columns,
        reader: IndexReader,
        now: datetime,
        colleagues: Colleagues = MappingProxyType({}),
    ) -> None:
        self._columns = columns
        self._colleagues = colleagues
        self._reader = reader
        self._now = now

    def passing(self, query: Query) -> Mask:
        """Which of the places hold an article that passes the filter. Raises sqlite3.Error."""
        mask: Mask = self._columns.column("alive").copy()
        words = [term.text for term in query.terms if isinstance(term, Contains)]
        if words:
            mask &= self._found(self._reader.search(*words))
        for term in query.terms:
            if not isinstance(term, Contains):
                mask &= self._of(term)
        return mask

    def _of(self, term: Term) -> Mask:
        match term:
            case Not(term=inner):
                return ~self._of(inner)
            case Contains(text=text):
                return self._found(self._reader.search(text))
            case InField():
                return self._in_field(term)
            case Compare() | Between():
                return self._compared(term) & self._is_set(term.field)
            case Published(value=value):
                return _mask(self._columns.column("published") == (NOT_SAID if value is None else value))
            case InState(state=state):
                return self._in_state(state)
            case Has(part=part):
                return self._has(part)
            case DecidedBy():
                return self._decided_by(term)
            case InShare(share=share):
                return _mask(shares_of(self._columns.column("share"), share.of) == share.number)
            case _:
                return _mask(self._dated(term))

    def _in_state(self, state: State) -> Mask:
        if state is State.UNDONE:
            return _mask(self._columns.column("departure") == Departure.UNDONE)
        passing = [number for number, mark in enumerate(MARKS) if mark in PASSING[state]]
        return _mask(np.isin(states_of(self._columns), passing))

    def _compared(self, term: Compare | Between) -> Mask:
        numbers = self._columns.column(term.field.value)
        if isinstance(term, Between):
            return _mask((numbers >= _small(term.low)) & (numbers <= _small(term.high)))
        return _mask(_COMPARE[term.comparison](numbers, _small(term.bound)))

    def _dated(self, term: Term) -> object:
        at = self._columns.column("at")
        match term:
            # A comparison with what is no number, as where there is no date, is never true.
            case Since(moment=moment):
                return at >= point(moment, self._now).timestamp()
            case Before(moment=moment):
                return at < point(moment, self._now).timestamp()
            case Dated(start=start, end=end):
                return (at >= start.timestamp()) & (at < end.timestamp())
            case InMonth(year=year, month=month):
                return months_of(at) == (year - 1970) * 12 + month - 1
        raise TypeError(term)

    def _is_set(self, field: NumberField) -> Mask:
        return _mask(self._columns.column(field.value) != NO_NUMBER)

    def _has(self, part: Part) -> Mask:
        columns = self._columns
        match part:
            case Part.RELATED:
                return _mask(columns.column("related") > 0)
            case Part.QUALITY | Part.HEAT:
                return _mask(columns.column(part.value) != NO_NUMBER)
            case Part.PUBLISHED:
                return _mask(columns.column("published") != NOT_SAID)
            case Part.DATE:
                return _mask(~np.isnan(columns.column("at")))
            case Part.TOPIC:
                return self._at(columns.topic_pairs()[0])
            case Part.PROVIDER:
                return self._by_provider(lambda name, domain: bool(name))
            case Part.PROBLEM:
                return problems_in(columns)
            case _:
                return columns.flag(_FLAG_PARTS[part])

    def _in_field(self, term: InField) -> Mask:
        wanted = term.text.casefold()
        match term.field:
            case TextField.PROVIDER if term.is_whole:
                return self._by_provider(lambda *names: wanted in {name.casefold() for name in names})
            case TextField.PROVIDER:
                return self._by_provider(lambda *names: any(wanted in name.casefold() for name in names))
            case TextField.TOPIC:
                return self._by_topic(_matcher(wanted, is_whole=term.is_whole))
        if term.field is TextField.URL and term.is_whole:
            # Already reduced to what makes two addresses the same article.
            return self._found(self._reader.numbers_with(key_id(term.text)))
        found = self._reader.search(term.text, columns=_TEXT_COLUMNS[term.field])
        if term.is_whole:
            texts = self._reader.texts_of(term.field.value, found)
            found = [n for n, text in texts if _is_whole(wanted, text)]
        return self._found(found)

    def _by_provider(self, is_wanted: Callable[[str, str], bool]) -> Mask:
        wanted = [number for number, names in enumerate(self._columns.providers) if is_wanted(*names)]
        return _mask(np.isin(self._columns.column("provider"), wanted))

    def _decided_by(self, term: DecidedBy) -> Mask:
        is_wanted = _matcher(term.name.casefold(), is_whole=term.is_whole)
        mask = np.zeros(self._columns.size, np.bool_)
        for name, ids in self._colleagues.items():
            if is_wanted(name):
                places = self._columns.places_of(ids)
                mask[places[places >= 0]] = True
        return mask

    def _by_topic(self, is_wanted: Callable[[str], bool]) -> Mask:
        places, topics = self._columns.topic_pairs()
        wanted = [number for number, name in enumerate(self._columns.topics) if is_wanted(name)]
        return self._at(places[np.isin(topics, wanted)])

    def _found(self, numbers: Iterable[int]) -> Mask:
        return self._at(self._columns.places_of_numbers(list(numbers)))

    def _at(self, places: Places) -> Mask:
        mask = np.zeros(self._columns.size, np.bool_)
        mask[places] = True
        return mask


def months_of(at: NDArray[Any]) -> NDArray[np.int64]:
    """The months, counted from January 1970 (UTC), of seconds since then; no sensible one for no date."""
    seconds = np.floor(np.nan_to_num(at, nan=-1e12)).astype("datetime64[s]")
    months: NDArray[np.int64] = seconds.astype("datetime64[M]").astype(np.int64)
    return months


def present() -> datetime:
    """Now, as filters take it."""
    return datetime.now(UTC)


def _matcher(wanted: str, *, is_whole: bool) -> Callable[[str], bool]:
    if is_whole:
        return lambda name: name.casefold() == wanted
    return lambda name: wanted in name.casefold()


def _is_whole(wanted: str, text: str | bytes) -> bool:
    """Whether a text is just this; of a path the end is enough, as people see it."""
    if isinstance(text, bytes):
        path = text.decode("utf-8", "surrogateescape").casefold()
        return path == wanted or path.endswith("/" + wanted)
    return text.casefold() == wanted


def _mask(answer: object) -> Mask:
    """An answer of numpy's, whose comparisons are typed as anything."""
    assert isinstance(answer, np.ndarray)
    return answer


def _small(number: int) -> int:
    """A bound as a column can be compared with it; no article holds a number beyond."""
    return max(NO_NUMBER + 1, min(2**31 - 1, number))
