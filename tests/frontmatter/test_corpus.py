"""Real articles: every one is edited right, and undone byte for byte."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from curator.frontmatter import HeaderKind, find_header


def test_real_articles_are_edited_right(shared: Path, judged: Callable[..., str]) -> None:
    files = [path.read_bytes() for path in sorted((shared / "corpus").rglob("*.md"))]
    tally = Counter(judged(data) for data in files[::2] if find_header(data).kind is HeaderKind.YAML)
    assert tally["edited"] > 150
    assert tally["refused"] <= 1
