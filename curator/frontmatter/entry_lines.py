"""The lines of a top-level field, and how they are taken over from one version of a header into another.

A list, a mapping or a text over several lines has no short spelling that `edit` could put down; its lines are
moved as they stand. Only whole lines are: a header in brackets has none, and nothing is done to it.
"""

from __future__ import annotations

import re
from collections import Counter

from curator.errors import HeaderError
from curator.frontmatter.front_matter import header_text
from curator.frontmatter.header import find_header, with_header
from curator.frontmatter.outline import Entry, Outline, Span
from curator.frontmatter.reading import read_text

_COMMENT = re.compile(r"(?:^|[ \t])(#[^\r\n]*)", re.MULTILINE)
"""A comment, or what in quotes looks like one."""
_BLANK_OR_COMMENT = re.compile(r"[ \t]*(?:#[^\n]*)?\r?\n?")


class EntryLines:
    """A header's fields as whole lines; `data` must have a header that can be read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.header = find_header(data)
        self.outline = Outline(read_text(header_text(data, self.header), self.header.first_line))
        self.text = self.outline.text

    def is_there(self, name: str) -> bool:
        """Tell whether a field has an entry of its own."""
        return self.outline.entry(name) is not None

    def span(self, name: str) -> Span | None:
        """Return the lines of a field; None when they hold anything else, or it is there twice or never."""
        entry = self._only(name)
        if entry is None or self.outline.is_flow:
            return None
        text, outline = self.text, self.outline
        key, stop = outline.key_start(entry), outline.value_stop(entry)
        start = outline.line_start(key)
        if text[start:key].strip(" "):
            return None
        if text[stop - 1 : stop] != "\n":
            line_stop = outline.next_line(stop)
            if not _BLANK_OR_COMMENT.fullmatch(text, stop, line_stop):
                return None
            stop = line_stop
        following = outline.entries[entry.position + 1 : entry.position + 2]
        limit = outline.line_start(outline.key_start(following[0])) if following else len(text)
        margin = key - start
        while stop < limit and self._is_deeper_comment(stop, margin):
            stop = outline.next_line(stop)
        return Span(start, stop) if stop <= limit else None

    def lines(self, name: str) -> str | None:
        """Return the text of a field's lines; None where there is no `span`."""
        span = self.span(name)
        return None if span is None else self.text[span.start : span.stop]

    def place_for(self, name: str, source: EntryLines) -> int:
        """Return where a field that is missing here goes: to the line after what it follows in `source`."""
        entry = source.outline.entry(name)
        before = source.outline.entries[: entry.position] if entry is not None else ()
        for other in reversed(before):
            span = self.span(other.name) if other.name is not None else None
            if span is not None:
                return span.stop
        if not before and self.outline.entries:
            return self.outline.line_start(self.outline.key_start(self.outline.entries[0]))
        return len(self.text)

    def gap_above(self, name: str) -> str:
        """Return the blank lines directly above a field."""
        span = self.span(name)
        above = self.text[: span.start] if span is not None else ""
        kept = above.rstrip(" \r\n")
        end = above.find("\n", len(kept)) + 1
        return above[end:] if end else ""

    def replaced(self, span: Span, lines: str) -> bytes | None:
        """Return the file with other lines in place of a span, None when they would end the header early."""
        text = self.text[: span.start] + lines + self.text[span.stop :]
        try:
            return with_header(self.data, self.header, text)
        except HeaderError:
            return None

    def _only(self, name: str) -> Entry | None:
        entries = [entry for entry in self.outline.entries if entry.name == name]
        return entries[0] if len(entries) == 1 else None

    def _is_deeper_comment(self, position: int, margin: int) -> bool:
        """Tell whether a line is a comment that still belongs to the list above it."""
        line = self.text[position : self.outline.next_line(position)]
        return line.lstrip(" ").startswith("#") and len(line) - len(line.lstrip(" ")) > margin


def taken_over(document: bytes, name: str, source: EntryLines, base: EntryLines | None) -> bytes | None:
    """Return `document` with a field as in `source`: replaced, added, or removed; None where it cannot be.

    A comment in the document's own lines that `base` does not have is somebody's work, and is never removed.
    The caller reads the result and says whether it means what it should.
    """
    target = EntryLines(document)
    span, lines = target.span(name), source.lines(name)
    if target.is_there(name):
        if span is None:
            return None
        own = target.text[span.start : span.stop]
        known = base.lines(name) if base is not None else None
        # Counted, as their order may be another.
        if Counter(_COMMENT.findall(own)) - Counter(_COMMENT.findall(known or "")):
            return None
    if not source.is_there(name):
        return target.replaced(span, "") if span is not None else None
    if lines is None:
        return None
    if span is None:
        place = target.place_for(name, source)
        span, lines = Span(place, place), source.gap_above(name) + lines
    return target.replaced(span, lines)
