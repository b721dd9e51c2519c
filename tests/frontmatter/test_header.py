"""Where a header lies, in bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.frontmatter import HeaderKind, find_header


@pytest.mark.parametrize(
    "data",
    [
        b"---\na: 1\n---\nbody",
        b"\xef\xbb\xbf---\r\na: 1\r\n---\r\nbody",
        b"--- \t# note\na: 1\n...  \nbody",
        b"---#note\r\na: 1\n---\t\nbody",
        b"---\na: 1\n--- # not the end\n... nor this\n---\nbody",
    ],
)
def test_header_and_body_are_told_apart(data: bytes) -> None:
    header = find_header(data)
    assert header.kind is HeaderKind.YAML
    assert data[header.start : header.end].startswith(b"a: 1")
    assert data[header.end : header.end + 3] in (b"---", b"...")
    assert data[header.body :] == b"body"
    assert header.first_line == 2


def test_header_may_be_empty_and_end_the_file() -> None:
    header = find_header(b"---\n---")
    assert (header.kind, header.start, header.end, header.body) == (HeaderKind.YAML, 4, 4, 7)


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"---", b"---\n", b"---\nnever closed\n", b"\n---\na: 1\n---\n", b" ---\na: 1\n---\n"),
        *(b"----\na: 1\n---\n", b"--- a\nb: 1\n---\n", b"---\na: 1\n ---\n", b"---\ra: 1\r---\r"),
        b"# Title\n\n---\n\nText\n\n---\n",
    ],
)
def test_file_without_a_closed_first_line_marker_has_no_header(data: bytes) -> None:
    header = find_header(data)
    assert header.kind is HeaderKind.NONE
    assert header.body == 0


@pytest.mark.parametrize(
    ("data", "kind", "text"),
    [
        (b"+++\ntitle = 'x'\n+++\nbody", HeaderKind.TOML, b"title = 'x'\n"),
        (b"\xef\xbb\xbf+++ \r\na = 1\r\n+++\r\nbody", HeaderKind.TOML, b"a = 1\r\n"),
        (b';;;\n{"a": 1}\n;;;\nbody', HeaderKind.JSON, b'{"a": 1}\n'),
        (b'{"a": {"b": "\xc3\xa9}"}}body', HeaderKind.JSON, b'{"a": {"b": "\xc3\xa9}"}}'),
    ],
)
def test_other_languages_are_recognised(data: bytes, kind: HeaderKind, text: bytes) -> None:
    header = find_header(data)
    assert header.kind is kind
    assert data[header.start : header.end] == text
    assert data[header.body :] == b"body"


@pytest.mark.parametrize(
    "data", [b"{{ page.title }}", b"{% include x %}", b'{"a": ', b'{"a":' * 100_000, b"{:.lead}"]
)
def test_a_brace_alone_is_not_json(data: bytes) -> None:
    assert find_header(data).kind is HeaderKind.NONE


def test_large_file_without_a_closing_marker_is_searched_once() -> None:
    assert find_header(b"---\n" + b"a: -- - ...\n" * 500_000).kind is HeaderKind.NONE


@given(
    st.lists(
        st.sampled_from([b"---", b"...", b"+++", b"\n", b"\r\n", b"\xef\xbb\xbf", b" ", b"{", b'"', b"\xff"])
    )
)
def test_any_bytes_have_a_header_or_none(parts: list[bytes]) -> None:
    data = b"".join(parts)
    header = find_header(data)
    assert 0 <= header.start <= header.end <= header.body <= len(data)


def ends_line_by_line(data: bytes) -> tuple[int, int] | None:
    """Return where the closing marker line of a YAML header begins and ends, looked for in every line."""
    position = data.index(b"\n") + 1
    while position < len(data):
        stop = data.find(b"\n", position) + 1 or len(data)
        line = data[position:stop]
        if line.removesuffix(b"\n").removesuffix(b"\r" if line.endswith(b"\n") else b"").rstrip(b" \t") in (
            b"---",
            b"...",
        ):
            return position, stop
        position = stop
    return None


@given(
    st.lists(st.sampled_from([b"---", b"...", b"-", b".", b"\n", b"\r\n", b"\r", b" ", b"\t", b"a"])).map(
        b"".join
    )
)
def test_end_of_a_header_is_the_first_closing_line(rest: bytes) -> None:
    data = b"---\n" + rest
    header = find_header(data)
    ends = ends_line_by_line(data)
    assert (header.kind is HeaderKind.YAML) == (ends is not None)
    if ends is not None:
        assert (header.end, header.body) == ends
