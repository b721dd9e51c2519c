"""Conditions of a filter, each of which can be asked about a row and said in words: texts and numbers."""

from __future__ import annotations

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime
from enum import Enum, StrEnum

from curator.library.row import Row
from curator.records import dataclass

Predicate = Callable[[Row, str | None], bool]
"""A question about a row and what the journal says of it: a mark such as "decided", None for undecided."""

TextOf = Callable[[Row], str]


def haystack_of(row: Row) -> str:
    """Give the text in which words and phrases are looked for, without case."""
    return "\n".join(
        (row.title, row.excerpt, row.provider, row.domain, *row.topics, row.path.name)
    ).casefold()


class Term(ABC):
    """One condition."""

    __slots__ = ()

    @property
    def cost(self) -> int:
        """How dear the question is; conditions are asked cheapest first."""
        return 1

    @property
    def needs_state(self) -> bool:
        """The answer depends on the journal, not on the file alone."""
        return False

    @abstractmethod
    def predicate(self, now: datetime, text_of: TextOf) -> Predicate:
        """Make the function that asks this; `now` is aware."""

    @abstractmethod
    def describe(self) -> str:
        """Say the condition as a fragment of a sentence."""

    def describe_not(self) -> str:
        """Say its opposite as a fragment of a sentence."""
        return f"not {self.describe()}"


@dataclass(frozen=True, slots=True)
class Not(Term):
    """The opposite of a condition."""

    term: Term

    @property
    def cost(self) -> int:
        return self.term.cost

    @property
    def needs_state(self) -> bool:
        return self.term.needs_state

    def predicate(self, now: datetime, text_of: TextOf) -> Predicate:
        test = self.term.predicate(now, text_of)
        return lambda row, state: not test(row, state)

    def describe(self) -> str:
        return self.term.describe_not()


@dataclass(frozen=True, slots=True)
class Contains(Term):
    """A word or phrase, somewhere in what lists know of the article."""

    text: str

    @property
    def cost(self) -> int:
        return 3

    def predicate(self, now: datetime, text_of: TextOf) -> Predicate:
        wanted = self.text.casefold()
        return lambda row, state: wanted in text_of(row)

    def describe(self) -> str:
        return f"containing “{self.text}”"

    def describe_not(self) -> str:
        return f"without “{self.text}”"


class TextField(StrEnum):
    """Texts that can be searched alone."""

    PROVIDER = "provider"
    TOPIC = "topic"
    TITLE = "title"
    PATH = "path"


def _texts(field: TextField, row: Row) -> tuple[str, ...]:
    match field:
        case TextField.PROVIDER:
            return (row.provider, row.domain)
        case TextField.TOPIC:
            return row.topics
        case TextField.TITLE:
            return (row.title,)
        case TextField.PATH:
            return (row.path.as_posix(),)


@dataclass(frozen=True, slots=True)
class InField(Term):
    """A text within one field, without case; the whole of it when `is_whole`."""

    field: TextField
    text: str
    is_whole: bool = False

    @property
    def cost(self) -> int:
        return 2

    def predicate(self, now: datetime, text_of: TextOf) -> Predicate:
        wanted, field = self.text.casefold(), self.field
        if self.is_whole:
            return lambda row, state: any(wanted == text.casefold() for text in _texts(field, row))
        return lambda row, state: any(wanted in text.casefold() for text in _texts(field, row))

    def describe(self) -> str:
        return f"{self.field} {'exactly ' if self.is_whole else ''}“{self.text}”"


class NumberField(StrEnum):
    """Numbers that can be compared."""

    QUALITY = "quality"
    HEAT = "heat"
    RELATED = "related"


class Comparison(Enum):
    """How a number is compared: how it is typed, how it is said."""

    AT_MOST = ("<=", "{} or less")
    AT_LEAST = (">=", "{} or more")
    BELOW = ("<", "below {}")
    ABOVE = (">", "above {}")
    EQUAL = ("=", "exactly {}")

    @property
    def sign(self) -> str:
        """The characters that are typed."""
        return self.value[0]

    def say(self, number: int) -> str:
        """Put the comparison with `number` in words."""
        return self.value[1].format(number)


_COMPARE: dict[Comparison, Callable[[int, int], bool]] = {
    Comparison.AT_MOST: operator.le,
    Comparison.AT_LEAST: operator.ge,
    Comparison.BELOW: operator.lt,
    Comparison.ABOVE: operator.gt,
    Comparison.EQUAL: operator.eq,
}


def _number(field: NumberField) -> Callable[[Row], int | None]:
    return operator.attrgetter(field.value)


@dataclass(frozen=True, slots=True)
class Compare(Term):
    """A number against a bound. A missing number passes no comparison."""

    field: NumberField
    comparison: Comparison
    bound: int

    def predicate(self, now: datetime, text_of: TextOf) -> Predicate:
        number, compare, bound = _number(self.field), _COMPARE[self.comparison], self.bound
        return lambda row, state: (value := number(row)) is not None and compare(value, bound)

    def describe(self) -> str:
        return f"{self.field} {self.comparison.say(self.bound)}"


@dataclass(frozen=True, slots=True)
class Between(Term):
    """A number from `low` to `high`, both included."""

    field: NumberField
    low: int
    high: int

    def predicate(self, now: datetime, text_of: TextOf) -> Predicate:
        number, low, high = _number(self.field), self.low, self.high
        return lambda row, state: (value := number(row)) is not None and low <= value <= high

    def describe(self) -> str:
        return f"{self.field} from {self.low} to {self.high}"
