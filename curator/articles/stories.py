"""Stories: an article with its related items from other publishers; the best leads and carries the heat.

Which of them are files of the same folder, `curator.library.Catalogue` knows.
"""

from __future__ import annotations

from collections.abc import Sequence

from curator.articles.model import Related


def outranking(quality: int | None, related: Sequence[Related]) -> Related | None:
    """The best related item whose quality is higher than `quality`; None if the article leads its story.

    An article without quality is not outranked: there is nothing to compare. Of equals the first counts.
    """
    rated = [item for item in related if item.quality is not None]
    best = max(rated, key=_quality, default=None)
    return best if best is not None and quality is not None and _quality(best) > quality else None


def _quality(item: Related) -> int:
    return item.quality if item.quality is not None else 0
