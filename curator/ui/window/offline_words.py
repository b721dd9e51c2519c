"""What the window says while pictures are made available offline, and when that has ended."""

from __future__ import annotations

from curator.pictures import Kept, size_words
from curator.ui.desk.picture_addresses import Addresses

READING = "Looking for the pictures of this view…"
_BY_THE_EDITOR = "stopped"
"""The reason to stop which is none to tell the editor."""
NONE_FOUND = "No article of this view has a picture on the web."


def reading_detail(read: int, total: int) -> str:
    """How many of the articles have been read."""
    return f"{read:,} of {total:,} articles"


def keeping_words(kept: Kept) -> str:
    """How many of the pictures are kept."""
    return f"Keeping pictures: {kept.done + kept.failed:,} of {kept.total:,}"


def keeping_detail(kept: Kept) -> str:
    """What they amount to, and how many could not be had."""
    return " · ".join(filter(None, (_size(kept.bytes), _failed(kept.failed))))


def kept_words(kept: Kept, found: Addresses) -> str:
    """What has become of it, once it is over."""
    parts = [_kept(kept.done), _failed(kept.failed), _size(kept.bytes)]
    said = ", ".join(part for part in parts if part)
    if kept.stopped_because:
        why = "" if kept.stopped_because == _BY_THE_EDITOR else f" ({kept.stopped_because})"
        said = f"Stopped{why} after {kept.done + kept.failed:,} of {kept.total:,}: {said}"
    return ". ".join(filter(None, (said, _left_out(found)))) + "."


def _left_out(found: Addresses) -> str:
    """What was not even asked for."""
    parts = []
    if found.unreadable:
        count = found.unreadable
        parts.append("1 article" if count == 1 else f"{count:,} articles")
    if found.refused:
        count = found.refused
        parts.append("1 address" if count == 1 else f"{count:,} addresses")
    return f"{' and '.join(parts)} could not be made out" if parts else ""


def _kept(count: int) -> str:
    return "1 picture kept" if count == 1 else f"{count:,} pictures kept"


def _failed(count: int) -> str:
    return f"{count:,} could not be fetched" if count else ""


def _size(count: int) -> str:
    return size_words(count) if count else ""
