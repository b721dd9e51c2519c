"""The state of saving in words, always true."""

from __future__ import annotations

from curator.records import dataclass
from curator.triage.progress import Progress
from curator.ui.rating.session_status import SaveLevel


@dataclass(frozen=True, slots=True)
class SaveState:
    """What the window says of saving: pending, failed or saved."""

    words: str
    level: SaveLevel


def closing_words(left: int) -> str:
    """What the window says while it waits for `left` saves before it closes."""
    return f"Saving {left} more, then Curator closes…"


def leaving_words(unrecorded: int) -> str:
    """What quitting would lose: decisions that not even the journal could take."""
    what = "1 decision is" if unrecorded == 1 else f"{unrecorded} decisions are"
    return f"{what} only in memory and lost when Curator quits now. Try again first."


def save_state(progress: Progress) -> SaveState:
    """Say "Saved" only when every decision has reached its file and survives a power cut."""
    if progress.is_stopped:
        return SaveState("Saving stopped · F6 restarts", SaveLevel.FAILED)
    if progress.failed and progress.failed == progress.questions:
        return SaveState(f"{progress.failed} in question · F6 keeps mine", SaveLevel.FAILED)
    if progress.failed:
        return SaveState(f"{progress.failed} not saved · F6 retries", SaveLevel.FAILED)
    if progress.pending:
        return SaveState(f"Saving {progress.pending}…", SaveLevel.PENDING)
    return SaveState("Saved ✓", SaveLevel.SAVED)
