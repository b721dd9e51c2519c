"""Judges what header editing and merging make of any bytes: right, refused, or a `Dirty` result.

What a header means is asked of PyYAML's pure-Python loader, never of Curator; only the place of the header is
Curator's word. Everything here runs without pytest, as the fuzzers do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import yaml

from curator.errors import HeaderError, MergeRefused
from curator.frontmatter import MoveFirst, Placement, Scalar, edit, find_header, read
from curator.frontmatter.merging import Merged, Missing, Reading, merge, same

PLACEMENT = Placement(together=("quality", "heat", "published"), after=("type", "title"))
"""As in articles, but for fewer keys."""

ODD_LINE_BREAKS = re.compile("\r(?!\n)|[\u0085\u2028\u2029]")
"""What ends a line to YAML and not to those who count lines."""

Versions = tuple[bytes, bytes, bytes]
"""The common version, ours and theirs."""


class Dirty(AssertionError):
    """A result that is wrong: bytes or meaning changed that nobody asked to change."""


class _PureLoader(yaml.SafeLoader):
    """PyYAML without C, without dates, and at ease with tags it does not know."""


_PureLoader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if not pair[0].endswith(":timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _construct_tagged(_loader: _PureLoader, suffix: str, node: yaml.Node) -> tuple[str, str]:
    return suffix, yaml.serialize(node)


_PureLoader.add_multi_constructor("", _construct_tagged)


@dataclass(frozen=True, slots=True)
class Node:
    """A top-level key or value: what it says, None for a collection, and the characters it spans."""

    said: str | None
    start: int
    stop: int


def judge_edit(data: bytes, changes: Mapping[str, Scalar]) -> str:
    """Edit a file, undo and redo; say "edited", "unchanged" or "refused". Raises Dirty and crashes."""
    try:
        edited = edit(data, changes, PLACEMENT)
    except HeaderError:
        return "refused"
    before, after = _meaning(data), _meaning(edited.data)
    _hold(after == {**before, **{repr(name): repr(value) for name, value in changes.items()}}, "meaning")
    old, new = find_header(data), find_header(edited.data)
    _hold(data[: old.start] == edited.data[: new.start], "what stands before the header")
    _hold(data[old.end :] == edited.data[new.end :], "what stands after the header")
    around = _remainder(data, changes), _remainder(edited.data, changes)
    _hold(None in around or around[0] == around[1], "what stands around the values")
    if edited.data == data:
        _hold(not edited.undo, "an undo of nothing")
        return "unchanged"
    undone = edit(edited.data, edited.undo, PLACEMENT)
    _hold(undone.data == data, "undo")
    redone = edit(data, undone.undo, PLACEMENT)
    _hold(redone.data == edited.data, "redo")
    _hold(edit(edited.data, changes, PLACEMENT).data == edited.data, "the same edit once more")
    return "edited"


def judge_moves(data: bytes, last: int = 3) -> str:
    """Move an item of each list to its front, undo and redo; say "moved" or "refused". Raises as above."""
    try:
        names = [name for name, value in read(data).values.items() if isinstance(value, list)]
    except HeaderError:
        return "refused"
    tally = {_judge_move(data, name, position) for name in names for position in range(1, last)}
    return "moved" if "moved" in tally else "refused"


def _judge_move(data: bytes, name: str, position: int) -> str:
    try:
        moved = edit(data, {name: MoveFirst(position)}, PLACEMENT)
    except HeaderError:
        return "refused"
    before, after = _meaning(data), _meaning(moved.data)
    there = _pure_values(data)[name]
    if not isinstance(there, list):
        raise Dirty("what is no list was reordered")
    wanted = [there[position], *there[:position], *there[position + 1 :]]
    _hold(after == {**before, repr(name): repr(wanted)}, "meaning")
    _hold(sorted(data) == sorted(moved.data), "the bytes")
    old, new = find_header(data), find_header(moved.data)
    _hold(data[: old.start] == moved.data[: new.start], "what stands before the header")
    _hold(data[old.end :] == moved.data[new.end :], "what stands after the header")
    text, now = _text(data), _text(moved.data)
    key, node = next(pair for pair in pairwise(_top_level_nodes(text)) if pair[0].said == name)
    _hold(text[: key.stop] == now[: key.stop], "what stands before the list")
    _hold(text[node.stop :] == now[node.stop :], "what stands after the list")
    undone = edit(moved.data, moved.undo, PLACEMENT)
    _hold(undone.data == data, "undo")
    _hold(edit(data, undone.undo, PLACEMENT).data == moved.data, "redo")
    return "moved"


def judge_merge(versions: Versions) -> str:
    """Merge three versions by field; say "clean", "clash" or "refused". Raises Dirty and what is a crash."""
    base, ours, theirs = versions
    try:
        outcome = merge(base, ours, theirs, PLACEMENT)
    except MergeRefused:
        return "refused"
    if outcome.head + (outcome.body or b"") in versions:
        return "clean"  # only one side changed anything, and is taken as it is, readable or not
    check_three_ways(versions, outcome)
    for one, other in ((ours, base), (base, theirs), (ours, ours)):
        alone = merge(base, one, other, PLACEMENT)
        wanted = one if other == base else other
        _hold(not alone.clashes and alone.head + (alone.body or b"") == wanted, "a merge with one side only")
    if outcome.clashes:
        return "clash"
    _check_again(versions, outcome)
    return "clean"


def check_three_ways(versions: Versions, outcome: Merged) -> None:
    """Make sure that every field reads as the one side that changed it says, or is named as a clash."""
    before, mine, other, now = (_values(data) for data in (*versions, outcome.head))
    clashing = {clash.name for clash in outcome.clashes}
    for name in {*before, *mine, *other, *now}:
        was, we, they, is_now = (values.get(name, Missing.MISSING) for values in (before, mine, other, now))
        if name in clashing:
            is_right = same(is_now, they) and not same(was, we) and not same(we, they)
        elif same(was, we):
            is_right = same(is_now, they)
        elif _are_orders(was, we, they, is_now):
            is_right = True
        else:
            is_right = same(is_now, we) and (same(was, they) or same(we, they))
        _hold(is_right, f"field {name!a}")


def _are_orders(was: Reading, we: Reading, they: Reading, now: Reading) -> bool:
    """Tell whether a list has been put into one side's order, and has what the other side made of it."""
    lists = [value for value in (was, we, they, now) if isinstance(value, list)]
    if len(lists) < 4:
        return False
    before, ours, theirs, merged = (sorted(map(repr, value)) for value in lists)
    return (before == ours and merged == theirs) or (before == theirs and merged == ours)


