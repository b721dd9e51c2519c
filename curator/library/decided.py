"""What was last decided of articles, and whether it still holds: two things known, compared.

The journal says what an editor has decided of an article and which article that was; the file says what is
there now. Where the two part, somebody else has been at it since: the decision was undone, or another article
has taken the name of the file.
"""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import field
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from curator.articles import Field
from curator.library.article_id import key_id
from curator.records import dataclass

if TYPE_CHECKING:
    from curator.articles import Article
    from curator.library.clash import Seen
    from curator.library.row import Row

FIELDS: Final = (Field.QUALITY.value, Field.HEAT.value, Field.PUBLISHED.value)
"""The fields a decision can set, in the order of their cells."""

KEYS: Final = 3
"""How many identities an article has at most: plain, original and AMP address."""

WIDTH: Final = len(FIELDS) + 1 + KEYS
"""Cells of an article in a `DecidedTable`: its fields, its mark, its identities."""

NOT_DECIDED: Final = -(2**62)
"""Stands for a field of which nothing was decided; no article holds as low a number."""

_LEAST: Final = NOT_DECIDED + 1
_MARKS: Final = (None, "decided", "reviewed", "later")

FOLLOWS: Final = 4
"""Added to the cell of the mark where the heat only followed from a quality."""


class Departure(IntEnum):
    """How what an article says departs from what was decided of it."""

    NONE = 0
    UNDONE = 1
    """It is the same article, and somebody has set a decided field otherwise."""

    SWAPPED = 2
    """It is another article than the one that was decided: the decision is void."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What was last decided of an article: its fields, its mark, and by `key_id` which article it was."""

    fields: Mapping[str, int | bool] = field(default_factory=dict)
    mark: str | None = None
    keys: frozenset[int] = frozenset()
    heat_follows: bool = False
    """The heat is what the folder's rule made of a quality; a related item that comes later changes it, and
    undoes nothing."""

    def departure(self, now: Seen, keys: Iterable[str]) -> Departure:
        """Compare with what the article says `now`, and with its identities.

        One that has lost all its addresses cannot be told from another, and may be half written: it is not
        judged.
        """
        numbers = frozenset(map(key_id, keys))
        if self.keys and self.keys.isdisjoint(numbers):
            return Departure.SWAPPED if numbers else Departure.NONE
        return Departure.UNDONE if self.undone(now) else Departure.NONE

    def undone(self, now: Seen) -> Mapping[str, int | bool]:
        """The decided fields which the article does not say any more, with what was decided.

        A heat that only followed is among them where its quality is.
        """
        differing = {name: value for name, value in self.fields.items() if not _same(now.get(name), value)}
        if self.heat_follows and Field.QUALITY.value not in differing:
            differing.pop(Field.HEAT.value, None)
        return differing


@dataclass(frozen=True, slots=True)
class DecidedTable:
    """What was decided of many articles, as numbers that cost little to keep and to hand on."""

    ids: array[int] = field(default_factory=lambda: array("q"))
    cells: array[int] = field(default_factory=lambda: array("q"))
    """`WIDTH` for each article."""

    def __len__(self) -> int:
        """The number of articles."""
        return len(self.ids)

    def add(self, article: int, decided: Decided) -> None:
        """Put one more article in."""
        self.ids.append(article)
        self.cells.extend(_cells(decided))

    def extend(self, other: DecidedTable) -> None:
        """Put in all of another table."""
        self.ids.extend(other.ids)
        self.cells.extend(other.cells)

    def without(self, articles: Container[int]) -> DecidedTable:
        """The same but for some articles."""
        if not any(article in articles for article in self.ids):
            return self
        kept = DecidedTable()
        for place, article in enumerate(self.ids):
            if article not in articles:
                kept.ids.append(article)
                kept.cells.extend(self.cells[place * WIDTH : (place + 1) * WIDTH])
        return kept

    def at(self, place: int) -> Decided:
        """What was decided of the article at a place of the table."""
        return _decided(self.cells[place * WIDTH : (place + 1) * WIDTH])

    def items(self) -> Iterator[tuple[int, Decided]]:
        """Each article with what was decided of it."""
        for place, article in enumerate(self.ids):
            yield article, self.at(place)


def values_of(says: Article | Row) -> Seen:
    """What the fields of a decision say."""
    return {
        Field.QUALITY.value: says.quality,
        Field.HEAT.value: says.heat,
        Field.PUBLISHED.value: says.published,
    }


def _cells(decided: Decided) -> Iterator[int]:
    for name in FIELDS:
        value = decided.fields.get(name)
        yield NOT_DECIDED if value is None else max(_LEAST, min(-_LEAST, int(value)))
    yield _MARKS.index(decided.mark) + FOLLOWS * decided.heat_follows
    keys = sorted(decided.keys)[:KEYS]
    yield from keys
    yield from [0] * (KEYS - len(keys))


def _decided(cells: array[int]) -> Decided:
    *numbers, mark = cells[: len(FIELDS) + 1]
    fields: dict[str, int | bool] = {
        name: number for name, number in zip(FIELDS, numbers, strict=True) if number != NOT_DECIDED
    }
    if Field.PUBLISHED.value in fields:
        fields[Field.PUBLISHED.value] = bool(fields[Field.PUBLISHED.value])
    heat_follows, mark = divmod(mark, FOLLOWS)
    return Decided(fields, _MARKS[mark], frozenset(cells[len(FIELDS) + 1 :]) - {0}, bool(heat_follows))


def _same(one: int | bool | None, other: int | bool | None) -> bool:
    return type(one) is type(other) and one == other
