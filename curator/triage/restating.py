"""Decisions that answer a departure: mine holds, or theirs may stand.

Both are decisions like any other, made of the article as it is now. The one writes again what was decided;
the other writes nothing, and notes what it lets stand.
"""

from __future__ import annotations

from collections.abc import Mapping

from curator.articles import Article, Rule
from curator.library.article_id import article_id
from curator.library.clash import Seen
from curator.library.decided import Decided, Departure, values_of
from curator.library.identity import Identity
from curator.records import dataclass
from curator.triage.decisions import Change, Mark


@dataclass(frozen=True, slots=True)
class Restating:
    """What was decided of some articles, by their number, is to hold."""

    decided: Mapping[int, Decided]

    words: str = "restated"
    writes: bool = True

    def question(self, count: int) -> str:
        """What is about to happen."""
        what = "your decision" if count == 1 else f"your {count:,} decisions"
        return f"Restate {what} that somebody undid?"

    def change_of(self, article: Article, _rule: Rule) -> Change | None:
        """The change that makes it so; None where nothing departs any more."""
        decided = self.decided.get(article_id(article.path))
        if decided is None:
            return None
        now = values_of(article)
        match decided.departure(now, article.keys):
            case Departure.UNDONE:
                fields = decided.undone(now)
                return Change(article.path, fields, Mark.DECIDED, Identity.of(article), _of(fields, now))
            case Departure.SWAPPED:
                mark = Mark(decided.mark) if decided.mark is not None else Mark.DECIDED
                fields = decided.fields
                return Change(article.path, fields, mark, Identity.of(article), _of(fields, now))
        return None


@dataclass(frozen=True, slots=True)
class LettingStand:
    """What others have made of what was decided of some articles may stand."""

    decided: Mapping[int, Decided]

    words: str = "kept what others set"
    writes: bool = False

    def question(self, count: int) -> str:
        """What is about to happen."""
        what = "1 article" if count == 1 else f"{count:,} articles"
        return f"Keep what others set in {what}?"

    def change_of(self, article: Article, _rule: Rule) -> Change | None:
        """As `Restating` says."""
        decided = self.decided.get(article_id(article.path))
        if decided is None:
            return None
        now = values_of(article)
        match decided.departure(now, article.keys):
            case Departure.UNDONE:
                mark = Mark(decided.mark) if decided.mark is not None else Mark.DECIDED
                return Change(article.path, {}, mark, Identity.of(article), _of(decided.undone(now), now))
            case Departure.SWAPPED:
                # Nothing was decided of this one, and nothing is.
                return Change(article.path, {}, None, Identity.of(article))
        return None


def _of(fields: Mapping[str, object], now: Seen) -> Seen:
    return {name: now[name] for name in fields}
