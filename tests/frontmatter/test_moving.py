"""An item of a list comes to the front in its own characters, and everything else stays where it is."""

from __future__ import annotations

import pytest

from curator.errors import EditRefused
from curator.frontmatter import MoveFirst, Placement, Restore, edit, read
from curator.frontmatter.moving_back import is_put_back

PLACEMENT = Placement()


def file(header: str) -> bytes:
    return b"---\n" + header.encode() + b"---\nBody\n"


def moved(header: str, position: int) -> str:
    """Return the header after a move, once it is sure that its undo, from the journal, brings the old one."""
    edited = edit(file(header), {"images": MoveFirst(position)}, PLACEMENT)
    before, after = read(file(header)).values, read(edited.data).values
    images = before["images"]
    assert isinstance(images, list)
    wanted = [images[position], *images[:position], *images[position + 1 :]]
    assert after == {**before, "images": wanted}
    undo = {name: Restore.from_text(restore.to_text()) for name, restore in edited.undo.items()}
    undone = edit(edited.data, undo, PLACEMENT)
    assert undone.data == file(header)
    assert edit(undone.data, undone.undo, PLACEMENT).data == edited.data
    return edited.data.decode()[4:-9]


@pytest.mark.parametrize(
    ("old", "position", "new"),
    [
        ("images:\n- a\n- b\n- c\nt: x\n", 1, "images:\n- b\n- a\n- c\nt: x\n"),
        ("images:\n- a\n- b\n- c\nt: x\n", 2, "images:\n- c\n- a\n- b\nt: x\n"),
        ("images:\r\n  - a\r\n  - b\r\n", 1, "images:\r\n  - b\r\n  - a\r\n"),
        (
            "images:\n  - url: a\n    width: 1\n  - url: b\n    width: 2\nt: x\n",
            1,
            "images:\n  - url: b\n    width: 2\n  - url: a\n    width: 1\nt: x\n",
        ),
        ("images:\n-\n  url: a\n-   {url: b}\n", 1, "images:\n-   {url: b}\n-\n  url: a\n"),
        ("images: # all\n- a # one\n- b\n", 1, "images: # all\n- b\n- a # one\n"),
        ("images: &i\n- 'a\n\n  a'\n- \"b\"\n", 1, "images: &i\n- \"b\"\n- 'a\n\n  a'\n"),
        ("images:\n- |\n  a\n\n  a\n- b\nt: x\n", 1, "images:\n- b\n- |\n  a\n\n  a\nt: x\n"),
        ("images:\n- a\n- |+\n  b\n\n\nt: x\n", 1, "images:\n- |+\n  b\n\n\n- a\nt: x\n"),
        ("images:\n-\n- b\n", 1, "images:\n- b\n-\n"),
        ("images:\n- - a\n  - b\n- - c\n", 1, "images:\n- - c\n- - a\n  - b\n"),
        ("x: &x z\nimages:\n- a\n- *x\n", 1, "x: &x z\nimages:\n- *x\n- a\n"),
        ("images:\n- a\n- &x b\nt: *x\n", 1, "images:\n- &x b\n- a\nt: *x\n"),
        ("images:\n- a\n- !t b\n", 1, "images:\n- !t b\n- a\n"),
        ("images:\n- a\n- ? url\n  : b\n", 1, "images:\n- ? url\n  : b\n- a\n"),
        ("? images\n:\n- a\n- b\n", 1, "? images\n:\n- b\n- a\n"),
    ],
)
def test_items_move_in_their_own_lines(old: str, position: int, new: str) -> None:
    assert moved(old, position) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("images:\n# of a\n- a\n# of b\n- b\n", "images:\n# of b\n- b\n# of a\n- a\n"),
        ("images:\n# of all\n\n- a\n- b\n", "images:\n# of all\n\n- b\n- a\n"),
        (
            "images:\n- url: a\n  # width: 1\n- url: b\n  # width: 2\n# of t\nt: x\n",
            "images:\n- url: b\n  # width: 2\n- url: a\n  # width: 1\n# of t\nt: x\n",
        ),
        ("images:\n- a\n\n# nobody's\n\n- b\n", "images:\n- b\n\n# nobody's\n\n- a\n"),
        ("images:\n  - a\n\n  - b\n  # - c\n", "images:\n  - b\n\n  - a\n  # - c\n"),
        ("images:\n- a\n# of b\n\n# too\n- b\n", "images:\n# too\n- b\n# of b\n\n- a\n"),
    ],
)
def test_comments_go_with_the_item_they_belong_to(old: str, new: str) -> None:
    assert moved(old, 1) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("images: [a, b, c]\n", "images: [b, a, c]\n"),
        ('{"images":["a","b"],"t":1}\n', '{"images":["b","a"],"t":1}\n'),
        ("images: [ {url: a}  ,{url: b}, ] # all\n", "images: [ {url: b}  ,{url: a}, ] # all\n"),
        ("images: [\n  a, # of a\n  b # of b\n  ]\n", "images: [\n  b, # of b\n  a # of a\n  ]\n"),
        ("images: [\n  a, # of a\n  b,\n  c]\n", "images: [\n  b,\n  a, # of a\n  c]\n"),
        ("images: [a: 1, 'b' : 2]\n", "images: ['b' : 2, a: 1]\n"),
        ("images: [[a, b], &x [c]]\nt: *x\n", "images: [&x [c], [a, b]]\nt: *x\n"),
    ],
)
def test_items_in_brackets_move_between_their_commas(old: str, new: str) -> None:
    assert moved(old, 1) == new


