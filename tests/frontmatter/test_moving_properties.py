"""Whatever the list: an item that comes first changes nothing else, and undoing it gives the bytes back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from curator.frontmatter import MoveFirst, Placement, edit, find_header, read
from tests.fuzz.oracle import judge_moves

ADDRESSES = [
    "https://x.org/a.jpg?w=1&h=2#f",
    "/img/b c.png",
    "'it''s.jpg'",
    '"\\u00e9.jpg"',
    "72",
    "",
    "*one",
]
COMMENTS = st.sampled_from(["", "", "", " # note", "   # 'quote"])
BETWEEN = st.sampled_from(
    ["", "", "", "", "\n", "{}# above\n", "{}# above\n\n", "{}   # below\n", "\n# out\n"]
)
MORE = [
    "width: 640",
    "title: 'a # b'",
    'alt: "two\n{}    lines"',
    "note: |\n{}    - url: x\n\n{}    # no comment",
]
MORE += [
    "note: >+\n{}    x\n\n",
    "sizes: [1, 2]",
    "of:\n{}    url: y",
    "of:\n{}  - url: y",
    "x: &here z",
    "nothing:",
]


@st.composite
def block_items(draw: st.DrawFn, margin: str) -> str:
    """One item with its dash, and what may stand above it."""
    above = draw(BETWEEN).replace("{}", margin)
    if draw(st.booleans()):
        return above + margin + f"- {draw(st.sampled_from(ADDRESSES))}".rstrip() + draw(COMMENTS) + "\n"
    gap = draw(st.sampled_from([" ", " ", f"\n{margin}  "]))
    rows = [f"url: {draw(st.sampled_from(ADDRESSES))}".rstrip() + draw(COMMENTS)]
    rows += draw(st.lists(st.sampled_from(MORE), max_size=2, unique_by=lambda row: row.partition(":")[0]))
    return above + margin + "-" + gap + f"\n{margin}  ".join(rows).replace("{}", margin) + "\n"


@st.composite
def block_lists(draw: st.DrawFn) -> str:
    margin = draw(st.sampled_from(["", "  ", "    "]))
    items = draw(st.lists(block_items(margin), min_size=2, max_size=4))
    return f"images:{draw(COMMENTS)}\n" + "".join(items)


@st.composite
def flow_lists(draw: st.DrawFn) -> str:
    item = st.sampled_from(["a", "'b, c'", "{url: a}", '{"url":"b"}', "{url: c,\n  width: 1}", "[d]", "k: v"])
    items = draw(st.lists(item, min_size=2, max_size=4))
    comma = st.sampled_from([", ", ",", " ,\n  ", ", # note\n  ", ",\n  # own\n  "])
    text = items[0] + "".join(draw(comma) + each for each in items[1:])
    start, stop = draw(
        st.sampled_from([("[", "]"), ("[ ", " ]"), ("[\n  ", "\n  ]"), ("[", ",]"), ("&l [", "]")])
    )
    return f"images: {start}{text}{stop}{draw(COMMENTS)}\n"


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A whole file around a list, with its line endings."""
    images = draw(st.one_of(block_lists(), flow_lists()))
    before, anchor, after = images.partition("&here ")
    images = before + anchor + after.replace("&here ", "")
    header = "one: &one z.jpg\n" + images + draw(st.sampled_from(["", "t: x\n", "# end\n", "t: *one\n"]))
    text = f"---\n{header}---\nBody\n"
    endings = draw(st.sampled_from(["\n", "\r\n"]))
    return text.replace("\n", endings).encode()


@given(data=files())
@settings(max_examples=settings().max_examples * 6, suppress_health_check=list(HealthCheck))
def test_a_move_permutes_one_list_and_undo_gives_the_bytes_back(data: bytes) -> None:
    event(judge_moves(data))


@given(data=files())
@settings(suppress_health_check=list(HealthCheck))
def test_a_list_in_lines_is_moved_rather_than_refused(data: bytes) -> None:
    if b"[" not in data.partition(b"\nimages:")[2].splitlines()[0] and b"[]" not in data:
        assert judge_moves(data) == "moved"


def test_pictures_of_real_articles_are_moved(shared: Path) -> None:
    tally: Counter[str] = Counter()
    for path in sorted((shared / "corpus").rglob("*.md"))[::3]:
        data = path.read_bytes()
        for several in _with_more_pictures(data):
            tally[judge_moves(several)] += 1
            edited = edit(several, {"images": MoveFirst(1)}, Placement()).data
            assert edited.splitlines()[0] == several.splitlines()[0]
    assert tally["moved"] == tally.total() > 100


def _with_more_pictures(data: bytes) -> list[bytes]:
    """The article with its only picture three times, the others with other addresses; none without one."""
    header = find_header(data)
    text = data[header.start : header.end]
    start = text.find(b"\nimages:") + 1
    if not start or not isinstance(read(data).values["images"], list):
        return []
    first = text.index(b"\n", start) + 1
    stop = first
    while stop < len(text) and text[stop : stop + 1] in (b" ", b"-"):
        stop = text.index(b"\n", stop) + 1
    item = text[first:stop]
    more = b"".join(item.replace(b"http", b"https://%d.example.org/http" % n, 1) for n in (2, 3))
    return [data[: header.start + stop] + more + data[header.start + stop :]]
