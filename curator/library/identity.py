"""Which article a decision was made on: another one may since have taken the name of its file.

The bot that writes the files does that now and then. An article is the same one as long as it keeps any of
its addresses; one without any cannot be told from another and is never refused.
"""

from __future__ import annotations

from curator.articles import Article, standing_in
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class Identity:
    """An article's `keys` (no keys: unknown), and its `title` for messages."""

    keys: frozenset[str] = frozenset()
    title: str = ""

    @classmethod
    def of(cls, article: Article) -> Identity:
        """The identity of an article that was read."""
        return cls(article.keys, article.title)

    def is_other_than(self, keys: frozenset[str]) -> bool:
        """Say whether these are certainly the keys of another article: both are known and share nothing."""
        return bool(self.keys and keys) and self.keys.isdisjoint(keys)

    def is_other_in(self, data: bytes) -> bool:
        """Say whether a file that holds `data` is certainly another article."""
        return bool(self.keys) and self.is_other_than(standing_in(data).keys)


UNKNOWN = Identity()
"""Whoever uses it does not know which article stands there, and minds none."""
