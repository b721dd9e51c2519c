"""Near the border of what is simple: whatever is taken for simple is what the parser reads.

More and other examples: `pytest --hypothesis-profile=long tests/frontmatter/test_simple_properties.py`.
"""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.frontmatter.agreement import check_same

KEYS = st.sampled_from([*"abcdefgh", "title", "x-y", "_z", "y", "Yes", "null", "a b", "<<", "é", "'q'"])
VALUES = st.sampled_from(
    [
        *(
            "a",
            "two  words",
            "it's",
            "a:b",
            "a#b",
            "http://x.org/?a=1#b",
            "“q” 日本",
            "\u00a0x",
            "x, [y]",
            "/p",
            "$5",
        ),
        *(
            '"q"',
            '""',
            '"a \\"b\\" \\n"',
            "'s'",
            "'it''s'",
            "''",
            "",
            "",
            "true",
            "No",
            "OFF",
            "null",
            "tRue",
            "~",
        ),
        *(
            "0",
            "72",
            "-1",
            "007",
            "08",
            "1_0",
            "0x1f",
            "1.5",
            "1e3",
            "1e-5",
            "12:30",
            "2020-01-01",
            "2020-01-24T13:09:00Z",
        ),
        *(
            "a: b",
            "a #c",
            "a:",
            "#c",
            "- a",
            "? a",
            "&a b",
            "*a",
            "!t a",
            "|",
            ">-",
            "[a]",
            "{a: b}",
            "@a",
            "%a",
            "=",
            "<<",
        ),
    ]
)
ODD = st.sampled_from(
    [
        *":#'\"-?[]{}&*!|>%@,~=<\\`._+/0159eExX\t\r\x07\x7f\x85\xa0\u2028\ufeff\ufffeé😀",
        *(
            " ",
            "  ",
            ": ",
            " #",
            " :",
            "- ",
            "\n",
            "\r\n",
            "\n\n",
            "---",
            "...",
            "''",
            '""',
            '\\"',
            "\\n",
            "\\x41",
            "\\/",
        ),
        *("a: ", "b:\n", "- a\n", "\n  ", "\n- ", "yes", "null", "<<: ", "!!str ", "&a ", "*a", "0x", "1_"),
    ]
)


@st.composite
def blocks(draw: st.DrawFn, depth: int = 0) -> list[str]:
    """Lines of a mapping, most of them simple, without indentation."""
    lines: list[str] = []
    for key in draw(st.lists(KEYS, min_size=1, max_size=4 - depth, unique=draw(st.integers(0, 9)) > 0)):
        kind = draw(st.integers(0, 9)) if depth < 2 else 0
        lines += [f"{key}: {draw(VALUES)}".rstrip(" ")] if kind < 6 else [f"{key}:"]
        margin = " " * draw(st.integers(0, 2))
        if kind in (6, 7):
            lines += [f"{margin}- {value}" for value in draw(st.lists(VALUES, min_size=1, max_size=3))]
        elif kind > 7:
            inner = draw(blocks(depth + 1))
            first = "- " if kind == 9 else " "
            lines += [
                margin + (" " * len(first) if number else first) + line for number, line in enumerate(inner)
            ]
        lines += draw(st.sampled_from([[], [], [], [""], ["  "]]))
    return lines


@st.composite
def nearly_simple(draw: st.DrawFn) -> str:
    """A header that is simple, or would be but for a few odd characters, blanks or lines moved."""
    lines = draw(blocks())
    for _ in range(draw(st.sampled_from([0, 1, 1, 1, 2, 3]))):
        index = draw(st.integers(0, len(lines) - 1))
        line, place = lines[index], draw(st.integers(0, 12))
        match draw(st.integers(0, 7)):
            case 0 | 1 | 2:
                lines[index] = line[:place] + draw(ODD) + line[place + draw(st.integers(0, 1)) :]
            case 3:
                lines[index] = line + draw(ODD)
            case 4:
                lines[index] = " " * draw(st.integers(1, 3)) + line
            case 5:
                lines[index] = line[draw(st.integers(0, 2)) :]
            case 6:
                lines.insert(place % len(lines), line)
            case _:
                lines[index] = lines[place % len(lines)]
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines) + draw(
        st.sampled_from(["\n", "\n", "\n", "\r\n", ""])
    )


@given(nearly_simple())
@settings(max_examples=settings().max_examples * 8)
@example(" \n")
@example("a:\n\n- b:\n\n  - c\n  d: e\n")
def test_what_is_taken_for_simple_is_what_the_parser_reads(text: str) -> None:
    check_same(text)


@given(
    st.lists(ODD | VALUES | st.sampled_from(["a: ", "\n", "\nb: ", "\n- ", "\n  "]), max_size=8).map("".join)
)
@settings(max_examples=settings().max_examples * 4)
def test_odd_values_are_read_as_the_parser_reads_them(text: str) -> None:
    check_same(f"k: {text}\n")
    check_same(f"k: '{text}'\nl: \"{text}\"\n")
