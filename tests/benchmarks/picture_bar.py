"""The best that is possible: whoever knows where the editor steps next, and not where a jump leads.

The bar of a walk is counted on its true addresses and sizes. At each jump, and at the beginning, nothing is
known before the article is on screen; from then on the lead pictures that follow are fetched in their order,
each as soon as a connection is free: `CONNECTIONS` in all, `PER_HOST` to one host. A fetch takes the latency
and then its bytes at the rate of a connection; then the picture waits for a processor and is decoded there.
The article at place `k` after a jump is painted `k` paces later; the bar is the share of those whose picture
is decoded by then. Nothing else is fetched in this reckoning: no icons, nothing of related items.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapreplace

CONNECTIONS = 12
PER_HOST = 4
_PROCESSORS = 2


@dataclass(frozen=True, slots=True)
class Costs:
    """What a picture costs, in seconds and bytes a second."""

    latency: float
    rate: float
    decoding: float


@dataclass(frozen=True, slots=True)
class Body:
    """A lead picture: where it lies and how large it is."""

    host: str
    size: int


def ready_in_time(leads: Sequence[Body], pace: float, costs: Costs) -> list[bool]:
    """For the articles from a jump on: whether their picture can be there when they are painted."""
    all_free = [0.0] * CONNECTIONS
    host_free: dict[str, list[float]] = {}
    processors = [0.0] * _PROCESSORS
    found = []
    for place, body in enumerate(leads):
        of_host = host_free.setdefault(body.host, [0.0] * PER_HOST)
        fetched = max(all_free[0], of_host[0]) + costs.latency + body.size / costs.rate
        heapreplace(all_free, fetched)
        heapreplace(of_host, fetched)
        decoded = max(fetched, processors[0]) + costs.decoding
        heapreplace(processors, decoded)
        found.append(decoded <= place * pace)
    return found
