"""A list that one side reordered and the other changed: both is done, or it is a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.frontmatter import Placement, read
from curator.frontmatter.merging import Merged, merge, same

PICTURES = Placement(told_by=("url",))
LIST = "---\nt: x\nimages:\n- url: a\n  w: 1\n# b's\n- url: b\n- c\n---\nBody\n"
MOVED = "---\nt: x\nimages:\n- c\n- url: a\n  w: 1\n# b's\n- url: b\n---\nBody\n"


def whole(outcome: Merged) -> str:
    assert outcome.clashes == ()
    assert outcome.body is not None
    return (outcome.head + outcome.body).decode()


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
    assert whole(merge(base, ours, theirs.encode(), PICTURES)) == expected
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


def test_an_order_that_has_first_what_the_other_put_there_is_both() -> None:
    base, one, more = (f"---\nx: [{order}]\n---\n".encode() for order in ("a, b, c", "c, a, b", "c, b, a"))
    for ours, theirs in ((one, more), (more, one)):
        outcome = merge(base, ours, theirs, PICTURES)
        assert (outcome.head, outcome.clashes) == (more, ())


ITEMS = st.lists(st.integers(0, 9), min_size=2, max_size=6, unique=True)


def list_of(items: list[int], widths: dict[int, int]) -> bytes:
    lines = "".join(f"- url: /{item}.jpg\n  width: {widths.get(item, 1)}\n" for item in items)
    return f"---\nimages:\n{lines}t: x\n---\nBody\n".encode()


@given(
    items=ITEMS,
    moves=st.lists(st.integers(0, 5), max_size=3),
    widths=st.dictionaries(st.integers(0, 9), st.integers(2, 9)),
)
def test_any_moves_and_any_widths_are_both_there(
    items: list[int], moves: list[int], widths: dict[int, int]
) -> None:
    base, theirs, order = list_of(items, {}), list_of(items, widths), list(items)
    for move in moves:
        order.insert(0, order.pop(move % len(order)))
    ours, wanted = list_of(order, {}), list_of(order, widths)
    for one, other in ((ours, theirs), (theirs, ours)):
        assert whole(merge(base, one, other, PICTURES)) == wanted.decode()
