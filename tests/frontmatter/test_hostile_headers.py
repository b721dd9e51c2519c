"""Headers made to exhaust a reader are refused, and soon."""

from __future__ import annotations

import time

import pytest

from curator.errors import UnreadableHeader
from curator.frontmatter import read


def aliases(line: str, count: int) -> str:
    return "".join(line.format(n, n - 1) for n in range(1, count))


HOSTILE = {
    "brackets": "a: " + "[" * 100_000,
    "closed brackets": "a: " + "[" * 50_000 + "]" * 50_000,
    "brackets for the pure parser": "\tx: " + "[{" * 50_000,
    "indentation": "".join(" " * n + "a:\n" for n in range(300)),
    "dashes": "a:\n " + "- " * 50_000 + "x",
    "explicit keys": "? " * 50_000 + "x",
    "aliases": "a0: &a0 [x, x]\n" + aliases("a{0}: &a{0} [*a{1}, *a{1}]\n", 60),
    "merge keys": "a0: &a0 {x: 1}\n" + aliases("a{0}: &a{0} {{<<: [*a{1}, *a{1}]}}\n", 60),
    "chained aliases": "a0: &a0 [x]\n" + aliases("a{0}: &a{0} [*a{1}]\n", 500),
    "alias to itself": "a: &a [*a]",
    "length": "a: " + "x" * 1_100_000,
    "too many values": "a: [" + "1," * 300_000 + "]",
    "decimal number": "a: " + "9" * 5_000,
    "number in base 60": "a: 1" + ":30" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_header_is_refused_within_seconds(name: str) -> None:
    began = time.process_time()
    with pytest.raises(UnreadableHeader):
        read(b"---\n" + HOSTILE[name].encode() + b"\n---\n")
    assert time.process_time() - began < 5


def test_much_but_harmless_content_is_read() -> None:
    header = (
        "text: |\n"
        + "  line\n" * 50_000
        + "list: ["
        + "x, " * 5_000
        + "x]\n"
        + "".join(f"k{n}: v\n" for n in range(5_000))
    )
    matter = read(b"---\n" + header.encode() + b"---\n")
    assert len(matter.values) == 5_002
    assert matter.lines["k4999"] == 2 + 50_002 + 4_999
