"""Conditions of a filter for those who share a queue: which part is whose, and what colleagues decided."""

from __future__ import annotations

from typing import Final

from curator.library.query_terms import Term
from curator.library.share import Share
from curator.records import dataclass

OTHERS: Final = "others"
"""Stands for any colleague."""


@dataclass(frozen=True, slots=True)
class InShare(Term):
    """The article is in this part of the queue."""

    share: Share

    def describe(self) -> str:
        return f"share {self.share}"


@dataclass(frozen=True, slots=True)
class DecidedBy(Term):
    """A colleague decided the article, as the last synchronisation brought it.

    `name` is a part of the colleague's name, the whole when `is_whole`, and anybody's when it is empty.
    """

    name: str = ""
    is_whole: bool = False

    @property
    def needs_colleagues(self) -> bool:
        return True

    def describe(self) -> str:
        who = self.name if self.is_whole else f"somebody called “{self.name}”"
        return f"decided by {who if self.name else OTHERS} since the last sync"
