"""How large a file is, as people are told: decimal, as file managers show it."""

from __future__ import annotations


def size_words(count: int) -> str:
    """A count of bytes in words, as in "24 MB"; what is less than a kB counts as one."""
    if count < 1_000_000:
        return f"{max(round(count / 1000), 1) if count else 0} kB"
    if count < 1_000_000_000:
        return f"{count / 1_000_000:.0f} MB"
    return f"{count / 1_000_000_000:.1f} GB".replace(".0 ", " ")
