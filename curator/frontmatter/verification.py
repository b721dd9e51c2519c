"""The proof that a splice changed one entry and nothing else.

Meaning is compared by the events of the whole header, anchors and tags and quoting included. Values follow
from events alone, so equal events are equal values, and the comparison stays linear where values explode.
"""

from __future__ import annotations

from collections.abc import Sequence

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    NodeEvent,
    ScalarEvent,
)

from curator.errors import UnreadableHeader
from curator.frontmatter.outline import Outline
from curator.frontmatter.reading import read_text, value_of
from curator.frontmatter.replacing import Splice
from curator.frontmatter.value import Scalar
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class Expected:
    """What a splice may change: the events `start` to `stop`, which become `count` others.

    A `count` of None stands for as many as there are. `key` and `value` are what the new events must say,
    None where they may say anything.
    """

    start: int
    stop: int
    count: int | None
    key: str | None = None
    value: Scalar | None = None


def verified(outline: Outline, splice: Splice, expected: Expected) -> Outline | None:
    """Return the header after a splice, or None when it would change anything but what is expected."""
    after = spliced(outline, splice)
    return after if after is not None and is_as_expected(outline, after, expected) else None


def spliced(outline: Outline, splice: Splice) -> Outline | None:
    """Return the header after a splice, whatever it changes; None when it cannot be read any more."""
    try:
        return Outline(read_text(splice.apply(outline.text), outline.content.first_line))
    except UnreadableHeader:
        return None


def is_as_expected(outline: Outline, after: Outline, expected: Expected) -> bool:
    """Tell whether nothing but what is expected is different afterwards."""
    kept = len(outline.events) - expected.stop
    stop = len(after.events) - kept
    if expected.count is not None and stop - expected.start != expected.count:
        return False
    if stop < expected.start:
        return False
    before_is_same = same_events(outline.events[: expected.start], after.events[: expected.start])
    if not before_is_same or not same_events(outline.events[expected.stop :], after.events[stop:]):
        return False
    return _says(after.events[expected.start : stop], expected)


@dataclass(frozen=True, slots=True)
class Replacement:
    """A splice that gives the scalar with the event `index` another value."""

    splice: Splice
    index: int
    value: Scalar


def verified_together(outline: Outline, replacements: Sequence[Replacement]) -> Outline | None:
    """Return the header after all the replacements, or None when together they would change anything else."""
    text = outline.text
    for replacement in sorted(replacements, key=lambda one: one.splice.start, reverse=True):
        text = replacement.splice.apply(text)
    try:
        after = Outline(read_text(text, outline.content.first_line))
    except UnreadableHeader:
        return None
    if len(after.events) != len(outline.events):
        return None
    start = 0
    for replacement in sorted(replacements, key=lambda one: one.index):
        if not same_events(
            outline.events[start : replacement.index], after.events[start : replacement.index]
        ):
            return None
        if not _is(after.events[replacement.index], replacement.value):
            return None
        start = replacement.index + 1
    return after if same_events(outline.events[start:], after.events[start:]) else None


def same_events(one: Sequence[Event], other: Sequence[Event]) -> bool:
    """Tell whether two series of events are alike in everything but their places."""
    return len(one) == len(other) and all(map(_equal, one, other))


def _says(events: Sequence[Event], expected: Expected) -> bool:
    """Tell whether new events are the key and the value wanted, the value in the type wanted."""
    if expected.value is None:
        return True
    if expected.key is not None:
        key = events[0]
        if not isinstance(key, ScalarEvent) or key.value != expected.key or not _is(key, expected.key):
            return False
    return _is(events[-1], expected.value)


def _is(event: Event, wanted: Scalar) -> bool:
    if not isinstance(event, ScalarEvent):
        return False
    if event.tag is not None and not event.tag.startswith("tag:yaml.org,2002:"):
        return False
    try:
        value = value_of(event)
    except yaml.YAMLError:
        return False
    return type(value) is type(wanted) and value == wanted


def _equal(one: Event, other: Event) -> bool:
    """Tell whether two events are alike in everything but their place."""
    if type(one) is not type(other):
        return False
    if isinstance(one, NodeEvent) and isinstance(other, NodeEvent) and one.anchor != other.anchor:
        return False
    match one, other:
        case ScalarEvent(), ScalarEvent():
            # The two parsers write the style of unquoted text differently, as None and as "".
            looks_same = (one.style or "") == (other.style or "") and one.implicit == other.implicit
            return looks_same and (one.value, one.tag) == (other.value, other.tag)
        case AliasEvent(), AliasEvent():
            return True
        case CollectionStartEvent(), CollectionStartEvent():
            # The style of a list without its own indentation is None to one parser and False to the other.
            looks_same = bool(one.flow_style) == bool(other.flow_style)
            return looks_same and (one.tag, one.implicit) == (other.tag, other.implicit)
        case DocumentStartEvent(), DocumentStartEvent():
            return (one.explicit, one.version, one.tags) == (other.explicit, other.version, other.tags)
        case DocumentEndEvent(), DocumentEndEvent():
            return one.explicit == other.explicit
    return True
