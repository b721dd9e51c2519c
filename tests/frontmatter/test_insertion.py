"""A missing field is added where a person would put it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Change = Callable[..., str]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("quality: 1\npublished: no\n", "quality: 1\nheat: 5\npublished: no\n"),
        ("published: no\n", "heat: 5\npublished: no\n"),
        ("# scores\nquality: 1 # note\nzz: 1\n", "# scores\nquality: 1 # note\nheat: 5\nzz: 1\n"),
        ("title: x\ntype: y\nzz: 1\n", "title: x\ntype: y\nheat: 5\nzz: 1\n"),
        ("title: x\nzz: 1\n", "title: x\nheat: 5\nzz: 1\n"),
        ("zz: 1\n", "zz: 1\nheat: 5\n"),
        ("zz: 1\n\n\n", "zz: 1\nheat: 5\n\n\n"),
        ("zz: 1\n# end\n\n", "zz: 1\nheat: 5\n# end\n\n"),
        ("zz: 1\n... # end\n", "zz: 1\nheat: 5\n... # end\n"),
        ("  zz: 1\n", "  zz: 1\n  heat: 5\n"),
        ("'zz': 1\n", "'zz': 1\n'heat': 5\n"),
        ("? zz\n: 1\n", "? zz\n: 1\nheat: 5\n"),
        ("? zz\n", "? zz\nheat: 5\n"),
        ("? type\nzz: 1\n", "? type\nheat: 5\nzz: 1\n"),
        ("? published\n: no\n", "heat: 5\n? published\n: no\n"),
        ("title: what ?\npublished: no\n", "title: what ?\nheat: 5\npublished: no\n"),
        ("&root !!map # note\nzz: 1\n", "&root !!map # note\nzz: 1\nheat: 5\n"),
        ("base: &b {heat: 1}\n<<: *b\n", "base: &b {heat: 1}\n<<: *b\nheat: 5\n"),
    ],
)
def test_line_is_added_beside_its_siblings_or_after_the_best_neighbour(
    change: Change, old: str, new: str
) -> None:
    assert change(old, heat=5) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("type:\n  - a\nzz: 1\n", "type:\n  - a\nheat: 5\nzz: 1\n"),
        ("type:\n  - a\n  # - b\n# zz\nzz: 1\n", "type:\n  - a\n  # - b\nheat: 5\n# zz\nzz: 1\n"),
        ("type: [a,\n b] # note\nzz: 1\n", "type: [a,\n b] # note\nheat: 5\nzz: 1\n"),
        ("type: 'a\n\n  b'\nzz: 1\n", "type: 'a\n\n  b'\nheat: 5\nzz: 1\n"),
        ("type: |\n  a\n\nzz: 1\n", "type: |\n  a\nheat: 5\n\nzz: 1\n"),
        ("type: |+\n  a\n\nzz: 1\n", "type: |+\n  a\n\nheat: 5\nzz: 1\n"),
        ("zz: |+\n  a\n\n", "zz: |+\n  a\n\nheat: 5\n"),
        ("type:\nzz: 1\n", "type:\nheat: 5\nzz: 1\n"),
    ],
)
def test_the_whole_entry_before_is_skipped(change: Change, old: str, new: str) -> None:
    assert change(old, heat=5) == new


def test_line_ending_is_that_of_the_line_before(change: Change) -> None:
    assert change("type: y\r\nzz: 1\n", heat=5) == "type: y\r\nheat: 5\r\nzz: 1\n"
    assert change("zz: 1\r\ntype: y\n", heat=5) == "zz: 1\r\ntype: y\nheat: 5\n"
    assert change("published: no\r\n", heat=5) == "heat: 5\r\npublished: no\r\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{}\n", "{heat: 5}\n"),
        ("{ # note\n}\n", "{heat: 5 # note\n}\n"),
        ("{title: x}\n", "{title: x, heat: 5}\n"),
        ("{title: x, zz: 1}\n", "{title: x, heat: 5, zz: 1}\n"),
        ("{title: x,}\n", "{title: x, heat: 5,}\n"),
        ("{title: }\n", "{title: , heat: 5}\n"),
        ("{title}\n", "{title, heat: 5}\n"),
        ("{published: no}\n", "{heat: 5, published: no}\n"),
        ("{zz: 1, ? published : no}\n", "{zz: 1, heat: 5, ? published : no}\n"),
        ('{"title":"x","type":"y"}\n', '{"title":"x","type":"y","heat":5}\n'),
        ('{"title": "x"}\n', '{"title": "x", "heat": 5}\n'),
        ("{\n  title: x\n}\n", "{\n  title: x,\n  heat: 5\n}\n"),
        (
            "{\r\n  title: x, # note\r\n  zz: 1\r\n}\r\n",
            "{\r\n  title: x, # note\r\n  heat: 5,\r\n  zz: 1\r\n}\r\n",
        ),
        ("{\n  published: no\n}\n", "{\n  heat: 5,\n  published: no\n}\n"),
        ("--- &root {title: x} # note\n", "--- &root {title: x, heat: 5} # note\n"),
    ],
)
def test_pair_is_added_to_a_mapping_in_braces(change: Change, old: str, new: str) -> None:
    assert change(old, heat=5) == new


def test_missing_fields_stand_together_in_their_order(change: Change) -> None:
    added = change("title: x\nzz: 1\n", published=True, heat=5, quality=7)
    assert added == "title: x\nquality: 7\nheat: 5\npublished: true\nzz: 1\n"


def test_nearest_sibling_decides(change: Change) -> None:
    assert change("quality: 1\nzz: 1\nheat: 2\na: 1\n", published=True).endswith(
        "heat: 2\npublished: true\na: 1\n"
    )


def test_key_that_is_not_plain_text_is_quoted(change: Change) -> None:
    fields = {"a: b": 5}
    assert change("zz: 1\n", **fields) == 'zz: 1\n"a: b": 5\n'
