"""Where a file's front matter lies, in bytes, and in which language it is written.

Nothing is decoded here: a header that is not UTF-8 still has a place, and a body may be anything.
"""

from __future__ import annotations

import json
import re
from enum import Enum

from curator.errors import EditRefused
from curator.records import dataclass


class HeaderKind(Enum):
    """The language of a header; the value is its name for people."""

    YAML = "YAML"
    TOML = "TOML"
    JSON = "JSON"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Header:
    """The place of a header, as byte offsets in the file.

    `start` and `end` enclose the header's own text without its marker lines, `body` is the first byte after
    the closing marker line, `first_line` the 1-based number of the file's line on which `start` lies.
    A file without a header has the kind NONE and all of its bytes from `body` on.
    """

    kind: HeaderKind
    start: int
    end: int
    body: int
    first_line: int


_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_YAML_OPENING = re.compile(rb"---[ \t]*(?:#[^\n]*)?\r?\n")
# A closing is searched with the line break before it, eight times faster than at the beginning of every line.
_YAML_CLOSING = re.compile(rb"\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_TOML_OPENING = re.compile(rb"\+\+\+[ \t]*\r?\n")
_TOML_CLOSING = re.compile(rb"\n\+\+\+[ \t]*(?:\r?\n|\Z)")
_FENCED_JSON_OPENING = re.compile(rb";;;[ \t]*\r?\n")
_FENCED_JSON_CLOSING = re.compile(rb"\n;;;[ \t]*(?:\r?\n|\Z)")
_JSON_LIMIT = 1024 * 1024
"""Bytes of the longest JSON header looked for, as many as are read of YAML: to find its end it is parsed, and
brackets take thirty times as much memory as they have bytes."""
# A Markdown file may well begin with a brace without being JSON: `{{ … }}`, `{% … %}`, `{:.class}`.
_BARE_JSON_OPENING = re.compile(rb"\{\s*[\"}]")

_FENCES = (
    (HeaderKind.YAML, _YAML_OPENING, _YAML_CLOSING),
    (HeaderKind.TOML, _TOML_OPENING, _TOML_CLOSING),
    (HeaderKind.JSON, _FENCED_JSON_OPENING, _FENCED_JSON_CLOSING),
)


def find_header(data: bytes) -> Header:
    """Return where the header of a file lies; never raises, whatever the bytes.

    A header opens on the first line, after at most a byte order mark; one that is never closed is no header.
    """
    origin = len(_BYTE_ORDER_MARK) if data.startswith(_BYTE_ORDER_MARK) else 0
    for kind, opening, closing in _FENCES:
        opened = opening.match(data, origin)
        if opened is None:
            continue
        closed = closing.search(data, opened.end() - 1)
        if closed is None:
            break
        return Header(kind, opened.end(), closed.start() + 1, closed.end(), first_line=2)
    if _BARE_JSON_OPENING.match(data, origin):
        end = _end_of_json_object(data, origin)
        if end > origin:
            return Header(HeaderKind.JSON, origin, end, end, first_line=1)
    return Header(HeaderKind.NONE, 0, 0, 0, first_line=1)


def head_and_body(data: bytes) -> tuple[bytes, bytes]:
    """Return a file up to its body, and the body."""
    stop = find_header(data).body
    return data[:stop], data[stop:]


def with_header(data: bytes, header: Header, text: str) -> bytes:
    """Return a file with another header, once that is found again where it must be; else EditRefused."""
    encoded = text.encode("utf-8")
    new = data[: header.start] + encoded + data[header.end :]
    grown = len(encoded) - (header.end - header.start)
    expected = Header(header.kind, header.start, header.end + grown, header.body + grown, header.first_line)
    if find_header(new) != expected:
        raise EditRefused("the change would move the end of the front matter", header.first_line)
    return new


def _end_of_json_object(data: bytes, start: int) -> int:
    """Return the offset after the JSON object at `start`, or `start` when there is none."""
    text = data[start : start + _JSON_LIMIT].decode("utf-8", "surrogateescape")
    try:
        _, length = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return start
    return start + len(text[:length].encode("utf-8", "surrogateescape"))
