"""The front matter of a file: what it says, found without a parser of YAML wherever it is simple enough."""

from __future__ import annotations

from collections.abc import Mapping

from curator.errors import ForeignHeader, NoHeader, UnreadableHeader
from curator.frontmatter.header import Header, HeaderKind, find_header
from curator.frontmatter.simple import read_simple
from curator.frontmatter.value import Duplicate, Value
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A readable header: values by key, merge keys applied, and the 1-based line of each key in the file."""

    header: Header
    values: Mapping[str, Value]
    lines: Mapping[str, int]
    duplicates: tuple[Duplicate, ...]


def read(data: bytes) -> FrontMatter:
    """Return what the front matter of a file says.

    Raises NoHeader, ForeignHeader for TOML and JSON, and UnreadableHeader when it is not UTF-8, not YAML, not
    a mapping, or would be too costly to read.
    """
    header = find_header(data)
    text = header_text(data, header)
    simple = read_simple(text, header.first_line)
    if simple is not None:
        return FrontMatter(header, simple.values, simple.lines, ())
    # Imported here because nine of ten folders have no header that needs it, and PyYAML takes 30 ms to load.
    from curator.frontmatter.reading import read_text

    content = read_text(text, header.first_line)
    return FrontMatter(header, content.values, content.lines, content.duplicates)


def header_text(data: bytes, header: Header) -> str:
    """Return the decoded YAML text of a header; raises NoHeader, ForeignHeader, or UnreadableHeader."""
    if header.kind is HeaderKind.NONE:
        raise NoHeader
    if header.kind is not HeaderKind.YAML:
        raise ForeignHeader(header.kind.value)
    raw = data[header.start : header.end]
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = header.first_line + raw.count(b"\n", 0, error.start)
        raise UnreadableHeader("the front matter is not UTF-8", line) from error
