"""The orders a list of articles can have."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Sort(StrEnum):
    """How a list is ordered. What an article lacks puts it last, whichever way the order runs."""

    NEWEST = "newest"
    OLDEST = "oldest"
    QUALITY = "quality"
    HEAT = "heat"
    TITLE = "title"
    PROVIDER = "provider"
    PATH = "path"


NUMBERS: Final = {Sort.QUALITY: ("quality", True), Sort.HEAT: ("heat", True)}
"""Orders by a number: which, and whether the highest comes first."""

BY_TEXT: Final = {Sort.TITLE: "title", Sort.PATH: "path"}
"""Orders by a text, without case."""
