"""Changing a header without a parser of YAML: the same bytes, undo and refusals as with one.

More and other examples: `pytest --hypothesis-profile=long tests/frontmatter/test_changing.py`.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.errors import HeaderError
from curator.frontmatter import Edited, Placement, Scalar, edit, find_header
from curator.frontmatter.changing import _edit_simple
from curator.frontmatter.editing import edit_any
from curator.frontmatter.front_matter import header_text
from tests.frontmatter.test_simple_properties import nearly_simple

PLACEMENT = Placement(together=("quality", "heat", "published"), after=("type", "title"))
SCALARS = st.sampled_from([77, -1, 0, 1, True, False, 10**18, -(10**17), "a", "12", ""])
FEW_CHANGES = st.dictionaries(
    st.sampled_from([*"abcdefgh", "x-y", "_z", "new"]), SCALARS, min_size=1, max_size=4
)

ARTICLE = b"---\ntitle: A\nquality: 60\nheat: -1\npublished: Yes\ntopics:\n  - a: 1\n---\nBody: 60\n"


def outcome(
    way: Callable[[bytes, Mapping[str, Scalar], Placement], Edited],
    data: bytes,
    changes: Mapping[str, Scalar],
) -> object:
    try:
        edited = way(data, changes, PLACEMENT)
    except HeaderError as error:
        return repr(error)
    return edited.data, list(edited.undo.items())


def is_simple(data: bytes, changes: Mapping[str, Scalar]) -> bool:
    header = find_header(data)
    return _edit_simple(data, header, header_text(data, header), changes) is not None


@given(text=nearly_simple(), changes=FEW_CHANGES)
@settings(max_examples=settings().max_examples * 4, suppress_health_check=list(HealthCheck))
def test_whatever_the_header_both_ways_do_the_same(text: str, changes: Mapping[str, Scalar]) -> None:
    data = f"---\n{text}---\nbody\n".encode("utf-8", "surrogatepass")
    assert outcome(edit, data, changes) == outcome(edit_any, data, changes)


@given(
    values=st.lists(
        st.sampled_from(["5", "-1", "0", "yes", "FALSE", "On", "true  ", "a", "null"]), min_size=3
    ),
    changes=st.dictionaries(st.sampled_from(["k0", "k1", "k2"]), SCALARS, min_size=1),
    line=st.sampled_from(["\n", "\r\n"]),
    blanks=st.sampled_from([" ", "   "]),
)
def test_plain_values_are_changed_the_same_both_ways(
    values: list[str], changes: Mapping[str, Scalar], line: str, blanks: str
) -> None:
    rows = ["---", *(f"k{number}:{blanks}{value}" for number, value in enumerate(values)), "---", "body"]
    data = line.join(rows).encode()
    assert outcome(edit, data, changes) == outcome(edit_any, data, changes)


@pytest.mark.parametrize("changes", [{"quality": 1234, "heat": 9, "published": True}, {"published": False}])
def test_real_articles_are_changed_the_same_both_ways(shared: Path, changes: Mapping[str, Scalar]) -> None:
    simple = 0
    for path in sorted((shared / "corpus").rglob("*.md"))[::4]:
        data = path.read_bytes()
        assert outcome(edit, data, changes) == outcome(edit_any, data, changes), path
        if isinstance(outcome(edit, data, changes), tuple):
            simple += is_simple(data, changes)
    assert simple > 20


def test_only_the_values_change_and_undo_puts_them_back() -> None:
    changes: dict[str, Scalar] = {"quality": 75, "heat": 2, "published": False}
    assert is_simple(ARTICLE, changes)
    edited = edit(ARTICLE, changes, PLACEMENT)
    expected = ARTICLE.replace(b"quality: 60\nheat: -1", b"quality: 75\nheat: 2").replace(b"Yes", b"No")
    assert edited.data == expected
    assert edit(edited.data, edited.undo, PLACEMENT).data == ARTICLE


@pytest.mark.parametrize(
    "change", [{"quality": "good"}, {"title": 5}, {"new": 1}, {"topics": 1}, {"quality": 10**30}]
)
def test_what_is_not_one_plain_value_for_another_is_left_to_the_parser(change: Mapping[str, Scalar]) -> None:
    assert not is_simple(ARTICLE, change)


def test_a_decision_on_a_simple_header_loads_no_parser() -> None:
    program = (
        "import sys; from curator.frontmatter import Placement, edit;"
        f"edit({ARTICLE!r}, {{'quality': 1}}, Placement((), ())); sys.exit('yaml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_change_that_was_not_made_as_wanted_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    # The proof, not the care of the splice, is what keeps the rest of the header as it was.
    monkeypatch.setattr("curator.frontmatter.changing.spellings", lambda value, old: iter(["1\nextra: 2"]))
    assert not is_simple(ARTICLE, {"quality": 1})
    assert re.search(rb"^quality: 1 *$", edit(ARTICLE, {"quality": 1}, PLACEMENT).data, re.MULTILINE)
