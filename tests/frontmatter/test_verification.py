"""A splice that changes anything but its own entry is found out, whatever proposed it."""

from __future__ import annotations

import pytest

from curator.frontmatter.outline import Outline
from curator.frontmatter.reading import read_text
from curator.frontmatter.replacing import Splice
from curator.frontmatter.verification import Expected, Replacement, verified, verified_together

HEADER = "title: &t 'x'\nquality: 72\ntags: [a, *t] # note\n"


def after(header: str, wrong: str) -> Outline | None:
    """Return what is made of replacing 72 by 77 when `wrong` is the header that would come out."""
    outline = Outline(read_text(header, 2))
    entry = outline.entries[1]
    splice = Splice(0, len(header), wrong)
    alone = verified(outline, splice, Expected(entry.value, entry.stop, 1, value=77))
    together = verified_together(outline, [Replacement(splice, entry.value, 77)])
    assert (alone is None) == (together is None)
    return alone


def test_right_edit_is_accepted() -> None:
    assert after(HEADER, HEADER.replace("72", "77")) is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("72", "78"),
        ("72", "'77'"),
        ("72", "77.0"),
        ("72", "!custom 77"),
        ("72", "[77]"),
        ("72", "77 and more"),
        ("72", "77\nmore: 1"),
        ("72\n", "77\n  "),
        ("72\ntags", "77 tags"),
        ("title", "Title"),
        ("title", "!!str title"),
        ("'x'", "x"),
        ("[a", "[b"),
        ("[a, *t]", "\n- a\n- *t"),
        ("*t", "'x'"),
        ("&t", "&t !!str"),
        ("&t 'x'", "'x'"),
        ("title", "--- # more\ntitle"),
        ("# note", "\nmore: 1"),
        ("# note", "\n... # more"),
        ("tags", "'tags"),
    ],
)
def test_any_other_difference_is_found(old: str, new: str) -> None:
    assert after(HEADER, HEADER.replace("72", "77").replace(old.replace("72", "77"), new)) is None


def test_moved_anchor_is_found() -> None:
    header = "a: &t x\nquality: 72\nb: &u x\nc: *t\n"
    assert after(header, "a: &u x\nquality: 77\nb: &t x\nc: *t\n") is None


@pytest.mark.parametrize(
    ("wrong", "is_right"),
    [
        ("a: 1\nx: y\nb: 2\n", True),
        ("a: 1\nx: y\nb: 3\n", False),
        ("a: 3\nx: y\nb: 2\n", False),
        ("a: 1\nx: z\nb: 2\n", False),
    ],
)
def test_every_one_of_several_replacements_must_be_right(wrong: str, is_right: bool) -> None:
    header = "a: 0\nx: y\nb: 0\n"
    outline = Outline(read_text(header, 2))
    first, _, last = outline.entries
    whole = Replacement(Splice(0, len(header), wrong), first.value, 1)
    nothing = Replacement(Splice(len(header), len(header), ""), last.value, 2)
    assert (verified_together(outline, [nothing, whole]) is not None) == is_right
