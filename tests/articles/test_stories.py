"""Who leads a story, and which files of a folder belong to one."""

from __future__ import annotations

from curator.articles import Related, outranking


def item(quality: int | None, title: str = "") -> Related:
    return Related(title=title, quality=quality)


def test_best_item_of_higher_quality_outranks() -> None:
    best = outranking(50, [item(60, "a"), item(89, "b"), item(89, "c"), item(None, "d")])
    assert best is not None
    assert best.title == "b"


def test_item_of_equal_quality_does_not_outrank() -> None:
    assert outranking(50, [item(50), item(None)]) is None


def test_article_without_quality_is_not_outranked() -> None:
    assert outranking(None, [item(50)]) is None
    assert outranking(7, []) is None
