"""The second opinion: what a header means to PyYAML's pure-Python loader, and whether an edit is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import pytest
import yaml

from curator.errors import EditRefused, UnreadableHeader
from curator.frontmatter import Placement, Scalar, edit, find_header

SHARED = Path(__file__).resolve().parents[3] / "shared"

PLACEMENT = Placement(together=("quality", "heat", "published"), after=("type", "title"))
CHANGES: Mapping[str, Scalar] = {"quality": 77, "published": False}
ODD_LINE_BREAKS = re.compile("\r(?!\n)|[\u0085\u2028\u2029]")


class PureLoader(yaml.SafeLoader):
    """PyYAML without C, without dates, and at ease with tags it does not know."""


PureLoader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if not pair[0].endswith(":timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def construct_tagged(loader: PureLoader, suffix: str, node: yaml.Node) -> tuple[str, str]:
    return suffix, yaml.serialize(node)


PureLoader.add_multi_constructor("", construct_tagged)


def pure_values(data: bytes) -> dict[object, object]:
    """Return what the header means; raises ValueError when it is not a readable mapping."""
    header = find_header(data)
    try:
        values = yaml.load(data[header.start : header.end].decode(), PureLoader)
    except (yaml.YAMLError, LookupError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error
    if not isinstance(values, dict):
        raise ValueError("not a mapping")
    return values


def spelled_out(values: dict[object, object]) -> dict[str, str]:
    """Return values in a form in which 1 is not true and a NaN equals itself."""
    return {repr(key): repr(value) for key, value in values.items()}


def top_level_nodes(text: str) -> list[tuple[str | None, int, int]]:
    """Return what each key and value says, None for a collection, and the characters it spans."""
    nodes: list[tuple[str | None, int, int]] = []
    anchored: dict[str, str] = {}
    depth = start = 0
    for event in yaml.parse(text, PureLoader):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.ScalarEvent) and event.anchor:
            anchored[event.anchor] = event.value
        assert event.start_mark is not None
        assert event.end_mark is not None
        if depth == 1 and isinstance(event, yaml.NodeEvent):
            start = event.start_mark.index
        if depth == 1 and isinstance(event, yaml.ScalarEvent | yaml.AliasEvent | yaml.CollectionEndEvent):
            said = anchored.get(event.anchor or "") if isinstance(event, yaml.AliasEvent) else None
            nodes.append((getattr(event, "value", said), start, event.end_mark.index))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
    return nodes


def other_lines(data: bytes, changed: Collection[str]) -> list[bytes]:
    """Return the lines of a file that belong to no changed field, blank lines and comments left out."""
    header = find_header(data)
    text = data[header.start : header.end].decode()
    nodes = top_level_nodes(text)
    own: set[int] = set()
    for (name, start, key_stop), (_, _, value_stop) in zip(nodes[::2], nodes[1::2], strict=True):
        if name in changed:
            stop = max(key_stop, value_stop)
            own.update(range(text.count("\n", 0, start), text[:stop].rstrip().count("\n") + 1))
    lines = data.splitlines(keepends=True)
    kept = [line for number, line in enumerate(lines, 1 - header.first_line) if number not in own]
    return [line for line in kept if line.strip() and not line.lstrip().startswith(b"#")]


def check_faithful(data: bytes, changes: Mapping[str, Scalar] = CHANGES) -> str:
    """Edit a file, undo, redo and undo again; return "edited" or "refused" or fail.

    Refusing is right only where the pure parser cannot read the header either, or where an anchor in the old
    value is used elsewhere.
    """
    try:
        before = pure_values(data)
    except ValueError:
        with pytest.raises(UnreadableHeader):
            edit(data, changes, PLACEMENT)
        return "refused"
    try:
        edited = edit(data, changes, PLACEMENT)
    except EditRefused as refusal:
        if refusal.line is None or "used again" not in refusal.reason:
            raise
        return "refused"
    wanted: dict[object, object] = dict(before)
    wanted.update(changes)
    assert spelled_out(pure_values(edited.data)) == spelled_out(wanted)
    text = data[find_header(data).start : find_header(data).end].decode()
    if "{" not in text and not ODD_LINE_BREAKS.search(text):
        assert other_lines(edited.data, changes) == other_lines(data, changes)
    undone = edit(edited.data, edited.undo, PLACEMENT)
    assert undone.data == data
    redone = edit(data, undone.undo, PLACEMENT)
    assert redone.data == edited.data
    assert edit(redone.data, redone.undo, PLACEMENT).data == data
    return "edited"


@pytest.fixture
def judged() -> Callable[..., str]:
    """Return the judge of one file, and of the changes made to it if they are not the usual ones."""
    return check_faithful


@pytest.fixture
def change() -> Callable[..., str]:
    """Return a function that sets fields in the text of a header and returns its new text."""

    def set_fields(header: str, **changes: Scalar) -> str:
        data = b"---\n" + header.encode() + b"---\nBody \xff\r\n"
        new = edit(data, changes, PLACEMENT).data
        assert new.startswith(b"---\n")
        assert new.endswith(b"---\nBody \xff\r\n")
        return new[4 : -len(b"---\nBody \xff\r\n")].decode()

    return set_fields


@pytest.fixture
def shared() -> Path:
    """Return the folder of corpora beside the repository; skip where there is none."""
    if not SHARED.is_dir():
        pytest.skip("the corpora in ../shared are absent")
    return SHARED
