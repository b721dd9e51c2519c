"""Which of the editors who share a queue has an article: the same on every machine, without asking anybody.

An article has a number for good. It is made of the identity of its first address (its own before the
original and the AMP one), so neither another file name nor what the bot rewrites, nor another way to write
the address, gives it another: 63 bits, the first 8 bytes of BLAKE2b of the identity in UTF-8, shifted right
by one (`key_id`). One without an address goes by the name of its file, in the form NFC because macOS may
spell it in another; for `index.md` that is the name of its folder too. The folders above do not count: each
editor has them elsewhere, and one may open a part of what another opens.

An article is in a share by itself, not with its story: a story grows, and would take all its articles
elsewhere. Which share a number is in, `sharing` finds out.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from curator.library.article_id import key_id
from curator.records import dataclass

MOST_EDITORS: Final = 99
"""Among how many a queue can be shared."""

_COMMON_NAME: Final = "index.md"


@dataclass(frozen=True, slots=True)
class Share:
    """One of the equal parts of a queue, counted from 1: "2 of 3"."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number} of {self.of}"

    @property
    def condition(self) -> str:
        """The filter that asks for it."""
        return f"share={self.number}/{self.of}"


def share_number(path: Path, own: Sequence[int]) -> int:
    """The number of an article with these identities (`key_id`, ordered as `Row.keys`), or at this path."""
    return own[0] if own else key_id(_name(str(path)))


def _name(path: str) -> str:
    folder, name = os.path.split(path)
    if name.lower() == _COMMON_NAME:
        name = f"{os.path.basename(folder)}/{name}"
    return unicodedata.normalize("NFC", name)
