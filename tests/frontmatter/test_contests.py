"""The lines of fields that clash, and headers that have conflict hunks in them."""

from __future__ import annotations

import pytest

from curator.errors import MergeRefused
from curator.frontmatter import Placement, read
from curator.frontmatter.contests import contests, without_hunks
from curator.frontmatter.merging import merge

PLACEMENT = Placement(together=("quality", "heat"))
BASE = b"---\ntitle: \xc3\xbc\nquality: 5 # five\n\ntags:\n  - a\nheat: 1\n---\nBody\n"


def test_each_clash_has_the_lines_of_each_version() -> None:
    ours = BASE.replace(b"5 # five", b"8 # eight").replace(b"- a", b"- b")
    theirs = BASE.replace(b"5 # five", b"6 # six").replace(b"- a", b"- c")
    merged = merge(BASE, ours, theirs, PLACEMENT)
    found = contests(merged, BASE, ours)
    assert [(one.name, one.base, one.ours, one.theirs) for one in found] == [
        ("quality", b"quality: 5 # five\n", b"quality: 8 # eight\n", b"quality: 6 # six\n"),
        ("tags", b"tags:\n  - a\n", b"tags:\n  - b\n", b"tags:\n  - c\n"),
    ]
    assert all(merged.head[one.start : one.stop] == one.theirs for one in found)


def test_either_answer_to_every_clash_reads_as_that_side_wrote_it() -> None:
    ours, theirs = BASE.replace(b"quality: 5 # five\n", b""), BASE.replace(b"5 # five", b"6")
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = merge(BASE, one, other, PLACEMENT)
        (found,) = contests(merged, BASE, one)
        answered = merged.head[: found.start] + found.ours + merged.head[found.stop :]
        assert read(answered).values == read(one).values
        assert read(merged.head).values == read(other).values


def test_a_field_without_lines_of_its_own_is_refused() -> None:
    base = b"---\n{a: 1, b: 2}\n---\n"
    ours, theirs = base.replace(b"1", b"3"), base.replace(b"1", b"4")
    with pytest.raises(MergeRefused, match="a shares its lines"):
        contests(merge(base, ours, theirs, PLACEMENT), base, ours)


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
@pytest.mark.parametrize("size", [7, 9])
def test_a_header_reads_without_its_hunks(size: int, ending: bytes) -> None:
    marks = [
        b"<" * size + b" ours",
        b"quality: 8",
        b"|" * size,
        b"=" * size,
        b"quality: 6",
        b">" * size + b" x",
    ]
    data = BASE.replace(b"quality: 5 # five\n", b"\n".join([*marks, b""])).replace(b"\n", ending)
    assert without_hunks(data) == BASE.replace(b"quality: 5 # five\n", b"").replace(b"\n", ending)


def test_hunks_in_a_body_stay() -> None:
    data = BASE + b"<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"
    assert without_hunks(data) == data
