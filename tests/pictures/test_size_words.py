"""How large a file is, in words."""

from __future__ import annotations

import pytest

from curator.pictures import size_words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 kB"),
        (1, "1 kB"),
        (262_144, "262 kB"),
        (1_000_000, "1 MB"),
        (96_400_000, "96 MB"),
        (1_000_000_000, "1 GB"),
        (1_540_000_000, "1.5 GB"),
    ],
)
def test_sizes_are_told_as_file_managers_do(count: int, words: str) -> None:
    assert size_words(count) == words
