"""A figure of the table: what was measured, what it is held against, and whether that is good enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ROWS: Mapping[str, str] = {
    "start_seen": "start of the process to first article painted, {articles} seen before",
    "start_new": "never seen before: first article painted later by",
    "index": "full index of {indexed}",
    "growth": "time per article, full index, {small} → {articles}",
    "growth_million": "time per article, full index, {articles} → 1,000,000",
    "reopen": "reopening {articles}, disk check complete",
    "search_p95": "filter, search: last key to result on screen, p95",
    "sort_p95": "sort: choice to result on screen, p95",
    "move_p95": "key to next article painted, p95",
    "move_max": "key to next article painted, max",
    "move_reading_p95": "the same while indexing, p95",
    "move_reading_max": "the same while indexing, max",
    "decision_durable": "a decision: key press to durable on disk",
    "decision_saved": "a decision: key press to “saved” painted",
    "held": "longest the GUI thread was held, whole benchmark",
    "memory": "memory at {articles}, all lists used, more than a bare window",
    "memory_per_article": "memory of a further article, {small} → {articles}",
    "peer_hugo": "peer: hugo list all, {peers}",
    "peer_frontmatter": "peer: python-frontmatter, every file, {peers}",
}
"""The lines of the table, in its order, by the names under which limits are recorded."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line. `measured` and `yardstick` have the same `unit`, so that their ratio means something.

    `goal` is the ratio that is asked for, None when nothing is. Without `measured`, `reason` says why.
    """

    key: str
    measured: float | None = None
    unit: str = ""
    yardstick: float = 0.0
    against: str = ""
    goal: float | None = None
    goal_words: str = ""
    reason: str = ""
    detail: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the yardstick it is."""
        return self.measured / self.yardstick if self.measured is not None and self.yardstick else None

    @property
    def verdict(self) -> str:
        """OK, MISS, or - where nothing was asked for or measured."""
        if self.ratio is None or self.goal is None:
            return "-"
        return "OK" if self.ratio <= self.goal else "MISS"


def table(figures: Sequence[Figure], names: Mapping[str, str]) -> str:
    """The figures as aligned text."""
    head = ("work", "measured", "against", "ratio", "goal", "")
    lines = [head, *(_cells(figure, names) for figure in figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _cells(figure: Figure, names: Mapping[str, str]) -> tuple[str, ...]:
    work = ROWS[figure.key].format_map(names)
    if figure.ratio is None:
        return (work, "-", " ".join(figure.reason.split()), "-", figure.goal_words, figure.verdict)
    measured = amount(figure.measured or 0.0, figure.unit)
    against = f"{figure.against} ({amount(figure.yardstick, figure.unit)})"
    return (work, measured, against, f"{figure.ratio:.2f} ×", figure.goal_words, figure.verdict)


def amount(value: float, unit: str) -> str:
    """A number with its unit, in three digits."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 0.1 else 4
    return f"{value:,.{digits}f} {unit}".strip()


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
