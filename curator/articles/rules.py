"""What the folder itself would decide: heat and publication as they follow from quality and the story.

Measured on the folders this format comes from: heat is -1 exactly when a related item has higher quality
(48 of 49), else quality + 10 x the number of related items (203 of 204 without related items, 10 of 12
with), and an article is published when its heat is at least 70 (241 of 241).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from curator.articles.model import NO_HEAT, Article, Related
from curator.articles.stories import outranking
from curator.records import dataclass

DEFAULT_THRESHOLD: Final = 70
HEAT_PER_RELATED: Final = 10

_MINUS: Final = "\N{MINUS SIGN}"
_TIMES: Final = "\N{MULTIPLICATION SIGN}"
_AGREES: Final = "the folder’s rule agrees"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The three fields after a decision on quality, the other two following the rule."""

    quality: int
    heat: int
    published: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rule says of one article's present values.

    `heat` and `published` are what the rule would write, None where it cannot say. `heat_agrees` and
    `published_agrees` compare that with the present values, None where one of the two is missing. The reasons
    are short words for the editor: "outranked by New York Times, 89", "the folder's rule agrees".
    """

    heat: int | None
    published: bool | None
    heat_agrees: bool | None
    published_agrees: bool | None
    heat_reason: str
    published_reason: str

    @property
    def departs(self) -> bool:
        """Whether a present value is not what the rule would write."""
        return self.heat_agrees is False or self.published_agrees is False


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule of a folder; `threshold` is the heat from which its articles are published."""

    threshold: int = DEFAULT_THRESHOLD

    def heat_for(self, quality: int, related: Sequence[Related]) -> int:
        """The heat of an article of `quality`: none where a related item leads the story."""
        return NO_HEAT if outranking(quality, related) else quality + HEAT_PER_RELATED * len(related)

    def published_for(self, heat: int) -> bool:
        """Whether an article of `heat` is published."""
        return heat >= self.threshold

    def outcome(self, quality: int, related: Sequence[Related]) -> Outcome:
        """All three fields as they follow from `quality`."""
        heat = self.heat_for(quality, related)
        return Outcome(quality, heat, self.published_for(heat))

    def verdict(self, article: Article) -> Verdict:
        """What the rule says of the article as it stands.

        Publication is judged by the heat that is there, as the folder does; by the rule's own heat only
        where none is there.
        """
        quality = article.quality
        heat = None if quality is None else self.heat_for(quality, article.related)
        basis = heat if article.heat is None else article.heat
        published = None if basis is None else self.published_for(basis)
        return Verdict(
            heat=heat,
            published=published,
            heat_agrees=_agree(article.heat, heat),
            published_agrees=_agree(article.published, published),
            heat_reason=_heat_reason(article, heat),
            published_reason=self._published_reason(article, basis),
        )

    def _published_reason(self, article: Article, basis: int | None) -> str:
        if basis is None:
            return "the rule needs a quality first"
        says = self.published_for(basis)
        if article.published == says:
            return _AGREES
        word = "yes" if says else "no"
        sign = "≥" if says else "<"
        would = "would be " if article.heat is None else ""
        comparison = f"heat {would}{heat_text(basis)} {sign} {self.threshold}"
        return f"the rule says {word}: {comparison}"


def learn_rule(samples: Iterable[tuple[int, bool]]) -> Rule:
    """The rule that departs least from a folder, given the (heat, published) of its articles.

    Among thresholds equally good the one nearest to the default is taken, so an empty folder, or one that
    never contradicts the default, has the default. Sorts the samples; otherwise linear.
    """
    ordered = sorted(samples)
    # With a threshold up to the lowest heat everything would be published: the departures are what is not.
    departures = sum(1 for _, published in ordered if not published)
    low: int | None = None  # thresholds from `low` to the next heat, both included, decide the same
    best: tuple[int, int, int] | None = None
    for heat, group in groupby(ordered, key=lambda sample: sample[0]):
        best = _better(best, departures, low, heat)
        for _, published in group:
            departures += 1 if published else -1
        low = heat + 1
    best = _better(best, departures, low, None)
    return Rule(best[2])


def heat_text(heat: int) -> str:
    """A heat as it is shown, with a real minus sign."""
    return f"{_MINUS}{-heat}" if heat < 0 else str(heat)


def _better(
    best: tuple[int, int, int] | None, departures: int, low: int | None, high: int | None
) -> tuple[int, int, int]:
    """The better of `best` and the threshold in `low` … `high` nearest the default, each with its costs."""
    nearest = DEFAULT_THRESHOLD
    if low is not None:
        nearest = max(nearest, low)
    if high is not None:
        nearest = min(nearest, high)
    candidate = (departures, abs(nearest - DEFAULT_THRESHOLD), nearest)
    return candidate if best is None else min(best, candidate)


def _agree(present: int | None, said: int | None) -> bool | None:
    return None if present is None or said is None else present == said


def _heat_reason(article: Article, heat: int | None) -> str:
    if article.quality is None or heat is None:
        return "needs a quality first"
    why = _why(article.quality, article.related)
    if article.heat == heat:
        return why
    prefix = "no heat yet, the rule says" if article.heat is None else "the rule says"
    return f"{prefix} {heat_text(heat)}: {why}"


def _why(quality: int, related: Sequence[Related]) -> str:
    best = outranking(quality, related)
    if best is not None:
        return f"outranked by {best.provider.label or 'a related item'}, {best.quality}"
    if related:
        return f"leads its story, {quality} + {HEAT_PER_RELATED} {_TIMES} {len(related)} related"
    return "as its quality, nothing related"
