"""How the journal writes paths, fields and undo information, and reads them back."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from curator.articles.lead import LeadPicture
from curator.errors import JournalError
from curator.frontmatter import Restore
from curator.library.clash import Seen
from curator.library.identity import Identity
from curator.library.wanted import Wanted
from curator.triage.decisions import Entry, Mark, Status

ENTRY_COLUMNS = (
    "e.id, e.group_id, e.path, e.mark, e.previous_mark, e.fields, e.status, e.failure, e.undo, e.digest,"
    " e.undoes, g.at, e.keys, e.title, e.void_mark, e.seen, e.theirs"
)
"""What `entry_of` expects, from `entries e JOIN groups g`."""

EntryRecord = tuple[
    int,
    int,
    bytes,
    str | None,
    str | None,
    str,
    str,
    str,
    str,
    bytes,
    int | None,
    str,
    str,
    str,
    str | None,
    str,
    str,
]
"""A row of ENTRY_COLUMNS."""

_RESTORE = "restore"
_LEAD = "lead"

KEPT = "kept"
"""In place of a mark: the article keeps the one it has, see `Change.keeps_mark`."""


def path_bytes(path: Path) -> bytes:
    """The path as the system spells it, whatever its bytes."""
    return os.fsencode(path)


def path_of(data: bytes) -> Path:
    """The reverse of `path_bytes`."""
    return Path(os.fsdecode(data))


def range_below(folder: Path) -> tuple[bytes, bytes]:
    """First and last bound (exclusive) of the paths below `folder`, in the order of their bytes."""
    start = path_bytes(folder)
    separator = os.sep.encode()
    start = start if start.endswith(separator) else start + separator
    return start, start[:-1] + bytes([start[-1] + 1])


def fields_text(fields: Mapping[str, Wanted]) -> str:
    """Fields as JSON; what is no plain value becomes an object, so that it cannot be mistaken for a text."""
    return json.dumps({name: _written(value) for name, value in fields.items()})


def fields_of(text: str) -> dict[str, Wanted]:
    """The reverse of `fields_text`.

    Raises:
        JournalError: the text is not one that `fields_text` writes.
    """
    try:
        return {
            str(name): _read(value) if isinstance(value, dict) else value
            for name, value in json.loads(text).items()
        }
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise JournalError(f"an entry of the journal cannot be read ({error})") from error


def _written(value: Wanted) -> bool | int | str | dict[str, str]:
    match value:
        case Restore():
            return {_RESTORE: value.to_text()}
        case LeadPicture(url):
            return {_LEAD: url}
        case _:
            return value


def _read(value: dict[str, str]) -> Restore | LeadPicture:
    return LeadPicture(str(value[_LEAD])) if _LEAD in value else Restore.from_text(value[_RESTORE])


def undo_of(text: str) -> dict[str, Restore]:
    """Undo information from its text; raises as `fields_of` does."""
    return {name: value for name, value in fields_of(text).items() if isinstance(value, Restore)}


def seen_text(seen: Seen) -> str:
    """What fields said, as JSON."""
    return json.dumps(dict(seen))


def seen_of(text: str) -> dict[str, int | bool | None]:
    """The reverse of `seen_text`; raises as `fields_of` does."""
    try:
        return {str(name): value for name, value in json.loads(text).items()}
    except (ValueError, AttributeError) as error:
        raise JournalError(f"an entry of the journal cannot be read ({error})") from error


def keys_text(made_of: Identity) -> str:
    """The keys of an article, one a line: they are addresses, which have no line breaks."""
    return "\n".join(sorted(made_of.keys))


def keys_of(text: str) -> frozenset[str]:
    """The reverse of `keys_text`."""
    return frozenset(text.split("\n")) - {""}


def mark_of(text: object) -> Mark | None:
    """A mark from its column; one that this version does not know counts as none."""
    return Mark(text) if isinstance(text, str) and text in set(Mark) else None


def entry_of(record: EntryRecord) -> Entry:
    """An entry from a row of ENTRY_COLUMNS; raises as `fields_of` does."""
    number, group, path, mark, previous, fields, status, failure, undo, digest, undoes, at, *_ = record
    keys, title, void_mark, seen, theirs = record[12:]
    return Entry(
        id=number,
        group=group,
        path=path_of(path),
        mark=mark_of(mark),
        previous_mark=mark_of(previous),
        fields=fields_of(fields),
        status=Status(status),
        failure=failure,
        undo=undo_of(undo),
        digest=digest,
        undoes=undoes,
        at=datetime.fromisoformat(at),
        made_of=Identity(keys_of(keys), title),
        void_mark=mark_of(void_mark),
        seen=seen_of(seen),
        theirs=seen_of(theirs),
        keeps_mark=KEPT in (mark, void_mark),
    )
