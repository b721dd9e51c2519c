"""What is said of a picture: on its badge, in its place when it cannot be shown, and by a screen reader."""

from __future__ import annotations

from collections.abc import Sequence

from curator.articles import Image
from curator.pictures import Picture, PictureState, is_too_small
from curator.records import dataclass

RETRY_KEY = "U"
NEXT_KEY = "I"
LOADING = "loading…"
NO_PICTURE = "No picture"
HELD_BACK = "Picture on the web, not loaded"
PRIVATE = "leads into a private network"
"""How a refusal ends that trusting the folder lifts."""


@dataclass(frozen=True, slots=True)
class PictureWords:
    """All that is said of one picture.

    `badge` is which it is and how large, `flags` what is wrong with it, `notes` what is good to know;
    `reason` is why it cannot be shown; `key` the key that leads on, and `help` what that does ("" for none).
    """

    badge: str = ""
    flags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str = ""
    key: str = ""
    help: str = ""

    @property
    def description(self) -> str:
        """Everything in one line, for a screen reader."""
        if not self.reason and not self.badge:
            return ""
        if not self.reason:
            return ", ".join((f"Picture {self.badge}", *self.flags, *self.notes))
        place = f" ({self.badge})" if self.badge else ""
        return f"{self.reason}{place}" + (f". {self.key} {self.help}" if self.key else "")


def answer_words(
    picture: Picture, place: int, images: Sequence[Image], count: int, is_remote_allowed: bool
) -> PictureWords:
    """What is said of whatever has come of picture `place`; `images` are what the file says of all."""
    if picture.state is PictureState.READY:
        return shown_words(picture, place, count, images[place] if place < len(images) else None)
    return failed_words(picture, place, count, is_remote_allowed=is_remote_allowed)


def shown_words(picture: Picture, place: int, count: int, declared: Image | None) -> PictureWords:
    """What is said of a picture that is shown as number `place` (from 0) of `count`.

    `declared` is what the article's file says of it.
    """
    size = f"{picture.natural_width} × {picture.natural_height}"
    flags = ("small",) if is_too_small(picture) else ()
    if declared is not None and (says := _declared_otherwise(picture, declared)):
        flags = (*flags, f"file says {says}")
    notes = (*(("moves",) if picture.is_animated else ()), *(("kept copy",) if picture.is_kept_copy else ()))
    key, help_words = (NEXT_KEY, "next picture") if count > 1 else ("", "")
    return PictureWords(f"{place + 1} of {count} · {size}", flags, notes, key=key, help=help_words)


def failed_words(picture: Picture, place: int, count: int, *, is_remote_allowed: bool = True) -> PictureWords:
    """Why a picture is not shown, and the key that helps.

    `is_remote_allowed` says whether pictures are fetched from the web in this folder.
    """
    which = f"{place + 1} of {count}" if count > 1 else ""
    if isinstance(picture.request.source, str) and not is_remote_allowed:
        reason, key, help_words = HELD_BACK, RETRY_KEY, "loads the pictures of this folder"
    else:
        reason = _sentence(picture.reason)
        key, help_words = _remedy(picture)
    return PictureWords(which, reason=reason, key=key, help=help_words)


def refused_words(reason: str, place: int, count: int) -> PictureWords:
    """Why a picture is not even asked for."""
    return PictureWords(f"{place + 1} of {count}" if count > 1 else "", reason=_sentence(reason))


def _remedy(picture: Picture) -> tuple[str, str]:
    if picture.state is not PictureState.BLOCKED:
        return RETRY_KEY, "tries again"
    if picture.reason.endswith(PRIVATE):
        return "Ctrl+K", "Trust This Folder for Local Addresses"
    return "B", "opens the source in the browser"


def _sentence(reason: str) -> str:
    if not reason:
        return "Picture cannot be shown"
    # Two reasons begin with a word of their own.
    is_named = reason.startswith(("blocked: ", "offline: "))
    return f"Picture {reason}" if is_named else f"Picture: {reason}"


def _declared_otherwise(picture: Picture, declared: Image) -> str:
    """The size in the file, where it is not that of the picture; a pixel of rounding is no difference."""
    width, height = declared.width, declared.height
    differs = any(
        said is not None and abs(said - real) > 1
        for said, real in ((width, picture.natural_width), (height, picture.natural_height))
    )
    if not differs:
        return ""
    if width is not None and height is not None:
        return f"{width} × {height}"
    return f"{width} wide" if width is not None else f"{height} high"
