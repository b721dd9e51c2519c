"""What is done to a header takes time in proportion to it: counted in what is looked at, not on a clock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType

import pytest

from curator.articles.fields import PLACEMENT
from curator.errors import MergeRefused, UnreadableHeader
from curator.frontmatter import read
from curator.frontmatter.editing import edit_any
from curator.frontmatter.merging import merge


def steps_of(work: Callable[[], object]) -> int:
    """The number of calls and of items yielded while some work is done; those inside C are not counted."""
    count = 0

    def tally(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def header(line: str, count: int) -> bytes:
    """A header of many lines that count."""
    return b"---\n" + "".join(line.format(number) for number in range(count)).encode() + b"---\n"


@pytest.mark.parametrize("line", ["k{}: v\n", "!t {}: 1\n", "'{}': [a]\n"])
def test_four_times_the_keys_are_four_times_the_work(line: str) -> None:
    def there_and_back(data: bytes) -> None:
        edited = edit_any(data, {"quality": 7}, PLACEMENT)
        undone = edit_any(edited.data, edited.undo, PLACEMENT)
        assert undone.data == data
        assert edit_any(undone.data, undone.undo, PLACEMENT).data == edited.data

    few, many = (steps_of(partial(there_and_back, header(line, count))) for count in (100, 400))
    assert many < 5 * few


def test_number_that_shares_its_hash_is_no_key() -> None:
    modulus = sys.hash_info.modulus
    assert read(f"---\n{modulus - 1}: a\n---\n".encode()).values == {str(modulus - 1): "a"}
    with pytest.raises(UnreadableHeader, match=r"line 3: .* is too large a number for a key"):
        read(f"---\na: 1\n-{modulus}: a\n---\n".encode())


def test_thousands_of_changes_in_a_long_header_are_left_to_a_merge_of_text() -> None:
    base, ours = header("k{}: [1]\n", 2_000), header("k{}: [2]\n", 2_000)
    with pytest.raises(MergeRefused, match="too many"):
        merge(base, ours, base[:-4] + b"z: 1\n---\n" + b"Body.\n", PLACEMENT)
