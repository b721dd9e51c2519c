"""What the lane for writing can be told to do; see `lane`."""

from __future__ import annotations

from pathlib import Path

from curator.records import dataclass
from curator.triage.decisions import Group


@dataclass(frozen=True, slots=True)
class OpenPast:
    """Ask for the past of `sources`, after what was ordered before."""

    request: int
    sources: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Carry:
    """Record and save a group; for an undo or redo, `group.answers` was ordered or read back before."""

    group: Group


@dataclass(frozen=True, slots=True)
class Retry:
    """Try again what failed in `sources`, and all that the journal did not take.

    The end of it is reported as that of the group `number`.
    """

    number: int
    sources: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class KeepTheirs:
    """Answer every open question of `sources` (see `curator.library.clash`): what the file says is to hold.

    The end of it is reported as that of the group `number`.
    """

    number: int
    sources: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class ReadDecided:
    """Ask what was decided of the articles of `sources`, a portion at a time: those after the path `after`.

    `request` is that of `OpenPast`.
    """

    request: int
    sources: tuple[Path, ...]
    after: bytes = b""


@dataclass(frozen=True, slots=True)
class Recheck:
    """Ask what has come into the journal of `sources` since it was read, also from another Curator."""

    number: int
    sources: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Finish what a lane before this one, which came to an unexpected end, has left of these articles.

    The end of it is reported as that of the group `number`.
    """

    number: int
    paths: frozenset[Path]


@dataclass(frozen=True, slots=True)
class Stop:
    """Nothing more is coming."""


Order = OpenPast | Carry | Retry | KeepTheirs | ReadDecided | Recheck | TakeOver | Stop
