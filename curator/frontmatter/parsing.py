"""From the text of a header to its YAML events: which parser is asked, and how much it may cost.

Two parsers know YAML here. PyYAML's pure-Python one is the authority: what it cannot read is unreadable. The
C library libyaml is more than ten times faster and is asked instead wherever both are known to agree, which
`tests/frontmatter/test_parsers_agree.py` holds them to. They differ on a handful of rare features; a header
that shows one of them, or that libyaml refuses, goes to the pure parser.

Events are pulled one at a time and counted, because composing first is dangerous: libyaml's composer
overflows the C stack on deep nesting, and a few hundred bytes of aliases or merge keys can stand for billions
of values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import yaml
from yaml._yaml import Mark as CMark
from yaml.error import Mark as PureMark
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, Event, ScalarEvent

from curator.errors import UnreadableHeader

Mark: TypeAlias = PureMark | CMark

MAX_CHARACTERS = 1024 * 1024
"""Largest header read, in characters; two hundred times the largest article at hand."""

MAX_UNUSUAL_CHARACTERS = 256 * 1024
"""Largest header read by the pure-Python parser, which takes a second for this much."""

MAX_DEPTH = 64
"""Deepest nesting of collections read, aliases followed; articles at hand go five deep."""

MAX_VALUES = 200_000
"""Most values a header may stand for with every alias written out; merge keys cannot exceed it either."""

_REASON_LIMIT = 200
"""Characters of a reason. PyYAML quotes anchors and tags whole, and one of them may be all of the header."""

_UNUSUAL = re.compile(
    # tab, NEL and other line separators, byte order mark, control characters
    r"[^\n\r -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    r"|^(?:%|---|\.\.\.)"  # directives, document markers
    r"|(?:^|[\s,\[{\]}\"'?:-])\?(?:[\s,\]}]|\Z)"  # explicit keys
    r"|[,\[{]\s*\?"  # a question mark where an item of brackets begins
    r"|[|>][-+0-9]*#",  # a comment glued to the head of a block scalar
    re.MULTILINE,
)
"""What the two parsers read differently, seen in the text."""

_UNUSUAL_IN_FLOW = re.compile(r"[?:]")
"""What they read differently in an unquoted scalar inside brackets."""


def parse_events(text: str, first_line: int) -> list[Event]:
    """Return the YAML events of a header, from stream start to stream end.

    `first_line` is the 1-based line of the file on which `text` begins, for error messages. Marks in the
    events count characters of `text`. Raises UnreadableHeader for anything the pure-Python parser refuses and
    for headers over one of the limits above.
    """
    if len(text) > MAX_CHARACTERS:
        raise UnreadableHeader(f"the front matter is longer than {MAX_CHARACTERS // 1024} KiB", first_line)
    if not _UNUSUAL.search(text):
        try:
            events = list(_bounded(yaml.parse(text, Loader=yaml.CSafeLoader), text, first_line))
        except yaml.YAMLError as error:
            # The pure parser may accept it, and explains refusals better.
            if len(text) > MAX_UNUSUAL_CHARACTERS:
                raise unreadable(error, text, first_line) from error
        else:
            if not any(map(_is_unusual, events)) and not _has_unusual_flow(events):
                return events
    if len(text) > MAX_UNUSUAL_CHARACTERS:
        limit = MAX_UNUSUAL_CHARACTERS // 1024
        raise UnreadableHeader(f"the front matter is unusual YAML and longer than {limit} KiB", first_line)
    try:
        return list(_bounded(yaml.parse(text, Loader=yaml.SafeLoader), text, first_line))
    except yaml.YAMLError as error:
        raise unreadable(error, text, first_line) from error
    except (ValueError, OverflowError) as error:  # an escape such as "\U00110000" names no character
        raise UnreadableHeader(f"the YAML cannot be read: {error}") from error


def unreadable(error: yaml.YAMLError, text: str, first_line: int) -> UnreadableHeader:
    """Return what PyYAML found wrong as our own error: a phrase for people and the line of the file."""
    if isinstance(error, yaml.reader.ReaderError):
        line = line_of(text, error.position, first_line)
        return UnreadableHeader(f"the character U+{int(error.character):04X} is not allowed in YAML", line)
    if not isinstance(error, yaml.MarkedYAMLError):
        return UnreadableHeader(f"the YAML cannot be read: {error}")
    problem, context = error.problem or "", error.context or ""
    mark: Mark | None = error.problem_mark or error.context_mark
    if "quoted scalar" in context and "unexpected" in problem:
        problem, context, mark = "quoted text is not closed", "", error.context_mark
    elif problem.startswith("found character '\\t'"):
        problem, context = "a tab stands where only spaces are allowed", ""
    elif problem == "found unhashable key":
        problem, context = "a key is itself a list or a mapping", ""
    reason = presentable(", ".join(part for part in (context, problem) if part))
    return UnreadableHeader(reason, line_of(text, mark.index, first_line) if mark is not None else None)


def presentable(words: str, limit: int = _REASON_LIMIT) -> str:
    """Return what a reason quotes of a header: bounded, and without characters that disturb a line."""
    if len(words) > limit:
        words = words[: limit - 1] + "…"
    return words if words.isprintable() else "".join(map(_escaped, words))


def _escaped(character: str) -> str:
    return character if character.isprintable() else f"\\u{ord(character):04x}"


def line_of(text: str, index: int, first_line: int) -> int:
    """Return the 1-based line of the file on which the character `index` of the header's `text` lies."""
    return first_line + text.count("\n", 0, index)


