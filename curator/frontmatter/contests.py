"""The lines of fields that clash, in each version, so that a person can be shown them and nothing else.

And the other way round: git may merge versions against a common one that it merged itself, with conflict
markers in it. Without those hunks such a header can be read again; what was in them counts as not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from curator.errors import MergeRefused
from curator.frontmatter.entry_lines import EntryLines
from curator.frontmatter.header import find_header
from curator.frontmatter.merging import Merged
from curator.records import dataclass

_HUNK_EDGE: Final = re.compile(rb"(<{7,}|>{7,})(?: [^\n]*)?\r?\n")


@dataclass(frozen=True, slots=True)
class Contest:
    """A field that clashes: bytes `start` to `stop` of the merged head, and its lines in each version."""

    name: str
    start: int
    stop: int
    base: bytes
    ours: bytes
    theirs: bytes


def contests(merged: Merged, base: bytes, ours: bytes) -> list[Contest]:
    """Return the lines of each field that clashes, in the order of the merged head.

    Raises MergeRefused where a field does not have lines of its own.
    """
    if not merged.clashes:
        return []
    document, mine = EntryLines(merged.head), EntryLines(ours)
    before = EntryLines(base) if base else None
    found = []
    for clash in merged.clashes:
        lines = _lines(document, clash.name)
        span = document.span(clash.name)
        start = span.start if span is not None else document.place_for(clash.name, mine)
        offset = document.header.start + len(document.text[:start].encode())
        found.append(
            Contest(
                clash.name,
                offset,
                offset + len(lines),
                _lines(before, clash.name) if before is not None else b"",
                _lines(mine, clash.name),
                lines,
            )
        )
    return sorted(found, key=lambda contest: contest.start)


def without_hunks(data: bytes) -> bytes:
    """Return a file without the conflict hunks in its header, whatever their sides say."""
    body = find_header(data).body
    return b"".join(_outside_hunks(data[:body])) + data[body:]


def _lines(version: EntryLines, name: str) -> bytes:
    if not version.is_there(name):
        return b""
    lines = version.lines(name)
    if lines is None:
        raise MergeRefused(f"{name} shares its lines with something else")
    return lines.encode()


def _outside_hunks(head: bytes) -> Iterator[bytes]:
    depth = 0
    for line in head.splitlines(keepends=True):
        edge = _HUNK_EDGE.fullmatch(line)
        if edge is None:
            if not depth:
                yield line
        else:
            depth = max(0, depth + (1 if edge[1].startswith(b"<") else -1))
