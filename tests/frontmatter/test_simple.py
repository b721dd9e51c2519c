"""Headers read without the parser: they must say exactly what PyYAML's pure-Python parser reads in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from curator.errors import HeaderError
from curator.frontmatter import HeaderKind, find_header, read
from curator.frontmatter import simple as simple_module
from curator.frontmatter.front_matter import header_text
from curator.frontmatter.parsing import MAX_DEPTH, MAX_VALUES
from curator.frontmatter.reading import read_text
from curator.frontmatter.simple import read_simple
from tests.frontmatter.agreement import FIRST_LINE, check_same

PROJECT = Path(__file__).resolve().parents[2]


def share_of_simple(folder: Path) -> float:
    """Return the share of a folder's readable headers that are simple, each held against the parser."""
    taken = []
    for path in sorted(folder.rglob("*.md")):
        data = path.read_bytes()
        header = find_header(data)
        if header.kind is not HeaderKind.YAML:
            continue
        text = header_text(data, header)
        try:
            read_text(text, FIRST_LINE)
        except HeaderError:
            assert read_simple(text, FIRST_LINE) is None
            continue
        taken.append(check_same(text))
    print(f"{folder.name}: {sum(taken)} of {len(taken)} headers are simple")  # noqa: T201  # shown by -rP
    return sum(taken) / len(taken)


def test_the_sample_folder_is_simple() -> None:
    assert share_of_simple(PROJECT / "resources" / "sample") == 1


@pytest.mark.parametrize(
    ("folder", "least"),
    [("seed", 1), ("corpus/ai", 1), ("corpus/power-apps", 0.99), ("corpus/bot_edits", 0.9)],
)
def test_articles_of_the_format_are_simple(shared: Path, folder: str, least: float) -> None:
    assert share_of_simple(shared / folder) >= least


def test_headers_of_somebody_else_are_read_the_same(shared: Path) -> None:
    assert share_of_simple(shared / "corpus/jekyll-docs") > 0.5


def test_a_simple_header_is_read_without_the_parser() -> None:
    front = read(b'---\r\na: "x: y"\r\n\r\nb:\r\n- -1\r\n- c: null\r\n  d:\r\n---\r\n')
    assert front.values == {"a": "x: y", "b": [-1, {"c": None, "d": None}]}
    assert front.lines == {"a": 2, "b": 4}
    assert front.duplicates == ()


SIMPLE = [
    *("a: b\n", "a: b\r\n", "a:\nb: 1\n", "a:  b  c\n", 'a: "b"  \n', "\n  \na: b\n\n", "a-B_1: x\n"),
    *(
        "a:\n- b\n- c\nd: e\n",
        "a:\n  - b\n\nd: e\n",
        "a:\n -   b: c\n     d: e\n",
        "a:\n  b:\n  - c\n  d: e\n",
    ),
    *(
        "a:\n- b:\n  - c\n- d\n",
        "a:\n  b:\n    c:\nd:\n",
        "a: x:y#z, [w] {v} 'u' \"t\"\n",
        "a: \u00a0b\u00a0\n",
    ),
    *(
        "a: 'it''s'\n",
        "a: ''''\n",
        r'a: "\"\\\n\r\t\\n"' + "\n",
        "a: ''\nb: \"\"\n",
        "a: 😀\n",
        "a: \ue000\n",
    ),
    *(
        "a: 0\n",
        "a: -0\n",
        "a: -72\n",
        "a: 999999999999999999\n",
        "a: 2020-01-24\n",
        "a: 2020-01-24T13:09:00Z\n",
    ),
    *("a: True\nb: off\nc: NO\nd: null\ne: tRUE\nf: y\ng: nULL\n", "a: 24 h\n", "a: 1-1\n", "a: 50-50\n"),
]


@pytest.mark.parametrize("text", SIMPLE)
def test_what_is_simple_is_read_as_the_parser_reads_it(text: str) -> None:
    assert check_same(text)


