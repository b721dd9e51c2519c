"""Changes fields of a file's front matter and nothing else, without a parser of YAML where that is safe.

A simple header gives every value a line of its own. Setting a number or a yes-or-no there to another one is
proven by reading the new header the same simple way: the same keys on the same lines, the same values but for
those that were to change. Everything else goes to `editing`, which knows all of YAML and takes five times as
long; `tests/frontmatter/test_changing.py` holds the two to the same bytes and the same undo.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from curator.frontmatter.front_matter import header_text
from curator.frontmatter.header import Header, find_header, with_header
from curator.frontmatter.placement import Placement
from curator.frontmatter.restore import Edited, FieldState, Presence, Restore
from curator.frontmatter.simple import Simple, read_simple
from curator.frontmatter.spelling import spellings
from curator.frontmatter.value import MoveFirst, Scalar

_ROW: Final = re.compile(r"([^:]+):( +)([^ \r]+)(\r?)")
"""A line with a key and a value that holds no blank: key, blanks, value, what ends the line."""


def edit(data: bytes, changes: Mapping[str, Scalar | Restore | MoveFirst], placement: Placement) -> Edited:
    """Return the file with each field of `changes` set to a value, restored to what it was, or reordered.

    Only the characters of the values change; a missing field is added where `placement` says; the items of a
    list that is reordered move in their own characters. Raises
    NoHeader, ForeignHeader or UnreadableHeader for files that cannot be edited, and EditRefused, naming the
    line, when a change would touch anything else or a field to restore no longer reads what the edit wrote.
    """
    header = find_header(data)
    edited = _edit_simple(data, header, header_text(data, header), changes)
    if edited is not None:
        return edited
    # Imported here because nine of ten decisions do not need it, and PyYAML takes 30 ms to load.
    from curator.frontmatter.editing import edit_any

    return edit_any(data, changes, placement)


def _edit_simple(
    data: bytes, header: Header, text: str, changes: Mapping[str, Scalar | Restore | MoveFirst]
) -> Edited | None:
    """Return the edited file, or None when header and changes are not of the simple kind."""
    before = read_simple(text, header.first_line)
    if before is None:
        return None
    rows = text.split("\n")
    wanted = dict(before.values)
    undo: dict[str, Restore] = {}
    for name, value in changes.items():
        old = before.values.get(name)
        if not isinstance(value, bool | int) or not isinstance(old, bool | int):
            return None
        if type(old) is type(value) and old == value:
            continue
        at = before.lines[name] - header.first_line
        row = _ROW.fullmatch(rows[at])
        if row is None or row[1] != name:
            return None
        wrote = next(spellings(value, row[3]))
        rows[at] = f"{name}:{row[2]}{wrote}{row[4]}"
        wanted[name] = value
        # A restore counts from the end of the key; what is undone last stands last.
        restore = Restore(name, 1 + len(row[2]), wrote, row[3], _state(value), _state(old))
        undo = {name: restore, **undo}
    after = "\n".join(rows)
    if not _says(read_simple(after, header.first_line), wanted, before):
        return None
    return Edited(with_header(data, header, after), undo)


def _says(after: Simple | None, wanted: Mapping[str, object], before: Simple) -> bool:
    """Tell whether a header says what is wanted, 1 and true being two things, each key in its place."""
    return after is not None and after.lines == before.lines and repr(after.values) == repr(wanted)


def _state(value: bool | int) -> FieldState:
    return FieldState(Presence.SCALAR, value)
