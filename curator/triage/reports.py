"""What the saving thread tells: one value per event, handed to a callback on the saving thread."""

from __future__ import annotations

from array import array
from pathlib import Path

from curator.library.decided import DecidedTable
from curator.library.row import Stamp
from curator.records import dataclass
from curator.triage.decisions import Change, Entry, Mark, PastGroup, Status


@dataclass(frozen=True, slots=True)
class JournalReplaced:
    """The journal was damaged; it was moved to `kept_as` and a new one is in use.

    None: it was taken away by somebody else. What it had recorded cannot be undone any more.
    """

    kept_as: Path | None
    reason: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The past of the opened sources is known: marks, undo, failures are right from now on.

    `request` counts the calls of `Session.open`, so that an answer to an earlier one can be told.
    `recovered` counts the saves which a crash had interrupted and which have been finished now.
    """

    request: int
    sources: tuple[Path, ...]
    recovered: int
    past: Past


@dataclass(frozen=True, slots=True)
class OpenFailed:
    """The journal cannot be used, so nothing is known of the past and no decision will be recorded."""

    request: int
    reason: str


@dataclass(frozen=True, slots=True)
class EntriesUnreadable:
    """So many decisions in the journal cannot be understood any more, and are left out."""

    count: int


@dataclass(frozen=True, slots=True)
class Past:
    """What the journal knows of some sources: `marks` by `article_id`, `today` as absolute paths."""

    marks: dict[int, Mark]
    today: frozenset[str]
    undoable: tuple[PastGroup, ...]
    """Oldest first."""

    redoable: tuple[RedoableGroup, ...]
    """In the order in which they were undone."""

    failed: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class RedoableGroup:
    """An undo that can be taken back, and the entries it undid."""

    undo: PastGroup
    undone: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """The journal has this group: from now on it survives a crash and a power cut.

    `closed` are earlier entries that are not waiting for anything any more: undone, or replaced before they
    could be saved. `changes` have the marks as the journal has them now; an undo may give back others than
    were expected.
    """

    group: int
    closed: tuple[int, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkCorrected:
    """The mark of an article is another than its decision made.

    It is None because another article stands under the name, or it is as decided after all because the
    article came back and was saved.
    """

    path: Path
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class NotRecorded:
    """The journal did not take this group; nothing was written. It is kept in memory for `retry_failed`."""

    group: int
    paths: tuple[Path, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class SaveReport:
    """One article of a group is through.

    It is SAVED (it survives a power cut), FAILED with the reason, or UNDONE: given up after it had failed.
    `is_changed` is False when the file already said so or there was nothing to write; `stamp` is that of the
    file after a save that wrote it. `group` is 0 for a save left over from an earlier run. `at` is the moment
    from which a saved one was safe, by `time.monotonic()`, which all processes share. `is_question`: it
    failed because somebody else has set a field otherwise meanwhile, and the editor must say what holds.
    """

    group: int
    entry: int
    path: Path
    status: Status
    is_changed: bool = False
    reason: str = ""
    stamp: Stamp | None = None
    at: float = 0.0
    is_question: bool = False


@dataclass(frozen=True, slots=True)
class GroupFinished:
    """No more reports will come of this group, unless it is retried."""

    group: int


@dataclass(frozen=True, slots=True)
class DecidedRead:
    """A portion of what was decided of the opened articles; there is more after the path `after`."""

    request: int
    table: DecidedTable
    after: bytes | None = None


@dataclass(frozen=True, slots=True)
class DecidedNow:
    """What is decided of the articles of a group that is finished; of those in `unknown` nothing is known."""

    table: DecidedTable
    unknown: array[int]


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What has come into the journal since it was read, and the marks of all these articles."""

    number: int
    table: DecidedTable
    unknown: array[int]
    marks: dict[int, Mark | None]


@dataclass(frozen=True, slots=True)
class RetryFailed:
    """The journal cannot be used, so the saves that failed before were not tried again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The saving thread has done everything it was given and is about to end."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The saving thread met a bug and stopped; nothing more is saved. The error goes to `excepthook`."""


Report = (
    JournalReplaced
    | Opened
    | OpenFailed
    | EntriesUnreadable
    | Recorded
    | MarkCorrected
    | NotRecorded
    | SaveReport
    | GroupFinished
    | DecidedRead
    | DecidedNow
    | Rechecked
    | RetryFailed
    | Closed
    | Broken
)
