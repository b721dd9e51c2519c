"""Which picture is to be shown large."""

from __future__ import annotations

from curator.articles import Image
from curator.pictures import PictureRequest
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class Zoomed:
    """A picture to show large: number `place` (from 0) of `count`, and what the file says of it.

    `is_remote_allowed` says whether pictures are fetched from the web in this folder.
    """

    request: PictureRequest
    place: int = 0
    count: int = 1
    declared: Image | None = None
    is_remote_allowed: bool = True
