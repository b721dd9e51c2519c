"""The limits recorded for regression: how large a ratio of the table may become before the command fails."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.benchmarks.figures import ROWS, Figure

LIMITS = Path(__file__).with_name("limits.json")
ROOM = 1.5
QUICK_ROOM = 3.0
QUICK_KEYS = frozenset({"start_seen", "index", "reopen", "decision_durable", "memory"})


def limits_for(articles: int, file: Path = LIMITS) -> Mapping[str, float]:
    """The limits recorded for folders of this size or, lacking that, of the largest recorded one below it."""
    recorded = json.loads(file.read_text(encoding="utf-8"))["limits"]
    sizes = [int(size) for size in recorded if int(size) <= articles]
    return {str(key): float(value) for key, value in recorded[str(max(sizes))].items()} if sizes else {}


def record(articles: int, figures: Sequence[Figure], *, is_quick: bool, file: Path = LIMITS) -> None:
    """Make what was measured the limits for this size: with room for noise, and never stricter than the goal.

    The small run is for machines that are busy with other things: only ratios of two durations of the same
    kind, and memory, are held there, and more generously.
    """
    document = json.loads(file.read_text(encoding="utf-8"))
    factor = QUICK_ROOM if is_quick else ROOM
    limits = document["limits"].setdefault(str(articles), {})
    limits |= {
        figure.key: round(max(figure.ratio * factor, figure.goal or 0.0), 2)
        for figure in figures
        if figure.ratio is not None and not figure.key.startswith("peer_")
        if not is_quick or figure.key in QUICK_KEYS
    }
    file.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def regressions(
    figures: Sequence[Figure], limits: Mapping[str, float], *, is_whole: bool = True
) -> list[str]:
    """What is worse than recorded, or (in a whole run) has not been measured although it was, in words."""
    found = []
    for figure in figures:
        limit = limits.get(figure.key)
        if limit is None:
            continue
        if figure.ratio is None and is_whole:
            found.append(f"{figure.key}: not measured ({figure.reason}), recorded limit {limit:.2f} ×")
        elif figure.ratio is not None and figure.ratio > limit:
            found.append(f"{figure.key}: {figure.ratio:.2f} ×, recorded limit {limit:.2f} ×")
    unknown = sorted(set(limits) - set(ROWS))
    return [*found, *(f"{key}: recorded in limits.json, but no line of the table" for key in unknown)]
