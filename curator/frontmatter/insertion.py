"""The splices that add a missing key where a person would put it, and those that take one away again.

As in `replacing`, each is a proposal for `verification`; the first one accepted is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml.events import CollectionStartEvent, ScalarEvent

from curator.frontmatter.outline import ROOT, Entry, Outline, is_placeless, skip_gap
from curator.frontmatter.placement import Placement
from curator.frontmatter.replacing import Splice
from curator.frontmatter.spelling import key_spelling, spellings
from curator.frontmatter.value import Scalar
from curator.records import dataclass

_TO_LINE_END = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n)")
_COMMENT_LINE = re.compile(r"([ ]*)#[^\n]*\n")


@dataclass(frozen=True, slots=True)
class Insertion:
    """A splice that adds an entry before the one with the index `position`."""

    splice: Splice
    position: int


def insertions(outline: Outline, name: str, value: Scalar, placement: Placement) -> Iterator[Insertion]:
    """Yield splices that may add the key `name` with a `value`, the best place first."""
    count = len(outline.entries)
    for neighbour, is_before in _neighbours(outline, name, placement):
        propose = _flow_pairs if outline.is_flow else _block_lines
        yield from propose(outline, neighbour, is_before, name, value)
    if outline.is_flow:
        if not count:
            yield from _into_empty_brackets(outline, name, value)
        return
    for text in spellings(value):
        line = f"{outline.indentation()}{_key(outline, None, name)}: {text}"
        for position in (_after_blank_lines(outline.text), len(outline.text)):
            ending = outline.line_ending(position)
            yield Insertion(Splice(position, position, line + ending), count)


def removals(outline: Outline, entry: Entry) -> Iterator[Splice]:
    """Yield splices that may take away an entry with its line, or with its comma in a flow mapping.

    An entry with a comment of its own is not offered for removal: the comment is somebody's work.
    """
    text, start, stop = outline.text, outline.key_start(entry), outline.value_stop(entry)
    line = outline.line_start(start)
    if not outline.is_flow:
        rest = text[stop : outline.next_line(stop)] if text[stop - 1 : stop] != "\n" else ""
        if not rest.strip():
            yield Splice(line, stop + len(rest), "")
        return
    after = skip_gap(text, stop)
    if text[after : after + 1] == ",":
        rest = text[after + 1 : outline.next_line(after)]
        if not text[line:start].strip() and not rest.strip():
            yield Splice(line, after + 1 + len(rest), "")
        yield Splice(start, after + 1 + len(rest) - len(rest.lstrip(" \t")), "")
    before = text.rfind(",", 0, start)
    if before >= 0:
        yield Splice(before, stop, "")
    yield Splice(start, stop, "")


def _neighbours(outline: Outline, name: str, placement: Placement) -> Iterator[tuple[Entry, bool]]:
    """Yield the entries to stand beside, each with whether the new key goes before it."""
    together = placement.together
    own = together.index(name) if name in together else None
    wanted: list[tuple[str, bool]] = []
    if own is not None:
        wanted += [(sibling, False) for sibling in reversed(together[:own])]
        wanted += [(sibling, True) for sibling in together[own + 1 :]]
    wanted += [(key, False) for key in placement.after]
    for key, is_before in wanted:
        entry = outline.entry(key)
        if entry is not None:
            yield entry, is_before
    if outline.entries:
        yield outline.entries[-1], False
        yield outline.entries[0], True


def _block_lines(
    outline: Outline, neighbour: Entry, is_before: bool, name: str, value: Scalar
) -> Iterator[Insertion]:
    index = neighbour.position + (0 if is_before else 1)
    if is_before:
        positions = [outline.line_start(outline.key_start(neighbour))]
    else:
        positions = _lines_after(outline, neighbour)
    for text in spellings(value):
        line = f"{outline.indentation()}{_key(outline, neighbour, name)}: {text}"
        for position in positions:
            yield Insertion(Splice(position, position, line + outline.line_ending(position)), index)


def _lines_after(outline: Outline, entry: Entry) -> list[int]:
    """Return line starts after an entry: before the blank lines of its block scalar, and after them."""
    text, stop = outline.text, outline.value_stop(entry)
    if text[stop - 1 : stop] == "\n":
        return [outline.next_line(len(text[:stop].rstrip(" \r\n"))), stop]
    position = outline.next_line(stop)
    if isinstance(outline.events[entry.value], CollectionStartEvent):
        # A comment that is indented deeper than the keys still belongs to the list above it.
        margin = len(outline.indentation())
        while (comment := _COMMENT_LINE.match(text, position)) and len(comment[1]) > margin:
            position = comment.end()
    return [position]


def _after_blank_lines(text: str) -> int:
    """Return the line start after the last line that is not blank."""
    content = len(text.rstrip())
    end = text.find("\n", content)
    return len(text) if end < 0 else end + 1


def _flow_pairs(
    outline: Outline, neighbour: Entry, is_before: bool, name: str, value: Scalar
) -> Iterator[Insertion]:
    text = outline.text
    index = neighbour.position + (0 if is_before else 1)
    start, stop = outline.key_start(neighbour), outline.value_stop(neighbour)
    line = outline.line_start(start)
    indentation = text[line:start]
    has_own_line = not indentation.strip()
    comma = skip_gap(text, stop)
    has_comma = text[comma : comma + 1] == ","
    ending = outline.line_ending(outline.next_line(start))
    gap = "" if _is_tight(text, start, comma if has_comma else None) else " "
    if not has_comma and not text[stop:comma].strip(" "):
        stop = comma if is_placeless(outline.events[neighbour.value]) else stop
    for spelled in spellings(value):
        pair = _flow_pair(outline, neighbour, name, spelled)
        if is_before:
            if has_own_line:
                yield Insertion(Splice(line, line, f"{indentation}{pair},{ending}"), index)
            yield Insertion(Splice(start, start, f"{pair},{gap}"), index)
            continue
        rest = _TO_LINE_END.match(text, comma + 1) if has_comma else None
        if has_own_line and rest:
            yield Insertion(Splice(rest.end(), rest.end(), f"{indentation}{pair},{ending}"), index)
        elif has_own_line and not has_comma:
            yield Insertion(Splice(stop, stop, f",{ending}{indentation}{pair}"), index)
        yield Insertion(Splice(stop, stop, f",{gap}{pair}"), index)


def _is_tight(text: str, start: int, comma: int | None) -> bool:
    """Tell whether the commas around an entry beginning at `start` have no space after them."""
    if comma is not None and text[comma + 1] != "}":
        return not text[comma + 1].isspace()
    return text[start - 1] == ","


def _flow_pair(outline: Outline, neighbour: Entry, name: str, spelled: str) -> str:
    """Return a pair with the neighbour's quotes, and without a space after the colon where it has none."""
    colon = outline.colon_stop(neighbour)
    key = _key(outline, neighbour, name)
    is_tight = colon is not None and outline.text[colon].strip() and key.startswith(('"', "'"))
    return f"{key}:{spelled}" if is_tight else f"{key}: {spelled}"


def _into_empty_brackets(outline: Outline, name: str, value: Scalar) -> Iterator[Insertion]:
    opening = outline.properties(ROOT).content + 1
    for spelled in spellings(value):
        yield Insertion(Splice(opening, opening, f"{name}: {spelled}"), 0)


def _key(outline: Outline, neighbour: Entry | None, name: str) -> str:
    beside = neighbour or (outline.entries[-1] if outline.entries else None)
    event = outline.events[beside.key] if beside else None
    return key_spelling(name, event.style if isinstance(event, ScalarEvent) else None)
