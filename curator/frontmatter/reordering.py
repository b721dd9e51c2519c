"""A list that one side put in another order while the other side changed something in it: both can be had.

Only where it is beyond doubt: one side did nothing but move items to the front, the other left the order and
the first item where they were, and each item that was moved is there, and only once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from curator.frontmatter.value import Value
from curator.records import dataclass

Same = Callable[[Value, Value], bool]
"""Tells whether two values mean the same."""

_MOST: Final = 100
"""Items of the longest list compared item by item; pictures are one or a few."""


@dataclass(frozen=True, slots=True)
class Reordered:
    """What a list is to be: one side's items, ours with `is_ours`, in the order of the other.

    The items at `positions` are moved to the front one after another, and then it reads `value`.
    """

    value: list[Value]
    positions: tuple[int, ...]
    is_ours: bool


def reordered(
    base: object, ours: object, theirs: object, keys: Sequence[str], same: Same
) -> Reordered | None:
    """Return the list with what both sides did to it, None where that is in doubt.

    `keys` are those by which an item is known that says something else now.
    """
    if not (isinstance(base, list) and isinstance(ours, list) and isinstance(theirs, list)):
        return None
    if max(map(len, (base, ours, theirs))) > _MOST:
        return None
    for mine, other, is_ours in ((ours, theirs, False), (theirs, ours, True)):
        moved = _moved_to_front(base, mine, same)
        if not moved:
            continue
        places = [counterpart(other, item, keys, same) for item in base]
        found = [place for at in moved if (place := places[at]) is not None]
        if len(found) < len(moved):
            continue
        value = [other[at] for at in (*found, *(at for at in range(len(other)) if at not in found))]
        known = [place for place in places if place is not None]
        if (places[0] == 0 and known == sorted(known)) or same(value, other):
            return Reordered(value, _positions(found, len(other)), is_ours)
    return None


def is_reordered(base: object, after: object, same: Same) -> bool:
    """Tell whether a list has the items it had, in another order."""
    if not (isinstance(base, list) and isinstance(after, list) and len(after) <= _MOST):
        return False
    return bool(_moved_to_front(base, after, same))


def counterpart(items: list[Value], item: Value, keys: Sequence[str], same: Same) -> int | None:
    """Return the place of the one item that is this one, whatever it says now; None for none or several."""
    equal = [at for at, one in enumerate(items) if same(one, item)]
    if not equal and (name := _name_of(item, keys)) is not None:
        equal = [at for at, one in enumerate(items) if _name_of(one, keys) == name]
    return equal[0] if len(equal) == 1 else None


def _moved_to_front(base: list[Value], after: list[Value], same: Same) -> list[int] | None:
    """Return which items of a list, in their new order, were moved to the front; None: something else was."""
    order: list[int] = []
    for item in after:
        at = next((at for at, one in enumerate(base) if at not in order and same(one, item)), None)
        if at is None:
            return None
        order.append(at)
    if len(order) != len(base):
        return None
    rest = len(order)
    while rest and order[rest - 1 :] == sorted(order[rest - 1 :]):
        rest -= 1
    return order[:rest]


def _name_of(item: Value, keys: Sequence[str]) -> str | None:
    """Return what an item is known by."""
    if isinstance(item, dict):
        item = next((item[key] for key in keys if item.get(key) is not None), None)
    return item if isinstance(item, str) else None


def _positions(found: Sequence[int], count: int) -> tuple[int, ...]:
    """Return the moves, one after another, after which these places of a list come first in this order."""
    now, positions = list(range(count)), []
    for place in reversed(found):
        at = now.index(place)
        positions.append(at)
        now.insert(0, now.pop(at))
    return tuple(positions)
