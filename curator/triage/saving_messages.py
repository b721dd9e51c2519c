"""What the process that saves tells the window besides reports, about itself."""

from __future__ import annotations

from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class Done:
    """An order has been carried out, and all there is to report of it has been reported."""


@dataclass(frozen=True, slots=True)
class Fell:
    """The process met what nobody thought of and is about to end; `lines` say what and where."""

    lines: tuple[str, ...]
