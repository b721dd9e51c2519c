"""What the line below a picture in the zoom says: which picture, how large, and the keys that help here."""

from __future__ import annotations

from curator.pictures import Picture
from curator.records import dataclass
from curator.ui.article.picture_words import LOADING, NEXT_KEY, RETRY_KEY, failed_words, shown_words
from curator.ui.article.zoom_line import Keys, ZoomLine
from curator.ui.article.zoomed import Zoomed

_CLOSES = ("Esc", "closes")
_MOVE: Keys = (("Left", ""), ("Right", ""), ("Up", ""), ("Down", "move"))

LOADING_LINE = ZoomLine(LOADING, (), (_CLOSES,))


@dataclass(frozen=True, slots=True)
class Painted:
    """How a picture is shown now: `scale` is 1 for one pixel of the screen for each of the picture.

    `is_full` is full size, `is_reduced` that there is more to see than fits the window; `note` is what else
    there is to say ("" for nothing).
    """

    scale: float
    is_full: bool
    is_reduced: bool
    is_playing: bool
    note: str


def shown_line(zoomed: Zoomed, picture: Picture, painted: Painted) -> ZoomLine:
    """What is said of a picture that is there."""
    said = shown_words(picture, zoomed.place, zoomed.count, zoomed.declared)
    words = " · ".join((said.badge, f"{painted.scale:.0%}", *said.notes, *filter(None, (painted.note,))))
    keys: Keys = ()
    if painted.is_full:
        keys = (("Space", "fits the window"), *_MOVE)
    elif painted.is_reduced:
        keys = (("Space", "full size"),)
    if picture.is_animated:
        keys = (*keys, ("P", "stops" if painted.is_playing else "plays"))
    return ZoomLine(words, said.flags, (*keys, *_next_one(zoomed), _CLOSES))


def failed_line(zoomed: Zoomed, picture: Picture) -> ZoomLine:
    """Why there is no picture: as in its place in the window, yet only with the key that does help here."""
    said = failed_words(picture, zoomed.place, zoomed.count, is_remote_allowed=zoomed.is_remote_allowed)
    helps = ((RETRY_KEY, said.help),) if said.key == RETRY_KEY else ()
    words = " · ".join(filter(None, (said.badge, said.reason)))
    return ZoomLine(words, (), (*helps, *_next_one(zoomed), _CLOSES))


def _next_one(zoomed: Zoomed) -> Keys:
    return ((NEXT_KEY, "next picture"),) if zoomed.count > 1 else ()
