"""The message of a commit of decisions: how many articles, and how many of them in which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from curator.articles import NO_HEAT
from curator.articles.fields import Field
from curator.frontmatter.merging import Missing, Reading
from curator.git.ordered import LEAD
from curator.records import dataclass

Fields = Mapping[str, tuple[Reading, Reading]]
"""What a decision changed: each field's value before and after."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles a commit decides, and how many of them in which field."""

    articles: int = 0
    fields: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Sequence[Fields]) -> Counts:
        """Count decisions."""
        fields = {name: sum(name in each for each in decisions) for name in (*map(str, Field), LEAD)}
        return cls(len(decisions), {name: count for name, count in fields.items() if count})


def message_of(decisions: Sequence[Fields]) -> str:
    """What git's log says of these decisions: counts in the first line, values below."""
    counts = Counts.of(decisions)
    per_field = ", ".join(f"{count} {name}" for name, count in counts.fields.items())
    lines = [f"Decide {articles(counts.articles)}: {per_field}", ""]
    lines += [
        f"{name}: {_values([each[name][1] for each in decisions if name in each])}"
        for name in counts.fields
        if name != LEAD
    ]
    return "\n".join(lines) + "\n"


def articles(count: int) -> str:
    """A number of articles, in words."""
    return f"{count} article{'s' if count != 1 else ''}"


def reading_in_words(reading: Reading) -> str:
    """What a field says, shortly."""
    match reading:
        case Missing() | None:
            return "not set"
        case bool():
            return "yes" if reading else "no"
        case int() | float():
            return str(reading)
        case str():
            return reading if len(reading) <= _LONGEST else f"{reading[:_LONGEST]}…"
        case [{"url": str() as first}, *_] | [str() as first, *_]:
            return f"{reading_in_words(first)} first"
    return "something else"


_LONGEST = 40


def _values(readings: Sequence[Reading]) -> str:
    """The values of a field in a few words: from the lowest to the highest, or how often each."""
    numbers = [value for value in readings if isinstance(value, int) and not isinstance(value, bool)]
    others = [value for value in numbers if value != NO_HEAT]
    low, high = min(others, default=0), max(others, default=0)
    counted = {
        f"{low} to {high}" if low != high else f"{low}": len(others),
        f"{NO_HEAT}": len(numbers) - len(others),
        "yes": sum(value is True for value in readings),
        "no": sum(value is False for value in readings),
        "not set, or no number": sum(not isinstance(value, int) for value in readings),
    }
    return ", ".join(f"{words} in {count}" for words, count in counted.items() if count)
