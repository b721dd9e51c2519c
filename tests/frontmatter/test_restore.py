"""Undo puts back what was there, byte for byte, and never over somebody else's change."""

from __future__ import annotations

import pytest

from curator.errors import EditRefused
from curator.frontmatter import Placement, Restore, Scalar, edit

PLACEMENT = Placement(together=("quality", "heat", "published"), after=("title",))


def file(header: str) -> bytes:
    return b"---\n" + header.encode() + b"---\nBody\n"


def undo_of(header: str, changes: dict[str, Scalar]) -> tuple[str, dict[str, Scalar | Restore]]:
    """Return the header after an edit and its undo, as the journal brings it back."""
    edited = edit(file(header), changes, PLACEMENT)
    undo = {name: Restore.from_text(restore.to_text()) for name, restore in edited.undo.items()}
    return edited.data.decode()[4:-9], dict(undo)


def undone(header: str, undo: dict[str, Scalar | Restore]) -> str:
    return edit(file(header), undo, PLACEMENT).data.decode()[4:-9]


FORMS = [
    "quality: '72' # note\n",
    "quality: ~\n",
    "quality:   # note\n",
    "? quality\n",
    "quality: |\n  72\n\n\ntitle: x\n",
    "quality: # note\n  - 7\n  # inside\n  - 2\ntitle: x\n",
    "best: &b 90\nquality: *b\n",
    "quality: !custom &q 72\n",
    "title: x\nzz: 1\n",
    "{}\n",
    "{title: x}\n",
    "base: &b {quality: 1}\n<<: *b\n",
    "quality: 1\nquality: 2\n",
    "quality: 7.50\n",
    "quality: .nan\n",
]


@pytest.mark.parametrize("header", FORMS)
def test_undo_and_redo_give_the_same_bytes(header: str) -> None:
    changes: dict[str, Scalar] = {"quality": 77, "heat": 5}
    once, undo = undo_of(header, changes)
    data = file(once)
    for _ in range(3):
        back = edit(data, undo, PLACEMENT)
        assert back.data == file(header)
        again = edit(back.data, back.undo, PLACEMENT)
        assert again.data == data
        undo = dict(again.undo)


@pytest.mark.parametrize("header", FORMS)
def test_fields_can_be_undone_one_by_one_in_either_order(header: str) -> None:
    once, undo = undo_of(header, {"quality": 77, "heat": 5})
    for order in (list(undo), list(reversed(undo))):
        text = once
        for name in order:
            text = undone(text, {name: undo[name]})
        assert text == header


def test_undo_leaves_what_others_changed_meanwhile() -> None:
    once, undo = undo_of("title: x\nquality: '72' # note\n", {"quality": 77})
    changed = once.replace("title: x", "date: now\ntitle: y").replace("# note", "# new note\nmore: 1")
    assert undone(changed, undo) == "date: now\ntitle: y\nquality: '72' # new note\nmore: 1\n"


def test_undo_is_refused_when_somebody_else_changed_the_value() -> None:
    once, undo = undo_of("title: x\nquality: 72\n", {"quality": 77})
    for changed in ("quality: 78", "quality: '77'", "quality: true", "quality: 77.0", "other: 1"):
        with pytest.raises(EditRefused, match="quality was changed by somebody else"):
            undone(once.replace("quality: 77", changed), undo)


def test_undo_of_an_added_field_is_refused_when_it_was_changed_or_removed() -> None:
    once, undo = undo_of("title: x\n", {"quality": 77})
    for changed in ("title: x\nquality: 78\n", "title: x\n"):
        with pytest.raises(EditRefused, match="somebody else"):
            undone(changed, undo)
    assert undone(once, undo) == "title: x\n"


def test_redo_is_refused_when_the_field_came_back_otherwise() -> None:
    once, undo = undo_of("title: x\n", {"quality": 77})
    redo = edit(file(once), undo, PLACEMENT).undo
    with pytest.raises(EditRefused, match="somebody else"):
        undone("title: x\nquality: 5\n", dict(redo))


@pytest.mark.parametrize(
    ("header", "rewritten", "expected"),
    [
        ("quality: 72\n", "title: x\r\n'quality':  0x4D\r\n", "title: x\r\n'quality':  72\r\n"),
        ("quality: '72'\n", "{quality: 77, title: x}\n", "{quality: '72', title: x}\n"),
        ("title: x\n", "quality:  77\r\ntitle: x\r\n", "title: x\r\n"),
        ("title: x\n", "{quality: 77, title: x}\n", "{title: x}\n"),
        ("title: x\n", "{title: x, quality: 77}\n", "{title: x}\n"),
        ("title: x\n", "{\n  quality: 77,\n  title: x\n}\n", "{\n  title: x\n}\n"),
        ("title: x\n", "{\n  title: x,\n  quality: 77 }\n", "{\n  title: x }\n"),
        ("title: x\n", "title: x\n? quality\n: 77\n", "title: x\n"),
    ],
)
def test_undo_falls_back_to_the_value_when_the_header_was_rewritten(
    header: str, rewritten: str, expected: str
) -> None:
    _, undo = undo_of(header, {"quality": 77})
    assert undone(rewritten, undo) == expected


def test_undo_does_not_remove_a_line_with_somebody_elses_comment() -> None:
    once, undo = undo_of("title: x\n", {"quality": 77})
    with pytest.raises(EditRefused, match="line 3"):
        undone(once.replace("quality: 77", "quality: 77 # agreed with Ann"), undo)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "[1,2,3,4,5,6]", '["a", 1, "b", "c", ["x", 1], ["absent", null]]']
)
def test_text_that_is_no_restore_is_rejected(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any message will do, json's own too
        Restore.from_text(text)
