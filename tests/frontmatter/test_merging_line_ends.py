"""What ends a line to YAML is not all that ends one to a file, also where two files are merged."""

from __future__ import annotations

from curator.frontmatter import Placement, read
from curator.frontmatter.merging import merge


def test_a_return_that_ends_a_line_by_itself_is_not_taken_into_a_line_ending() -> None:
    base, theirs = b"---\r\ntitle: |+\r\n---\r\n", b"---\ntitle: |+\n---\n"
    ours = b"---\r\ntitle: |+\r\r\n---\r\n"
    merged = merge(base, ours, theirs, Placement(together=("quality",), after=("title",)))
    assert read(merged.head).values == read(ours).values == {"title": "\n"}
