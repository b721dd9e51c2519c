"""Conditions of a filter, as data that can be said in words: texts and numbers.

Which articles pass one, `evaluation` finds out.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import Enum, StrEnum

from curator.records import dataclass


class Term(ABC):
    """One condition."""

    __slots__ = ()

    @property
    def needs_state(self) -> bool:
        """The answer depends on the journal, not on the file alone."""
        return False

    @property
    def needs_colleagues(self) -> bool:
        """The answer depends on what colleagues decided, which only a synchronisation brings."""
        return False

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
    def needs_state(self) -> bool:
        return self.term.needs_state

    @property
    def needs_colleagues(self) -> bool:
        return self.term.needs_colleagues

    def describe(self) -> str:
        return self.term.describe_not()

    def describe_not(self) -> str:
        return self.term.describe()


@dataclass(frozen=True, slots=True)
class Contains(Term):
    """A word or phrase, somewhere in what lists know of the article."""

    text: str

    def describe(self) -> str:
        return f"containing “{self.text}”"

    def describe_not(self) -> str:
        return f"without “{self.text}”"


class TextField(StrEnum):
    """Texts that can be searched alone."""

    PROVIDER = "provider"
    TOPIC = "topic"
    TITLE = "title"
    EXCERPT = "excerpt"
    URL = "url"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class InField(Term):
    """A text within one field, without case; the whole of it when `is_whole`."""

    field: TextField
    text: str
    is_whole: bool = False

    def describe(self) -> str:
        return f"{self._name()} {'exactly ' if self.is_whole else ''}“{self.text}”"

    def describe_not(self) -> str:
        return f"without {self.describe()}"

    def _name(self) -> str:
        return "address" if self.field is TextField.URL else self.field.value


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


def _number_name(field: NumberField) -> str:
    return "related items" if field is NumberField.RELATED else field.value


def _or_none(field: NumberField) -> str:
    # What passes no comparison passes the opposite of every comparison.
    return "" if field is NumberField.RELATED else " or not set"


@dataclass(frozen=True, slots=True)
class Compare(Term):
    """A number against a bound. A missing number passes no comparison."""

    field: NumberField
    comparison: Comparison
    bound: int

    def describe(self) -> str:
        return f"{_number_name(self.field)} {self.comparison.say(self.bound)}"

    def describe_not(self) -> str:
        return f"{_number_name(self.field)} not {self.comparison.say(self.bound)}{_or_none(self.field)}"


@dataclass(frozen=True, slots=True)
class Between(Term):
    """A number from `low` to `high`, both included."""

    field: NumberField
    low: int
    high: int

    def describe(self) -> str:
        return f"{_number_name(self.field)} from {self.low} to {self.high}"

    def describe_not(self) -> str:
        return f"{_number_name(self.field)} not from {self.low} to {self.high}{_or_none(self.field)}"