@pytest.mark.parametrize(
    ("header", "reason", "line"),
    [
        ("images:\n- &x a\n- *x\n", "item 2 of images refers to an item before it", 4),
        ("images:\n- &x a\n- b\n- c: *x\n", "item 3 of images refers to an item before it", 5),
        ("x: &x [a, b]\nimages: *x\n", "stands elsewhere", 3),
        ("images: &x [a, b]\nt: *x\n", "used again on line 3", 2),
        ("images: [a,\n# of b\nb]\n", "a comment stands between two items", 3),
        ("images: [a, # of a\nb]\n", "without changing something else", 3),
        ("? images\n: - a\n  - b\n", "without changing something else", 3),
        ("images: [a, b]\nimages: [a, b]\n", "there a second time", 3),
        ("images: a\n", "is no list", 2),
        ("images: [a]\n", "has no item 3", 2),
        ("t: x\n", "is no list", None),
    ],
)
def test_what_cannot_be_taken_out_by_itself_is_refused(header: str, reason: str, line: int | None) -> None:
    position = 2 if "item 3" in reason else 1
    with pytest.raises(EditRefused, match=reason) as refusal:
        edit(file(header), {"images": MoveFirst(position)}, PLACEMENT)
    assert refusal.value.line == line


def test_the_first_item_is_first_already() -> None:
    edited = edit(file("images: [a, b]\n"), {"images": MoveFirst(0)}, PLACEMENT)
    assert (edited.data, edited.undo) == (file("images: [a, b]\n"), {})


def test_a_move_goes_together_with_other_changes() -> None:
    edited = edit(file("images: [a, b]\nquality: 1\n"), {"quality": 7, "images": MoveFirst(1)}, PLACEMENT)
    assert edited.data == file("images: [b, a]\nquality: 7\n")
    assert edit(edited.data, edited.undo, PLACEMENT).data == file("images: [a, b]\nquality: 1\n")


def test_undo_leaves_what_others_changed_behind_the_moved_items() -> None:
    edited = edit(file("images:\n- a\n- b\n- c\nt: x\n"), {"images": MoveFirst(1)}, PLACEMENT)
    changed = edited.data.replace(b"- c", b"- d").replace(b"t: x", b"t: y")
    assert edit(changed, edited.undo, PLACEMENT).data == file("images:\n- a\n- b\n- d\nt: y\n")


LIST = "images:\n- url: a\n  w: 1\n# of b\n- url: b\n  w: 2\n- c\n- url: d\nt: x\n"


@pytest.mark.parametrize(
    "theirs",
    [
        [("w: 1", "w: 9"), ("w: 2", "w: 8")],
        [("- c\n", "- url: c\n")],
        [("- url: b\n  w: 2\n", "- {url: b, w: 2}\n")],
        [("\n", "\r\n"), ("w: 1", "w: 9")],
        [("- url: d\n", "- url: e\n- f\n"), ("w: 1", "w: 9")],
    ],
)
@pytest.mark.parametrize("position", [1, 2, 3])
def test_undo_puts_back_what_was_moved_whatever_it_says_now(
    position: int, theirs: list[tuple[str, str]]
) -> None:
    placement = Placement(told_by=("url",))
    edited = edit(file(LIST), {"images": MoveFirst(position)}, placement)
    changed, wanted = edited.data.decode(), file(LIST).decode()
    for old, new in theirs:
        changed, wanted = changed.replace(old, new), wanted.replace(old, new)
    if position == 3 and "- url: e" in changed:
        return  # then what was moved is there no more
    undone = edit(changed.encode(), edited.undo, placement)
    assert undone.data.decode() == wanted
    assert is_put_back(undone.data, edited.undo["images"], placement)
    assert not is_put_back(changed.encode(), edited.undo["images"], placement)
    assert edit(undone.data, undone.undo, placement).data.decode() == changed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- url: b", "- url: z"),
        ("images:\n", "images:\n- new\n"),
        ("- url: a\n  w: 1\n", ""),
        ("- url: a", "- url: b"),
    ],
)
def test_undo_is_refused_where_it_is_in_doubt_what_was_before(old: str, new: str) -> None:
    placement = Placement(told_by=("url",))
    edited = edit(file(LIST), {"images": MoveFirst(1)}, placement)
    changed = edited.data.decode().replace(old, new)
    with pytest.raises(EditRefused, match="images cannot be put back, for its order was changed meanwhile"):
        edit(changed.encode(), edited.undo, placement)