NOT_SIMPLE = [
    *(
        "",
        "\n",
        "a: b",
        "a: b\nc: d",
        "a: b\nc",
        "a",
        "a\n",
        "- a\n",
        " a: b\n",
        "a : b\n",
        "'a': b\n",
        "a b: c\n",
        "é: b\n",
        "1: b\n",
    ),
    *(
        "a: b # c\n",
        "# c\na: b\n",
        "a: b #\n",
        "a: b \n",
        "a: b:\n",
        "a: b: c\n",
        "a:b\n",
        "a:\tb\n",
        "a: b\tc\n",
    ),
    *(
        "a: b\n c\n",
        "a: b\n c: d\n",
        "a: b\n- c\n",
        "a: b\n - c\n",
        "a:\n  b\n",
        "a:\n- b\n  c\n",
        "a:\n- b\n  - c\n",
    ),
    *(
        "a:\n  b: c\n d: e\n",
        "a:\n  b: c\n   d: e\n",
        "a:\n  - b\n - c\n",
        "a:\n - b\n  - c\n",
        "a:\n  - b\n  c: d\n",
    ),
    *(
        "a:\n  b: c\n  - d\n",
        "a:\n-\n",
        "a:\n- \n",
        "a:\n- - b\n",
        "a:\n-b\n",
        "a:\n  - b\n- c\n",
        "a:\n- b\nc\n",
    ),
    *(
        "a: |\n  b\n",
        "a: >\n",
        "a: [b]\n",
        "a: {b: c}\n",
        "a: &b c\n",
        "a: *b\n",
        "a: !b c\n",
        "a: @b\n",
        "a: `b\n",
    ),
    *(
        "a: %b\n",
        "a: ? b\n",
        "? a\n",
        "a: - b\n",
        "a: -b\n",
        "a: ~\n",
        "a: =\n",
        "a: <<\n",
        "<<: a\n",
        "=: a\n",
    ),
    *(
        "a: 'b\n",
        'a: "b\n',
        "a: 'b' c\n",
        'a: "b" c\n',
        "a: 'b'c'\n",
        'a: "\\x41"\n',
        'a: "\\/"\n',
        'a: "\\\n"\n',
    ),
    *(
        "a: 007\n",
        "a: 08\n",
        "a: 1_0\n",
        "a: 0x1F\n",
        "a: 0b1\n",
        "a: 1.5\n",
        "a: 1e-5\n",
        "a: 12:30\n",
        "a: 1.\n",
    ),
    *("a: +1\n", "a: .5\n", "a: 1000000000000000000\n", "a: -\n", "a: 1.2.3\n", "a: 0_\n", "a: 1e3\n"),
    *(
        "a: b\na: c\n",
        "a:\n  b: c\n  b: d\n",
        "yes: a\n",
        "a:\n  Null: b\n",
        "on:\n",
        "TRUE: a\n",
        "no:\n- a\n",
    ),
    *(
        "a: b\n---\n",
        "---\na: b\n",
        "a: b\n...\n",
        "a: b\rc: d\n",
        "a: b\r\r\n",
        "a: \u2028\n",
        "a: b\u0085\n",
    ),
    *("a: \ufeffb\n", "\ufeffa: b\n", "a: \x07\n", "a: '\x7f'\n", "a: '\t'\n", "a: \ufffe\n", "a: \ud800\n"),
    f"{'a' * 101}: b\n",
    "".join(f"{' ' * depth}a:\n" for depth in range(18)),
]


@pytest.mark.parametrize("text", NOT_SIMPLE)
def test_what_is_in_doubt_is_left_to_the_parser(text: str) -> None:
    assert read_simple(text, FIRST_LINE) is None


def test_no_character_is_taken_that_yaml_does_not_allow() -> None:
    allowed = {chr(code) for code in range(0x110000) if simple_module._is_harmless(chr(code))}
    assert not {character for character in allowed if yaml.reader.Reader.NON_PRINTABLE.match(character)}
    assert not allowed & set("\t\r\x85\u2028\u2029\ufeff")
    printable = re.sub("[\ud800-\udfff]", "", "".join(map(chr, range(0x110000))))
    assert sum(map(simple_module._is_harmless, printable)) == len(allowed) > 1_000_000


def test_every_character_is_read_alike_at_every_place() -> None:
    characters = [*map(chr, range(32, 127)), "\u00a0", "\u3000", "\u200b", "é", "٣", "日", "😀"]
    for one in characters:
        for value in (
            one,
            f"{one}a",
            f"{one} a",
            f"a{one}",
            f"a{one}a",
            f"a {one}a",
            f"1{one}",
            f"1{one}1",
            f"-{one}",
        ):
            check_same(f"k: {value}\n")
            check_same(f"k:\n- {value}\n")
        for key in (one, f"{one}a", f"a{one}", f"a{one}a"):
            check_same(f"{key}: v\n")


def test_limits_lie_below_those_of_the_parser() -> None:
    assert simple_module.DEPTH_LIMIT < MAX_DEPTH
    # A line of three characters holds at most a key and its absent value.
    assert simple_module.SIZE_LIMIT * 2 / 3 < MAX_VALUES
    longest = "a: " + "b" * (simple_module.SIZE_LIMIT - 4) + "\n"
    assert read_simple(longest, FIRST_LINE) is not None
    assert read_simple("c:\n" + longest, FIRST_LINE) is None


def test_hostile_lines_take_no_longer_than_others() -> None:
    size = simple_module.SIZE_LIMIT - 10
    for text in (
        "a: " + "b:" * (size // 2),
        "a: '" + "''" * (size // 2),
        'a: "' + '\\"' * (size // 2),
        "a" * size,
    ):
        assert read_simple(text + "\n", FIRST_LINE) is None
    assert read_simple("a: b" + " #" * (size // 2) + "\n", FIRST_LINE) is None
