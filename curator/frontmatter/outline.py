"""The top-level entries of a header: where each key, colon and value lies in the text.

Positions are characters of the header's text. An event's own span is not enough to edit by: it begins with
the anchor and tag, a block collection "ends" where the next token begins, and an absent value has no place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from curator.frontmatter.parsing import end_of, start_of
from curator.frontmatter.reading import TEXT_TAG, Content, is_text
from curator.records import dataclass

ROOT = 2
"""Index of the root mapping's event: stream start and document start come before it."""

_GAP = re.compile(r"(?:[ \t\r\n\x85\u2028\u2029\ufeff]+|#[^\r\n\x85\u2028\u2029]*)*")
_ANCHOR = re.compile(r"&[0-9A-Za-z_-]+")
_TAG = re.compile(r"!<[^>\s]*>|![^\s]*")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `stop` of the header's text."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One key with its value at the top level.

    `position` is its place among the entries and `name` the key's text, None when it is not text. `key` and
    `value` are the indices of their first events, `stop` the index after the value's last one.
    """

    position: int
    name: str | None
    key: int
    value: int
    stop: int


@dataclass(frozen=True, slots=True)
class Properties:
    """The anchor and tag before a value, as spans of the text, and where the value's own characters begin."""

    anchor: Span | None
    tag: Span | None
    content: int


