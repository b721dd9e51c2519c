"""The splices that give an existing entry a new value.

Nothing here is trusted to be right: a splice is a proposal, which `verification` accepts or turns down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml.events import AliasEvent, CollectionStartEvent, ScalarEvent

from curator.errors import EditRefused
from curator.frontmatter.outline import Entry, Outline, is_placeless
from curator.frontmatter.parsing import end_of, start_of
from curator.frontmatter.spelling import spellings
from curator.frontmatter.value import Scalar
from curator.records import dataclass

_BLANKS = re.compile(r"[ \t]*")
_REST_OF_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_BLOCK_INDICATOR = re.compile(r"[|>][0-9+-]*")
_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")
_STANDARD_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Splice:
    """Put `text` in place of the characters `start` to `stop` of a header."""

    start: int
    stop: int
    text: str

    def apply(self, text: str) -> str:
        return text[: self.start] + self.text + text[self.stop :]

    @property
    def growth(self) -> int:
        """Characters by which the header becomes longer."""
        return len(self.text) - (self.stop - self.start)


def replacements(outline: Outline, entry: Entry, value: Scalar) -> Iterator[Splice]:
    """Yield splices that may give `entry` the new `value`, the most faithful first.

    Raises EditRefused when the old value carries an anchor that is used elsewhere.
    """
    _refuse_shared_value(outline, entry)
    event = outline.events[entry.value]
    if isinstance(event, CollectionStartEvent):
        yield from _for_collection(outline, entry, value)
    elif isinstance(event, AliasEvent):
        yield from _tried(start_of(event), end_of(event), spellings(value))
    elif isinstance(event, ScalarEvent) and is_placeless(event):
        yield from _for_absent(outline, entry, value)
    elif isinstance(event, ScalarEvent):
        yield from _for_scalar(outline, entry, event, value)


def _refuse_shared_value(outline: Outline, entry: Entry) -> None:
    shared = outline.outside_reference(entry.value, entry.stop)
    if shared is None:
        return
    anchored, alias = (outline.content.line_at(start_of(event)) for event in shared)
    raise EditRefused(f"the value of {entry.name} is used again on line {alias}, through an alias", anchored)


def _tried(
    start: int, stop: int, texts: Iterator[str], before: str = "", after: str = ""
) -> Iterator[Splice]:
    """Yield a splice for each spelling; a blank after it helps where something follows at once."""
    for text in texts:
        yield Splice(start, stop, before + text + after)
        if not after:
            yield Splice(start, stop, before + text + " ")


def _for_scalar(outline: Outline, entry: Entry, event: ScalarEvent, value: Scalar) -> Iterator[Splice]:
    text = outline.text
    places = outline.properties(entry.value)
    start, stop, before, after = places.content, end_of(event), "", ""
    if start == stop and text[start - 1 : start].strip():
        before = " "  # nothing but an anchor or a tag stands there
    if event.style in ("|", ">"):
        after = _after_block_indicator(text, start, stop)
    old = event.value.strip()
    if places.tag is not None and not _keeps_meaning(event.tag, value):
        kept = text[start_of(event) : places.tag.start] + text[places.tag.stop : start].lstrip(" \t")
        start = start_of(event)
        before = kept if not kept or kept[-1].isspace() else kept + " "
    yield from _tried(start, stop, spellings(value, old, event.style), before, after)


def _keeps_meaning(tag: str | None, value: Scalar) -> bool:
    kind = "bool" if isinstance(value, bool) else "int" if isinstance(value, int) else "str"
    return tag == _STANDARD_TAG + kind


def _after_block_indicator(text: str, start: int, stop: int) -> str:
    """Return what stays of a block scalar: the comment after its `|` or `>`, and one line ending."""
    indicator = _BLOCK_INDICATOR.match(text, start)
    rest = _REST_OF_LINE.match(text, indicator.end() if indicator else start, stop)
    return rest[0] if rest else ""


def _for_absent(outline: Outline, entry: Entry, value: Scalar) -> Iterator[Splice]:
    text = outline.text
    colon = outline.colon_stop(entry)
    if colon is not None:
        blanks = _BLANKS.match(text, colon)
        after_blanks = blanks.end() if blanks else colon
        if after_blanks > colon and text[after_blanks : after_blanks + 1] in ("\r", "\n", "", "}", ","):
            yield from _tried(colon + 1, colon + 1, spellings(value))
        yield from _tried(colon, colon, spellings(value), before=" ")
        return
    key_stop = outline.key_stop(entry)
    if outline.is_flow:
        yield from _tried(key_stop, key_stop, spellings(value), before=": ")
        return
    line = outline.next_line(key_stop)
    ending = outline.line_ending(line)
    start = outline.key_start(entry)
    indentation = text[outline.line_start(start) : start]
    yield from _tried(line, line, spellings(value), before=f"{indentation}: ", after=ending)


def _for_collection(outline: Outline, entry: Entry, value: Scalar) -> Iterator[Splice]:
    text, colon = outline.text, outline.colon_stop(entry)
    event = outline.events[entry.value]
    start, stop = start_of(event), outline.value_stop(entry)
    if colon is None:
        return
    after = ""
    if text[stop - 1 : stop] in ("\r", "\n"):  # the last item is a block scalar
        after = outline.line_ending(stop)
    is_flow = isinstance(event, CollectionStartEvent) and bool(event.flow_style)
    if is_flow:
        yield from _tried(start, stop, spellings(value), after=after)
        return
    # The collection begins on a later line; what follows the colon, often a comment, stays behind the value.
    content = outline.properties(entry.value).content
    line_stop = min(outline.next_line(colon), content)
    comment = _COMMENT.search(text, colon, line_stop)
    yield from _tried(
        colon, stop, spellings(value), before=" ", after=(comment[0] if comment else "") + after
    )
