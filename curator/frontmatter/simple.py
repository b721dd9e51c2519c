r"""Reads headers of a shape so simple that no YAML parser is needed, some ten times faster than one.

What is read here must be exactly what `reading` makes of the parser's events, so the grammar is a list of
what is allowed, and everything else, right or wrong, is "not simple" and left to the parser:

    mappings and `- ` lists by indentation, LF or CRLF, blank lines;
    keys of ASCII letters, digits, `_` and `-`, none of them a word of YAML, none of them twice;
    values on one line: 'quoted', "quoted" with no escapes but \" \\ \n \r \t, or plain text whose type is
    beyond doubt: text, a whole number without leading zeros, the words for true, false and null, nothing.

Comments, tabs, anchors, tags, brackets, block scalars, further lines of a text, floats, other spellings of
numbers, documents: not simple. `tests/frontmatter/test_simple.py` holds the two ways against each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from curator.frontmatter.value import Value
from curator.records import dataclass

SIZE_LIMIT: Final = 200_000
"""Characters of the longest header read here: too few for as many values as the parser refuses."""

DEPTH_LIMIT: Final = 16
"""Deepest nesting read here, far less than the parser refuses; articles at hand go five deep."""

# Every byte of UTF-8 but the ASCII control characters other than the line feed.
_HARMLESS_BYTES: Final = bytes({0x0A, *range(0x20, 0x7F), *range(0x80, 0x100)})
_C1_CONTROL: Final = re.compile(rb"\xc2[\x80-\x9f]")
# The byte order mark, U+FFFE, U+FFFF, the separators of lines and paragraphs; each known by one rare byte.
_HARMFUL: Final = (
    (b"\xef", b"\xef\xbb\xbf"),
    (b"\xef", b"\xef\xbf\xbe"),
    (b"\xef", b"\xef\xbf\xbf"),
    (b"\xa8", b"\xe2\x80\xa8"),
    (b"\xa9", b"\xe2\x80\xa9"),
)

# What a quantifier of characters has taken is never given back (`*+`), so every line is looked at once.
# Groups have none of that: Python before 3.11.5 goes on behind a possessive group that did not match
# (gh-106052) and lost the first letter of list items. No line is read otherwise for it, as groups begin
# differently.
_LINE: Final = re.compile(
    r"( *+)(- ++)?(?:([A-Za-z_][A-Za-z0-9_-]{0,99}+):(?=[ \n]) *+)?([^\n]*+)\n|([\s\S]++)"
)
"""One line (its margin, dash, key and value) or else all the rest, the end of a line that is not closed."""

WORDS: Final[Mapping[str, bool | None]] = {
    spelling: meaning
    for meaning, words in ((True, "true yes on"), (False, "false no off"), (None, "null"))
    for word in words.split()
    for spelling in (word, word.title(), word.upper())
}
"""The words of YAML, https://yaml.org/type/bool.html and null.html; PyYAML leaves out y and n."""

_DOUBLE_QUOTED: Final = re.compile(r'"[^"\\]*+(?:\\["\\nrt][^"\\]*+)*" *+')
_SINGLE_QUOTED: Final = re.compile(r"'[^']*+(?:''[^']*+)*' *+")
_ESCAPE: Final = re.compile(r'\\["\\nrt]')
_ESCAPES: Final = {'\\"': '"', "\\\\": "\\", "\\n": "\n", "\\r": "\r", "\\t": "\t"}

