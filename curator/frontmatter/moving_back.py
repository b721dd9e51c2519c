"""Takes a move to the front back by what the items are, where the characters of the move have changed.

A bot may have learned the width of a picture since, or have written the header anew. What was moved is then
known by what the move wrote, and goes behind the item it was behind.
"""

from __future__ import annotations

from curator.errors import EditRefused, HeaderError
from curator.frontmatter.front_matter import header_text
from curator.frontmatter.header import find_header
from curator.frontmatter.moving import Move, move_first
from curator.frontmatter.outline import Outline
from curator.frontmatter.placement import Placement
from curator.frontmatter.reading import read_text
from curator.frontmatter.reordering import counterpart
from curator.frontmatter.replacing import Splice
from curator.frontmatter.restore import Restore, place_of
from curator.frontmatter.value import Value


def move_back(outline: Outline, name: str, restore: Restore, placement: Placement) -> Move:
    """Return the header with the first item of a list where it was before; raises EditRefused."""
    before, wrote = _items_in(restore.original), _items_in(restore.wrote)
    now = outline.content.values.get(name)
    place = None
    if isinstance(now, list) and len(before) > 1 and repr(wrote) == repr([before[-1], *before[:-1]]):
        place = _place_behind(now, before, placement)
    if place is None:
        line = outline.content.lines.get(name)
        raise EditRefused(f"{name} cannot be put back, for its order was changed meanwhile", line)
    # Each of those that were before it goes before it again; all of that is in the same characters.
    after, start, stop = outline, len(outline.text), 0
    for _ in range(place):
        move = move_first(after, name, place)
        if move is not None:
            after = move.outline
            start, stop = min(start, move.splice.start), max(stop, move.splice.stop)
    return Move(after, Splice(start, stop, after.text[start:stop]))


def is_put_back(data: bytes, restore: Restore, placement: Placement) -> bool:
    """Tell whether a list has the order a restore puts it into; raises HeaderError as `read`."""
    header = find_header(data)
    outline = Outline(read_text(header_text(data, header), header.first_line))
    undone = Restore(
        restore.beside,
        restore.distance,
        restore.original,
        restore.wrote,
        restore.former,
        restore.current,
    )
    if place_of(outline, undone) is not None:
        return True
    before, now = _items_in(restore.original), outline.content.values.get(restore.beside or "")
    return isinstance(now, list) and bool(before) and _place_of(now, before[0], placement) == 0


def _place_behind(now: list[Value], before: list[Value], placement: Placement) -> int | None:
    """Return the place of what the moved item was behind, if that item is the first one now."""
    if _place_of(now, before[-1], placement) != 0:
        return None
    return _place_of(now, before[-2], placement)


def _place_of(items: list[Value], item: Value, placement: Placement) -> int | None:
    return counterpart(items, item, placement.told_by, lambda one, other: repr(one) == repr(other))


def _items_in(text: str) -> list[Value]:
    """Return what the characters of items say, none where they say nothing by themselves."""
    for header in (f"items:\n{text}", f"items: [{text}\n ]\n"):
        try:
            items = read_text(header, 1).values["items"]
        except HeaderError:
            continue
        if isinstance(items, list):
            return items
    return []
