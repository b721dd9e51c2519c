"""What a header says by a parser of YAML: its values, the line of each, and keys that are given twice.

Values are what PyYAML's SafeLoader makes of them, but dates stay the text that was written, tags nobody knows
are ignored, and everything is a finite tree of plain values under string keys, whatever the YAML was.
"""

from __future__ import annotations

import sys
from collections.abc import Hashable, Mapping

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.resolver import Resolver

from curator.errors import UnreadableHeader
from curator.frontmatter.parsing import line_of, parse_events, presentable, unreadable
from curator.frontmatter.simple import read_simple
from curator.frontmatter.value import Duplicate, Value
from curator.records import dataclass

TEXT_TAG = "tag:yaml.org,2002:str"
_TIMESTAMP_TAG = "tag:yaml.org,2002:timestamp"
_WHOLE_NUMBER_TAG = "tag:yaml.org,2002:int"
_NUMBER_TAGS = frozenset({_WHOLE_NUMBER_TAG, "tag:yaml.org,2002:float"})

MAX_DIGITS = 3_000
"""Longest number read, in characters, so that Python will print it (at most 4,300 decimal digits) and reading
one in base 60 does not take minutes."""

_RESOLVERS_WITHOUT_DATES = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP_TAG]
    for first, resolvers in Resolver.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a header with its events and what they mean."""

    text: str
    first_line: int
    events: list[Event]
    values: Mapping[str, Value]
    lines: Mapping[str, int]
    duplicates: tuple[Duplicate, ...]

    def line_at(self, index: int) -> int:
        """Return the 1-based line of the file on which the character `index` of the header lies."""
        return line_of(self.text, index, self.first_line)


def read_text(text: str, first_line: int) -> Content:
    """Return the meaning of a header's text, which begins on the 1-based line `first_line` of its file."""
    events = parse_events(text, first_line)
    simple = read_simple(text, first_line)
    if simple is not None:
        return Content(text, first_line, events, simple.values, simple.lines, ())
    return content_of(text, first_line, events)


def content_of(text: str, first_line: int, events: list[Event]) -> Content:
    """Return what the events of a header's text mean, whether or not it is simple."""
    reader = _Reader(events)
    try:
        root = reader.get_single_node()
        if not isinstance(root, MappingNode) or not isinstance(events[2], MappingStartEvent):
            raise UnreadableHeader("the front matter is not a list of keys and values", first_line)
        lines, duplicates = _key_lines(root, text, first_line)
        constructed = reader.construct_document(root)
        if not isinstance(constructed, dict):  # !!set, !!omap or a tag nobody knows
            raise UnreadableHeader("the front matter is not a list of keys and values", first_line)
    except yaml.YAMLError as error:
        raise unreadable(error, text, first_line) from error
    except TypeError as error:
        raise UnreadableHeader("a key is not a plain value", first_line) from error
    except _UnfitValue as error:
        raise UnreadableHeader(error.reason, line_of(text, error.index, first_line)) from error
    values = {_key_text(key): _plain(value) for key, value in constructed.items()}
    return Content(text, first_line, events, values, lines, duplicates)


def value_of(event: Event) -> Value:
    """Return the value of a lone scalar event; raises yaml.YAMLError when it has none."""
    stream = [StreamStartEvent(), DocumentStartEvent(), event, DocumentEndEvent(), StreamEndEvent()]
    try:
        return _plain(_Reader(stream).get_single_data())
    except _UnfitValue as error:
        raise yaml.YAMLError(error.reason) from error


def is_text(event: ScalarEvent) -> bool:
    """Tell whether a lone scalar is text; raises yaml.YAMLError when it has no value."""
    # Most keys begin with a character with which no number, word or other type begins.
    if event.tag is None and event.value[:1] not in _RESOLVERS_WITHOUT_DATES:
        return True
    return isinstance(value_of(event), str)


def _key_lines(root: MappingNode, text: str, first_line: int) -> tuple[dict[str, int], tuple[Duplicate, ...]]:
    """Return the file's line of every top-level key, and the keys a later one overrides."""
    lines: dict[str, int] = {}
    duplicates = []
    line, counted = first_line, 0
    for key, _ in root.value:
        index = key.start_mark.index
        if index >= counted:  # an alias as a key has the place of what it refers to
            line, counted = line + text.count("\n", counted, index), index
        if isinstance(key, ScalarNode):
            if key.value in lines:
                duplicates.append(Duplicate(key.value, lines[key.value]))
            lines[key.value] = line
    return lines, tuple(duplicates)


