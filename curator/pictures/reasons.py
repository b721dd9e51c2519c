"""The reasons for having no picture that are given in several places, or that are also acted upon."""

from __future__ import annotations

from curator.pictures.model import PictureError, PictureState
from curator.pictures.size_words import size_words

UNREACHABLE = "the server could not be reached"
OFFLINE = "offline: no copy of this picture is kept"
REMOTE_OFF = "blocked: pictures from the web are switched off"


def too_large(count: int, is_more: bool = False) -> PictureError:
    """A picture of `count` bytes, or with `is_more` one that had not ended after so many."""
    more = "more than " if is_more else ""
    return PictureError(PictureState.FAILED, f"too large: {more}{size_words(count)}")