def start_of(event: Event) -> int:
    """Return the character at which an event begins, its anchor and tag included."""
    return _index(event.start_mark)


def end_of(event: Event) -> int:
    """Return the character after an event."""
    return _index(event.end_mark)


def _index(mark: Mark | None) -> int:
    if mark is None:
        raise ValueError("an event without a mark was not parsed from text")
    return mark.index


def _is_unusual(event: Event) -> bool:
    """Tell whether an event has a tag, which the two parsers delimit differently."""
    return isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag is not None


def _has_unusual_flow(events: list[Event]) -> bool:
    """Tell whether an unquoted scalar inside brackets holds what the pure parser would end it at."""
    depth = 0
    for event in events:
        if isinstance(event, CollectionStartEvent):
            depth += 1 if depth or event.flow_style else 0
        elif isinstance(event, CollectionEndEvent):
            depth -= 1 if depth else 0
        elif depth and isinstance(event, ScalarEvent) and not event.style:
            found = _UNUSUAL_IN_FLOW.search(event.value)
            if found:
                return True
    return False


@dataclass(slots=True)
class _Weight:
    """How much an open or finished collection stands for once its aliases are written out."""

    anchor: str | None
    nodes: int = 1
    depth: int = 1


def _bounded(events: Iterator[Event], text: str, first_line: int) -> Iterator[Event]:
    """Pass events on while the header stays within the limits; raise UnreadableHeader when it leaves them."""
    open_collections: list[_Weight] = []
    anchored: dict[str, _Weight] = {}
    for event in events:
        if isinstance(event, CollectionStartEvent):
            open_collections.append(_Weight(event.anchor))
            nodes, depth = 0, len(open_collections)
        elif isinstance(event, CollectionEndEvent):
            closed = open_collections.pop()
            if closed.anchor is not None:
                anchored[closed.anchor] = closed
            nodes, depth = closed.nodes, closed.depth
        elif isinstance(event, AliasEvent):
            if any(weight.anchor == event.anchor for weight in open_collections):
                line = line_of(text, start_of(event), first_line)
                anchor = presentable(event.anchor or "", 40)
                raise UnreadableHeader(f"*{anchor} stands inside the very value it refers to", line)
            meant = anchored.get(event.anchor or "")
            nodes, depth = (meant.nodes, meant.depth) if meant else (1, 0)
        else:
            nodes, depth = (1, 0) if isinstance(event, ScalarEvent) else (0, 0)
        if open_collections and not isinstance(event, CollectionStartEvent):
            parent = open_collections[-1]
            parent.nodes += nodes
            parent.depth = max(parent.depth, depth + 1)
            depth = parent.depth + len(open_collections) - 1
            nodes = parent.nodes
        if depth > MAX_DEPTH or nodes > MAX_VALUES:
            too_much = (
                "values are nested too deeply"
                if depth > MAX_DEPTH
                else "the front matter stands for too many values"
            )
            raise UnreadableHeader(too_much, line_of(text, start_of(event), first_line))
        yield event
