"""Moves an item of a list to its front, each item in its own characters, and proves that nothing else moved.

In a list with one item a line and more, an item is the lines it stands on, with the comments that are its
own: one at the end of a line, those indented deeper below it, and those directly above it. Blank lines, and
comments between two of them, are nobody's and stay where they are. In brackets, an item is what stands
between the commas, with a comment that follows on its line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from yaml.events import AliasEvent, CollectionStartEvent, Event, NodeEvent, SequenceStartEvent

from curator.errors import EditRefused
from curator.frontmatter.outline import Entry, Outline, Span, skip_gap
from curator.frontmatter.parsing import start_of
from curator.frontmatter.replacing import Splice
from curator.frontmatter.value import Value
from curator.frontmatter.verification import same_events, spliced
from curator.records import dataclass

_COMMENT_LINE = re.compile(r"( *)[ \t]*#[^\n]*\n?")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*)?\r?\n?")
_COMMA = re.compile(r"[ \t]*,")
_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")


@dataclass(frozen=True, slots=True)
class Move:
    """An item that was moved to the front: the header afterwards, and the splice that did it."""

    outline: Outline
    splice: Splice


@dataclass(frozen=True, slots=True)
class _Item:
    """The events `first` to `stop` of an item of a list."""

    first: int
    stop: int


def move_first(outline: Outline, name: str, position: int) -> Move | None:
    """Return the header with an item of a list moved to the front; None when it is there already.

    Raises EditRefused, naming the line, where there is no such item or it cannot be taken out by itself.
    """
    entry = _list_of(outline, name)
    items = _items_of(outline, entry)
    if position >= len(items):
        raise EditRefused(f"{name} has no item {position + 1}", outline.content.lines.get(name))
    if position == 0:
        return None
    _refuse_late_anchor(outline, name, items, position)
    event = outline.events[entry.value]
    is_flow = isinstance(event, CollectionStartEvent) and bool(event.flow_style)
    parts = items[: position + 1]
    splice = (_in_brackets if is_flow else _in_lines)(outline, name, entry, parts)
    after = spliced(outline, splice)
    if after is None or not _is_moved(outline, after, name, parts):
        raise _refused(outline, name, items[position])
    return Move(after, splice)


def has_same_items(before: Outline, after: Outline, name: str) -> bool:
    """Tell whether a list has the same items before and after, in whatever order."""
    entry, other = before.entry(name), after.entry(name)
    if entry is None or other is None:
        return False
    old, new = _item_events(before, entry), _item_events(after, other)
    # Where nothing moved nothing is looked for: a list may be long, and mostly the second item was moved.
    while old and new and same_events(old[-1], new[-1]):
        del old[-1], new[-1]
    for events in old:
        found = next((at for at, one in enumerate(new) if same_events(events, one)), None)
        if found is None:
            return False
        del new[found]
    return not new


def _list_of(outline: Outline, name: str) -> Entry:
    line = outline.content.lines.get(name)
    entry = outline.entry(name)
    if entry is None or not isinstance(outline.content.values.get(name), list):
        raise EditRefused(f"{name} is no list", line)
    if sum(other.name == name for other in outline.entries) > 1:
        raise EditRefused(f"{name} is there a second time", line)
    if not isinstance(outline.events[entry.value], SequenceStartEvent):
        raise EditRefused(f"the list of {name} stands elsewhere, and is referred to by an alias", line)
    shared = outline.outside_reference(entry.value, entry.value + 1)
    if shared is not None:
        used = outline.content.line_at(start_of(shared[1]))
        raise EditRefused(f"the list of {name} is used again on line {used}, through an alias", line)
    return entry


def _items_of(outline: Outline, entry: Entry) -> list[_Item]:
    """Return the items of a list; none of what is no list."""
    items: list[_Item] = []
    if isinstance(outline.events[entry.value], SequenceStartEvent):
        position = entry.value + 1
        while position < entry.stop - 1:
            stop = outline.after_node(position)
            items.append(_Item(position, stop))
            position = stop
    return items


def _item_events(outline: Outline, entry: Entry) -> list[Sequence[Event]]:
    return [outline.events[item.first : item.stop] for item in _items_of(outline, entry)]


def _refuse_late_anchor(outline: Outline, name: str, items: Sequence[_Item], position: int) -> None:
    """Refuse where an item refers to one before it, which would come after it then."""
    before = outline.events[items[0].first : items[position].first]
    anchors = {event.anchor for event in before if isinstance(event, NodeEvent) and not _is_alias(event)}
    for event in outline.events[items[position].first : items[position].stop]:
        if isinstance(event, AliasEvent) and event.anchor in anchors:
            line = outline.content.line_at(start_of(event))
            raise EditRefused(f"item {position + 1} of {name} refers to an item before it", line)


def _is_alias(event: Event) -> bool:
    return isinstance(event, AliasEvent)


def _in_lines(outline: Outline, name: str, entry: Entry, items: Sequence[_Item]) -> Splice:
    """Return the splice for a list with dashes."""
    text = outline.text
    own: list[Span] = []
    position = outline.properties(entry.value).content
    floor = outline.next_line(outline.colon_stop(entry) or outline.key_stop(entry))
    for item in items:
        own.append(_lines_of(outline, name, item, position, floor))
        position = floor = own[-1].stop
    between = [text[one.stop : other.start] for one, other in pairwise(own)]
    pieces = [text[span.start : span.stop] for span in own]
    return Splice(own[0].start, own[-1].stop, _woven(pieces, [*between, ""]))


def _lines_of(outline: Outline, name: str, item: _Item, position: int, floor: int) -> Span:
    """Return the lines of the item after `position`; no comment before `floor` is its own."""
    text = outline.text
    dash = skip_gap(text, position)
    start = outline.line_start(dash)
    if text[dash : dash + 1] != "-" or text[start:dash].strip(" "):
        raise _refused(outline, name, item)
    margin = dash - start
    stop = outline.content_stop(item.first, item.stop, dash + 1)
    if text[stop - 1] != "\n":
        line_stop = outline.next_line(stop)
        if not _REST_OF_LINE.fullmatch(text, stop, line_stop):
            raise _refused(outline, name, item)
        stop = line_stop
    while (comment := _COMMENT_LINE.match(text, stop)) and len(comment[1]) > margin:
        stop = comment.end()
    while start > floor and _COMMENT_LINE.fullmatch(text, above := outline.line_start(start - 1), start):
        start = above
    return Span(start, stop)


def _in_brackets(outline: Outline, name: str, _entry: Entry, items: Sequence[_Item]) -> Splice:
    """Return the splice for a list in brackets: what is between the items stays, but for their comments."""
    text = outline.text
    starts = [start_of(outline.events[item.first]) for item in items]
    stops = [
        outline.content_stop(item.first, item.stop, start) for item, start in zip(items, starts, strict=True)
    ]
    own = [text[start:stop] for start, stop in zip(starts, stops, strict=True)]
    found = [_after_item(text, stop) for stop in stops]
    rests = [stop + len(comma) + len(comment) for stop, (comma, comment) in zip(stops, found, strict=True)]
    between = [text[rest:start] for rest, start in zip(rests, starts[1:], strict=False)]
    for rest, gap in zip(rests, between, strict=False):
        if "#" in gap:
            line = outline.content.line_at(text.index("#", rest))
            raise EditRefused(f"a comment stands between two items of {name}", line)
    places = range(len(items))
    pieces = [
        own[item] + found[place][0] + found[item][1] + gap
        for place, item, gap in zip(places, (places[-1], *places[:-1]), [*between, ""], strict=True)
    ]
    return Splice(starts[0], rests[-1], "".join(pieces))


def _after_item(text: str, stop: int) -> tuple[str, str]:
    """Return the comma after an item in brackets, and the comment that follows on the same line."""
    comma = _COMMA.match(text, stop)
    after = comma.end() if comma else stop
    comment = _COMMENT.match(text, after)
    return text[stop:after], comment[0] if comment else ""


def _woven(pieces: Sequence[str], gaps: Sequence[str]) -> str:
    """Return the items with the last one first, and what is between them as it was."""
    order = [pieces[-1], *pieces[:-1]]
    return "".join(piece + gap for piece, gap in zip(order, gaps, strict=True))


def _is_moved(before: Outline, after: Outline, name: str, items: Sequence[_Item]) -> bool:
    """Tell whether the last of some items has come before the others, and all else is as it was.

    By events, and by values as well, which aliases and merge keys can make of events elsewhere.
    """
    first, moved = items[0].first, items[-1]
    events = before.events
    wanted = [
        *events[:first],
        *events[moved.first : moved.stop],
        *events[first : moved.first],
        *events[moved.stop :],
    ]
    if not same_events(wanted, after.events):
        return False
    values: dict[str, Value] = dict(before.content.values)
    there = values[name]
    if not isinstance(there, list):
        return False
    at = len(items) - 1
    values[name] = [there[at], *there[:at], *there[at + 1 :]]
    return repr(values) == repr(dict(after.content.values))


def _refused(outline: Outline, name: str, item: _Item) -> EditRefused:
    line = outline.content.line_at(start_of(outline.events[item.first]))
    return EditRefused(f"an item of {name} cannot be moved without changing something else", line)
