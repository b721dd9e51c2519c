"""Which share each article is in, by its number (`share`), a hundred thousand at a time.

By jump consistent hashing (Lamping and Veach, 2014): when a fourth editor joins three, a quarter of the
articles move, all of them to the fourth; by the remainder of a division three quarters would. When the last
editor leaves, only that one's articles move.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

_FACTOR: Final = np.uint64(2862933555777941757)
_ONE: Final = np.uint64(1)
_SHIFT: Final = np.uint64(33)
_SPAN: Final = float(2**31)


def shares_of(numbers: NDArray[np.int64], editors: int) -> NDArray[np.int64]:
    """The share, from 1 to `editors`, of each of these numbers.

    Sums and quotients of whole numbers and IEEE doubles, which every machine calculates alike.
    """
    seeds = numbers.astype(np.uint64)
    shares = np.zeros(len(numbers), np.int64)
    open_places = np.arange(len(numbers))
    leaps = np.zeros(len(numbers), np.float64)
    while len(open_places):
        shares[open_places] = leaps.astype(np.int64)
        # It wraps around, as it is meant to.
        seeds = seeds * _FACTOR + _ONE
        leaps = np.floor(
            (leaps.astype(np.int64) + 1) * (_SPAN / ((seeds >> _SHIFT) + _ONE).astype(np.float64))
        )
        goes_on = leaps < editors
        open_places, seeds, leaps = open_places[goes_on], seeds[goes_on], leaps[goes_on]
    return shares + 1
