"""What an editor decides: the values that the journal keeps, and that window and saver hand each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from curator.frontmatter import Restore
from curator.library.clash import Seen
from curator.library.identity import UNKNOWN, Identity
from curator.library.wanted import Wanted
from curator.records import dataclass


class Mark(StrEnum):
    """What was decided of an article; an article without a mark is undecided."""

    DECIDED = "decided"
    REVIEWED = "reviewed"
    LATER = "later"

    @property
    def is_done(self) -> bool:
        """The article needs no further look."""
        return self is not Mark.LATER


class Status(StrEnum):
    """How far an entry of the journal has come."""

    PENDING = "pending"
    SAVED = "saved"
    FAILED = "failed"
    UNDONE = "undone"
    """Taken back by an undo, or replaced by a later decision before it could be saved."""


class Kind(StrEnum):
    """Why a group of entries was made."""

    DECISION = "decision"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Change:
    """The wish to set fields of one article and to mark it; no fields: nothing is written to the file.

    `path` is absolute. `mark` is the mark the article has afterwards, None for undecided. `made_of` is the
    article the editor saw, and `seen` what its fields said; when certainly another one stands there, or
    somebody has changed one of the fields meanwhile, the change is refused. With `keeps_mark` the article
    keeps whatever mark it has by then, and `mark` says nothing: a picture does not decide on quality.
    """

    path: Path
    fields: Mapping[str, Wanted]
    mark: Mark | None
    made_of: Identity = UNKNOWN
    seen: Seen = field(default_factory=dict)
    keeps_mark: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Changes made by one key press, which are undone together.

    `number` names the group within this run of the program, and nowhere else. For an undo, `changes` have the
    marks as they are afterwards and no fields: what to restore is only known once the saves before it are
    done.
    """

    number: int
    kind: Kind
    changes: tuple[Change, ...]
    at: datetime
    answers: int | None = None
    """The number of the group which this one undoes, or, for a redo, of the undo it takes back."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """The articles concerned, in the order given."""
        return tuple(change.path for change in self.changes)


@dataclass(frozen=True, slots=True)
class Entry:
    """One article's part of a group, as the journal has it."""

    id: int
    group: int
    path: Path
    mark: Mark | None
    previous_mark: Mark | None
    fields: Mapping[str, Wanted]
    status: Status
    failure: str
    undo: Mapping[str, Restore]
    """What puts the file back; known before the file is changed, empty while nothing was changed."""

    digest: bytes
    """Of the file's content after the save, b"" while that is not known; see `curator.library.save.holds`."""

    undoes: int | None
    at: datetime
    made_of: Identity = UNKNOWN
    void_mark: Mark | None = None
    """The mark it would have if another article had not stood under the name; `mark` is None then."""

    seen: Seen = field(default_factory=dict)
    theirs: Seen = field(default_factory=dict)
    """What somebody else has made of fields that are in question; it failed for that."""

    keeps_mark: bool = False
    """The article has the mark it had before, see `Change`."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the journal notes just before a file changes."""

    undo: Mapping[str, Restore] = field(default_factory=dict)
    digest: bytes = b""


@dataclass(frozen=True, slots=True)
class PastGroup:
    """A group read back from the journal: `id` is its row there, `number` its name in this run (0: none)."""

    id: int
    kind: Kind
    at: datetime
    entries: tuple[Entry, ...]
    number: int = 0
