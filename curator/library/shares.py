"""Splits a folder among editors without a server: each article belongs to one share of so many, everywhere.

A share goes by the article's own address, or by the name of its file where it has none, so it stays what it
is when the file is moved, or rewritten by a bot. It does not go by story: which articles make one changes
with every related item that comes or goes.

The numbers are given out by a jump consistent hash (Lamping and Veach, 2014, arXiv:1406.2294): when an editor
more comes, each of the others gives up as much as the newcomer's part, and nothing else changes hands.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_MULTIPLIER: Final = np.uint64(2862933555777941757)  # of the paper, as is 2^31 below
_ONE: Final = np.uint64(1)
_SHIFT: Final = np.uint64(33)


def shares_of(keys: NDArray[Any], shares: int) -> NDArray[np.int64]:
    """The share, from 1 to `shares`, of each of these `article_id.share_key`s."""
    state = keys.astype(np.uint64)
    found = np.zeros(len(state), np.int64)
    waiting = np.arange(len(state))
    while len(waiting):
        state = state * _MULTIPLIER + _ONE
        steps = float(1 << 31) / ((state >> _SHIFT) + _ONE).astype(np.float64)
        following = ((found[waiting] + 1) * steps).astype(np.int64)
        is_within = following < shares
        waiting, state = waiting[is_within], state[is_within]
        found[waiting] = following[is_within]
    return found + 1
