"""Related items that are not another publisher's: the article itself, or one that is already listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from curator.articles.model import Related
from curator.articles.problem import ProblemKind


def false_relations(own: Set[str], related: Iterable[Related]) -> Iterator[tuple[ProblemKind, str]]:
    """Yield what is wrong with the related items of an article whose identities are `own`."""
    first: dict[str, int] = {}
    for number, item in enumerate(related, start=1):
        keys = item.keys
        if not own.isdisjoint(keys):
            yield ProblemKind.SELF_RELATED, f"related item {number} is the article itself"
        elif (earlier := min((first[key] for key in keys if key in first), default=None)) is not None:
            yield (
                ProblemKind.REPEATED_RELATED,
                f"related item {number} has the same address as related item {earlier}",
            )
        for key in keys:
            first.setdefault(key, number)
