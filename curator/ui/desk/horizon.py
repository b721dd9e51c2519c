"""Which articles are to be ready before the editor gets there, the most urgent first: pure, in memory.

Ahead it is as many as the editor passes in the time a picture takes to come, and never fewer than a few. What
was fetched and is not looked at is wasted, so after a jump it is fewer, and fewer still after several: who
jumps about goes elsewhere again.
"""

from __future__ import annotations

from collections.abc import Container
from itertools import chain, islice, zip_longest
from math import ceil

from curator.triage.queue import Queue
from curator.ui.desk.moves import Moves, Way

LEAST = 4
MOST = 16
"""Articles ahead; their pictures fit into memory several times over."""
_SAFETY = 2.0
_AFTER_JUMPS = {1: 3, 2: 2}
"""Articles ahead after so many jumps in a row; after more of them one."""
_LOOKED_THROUGH = 512
"""Places looked through for undecided articles: a move is as quick in a folder decided long ago."""


def reach(moves: Moves, fetch_seconds: float) -> int:
    """How many articles ahead are to be ready, when a picture comes within `fetch_seconds`."""
    if moves.jumps:
        return _AFTER_JUMPS.get(moves.jumps, 1)
    passed = ceil(moves.pace * fetch_seconds * _SAFETY) + 1
    # With every step after a jump it is surer that the editor stays.
    trusted = LEAST + 2 * moves.steps
    return max(LEAST, min(passed, trusted, MOST))


def around(queue: Queue, done: Container[int], moves: Moves, ahead: int) -> tuple[int, ...]:
    """The articles to be ready: `ahead` of them where the editor is heading, then one on the other side."""
    if queue.current is None:
        return ()
    place, order = queue.position, queue.order
    behind = tuple(reversed(order[max(0, place - ahead) : place]))
    onwards = _onwards(queue, done, moves.follows, ahead)
    if moves.is_backward:
        first, then = behind, onwards[:1]
    else:
        first, then = onwards, behind[:1] if moves.jumps < 2 else ()
    return tuple(dict.fromkeys((*first, *then)))


def way_of(queue: Queue, before: int | None, done: Container[int]) -> Way:
    """How the editor got from the article `before` to the current one."""
    if before is None or before not in queue:
        return Way.JUMP
    start, end = queue.position_of(before), queue.position
    if end == start - 1:
        return Way.BACK
    is_done = queue.order[end] in done
    if end == start + 1:
        return Way.NEXT if is_done else Way.EITHER
    between = queue.order[start + 1 : end] if start < end <= start + _LOOKED_THROUGH else ()
    is_next_undecided = between and not is_done and all(article in done for article in between)
    return Way.UNDECIDED if is_next_undecided else Way.JUMP


def _onwards(queue: Queue, done: Container[int], follows: Way, ahead: int) -> tuple[int, ...]:
    """What the next keys reach: the next in order, the next undecided, or both by turns."""
    start = queue.position + 1
    in_order = tuple(queue.order[start : start + ahead])
    undecided = _undecided(queue, done, ahead)
    if follows is Way.UNDECIDED:
        return undecided or in_order[:1]
    if follows is Way.NEXT:
        return (*in_order, *undecided[:1])
    both = chain.from_iterable(zip_longest(in_order, undecided))
    return tuple(islice(dict.fromkeys(article for article in both if article is not None), ahead))


def _undecided(queue: Queue, done: Container[int], count: int) -> tuple[int, ...]:
    """The next undecided ones, at the end of the list those at its beginning, as the key does it."""
    start, order = queue.position + 1, queue.order
    later = (article for article in order[start : start + _LOOKED_THROUGH] if article not in done)
    found = tuple(islice(later, count))
    if found or start + _LOOKED_THROUGH < len(order):
        return found
    return tuple(islice((article for article in order[:_LOOKED_THROUGH] if article not in done), 1))
