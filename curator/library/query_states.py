"""Conditions of a filter on what is there and where the article stands: published, state, parts."""

from __future__ import annotations

from enum import StrEnum

from curator.library.query_terms import Term
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class Published(Term):
    """The published field is just so; None means that the file does not say."""

    value: bool | None

    def describe(self) -> str:
        if self.value is None:
            return "published not set"
        return "published" if self.value else "published set to no"

    def describe_not(self) -> str:
        if self.value is None:
            return "published set to yes or no"
        return "not published" if self.value else "published or not set"


class State(StrEnum):
    """Where an article stands with its editor.

    `CHANGED` is decided once, but no longer the same article; `UNDONE` is decided, and somebody else has set
    a decided field otherwise since.
    """

    UNDECIDED = "undecided"
    DECIDED = "decided"
    REVIEWED = "reviewed"
    LATER = "later"
    CHANGED = "changed"
    UNDONE = "undone"


PASSING: dict[State, frozenset[str | None]] = {
    State.UNDECIDED: frozenset({None, "changed"}),
    # "Fine as it is" is a decision too; it only left nothing to write.
    State.DECIDED: frozenset({"decided", "reviewed"}),
    State.REVIEWED: frozenset({"reviewed"}),
    State.LATER: frozenset({"later"}),
    State.CHANGED: frozenset({"changed"}),
    # This is told from the article itself.
    State.UNDONE: frozenset(),
}
"""What the journal says of the articles in each state."""


@dataclass(frozen=True, slots=True)
class InState(Term):
    """The article stands so with its editor."""

    state: State

    @property
    def needs_state(self) -> bool:
        return True

    def describe(self) -> str:
        words = {State.LATER: "put off until later", State.UNDONE: "undone by somebody"}
        return words.get(self.state, self.state.value)


class Part(StrEnum):
    """What an article can have or lack."""

    IMAGE = "image"
    RELATED = "related"
    EXCERPT = "excerpt"
    TOPIC = "topic"
    PROVIDER = "provider"
    DATE = "date"
    URL = "url"
    QUALITY = "quality"
    HEAT = "heat"
    PUBLISHED = "published"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Has(Term):
    """The article has this part."""

    part: Part

    def describe(self) -> str:
        return f"with {self._name()}"

    def describe_not(self) -> str:
        return f"without {self._name()}"

    def _name(self) -> str:
        match self.part:
            case Part.IMAGE | Part.EXCERPT:
                return f"an {self.part}"
            case Part.RELATED:
                return "related items"
            case Part.URL:
                return "an address"
            case Part.QUALITY | Part.HEAT | Part.PUBLISHED:
                return f"{self.part} set"
            case _:
                return f"a {self.part}"
