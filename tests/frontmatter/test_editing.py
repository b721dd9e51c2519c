"""A value is replaced by exactly its own characters, in every form YAML has for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from curator.errors import EditRefused, ForeignHeader, NoHeader, UnreadableHeader
from curator.frontmatter import Placement, edit

Change = Callable[..., str]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("quality: 72\n", "quality: 77\n"),
        ("quality:   72   # note\n", "quality:   77   # note\n"),
        ("quality : 72\n", "quality : 77\n"),
        ("quality: -1\r\n", "quality: 77\r\n"),
        ("quality: 0x48\n", "quality: 77\n"),
        ("quality: 77.0\n", "quality: 77\n"),
        ("quality: '72' # note\n", "quality: 77 # note\n"),
        ('quality: "7\\x32"#note\n', "quality: 77 #note\n"),
        ("'quality': 72\n", "'quality': 77\n"),
        ("  quality: 72\n", "  quality: 77\n"),
        ("quality:\n   72\n", "quality:\n   77\n"),
        ("? quality\n: 72\n", "? quality\n: 77\n"),
        ("? quality\n# note\n: # more\n  72\n", "? quality\n# note\n: # more\n  77\n"),
        ("quality: 1\nquality: 2\n", "quality: 1\nquality: 77\n"),
        ("other: {quality: 1}\nquality: 2\n", "other: {quality: 1}\nquality: 77\n"),
        ("quality: &q 72\n", "quality: &q 77\n"),
        ("quality: &q !!int 72\n", "quality: &q !!int 77\n"),
        ("quality: !!str 72\n", "quality: 77\n"),
        ("quality: !!str &q 72\n", "quality: &q 77\n"),
        ("quality: ! 72\n", "quality: 77\n"),
        ("quality: !custom # note\n  72\n", "quality: # note\n  77\n"),
        ("best: &b 90\nquality: *b\n", "best: &b 90\nquality: 77\n"),
        ("name: &k quality\n*k : 72\n", "name: &k quality\n*k : 77\n"),
        ("{quality: 72}\n", "{quality: 77}\n"),
        ('{"a":1,"quality":72,"b":2}\n', '{"a":1,"quality":77,"b":2}\n'),
        (
            "%YAML 1.1\n--- # note\nquality: 72\n... # end\n",
            "%YAML 1.1\n--- # note\nquality: 77\n... # end\n",
        ),
    ],
)
def test_scalar_is_replaced_in_its_place(change: Change, old: str, new: str) -> None:
    assert change(old, quality=77) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("quality:\n", "quality: 77\n"),
        ("quality: \n", "quality: 77\n"),
        ("quality: # note\n", "quality: 77 # note\n"),
        ("quality:   # note\n", "quality: 77   # note\n"),
        ("quality: ~ # note\n", "quality: 77 # note\n"),
        ("quality: null\r\n", "quality: 77\r\n"),
        ("quality: !!null\n", "quality: 77\n"),
        ("quality: &q\n", "quality: &q 77\n"),
        ("quality: !!null &q # note\n", "quality: &q 77 # note\n"),
        ("? quality\n", "? quality\n: 77\n"),
        ("? quality # note\n? title\n", "? quality # note\n: 77\n? title\n"),
        ("{quality, title: x}\n", "{quality: 77, title: x}\n"),
        ('{"quality": }\n', '{"quality": 77}\n'),
        ('{"quality":,"a":1}\n', '{"quality": 77,"a":1}\n'),
    ],
)
def test_null_is_filled_in(change: Change, old: str, new: str) -> None:
    assert change(old, quality=77) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("quality: 72\n  and more\ntitle: x\n", "quality: 77\ntitle: x\n"),
        ('quality: "72\n\n  more" # note\n', "quality: 77 # note\n"),
        ("quality: |\n  72\n\n  more\n\ntitle: x\n", "quality: 77\ntitle: x\n"),
        ("quality: >2- # note\r\n   72\r\ntitle: x\r\n", "quality: 77 # note\r\ntitle: x\r\n"),
        ("quality: |+\n\n\n# note\ntitle: x\n", "quality: 77\n# note\ntitle: x\n"),
        ("quality: [7,\n  2] # note\n", "quality: 77 # note\n"),
        ("quality: # note\n- 7\n- 2\n# title\ntitle: x\n", "quality: 77 # note\n# title\ntitle: x\n"),
        ("quality: !custom\n  a: |\n    b\ntitle: x\n", "quality: 77\ntitle: x\n"),
        ("quality: &a [&b 1, *b]\n", "quality: 77\n"),
        ("quality:\n  ? a\n# title\ntitle: x\n", "quality: 77\n# title\ntitle: x\n"),
    ],
)
def test_longer_value_is_replaced_as_a_whole(change: Change, old: str, new: str) -> None:
    assert change(old, quality=77) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("yes", "no"),
        ("True", "False"),
        ("ON", "OFF"),
        ("'Yes'", "No"),
        ("y", "false"),
        ("1", "false"),
        ("", "false"),
    ],
)
def test_boolean_keeps_its_word_family_and_case(change: Change, old: str, new: str) -> None:
    assert change(f"published: {old}\n", published=False) == f"published: {new}\n"


@pytest.mark.parametrize(
    ("old", "text", "new"),
    [
        ("x", "new", "new"),
        ("'x'", "it's", "'it''s'"),
        ('"x"', 'a "b" \\ c\n', '"a \\"b\\" \\\\ c\\n"'),
        ("x # note", "a #b", "'a #b' # note"),
        ("x", "72", "'72'"),
        ("x", "", "''"),
        ("x", "a: b", "'a: b'"),
        ("x", "2020-01-01", "2020-01-01"),
        ("x", "two\nlines \x07", '"two\\nlines \\x07"'),
        ("72", "yes", "'yes'"),
        ("!!str 72", "73", "!!str 73"),
        ("x", "- x", "'- x'"),
    ],
)
def test_text_keeps_its_quotes_and_gets_them_where_it_must(
    change: Change, old: str, text: str, new: str
) -> None:
    assert change(f"title: {old}\n", title=text) == f"title: {new}\n"


@pytest.mark.parametrize(
    "header",
    [
        "quality: 77\npublished: no\n",
        "quality: 0x4D\npublished: Off\n",
        "<<: {quality: 77, published: false}\n",
    ],
)
def test_edit_to_what_is_there_already_changes_nothing(header: str) -> None:
    data = b"---\n" + header.encode() + b"---\n"
    edited = edit(data, {"quality": 77, "published": False}, Placement())
    assert edited.data == data
    assert edited.undo == {}


@pytest.mark.parametrize(
    ("header", "anchored", "alias"),
    [
        ("quality: &q 72\nheat: *q\n", 2, 3),
        ("quality: &q\n\nheat: *q\n", 2, 4),
        ("quality:\n- &q 72\nheat: [*q]\n", 3, 4),
    ],
)
def test_value_used_elsewhere_is_refused_naming_both_lines(
    change: Change, header: str, anchored: int, alias: int
) -> None:
    with pytest.raises(EditRefused, match=f"line {alias}") as caught:
        change(header, quality=77)
    assert caught.value.line == anchored


def test_several_fields_are_edited_at_once(change: Change) -> None:
    header = "published: yes\nquality: 72\nheat: -1\n"
    assert change(header, quality=77, heat=3, published=False) == "published: no\nquality: 77\nheat: 3\n"


def test_nothing_is_changed_when_one_of_several_fields_is_refused(change: Change) -> None:
    with pytest.raises(EditRefused):
        change("quality: 72\nheat: &h 1\nother: *h\n", quality=77, heat=2)


def test_files_without_a_readable_header_are_refused() -> None:
    with pytest.raises(NoHeader):
        edit(b"text", {"quality": 1}, Placement())
    with pytest.raises(ForeignHeader):
        edit(b"+++\nquality = 2\n+++\n", {"quality": 1}, Placement())
    with pytest.raises(UnreadableHeader):
        edit(b"---\n'\n---\n", {"quality": 1}, Placement())


def test_body_byte_order_mark_and_markers_are_kept() -> None:
    before, after = b"\xef\xbb\xbf--- # note\r\n", b"...  \r\n\xff\x00---\n"
    edited = edit(before + b"quality: 72\r\n" + after, {"quality": 7}, Placement())
    assert edited.data == before + b"quality: 7\r\n" + after


@pytest.mark.parametrize("other", ["!t quality: 31", "! quality: 0x1F"])
def test_field_that_a_tagged_key_overrides_is_not_said_to_be_saved(other: str) -> None:
    data = f"---\nquality: 72\n{other}\n---\n".encode()
    with pytest.raises(EditRefused, match="second time under a tag"):
        edit(data, {"quality": 77}, Placement())
