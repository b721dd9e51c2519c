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
    size = [size_words(progress.bytes)] if progress.bytes else []
    return " · ".join([*size, *_failed(progress.failed)])


def kept_words(progress: KeepingProgress, found: Addresses) -> str:
    """What has become of it, once it is over."""
    size = f" ({size_words(progress.bytes)})" if progress.bytes else ""
    said = ", ".join([f"{counted(progress.done, 'picture')} kept{size}", *_failed(progress.failed)])
    if progress.stopped_because:
        why = "" if progress.stopped_because == _BY_THE_EDITOR else f" ({progress.stopped_because})"
        said = f"Stopped{why} after {progress.done + progress.failed:,} of {progress.total:,}: {said}"
    return ". ".join(filter(None, (said, _left_out(found)))) + "."


def _left_out(found: Addresses) -> str:
    """What was not even asked for."""
    parts = []
    if found.unreadable:
        parts.append(f"{counted(found.unreadable, 'article')} could not be read")
    if found.refused:
        parts.append(f"{counted(found.refused, 'picture')} outside the site left out")
    return ", ".join(parts)


def _failed(count: int) -> list[str]:
    return [f"{count:,} could not be fetched"] if count else []
