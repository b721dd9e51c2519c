"""Where libyaml is asked instead of PyYAML's pure-Python parser, both must say the same.

More and other examples: `pytest --hypothesis-profile=long tests/frontmatter/test_parsers_agree.py`.
"""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.errors import UnreadableHeader
from curator.frontmatter.parsing import parse_events

FRAGMENTS = [
    *(
        "a",
        "b: ",
        "key: value\n",
        "- ",
        "? ",
        ": ",
        ":",
        "{",
        "}",
        "[",
        "]",
        ", ",
        ",",
        "'",
        '"',
        "#",
        " # c\n",
    ),
    *(
        "\n",
        "\n  ",
        "\n    ",
        " ",
        "  ",
        "\r\n",
        "\r",
        "\t",
        "&a ",
        "*a",
        "!!str ",
        "!",
        "%",
        "@",
        "`",
        "\\",
        "-",
    ),
    *(
        "| \n  x\n",
        "|#",
        ">-\n x\n",
        "|2\n",
        "|+\n\n",
        "[a, b]\n",
        "{a: b}\n",
        "- - a\n",
        "x\n\n  y\n",
        "<<: *a\n",
    ),
    *(
        "...\n",
        "---\n",
        "--- ",
        "\u00e9",
        "\u00a0",
        "\u0085",
        "\u2028",
        "\ufeff",
        "\x07",
        "日本",
        "😀",
        "~",
        "=",
        "_",
    ),
    *(
        "http://x/?y=1#z",
        "a?b",
        "a:b",
        "::",
        "?x",
        '"x":',
        "\\x41",
        "\\u00e9",
        "\\/",
        "\\\n",
        "''",
        "0",
        "1_0",
    ),
    *(
        "x" * 1010,
        "x" * 14 + ": ",
        "a b ",
        '"x" : ',
        "'y'",
        "[a: b]",
        "[? a]",
        "{a}",
        "{a, b: }",
        "\n- x",
        "\n-\n",
    ),
]


NAMES = ("anchor", "tag", "value", "implicit")
STYLES = ("style", "flow_style", "explicit")


def described(event: yaml.Event) -> tuple[object, ...]:
    """Return all that an event says but its place; None, False and "" are the same style to both parsers."""
    names = [getattr(event, name, None) for name in NAMES]
    return (type(event).__name__, *names, *(getattr(event, style, None) or None for style in STYLES))


def told(text: str) -> list[tuple[object, ...]] | None:
    """Return what the pure parser says of a text, None when it refuses."""
    try:
        return [described(event) for event in yaml.parse(text, yaml.SafeLoader)]
    except (yaml.YAMLError, ValueError, OverflowError):
        return None


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join))
@settings(max_examples=settings().max_examples * 20)
def test_events_are_those_of_the_pure_parser(text: str) -> None:
    try:
        events = parse_events(text, 1)
    except UnreadableHeader:
        assert told(text) is None or "*a" in text
        return
    assert [described(event) for event in events] == told(text)


@pytest.mark.parametrize(
    "text",
    [
        *("key:\tvalue\n", "a: |# glued\n  x\n", "a: [b?c]\n", "a: {b: c?}\n", "a: [?b]\n", "a: x\ufeffy\n"),
        *("? a\n: b\n", '"\\uD83D": a\n', "--- a\n", "a: !<x y> b\n", "x" * 1020 + " : a\n"),
    ],
)
def test_known_differences_are_settled_by_the_pure_parser(text: str) -> None:
    try:
        parse_events(text, 1)
        is_read = True
    except UnreadableHeader:
        is_read = False
    assert is_read == (told(text) is not None)