def _check_again(versions: Versions, outcome: Merged) -> None:
    """A merge that is done has nothing left to merge, and the sides may change places."""
    base, ours, theirs = versions
    merged = outcome.head + (outcome.body if outcome.body is not None else find_body(theirs))
    for once_more in ((base, ours, merged), (base, merged, theirs)):
        again = _merged_or_none(*once_more)
        if again is not None and not again.clashes:
            _hold(_alike(again.head, outcome.head), "a merge of what is merged")
    mirrored = _merged_or_none(base, theirs, ours)
    if mirrored is not None and not mirrored.clashes:
        _hold(_alike(mirrored.head, outcome.head), "a merge with the sides exchanged")


def find_body(data: bytes) -> bytes:
    """The body of a file."""
    return data[find_header(data).body :]


def _merged_or_none(base: bytes, ours: bytes, theirs: bytes) -> Merged | None:
    try:
        return merge(base, ours, theirs, PLACEMENT)
    except MergeRefused:
        return None


def _alike(one: bytes, other: bytes) -> bool:
    return same(dict(read(one).values), dict(read(other).values))


def _values(data: bytes) -> Mapping[str, Reading]:
    return read(data).values if data else {}


def _meaning(data: bytes) -> dict[str, str]:
    """What a header means, in a form in which 1 is not true and a NaN equals itself."""
    return {repr(key): repr(value) for key, value in _pure_values(data).items()}


def _pure_values(data: bytes) -> dict[object, object]:
    values = yaml.load(_text(data), _PureLoader)
    if not isinstance(values, dict):
        raise Dirty("a header that is no mapping was edited")
    return values


def _remainder(data: bytes, changed: Mapping[str, Scalar]) -> list[str] | None:
    """The lines with nothing of the changed fields, blank ones and comments left out; None: cannot tell."""
    text = _text(data)
    if "{" in text or ODD_LINE_BREAKS.search(text):
        return None
    nodes = _top_level_nodes(text)
    own: set[int] = set()
    for key, value in zip(nodes[::2], nodes[1::2], strict=True):
        if key.said in changed:
            stop = max(key.stop, value.stop)
            own.update(range(text.count("\n", 0, key.start), text[:stop].rstrip().count("\n") + 1))
    kept = [line for number, line in enumerate(text.split("\n")) if number not in own]
    return [line for line in kept if line.strip() and not line.lstrip().startswith("#")]


def _top_level_nodes(text: str) -> Sequence[Node]:
    nodes: list[Node] = []
    anchored: dict[str, str] = {}
    depth = start = 0
    for event in yaml.parse(text, _PureLoader):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.ScalarEvent) and event.anchor:
            anchored[event.anchor] = event.value
        if event.start_mark is None or event.end_mark is None:
            raise Dirty("an event without a place")
        if depth == 1 and isinstance(event, yaml.NodeEvent):
            start = event.start_mark.index
        if depth == 1 and isinstance(event, yaml.ScalarEvent | yaml.AliasEvent | yaml.CollectionEndEvent):
            said = anchored.get(event.anchor or "") if isinstance(event, yaml.AliasEvent) else None
            nodes.append(Node(getattr(event, "value", said), start, event.end_mark.index))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
    return nodes


def _text(data: bytes) -> str:
    header = find_header(data)
    return data[header.start : header.end].decode()


def _hold(is_so: bool, what: str) -> None:
    if not is_so:
        raise Dirty(what)
