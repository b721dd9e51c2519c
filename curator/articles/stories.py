"""Stories: an article with the related items of other publishers, some of which are files of the same folder.

The best item of a story leads it and carries its heat.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from curator.articles.model import Related

Member = TypeVar("Member", bound=Hashable)


def outranking(quality: int | None, related: Sequence[Related]) -> Related | None:
    """The best related item whose quality is higher than `quality`; None if the article leads its story.

    An article without quality is not outranked: there is nothing to compare. Of equals the first counts.
    """
    rated = [item for item in related if item.quality is not None]
    best = max(rated, key=_quality, default=None)
    return best if best is not None and quality is not None and _quality(best) > quality else None


def _quality(item: Related) -> int:
    return item.quality if item.quality is not None else 0


@dataclass(frozen=True, slots=True)
class _Identity:
    order: int
    keys: frozenset[str]
    related_keys: frozenset[str]


class StoryIndex(Generic[Member]):
    """Which members of a folder belong to one story, answered from their addresses.

    Members are whatever identifies a file to the caller, such as its path. Each is added with *all* its own
    identities (`Article.keys`: plain, original and AMP address; one key alone misses links) and those of its
    related items (the union of `Related.keys`). Links count in both directions, and are not followed further:
    the story of A does not take in what is related only to B. Answers come in the order of adding.
    """

    def __init__(self) -> None:
        self._added = 0
        self._identities: dict[Member, _Identity] = {}
        self._owners: dict[str, dict[Member, None]] = {}
        self._referrers: dict[str, dict[Member, None]] = {}

    def __len__(self) -> int:
        return len(self._identities)

    def add(self, member: Member, keys: Collection[str], related_keys: Collection[str]) -> None:
        """Add `member`, or replace what was known of it; it then keeps its place."""
        known = self._identities.get(member)
        self.discard(member)
        self._added += 1
        order = self._added if known is None else known.order
        identity = _Identity(order, frozenset(keys), frozenset(related_keys))
        self._identities[member] = identity
        for key in identity.keys:
            self._owners.setdefault(key, {})[member] = None
        for key in identity.related_keys:
            self._referrers.setdefault(key, {})[member] = None

    def discard(self, member: Member) -> None:
        """Forget `member`, if it is known."""
        if (identity := self._identities.pop(member, None)) is None:
            return
        for index, keys in ((self._owners, identity.keys), (self._referrers, identity.related_keys)):
            for key in keys:
                index[key].pop(member, None)
                if not index[key]:
                    del index[key]

    def owners(self, keys: Iterable[str]) -> tuple[Member, ...]:
        """The members that are the article with one of `keys`: where a related item is in the folder."""
        return self._ordered(member for key in keys for member in self._owners.get(key, ()))

    def story_of(self, member: Member) -> tuple[Member, ...]:
        """`member`, the members it names as related, those naming it, and other files of the same article."""
        identity = self._identities.get(member)
        if identity is None:
            return (member,)
        named = self.owners(identity.related_keys | identity.keys)
        naming = (other for key in identity.keys for other in self._referrers.get(key, ()))
        return self._ordered((member, *named, *naming))

    def _ordered(self, members: Iterable[Member]) -> tuple[Member, ...]:
        return tuple(sorted(set(members), key=lambda member: self._identities[member].order))
