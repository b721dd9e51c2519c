"""What a key means before it meets an article: "quality 80", "published", "later".

The same intent makes a different change of each article, because the folder's rule looks at the article's
story. It is kept for repeating, and asked for its words by the interface.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from curator.articles import NO_HEAT, Article, Field, Rule, heat_text
from curator.library.identity import Identity
from curator.records import dataclass
from curator.triage.decisions import Change, Mark


class IntentKind(StrEnum):
    """The kinds of decision."""

    QUALITY = "quality"
    NUDGE = "nudge"
    HEAT = "heat"
    PUBLISHED = "published"
    REVIEWED = "reviewed"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Intent:
    """One decision, not yet bound to an article.

    `number` is the quality, the step of a nudge (+1, -1), the heat (-1: none of its own), or 1/0 for
    published.
    """

    kind: IntentKind
    number: int = 0

    @property
    def mark(self) -> Mark:
        """What the journal says of the article afterwards."""
        by_kind = {IntentKind.REVIEWED: Mark.REVIEWED, IntentKind.LATER: Mark.LATER}
        return by_kind.get(self.kind, Mark.DECIDED)

    @property
    def writes(self) -> bool:
        """Whether it changes the file at all."""
        return self.mark is Mark.DECIDED

    @property
    def words(self) -> str:
        """The decision as a person would say it."""
        match self.kind:
            case IntentKind.QUALITY:
                return f"quality {self.number}"
            case IntentKind.NUDGE:
                return "quality up by one" if self.number > 0 else "quality down by one"
            case IntentKind.HEAT:
                return "no heat of its own" if self.number == NO_HEAT else f"heat {heat_text(self.number)}"
            case IntentKind.PUBLISHED:
                return "published" if self.number else "not published"
            case IntentKind.REVIEWED:
                return "fine as it is"
            case IntentKind.LATER:
                return "later"

    def fields_for(self, article: Article, rule: Rule) -> Mapping[str, int | bool]:
        """The fields to write: a quality brings what the folder's rule makes of it; nothing else does."""
        match self.kind:
            case IntentKind.QUALITY:
                return _rated(self.number, article, rule)
            case IntentKind.NUDGE:
                return _rated((article.quality or 0) + self.number, article, rule)
            case IntentKind.HEAT:
                return {Field.HEAT.value: self.number}
            case IntentKind.PUBLISHED:
                return {Field.PUBLISHED.value: bool(self.number)}
            case IntentKind.REVIEWED | IntentKind.LATER:
                return {}

    def change_of(self, article: Article, rule: Rule) -> Change:
        """The change this intent makes of an article."""
        seen = {name: _of(article, name) for name in Field}
        fields = self.fields_for(article, rule)
        # What the rule makes of it and is so already is no part of the decision: others may change it.
        decided = {
            name: value
            for name, value in fields.items()
            if name == self._field or seen[Field(name)] != value or type(seen[Field(name)]) is not type(value)
        }
        # "Fine as it is" says yes to all that stands there.
        names = list(Field) if self.kind is IntentKind.REVIEWED else list(map(Field, decided))
        return Change(
            article.path, decided, self.mark, Identity.of(article), {name.value: seen[name] for name in names}
        )

    @property
    def _field(self) -> Field | None:
        """The field the key itself is about."""
        match self.kind:
            case IntentKind.QUALITY | IntentKind.NUDGE:
                return Field.QUALITY
            case IntentKind.HEAT:
                return Field.HEAT
            case IntentKind.PUBLISHED:
                return Field.PUBLISHED
            case IntentKind.REVIEWED | IntentKind.LATER:
                return None


def _of(article: Article, field: Field) -> int | bool | None:
    return {
        Field.QUALITY: article.quality,
        Field.HEAT: article.heat,
        Field.PUBLISHED: article.published,
    }[field]


def _rated(quality: int, article: Article, rule: Rule) -> Mapping[str, int | bool]:
    outcome = rule.outcome(max(0, quality), article.related)
    return {
        Field.QUALITY.value: outcome.quality,
        Field.HEAT.value: outcome.heat,
        Field.PUBLISHED.value: outcome.published,
    }
