"""What there is to say where an article would stand, when there is none; `state_page` shows it."""

from __future__ import annotations

from curator.records import dataclass
from curator.ui.commands.commands import CommandId
from curator.ui.look.glyphs import Glyph


@dataclass(frozen=True, slots=True)
class Reading:
    """How far the folder has been read; `total` is 0 while nobody knows it."""

    done: int
    total: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """What to say. The first of `actions` is the one thing to do; more than two are too many.

    `sentence` may have several lines; `summary` is one strong line, such as what was done today.
    """

    headline: str
    sentence: str
    actions: tuple[CommandId, ...] = ()
    glyph: Glyph = Glyph.NEWSPAPER
    summary: str = ""
    reading: Reading | None = None