class _UnfitValue(Exception):
    """A value PyYAML's constructor fails on without saying where; `index` is its character in the header."""

    def __init__(self, reason: str, index: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.index = index


@dataclass(frozen=True, slots=True)
class _Tagged:
    """A value under a tag nobody knows; hashable whatever it holds, since it may be a key."""

    tag: str
    content: object

    def __hash__(self) -> int:
        # Of all that it holds: thousands of keys with the same hash would each be compared with all others.
        return hash((self.tag, repr(self.content)))


class _Reader(Composer, SafeConstructor, Resolver):
    """Composes and constructs from events that were already parsed and found harmless."""

    def __init__(self, events: list[Event]) -> None:
        Composer.__init__(self)
        SafeConstructor.__init__(self)
        Resolver.__init__(self)
        self.yaml_implicit_resolvers = _RESOLVERS_WITHOUT_DATES
        self._events = events
        self._position = 0

    def check_event(self, *choices: type[Event]) -> bool:
        return isinstance(self._events[self._position], choices) if choices else True

    def peek_event(self) -> Event:
        return self._events[self._position]

    def get_event(self) -> Event:
        self._position += 1
        return self._events[self._position - 1]

    def construct_object(self, node: Node, deep: bool = False) -> object:
        try:
            if node.tag == _TIMESTAMP_TAG and isinstance(node, ScalarNode):
                self.construct_yaml_timestamp(node)  # raises unless it is one
                return node.value
            if node.tag in _NUMBER_TAGS and len(node.value) > MAX_DIGITS:
                raise ValueError(node.value)
            if node.tag not in self.yaml_constructors:
                return self._construct_tagged(node)
            return super().construct_object(node, deep=deep)
        except (ValueError, LookupError, AttributeError, TypeError) as error:
            # `0b_`, a 5,000-digit number, `!!bool perhaps`: SafeConstructor lets Python's own error through.
            spelling = node.value if isinstance(node, ScalarNode) else "a key"
            kind = node.tag.rpartition(":")[2]
            raise _UnfitValue(
                f"{presentable(spelling, 40)} cannot be read as {presentable(kind, 40)}",
                node.start_mark.index,
            ) from error

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Hashable, object]:
        self.flatten_mapping(node)
        for key, _ in node.value:
            if key.tag == _WHOLE_NUMBER_TAG and _is_beyond_hashing(self.construct_object(key)):
                raise _UnfitValue(f"{key.value[:40]} is too large a number for a key", key.start_mark.index)
        return super().construct_mapping(node, deep=deep)

    def _construct_tagged(self, node: Node) -> _Tagged:
        """Read past a tag nobody knows, to the value under it."""
        if isinstance(node, MappingNode):
            return _Tagged(node.tag, tuple(self.construct_pairs(node, deep=True)))
        if isinstance(node, SequenceNode):
            return _Tagged(node.tag, tuple(self.construct_sequence(node, deep=True)))
        return _Tagged(node.tag, node.value)


def _is_beyond_hashing(key: object) -> bool:
    """Tell whether a number has the hash of a smaller one.

    Whoever writes a header can choose any number of such numbers that all have the same hash, and looking one
    of them up takes as long as there are many.
    """
    return isinstance(key, int) and abs(key) >= sys.hash_info.modulus


def _plain(value: object) -> Value:
    """Return a constructed value as a tree of plain ones: no sets, tuples, tags, shared parts or odd keys."""
    match value:
        case None | bool() | int() | float() | str() | bytes():
            return value
        case dict():
            return {_key_text(key): _plain(item) for key, item in value.items()}
        case set():
            return {_key_text(key): None for key in value}
        case list() | tuple():
            return [_plain(item) for item in value]
        case _Tagged(content=tuple() as pairs):
            if all(isinstance(pair, tuple) for pair in pairs) and pairs:
                return {_key_text(key): _plain(item) for key, item in pairs}
            return [_plain(item) for item in pairs]
        case _Tagged(content=content):
            return _plain(content)
    raise TypeError(f"YAML made a {type(value).__name__}")  # unreachable: SafeConstructor makes nothing else


def _key_text(key: Hashable) -> str:
    """Return a key as text: YAML's own word for null and booleans, the usual spelling for anything else."""
    match key:
        case str():
            return key
        case None:
            return "null"
        case bool():
            return "true" if key else "false"
        case _Tagged(content=str() as text):
            return text
    return str(key)
