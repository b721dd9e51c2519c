"""The state of saving in words, always true."""

from __future__ import annotations

from dataclasses import dataclass

from curator.triage.progress import Progress
from curator.ui.rating.session_status import SaveLevel


@dataclass(frozen=True, slots=True)
class SavesLeft:
    """How many saves a closing window still waits for."""

    count: int

    @property
    def words(self) -> str:
        """What the window says meanwhile."""
        return f"Saving {self.count} more, then Curator closes…" if self.count else "Closing…"


@dataclass(frozen=True, slots=True)
class SaveState:
    """What the window says of saving: pending, failed or saved."""

    words: str
    level: SaveLevel


def save_state(progress: Progress) -> SaveState:
    """Say "Saved" only when every decision has reached its file and survives a power cut."""
    if progress.failed:
        return SaveState(f"{progress.failed} not saved · F6 retries", SaveLevel.FAILED)
    if progress.pending:
        return SaveState(f"Saving {progress.pending}…", SaveLevel.PENDING)
    return SaveState("Saved ✓", SaveLevel.SAVED)
