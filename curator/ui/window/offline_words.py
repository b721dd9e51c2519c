"""What the window says while pictures are made available offline, and when that has ended."""

from __future__ import annotations

from curator.pictures import KeepingProgress, size_words
from curator.ui.desk.picture_addresses import Addresses
from curator.ui.look.figures import counted

READING = "Looking for the pictures of this view…"
_BY_THE_EDITOR = "stopped"
"""The reason to stop which is none to tell the editor."""
NONE_FOUND = "No article of this view has a picture on the web."


def reading_detail(read: int, total: int) -> str:
    """How many of the articles have been read."""
    return f"{read:,} of {total:,} articles"


def keeping_words(progress: KeepingProgress) -> str:
    """How many of the pictures are kept."""
    return f"Keeping pictures: {progress.done + progress.failed:,} of {progress.total:,}"


def keeping_detail(progress: KeepingProgress) -> str:
    """What they amount to, and how many could not be had."""
    return " · ".join(filter(None, (_size(progress.bytes), _failed(progress.failed))))


def kept_words(progress: KeepingProgress, found: Addresses) -> str:
    """What has become of it, once it is over."""
    parts = [_kept(progress.done), _failed(progress.failed), _size(progress.bytes)]
    said = ", ".join(part for part in parts if part)
    if progress.stopped_because:
        why = "" if progress.stopped_because == _BY_THE_EDITOR else f" ({progress.stopped_because})"
        said = f"Stopped{why} after {progress.done + progress.failed:,} of {progress.total:,}: {said}"
    return ". ".join(filter(None, (said, _left_out(found)))) + "."


def _left_out(found: Addresses) -> str:
    """What was not even asked for."""
    parts = []
    if found.unreadable:
        parts.append(counted(found.unreadable, "article"))
    if found.refused:
        count = found.refused
        parts.append("1 address" if count == 1 else f"{count:,} addresses")
    return f"{' and '.join(parts)} could not be made out" if parts else ""


def _kept(count: int) -> str:
    return f"{counted(count, 'picture')} kept"


def _failed(count: int) -> str:
    return f"{count:,} could not be fetched" if count else ""


def _size(count: int) -> str:
    return size_words(count) if count else ""
