"""What a header says, and why some cannot be read."""

from __future__ import annotations

import pytest
from yaml.events import ScalarEvent

from curator.errors import ForeignHeader, NoHeader, UnreadableHeader
from curator.frontmatter import Duplicate, Value, read
from curator.frontmatter.reading import is_text, value_of


def values_of(header: str) -> dict[str, Value]:
    return dict(read(b"---\n" + header.encode() + b"---\n\xff").values)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("72", 72),
        ("0x48", 72),
        ("'72'", "72"),
        ("yes", True),
        ("y", "y"),
        ("1.5", 1.5),
        ("~", None),
        ("", None),
        ("2020-01-24T13:09:00Z", "2020-01-24T13:09:00Z"),
        ("2020-01-24", "2020-01-24"),
        ("!!timestamp 2020-01-24", "2020-01-24"),
        ("!!binary aGk=", b"hi"),
        ("!!set {a, b}", {"a": None, "b": None}),
        ("!!omap [a: 1]", [["a", 1]]),
        ("!custom {a: [1]}", {"a": [1]}),
        ("!custom [a, !other b]", ["a", "b"]),
        ("!custom text", "text"),
        ("{4: a, yes: b, ~: c, 1.5: d}", {"4": "a", "true": "b", "null": "c", "1.5": "d"}),
        ("{!x y: a}", {"y": "a"}),
        ("|\n  a\n  b\n", "a\nb\n"),
        ("[&x {a: 1}, *x]", [{"a": 1}, {"a": 1}]),
    ],
)
def test_values_are_plain(written: str, value: Value) -> None:
    assert values_of(f"key: {written}\n") == {"key": value}


def test_merge_keys_are_applied_and_own_keys_win() -> None:
    header = "base: &b {quality: 5, heat: 6}\nmore: &m {heat: 7}\n<<: [*b, *m]\nquality: 8\n"
    assert {key: values_of(header)[key] for key in ("quality", "heat")} == {"quality": 8, "heat": 6}


def test_later_duplicate_wins_and_the_earlier_is_named() -> None:
    matter = read(b"---\na: 1\nb: 2\n'a': 3\n---\n")
    assert matter.values == {"a": 3, "b": 2}
    assert matter.lines == {"a": 4, "b": 3}
    assert matter.duplicates == (Duplicate("a", 2),)


def test_lines_are_those_of_the_file() -> None:
    matter = read(b"\xef\xbb\xbf---\r\n\r\n# note\r\na: |\r\n  x\r\n  y\r\n? b\r\n: 1\r\n---\r\n")
    assert matter.lines == {"a": 4, "b": 7}


@pytest.mark.parametrize(
    ("header", "line", "words"),
    [
        ("title: x\ntext: 'open\nmore: 1\n", 3, "quoted text is not closed"),
        ("title: x\n\theat: 1\n", 3, "tab"),
        ("title: a: b\n", 2, "mapping values are not allowed here"),
        ("title: *nowhere\n", 2, "undefined alias"),
        ("a: 1\n? [b]\n: 2\n", 3, "a key is itself a list"),
        ("a: 1\nb: 0b_\n", 3, "0b_ cannot be read as int"),
        ("a: !!bool perhaps\n", 2, "perhaps cannot be read as bool"),
        ("a: !!int |\n", 2, "cannot be read as int"),
        ("a: !!timestamp soon\n", 2, "cannot be read as timestamp"),
        ('a: "\\U00110000"\n', None, "cannot be read"),
        ("a: \x07\n", 2, "character U.0007"),
        ("- a\n", 2, "not a list of keys and values"),
        ("!!set\n? a\n", 2, "not a list of keys and values"),
        ("!custom\na: b\n", 2, "not a list of keys and values"),
        ("# nothing\n", 2, "not a list of keys and values"),
        ("", 2, "not a list of keys and values"),
        ("a: 1\n--- {b: 2}\n", 3, "another document"),
    ],
)
def test_unreadable_header_names_the_line_and_the_reason(header: str, line: int | None, words: str) -> None:
    with pytest.raises(UnreadableHeader, match=words) as caught:
        values_of(header)
    assert caught.value.line == line


def test_header_that_is_not_utf_8_is_unreadable_but_the_body_may_be() -> None:
    with pytest.raises(UnreadableHeader, match="not UTF-8") as caught:
        read(b"---\na: 1\nb: \xe9\n---\n")
    assert caught.value.line == 3
    assert read(b"---\na: 1\n---\n\xe9\n").values == {"a": 1}


def test_files_without_a_yaml_header_say_so() -> None:
    with pytest.raises(NoHeader):
        read(b"# Title\n")
    with pytest.raises(ForeignHeader, match="TOML"):
        read(b"+++\na = 1\n+++\n")
    with pytest.raises(ForeignHeader, match="JSON"):
        read(b'{"a": 1}\n')


def test_text_is_told_from_what_only_looks_like_it() -> None:
    plain = [
        "a",
        "title",
        "yes",
        "y",
        "No",
        "null",
        "~",
        "",
        "404",
        "-1",
        "1.5",
        ".5",
        "=",
        "<<",
        "é",
        "2020-01-01",
    ]
    for written in plain:
        event = ScalarEvent(None, None, (True, False), written)
        assert is_text(event) == isinstance(value_of(event), str)
