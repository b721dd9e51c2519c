"""The decision which of an article's pictures leads.

It is a decision like any other, journalled, saved and undone. But it says nothing about quality: the article
keeps the mark it has, the session's figures do not count it, and repeating a decision does not repeat it, as
the picture is this article's alone. Nor is anybody asked when the list has changed meanwhile: the picture is
looked up by its address in the list that is there, and refused when it is not in it.
"""

from __future__ import annotations

from curator.articles import Article, Rule
from curator.articles.lead import LeadPicture
from curator.library.identity import Identity
from curator.library.wanted import PICTURES
from curator.records import dataclass
from curator.triage.decisions import Change


@dataclass(frozen=True, slots=True)
class Leading:
    """The picture with the address `url`, now at `place` (from 0) of `count`, is to lead."""

    url: str
    place: int
    count: int

    writes: bool = True

    @property
    def words(self) -> str:
        """The decision as a person would say it."""
        return f"lead picture: {self.place + 1} of {self.count} is now first in"

    def change_of(self, article: Article, _rule: Rule) -> Change | None:
        """The change that makes it so; None where it leads already or is not there."""
        urls = [image.url for image in article.images]
        if self.url not in urls[1:] or urls[0] == self.url:
            return None
        lead = {PICTURES: LeadPicture(self.url)}
        return Change(article.path, lead, None, Identity.of(article), keeps_mark=True)