# No meaning of its own, and only the words above look like anything but text.
_TEXT_BEGINNINGS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_/($")
_DIGITS: Final = frozenset("0123456789")
_WHOLE_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
# A spelling of a number holds only these characters, and a "-" inside it follows an "e";
# https://yaml.org/type/int.html, float.html.
_NO_NUMBER: Final = re.compile(r"[^-+0-9A-Fa-fIiNnXx_.:]|[0-9]-")

_Collection = dict[str, Value] | list[Value]


@dataclass(frozen=True, slots=True)
class Simple:
    """The values of a simple header, and the 1-based line of each top-level key in the file."""

    values: dict[str, Value]
    lines: dict[str, int]


def read_simple(text: str, first_line: int) -> Simple | None:
    """Return what a header says that begins on the 1-based line `first_line`, or None if it is not simple."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if len(text) > SIZE_LIMIT or not _is_harmless(text):
        return None
    rows = _LINE.findall(text)
    if not rows or rows[-1][4]:
        return None
    try:
        return _understood(rows, first_line)
    except NotSimpleError:
        return None


class NotSimpleError(Exception):
    """The shape of a header is not simple."""


def is_harmless(data: bytes) -> bool:
    """Tell whether bytes known to be UTF-8 hold only characters that YAML can hold unescaped.

    A few that it can hold are left out: tab, NEL, the other line separators, the byte order mark.
    """
    if data.translate(None, _HARMLESS_BYTES):
        return False
    # Finding a byte is twenty times faster than finding several, or than a pattern.
    for byte, character in _HARMFUL:
        if byte in data and character in data:
            return False
    return b"\xc2" not in data or _C1_CONTROL.search(data) is None


def _is_harmless(text: str) -> bool:
    try:
        return is_harmless(text.encode())
    except UnicodeEncodeError:  # half of a surrogate pair
        return False


def _understood(rows: list[tuple[str, str, str, str, str]], first_line: int) -> Simple:
    """Build the values of lines known to be simple each; raises NotSimpleError if together they are not."""
    root: dict[str, Value] = {}
    lines: dict[str, int] = {}
    nest = _Nest(root)
    mapping, column, waiting = root, 0, ""
    for number, (margin, dash, key, token, _) in enumerate(rows, first_line):
        if not key:
            if token:
                nest.add(len(margin), dash, waiting, scalar(token))
                column, waiting = -1, ""
            elif dash:
                raise NotSimpleError
            continue
        if dash or len(margin) != column:
            mapping = nest.mapping_at(len(margin), dash, waiting)
            column = nest.column
        if key in mapping or key in WORDS:
            raise NotSimpleError
        mapping[key] = scalar(token) if token else None
        waiting = "" if token else key
        if mapping is root:
            lines[key] = number
    if not root:
        raise NotSimpleError
    return Simple(root, lines)


class _Nest:
    """The collection the last line belongs to, the `column` it stands at, and the ones around it."""

    __slots__ = ("_here", "_outer", "column")

    def __init__(self, root: dict[str, Value]) -> None:
        self.column = 0
        self._here: _Collection = root
        self._outer: list[tuple[int, _Collection]] = []

    def mapping_at(self, position: int, dash: str, waiting: str) -> dict[str, Value]:
        """Return the mapping to which a key belongs that stands at a `position`, or behind a dash there.

        `waiting` is the key of the line before if that gave no value, else "".
        """
        here = self._collection_at(position, dash, waiting)
        if isinstance(here, dict):
            return here
        item: dict[str, Value] = {}
        here.append(item)
        self._open(position + len(dash), item)
        return item

    def add(self, position: int, dash: str, waiting: str, value: Value) -> None:
        """Add a lone value, which must stand behind a dash, to its list."""
        here = self._collection_at(position, dash, waiting)
        if isinstance(here, dict):  # there is no dash
            raise NotSimpleError
        here.append(value)

    def _collection_at(self, position: int, dash: str, waiting: str) -> _Collection:
        """Return the list, if there is a dash, or the mapping that goes on or begins at a position."""
        if position > self.column:
            return self._begin(position, dash, waiting)
        while position < self.column:
            self.column, self._here = self._outer.pop()
            waiting = ""
        if position != self.column:
            raise NotSimpleError
        if dash and isinstance(self._here, dict):
            return self._begin(position, dash, waiting)
        if not dash and isinstance(self._here, list):
            # A list may stand as far left as the mapping it lies in, which now goes on.
            self.column, self._here = self._outer.pop()
            if position != self.column or isinstance(self._here, list):
                raise NotSimpleError
        return self._here

    def _begin(self, position: int, dash: str, waiting: str) -> _Collection:
        """Begin the collection that is the value of the key of the line before."""
        if not waiting or isinstance(self._here, list):
            raise NotSimpleError
        value: _Collection = [] if dash else {}
        self._here[waiting] = value
        self._open(position, value)
        return value

    def _open(self, column: int, collection: _Collection) -> None:
        self._outer.append((self.column, self._here))
        if len(self._outer) > DEPTH_LIMIT:
            raise NotSimpleError
        self.column, self._here = column, collection


def scalar(token: str) -> Value:
    """Return the value of what is written after a key or dash, neither nothing nor beginning with a blank.

    Raises NotSimpleError when in doubt.
    """
    first = token[0]
    if first == '"' or first == "'":
        if token.find(first, 1) == len(token) - 1 and "\\" not in token:
            return token[1:-1]
        return _quoted(token, first)
    if ": " in token or " #" in token or token[-1] in ": ":
        raise NotSimpleError
    if first in _TEXT_BEGINNINGS or first > "\x7f":
        return WORDS.get(token, token)
    if _WHOLE_NUMBER.fullmatch(token):
        return int(token)
    if first in _DIGITS and _NO_NUMBER.search(token):
        return token
    raise NotSimpleError


def _quoted(token: str, quote: str) -> str:
    grammar = _DOUBLE_QUOTED if quote == '"' else _SINGLE_QUOTED
    if not grammar.fullmatch(token):
        raise NotSimpleError
    text = token.rstrip(" ")[1:-1]
    return text.replace("''", "'") if quote == "'" else _ESCAPE.sub(_unescaped, text)


def _unescaped(escape: re.Match[str]) -> str:
    return _ESCAPES[escape[0]]
