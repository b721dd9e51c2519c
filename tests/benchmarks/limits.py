"""The limits recorded for regression: how large a ratio of the table may become before the command fails."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.benchmarks.figures import ROWS, Figure

LIMITS = Path(__file__).with_name("limits.json")


def limits_for(articles: int, file: Path = LIMITS) -> Mapping[str, float]:
    """The limits recorded for folders of this size or, lacking that, of the largest recorded one below it."""
    recorded = json.loads(file.read_text(encoding="utf-8"))["limits"]
    sizes = [int(size) for size in recorded if int(size) <= articles]
    return {str(key): float(value) for key, value in recorded[str(max(sizes))].items()} if sizes else {}


def regressions(figures: Sequence[Figure], limits: Mapping[str, float]) -> list[str]:
    """What is worse than recorded, or could not be measured although a limit is recorded, in words."""
    found = []
    for figure in figures:
        limit = limits.get(figure.key)
        if limit is None:
            continue
        if figure.ratio is None:
            found.append(f"{figure.key}: not measured ({figure.reason}), recorded limit {limit:.2f} ×")
        elif figure.ratio > limit:
            found.append(f"{figure.key}: {figure.ratio:.2f} ×, recorded limit {limit:.2f} ×")
    unknown = sorted(set(limits) - set(ROWS))
    return [*found, *(f"{key}: recorded in limits.json, but no line of the table" for key in unknown)]
