"""Several fields set at once: the same bytes and the same undo as one after the other.

More and other examples: `pytest --hypothesis-profile=long tests/frontmatter/test_together.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.errors import HeaderError
from curator.frontmatter import Placement, Scalar, editing, find_header
from curator.frontmatter.editing import edit_any
from curator.frontmatter.front_matter import header_text
from curator.frontmatter.outline import Outline
from curator.frontmatter.reading import read_text
from tests.frontmatter.test_properties import KEYS, files

PLACEMENT = Placement(together=("quality", "heat", "published"), after=("type", "title"))
SCALARS = st.sampled_from([77, -1, True, False, "", "a", "x: y #z", "it's", "12", "yes", "two\nlines", "é"])


def edited(data: bytes, changes: Mapping[str, Scalar]) -> object:
    try:
        result = edit_any(data, changes, PLACEMENT)
    except HeaderError as error:
        return repr(error)
    return result.data, list(result.undo.items())


def edited_in_turn(data: bytes, changes: Mapping[str, Scalar]) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(editing, "_set_together", lambda outline, changes: None)
        return edited(data, changes)


def is_set_together(data: bytes, changes: Mapping[str, Scalar]) -> bool:
    header = find_header(data)
    outline = Outline(read_text(header_text(data, header), header.first_line))
    return editing._set_together(outline, changes) is not None


@given(data=files(), changes=st.dictionaries(st.sampled_from(KEYS), SCALARS, min_size=2, max_size=4))
@settings(max_examples=settings().max_examples * 2, suppress_health_check=list(HealthCheck))
def test_whatever_the_header_together_is_the_same_as_in_turn(
    data: bytes, changes: Mapping[str, Scalar]
) -> None:
    assert edited(data, changes) == edited_in_turn(data, changes)


@given(
    values=st.lists(SCALARS.map(repr) | st.sampled_from(["a", "5", "yes", "|\n  a"]), min_size=3),
    changes=st.dictionaries(st.sampled_from(["k0", "k1", "k2"]), SCALARS, min_size=2),
)
def test_plain_values_together_are_the_same_as_in_turn(
    values: list[str], changes: Mapping[str, Scalar]
) -> None:
    lines = [f"k{number}: {value}\n" for number, value in enumerate(values)]
    data = f"---\n{''.join(lines)}---\n".encode()
    assert edited(data, changes) == edited_in_turn(data, changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"quality": 1234, "heat": 9, "published": True},
        {"published": False, "quality": 5},
        {"title": "new title", "type": "video", "category": "b"},
    ],
)
def test_real_articles_are_edited_together_as_in_turn(shared: Path, changes: Mapping[str, Scalar]) -> None:
    together = 0
    for path in (
        sorted((shared / "corpus/ai").rglob("*.md"))
        + sorted((shared / "corpus/power-apps").rglob("*.md"))[::20]
    ):
        data = path.read_bytes()
        assert edited(data, changes) == edited_in_turn(data, changes)
        together += is_set_together(data, changes)
    assert together > 2


@pytest.mark.parametrize(
    "header",
    [
        *(b"quality: 1\n", b"quality: 1\nheat: [2]\n", b"quality: 1\nheat: &h 2\nother: *h\n"),
        *(b"quality: 77\nheat: 2\n", b"quality: 1\n<<: {heat: 2}\n"),
    ],
)
def test_what_is_not_a_plain_replacement_of_several_is_done_in_turn(header: bytes) -> None:
    assert not is_set_together(b"---\n" + header + b"---\n", {"quality": 77, "heat": 3})
