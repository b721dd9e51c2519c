"""Where a missing key goes, and what tells items apart; the names of a format are its user's business."""

from __future__ import annotations

from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a missing key goes.

    Beside the keys of `together`, which stand in that order, else on the line after the first key of `after`
    that is present, else at the end of the header. Items of a list that say something else now are known by
    the first key of `told_by` that they have.
    """

    together: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
