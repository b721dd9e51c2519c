"""A list that one side put into another order and the other side changed, merged."""

from __future__ import annotations

import pytest

from curator.frontmatter import Placement, read
from curator.frontmatter.merging import merge, same

PICTURES = Placement(told_by=("url",))
LIST = "---\nt: x\nimages:\n- url: a\n  w: 1\n# b's\n- url: b\n- c\n---\nBody\n"
MOVED = "---\nt: x\nimages:\n- c\n- url: a\n  w: 1\n# b's\n- url: b\n---\nBody\n"


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        (LIST.replace("w: 1", "w: 2"), MOVED.replace("w: 1", "w: 2")),
        (LIST.replace("# b's\n- url: b\n", ""), MOVED.replace("# b's\n- url: b\n", "")),
        (LIST.replace("- c\n", "- c\n- d\n"), MOVED.replace("b\n---", "b\n- d\n---")),
        (LIST.replace("- c", "- url: c\n  w: 9"), MOVED.replace("- c", "- url: c\n  w: 9")),
        (
            LIST.replace("t: x", "t: y").replace("w: 1", "w: 2"),
            MOVED.replace("t: x", "t: y").replace("w: 1", "w: 2"),
        ),
        (MOVED.replace("w: 1", "w: 2"), MOVED.replace("w: 1", "w: 2")),
    ],
)
def test_a_list_in_another_order_keeps_what_the_other_side_changed_in_it(theirs: str, expected: str) -> None:
    base, ours = LIST.encode(), MOVED.encode()
    merged = merge(base, ours, theirs.encode(), PICTURES)
    assert merged.clashes == ()
    assert (merged.head + (merged.body or b"")).decode() == expected
    mirrored = merge(base, theirs.encode(), ours, PICTURES)
    assert same(dict(read(mirrored.head).values), dict(read(expected.encode()).values))


@pytest.mark.parametrize(
    "theirs",
    [
        LIST.replace("- c\n", "").replace("images:\n", "images:\n- d\n- c\n"),
        LIST.replace("images:\n", "images:\n- new\n"),
        LIST.replace("- c\n", ""),
        LIST.replace("- c\n", "- c\n- c\n"),
        LIST.replace("- url: a\n  w: 1\n", ""),
        LIST.replace("- c\n", "")
        .replace("images:\n", "images:\n# x\n- url: b\n")
        .replace("# b's\n- url: b\n", "- c\n"),
    ],
)
def test_what_is_in_doubt_about_the_order_of_a_list_is_a_clash(theirs: str) -> None:
    for ours, other in ((MOVED, theirs), (theirs, MOVED)):
        outcome = merge(LIST.encode(), ours.encode(), other.encode(), PICTURES)
        assert [clash.name for clash in outcome.clashes] == ["images"]