class Outline:
    """A header's top-level entries, in the order of the file."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.text = content.text
        self.events: Sequence[Event] = content.events
        root = self.events[ROOT]
        self.is_flow = isinstance(root, MappingStartEvent) and bool(root.flow_style)
        self.entries = tuple(self._walk())
        # Of one name the last; looked up for every entry while a place is sought, so not by searching.
        self._named = {entry.name: entry for entry in self.entries}

    def entry(self, name: str) -> Entry | None:
        """Return the entry readers take for a key: the last one of that name."""
        return self._named.get(name)

    def key_start(self, entry: Entry) -> int:
        """Return the first character of an entry: of its `?` or of its key."""
        key = start_of(self.events[entry.key])
        if entry.position:
            position = self.value_stop(self.entries[entry.position - 1])
        else:
            position = self.properties(ROOT).content
        position = skip_gap(self.text, position)
        while self.is_flow and position < key and self.text[position] in "{,":
            position = skip_gap(self.text, position + 1)
        return position if position < key and self.text[position] == "?" else key

    def key_stop(self, entry: Entry) -> int:
        """Return the character after the key's last one."""
        return self.content_stop(entry.key, entry.value, start_of(self.events[entry.key]))

    def colon_stop(self, entry: Entry) -> int | None:
        """Return the character after the entry's colon, None for a key without one."""
        after_key = self.key_stop(entry)
        colon = skip_gap(self.text, after_key)
        if self.text[colon : colon + 1] != ":" or colon >= self.next_start(entry):
            return None
        return colon + 1

    def next_start(self, entry: Entry) -> int:
        """Return the character at which the event after the entry begins."""
        return start_of(self.events[entry.stop])

    def value_stop(self, entry: Entry) -> int:
        """Return the character after the entry's last one; a block scalar ends where a line begins."""
        without_value = self.colon_stop(entry) or self.key_stop(entry)
        return self.content_stop(entry.value, entry.stop, without_value)

    def properties(self, index: int) -> Properties:
        """Return where the anchor and tag of the value with the event `index` lie."""
        event = self.events[index]
        position = start_of(event)
        anchor = tag = None
        if isinstance(event, AliasEvent) or not isinstance(event, NodeEvent):
            return Properties(None, None, position)
        wanted = (event.anchor is not None) + (getattr(event, "tag", None) is not None)
        for _ in range(wanted):
            position = skip_gap(self.text, position)
            found = _ANCHOR.match(self.text, position)
            if found:
                anchor = Span(*found.span())
            else:
                found = _TAG.match(self.text, position)
                if found is None:
                    break
                tag = Span(*found.span())
            position = found.end()
        if wanted and not _is_empty(event):
            position = skip_gap(self.text, position)
        return Properties(anchor, tag, position)

    def line_start(self, position: int) -> int:
        """Return the first character of the line on which a character lies."""
        return self.text.rfind("\n", 0, position) + 1

    def next_line(self, position: int) -> int:
        """Return the first character of the following line, or the end of the text."""
        end = self.text.find("\n", position)
        return len(self.text) if end < 0 else end + 1

    def line_ending(self, position: int) -> str:
        """Return how the line before a position ends; at the beginning, how the first line ends."""
        first = self.text.find("\n") + 1
        before = self.text[:position] if position else self.text[:first]
        return "\r\n" if before.endswith("\r\n") else "\n"

    def indentation(self) -> str:
        """Return the blanks before every top-level key of a block mapping."""
        start = self.key_start(self.entries[0]) if self.entries else 0
        before = self.text[self.line_start(start) : start]
        return "" if before.strip(" ") else before

    def outside_reference(self, first: int, stop: int) -> tuple[Event, Event] | None:
        """Return an anchor among the events `first` to `stop` and an alias elsewhere that refers to it."""
        anchors = {
            event.anchor: event
            for event in self.events[first:stop]
            if isinstance(event, NodeEvent) and not isinstance(event, AliasEvent) and event.anchor is not None
        }
        if anchors:
            for event in self.events[stop:]:
                if isinstance(event, AliasEvent) and event.anchor in anchors:
                    return anchors[event.anchor], event
        return None

    def after_node(self, position: int) -> int:
        """Return the index of the event after the value that begins with the event `position`."""
        depth = 0
        while True:
            event = self.events[position]
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            position += 1
            if depth == 0:
                return position

    def content_stop(self, first: int, stop: int, default: int) -> int:
        """Return the end of the last characters that belong to the events `first` to `stop`."""
        beyond = end_of(self.events[stop - 1])
        ends = [
            end_of(event)
            for event in self.events[first:stop]
            if not (is_placeless(event) and end_of(event) == beyond) and not _is_block_end(event)
        ]
        return max(ends, default=default)

    def _walk(self) -> list[Entry]:
        named: dict[str, str | None] = {}
        entries: list[Entry] = []
        position = ROOT + 1
        while not isinstance(self.events[position], CollectionEndEvent):
            value = self.after_node(position)
            stop = self.after_node(value)
            entries.append(Entry(len(entries), self._name(position, named), position, value, stop))
            for event in self.events[position:stop]:
                if isinstance(event, ScalarEvent) and event.anchor is not None:
                    named[event.anchor] = _text_of(event)
            position = stop
        return entries

    def _name(self, position: int, named: dict[str, str | None]) -> str | None:
        event = self.events[position]
        if isinstance(event, AliasEvent):
            return named.get(event.anchor or "")
        return _text_of(event) if isinstance(event, ScalarEvent) else None


def skip_gap(text: str, position: int) -> int:
    """Return the first character from `position` on that is neither blank, line break nor comment."""
    gap = _GAP.match(text, position)
    return gap.end() if gap else position


def is_placeless(event: Event) -> bool:
    """Tell whether a value is absent: null without a single character of its own."""
    return _is_empty(event) and start_of(event) == end_of(event)


def _is_block_end(event: Event) -> bool:
    """Tell whether a collection ends without a bracket; such an end lies where the next token begins."""
    return isinstance(event, CollectionEndEvent) and start_of(event) == end_of(event)


def _is_empty(event: Event) -> bool:
    return isinstance(event, ScalarEvent) and event.value == "" and not event.style


def _text_of(event: ScalarEvent) -> str | None:
    """Return the text of a scalar key, None for one that is a number, a date, a boolean."""
    if event.tag not in (None, TEXT_TAG):
        return None
    return event.value if event.style or is_text(event) else None
