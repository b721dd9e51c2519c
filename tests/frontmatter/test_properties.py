"""Whatever the header: an edit changes one field and nothing else, and undoing it gives the bytes back.

More and other examples: `pytest --hypothesis-profile=long tests/frontmatter/test_properties.py`.
"""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

KEYS = ["title", "type", "excerpt", "tags", "heat", "quality", "published", "a b", "Größe", "404", "x-y"]
NUMBERS_AND_WORDS = ["72", "-1", "0x1F", "1_000", "3.5", "yes", "No", "TRUE", "off", "null", "~", "12:30:45"]
TEXTS = [
    "a",
    "two words",
    "it's",
    'a "b" c',
    "http://x.org/?a=1#b",
    "a#b",
    "2020-01-01",
    "日本語",
    "émoji 😀",
]
TRAPS = ["-dash", "!bang", "a\u00a0b", "nel\u0085x", "ls\u2028x", "tab\tx", "@at", "%per", "a:b", "=", "<<"]
PLAIN = st.sampled_from([*NUMBERS_AND_WORDS, *TEXTS, *TRAPS, "? q", "- x", "&q 5"])
COMMENTS = st.sampled_from(["", "", "", " # note", "   # tab\there", " #", " # 'quote"])
BLANKS = st.sampled_from(["", "", "", "\n", "# comment\n", "  # indented\n", "\n\n"])


def quoted(text: str) -> st.SearchStrategy[str]:
    single = text.replace("'", "''")
    double = text.replace("\\", "\\\\").replace('"', '\\"')
    folded = double.replace(" ", "\n   ", 1)
    return st.sampled_from([f"'{single}'", f'"{double}"', f'"{folded}"', f"'{single}\n\n   more'"])


def block_scalar(indent: str) -> st.SearchStrategy[str]:
    head = st.sampled_from(["|", ">", "|-", ">+", "|+", ">-", "|2", "|2-"])
    lines = st.lists(st.sampled_from(["x", "72", "", "# no comment", "a: b", "  deeper"]), max_size=4)
    return st.builds(
        lambda head, note, lines: (
            f"{head}{note}\n" + "".join(f"{indent}  {line}".rstrip(" ") + "\n" for line in lines)
        ),
        head,
        COMMENTS,
        lines,
    ).map(lambda text: text.removesuffix("\n"))


FLOW = st.recursive(
    st.sampled_from(["a", "72", "'b c'", '"d"', "~", "", "e f", "*word"]),
    lambda inner: st.one_of(
        st.lists(inner.filter(bool), max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
        st.lists(inner, max_size=3).map(
            lambda items: "{" + ", ".join(f"k{n}: {item}" for n, item in enumerate(items)) + "}"
        ),
        st.lists(inner.filter(bool), max_size=3).map(lambda items: "[" + ",\n    ".join(items) + " ,\n    ]"),
    ),
    max_leaves=5,
)
ABSENT = st.sampled_from(["", "", "~", "null", "!!null"])
PROPERTIES = st.sampled_from([*[""] * 12, "&here ", "&here ", "!!str ", "!custom ", "! ", "&here !!str "])


@st.composite
def values(draw: st.DrawFn, indent: str) -> str:
    """Everything that can stand after a colon, with the blank or line break before it."""
    kind = draw(
        st.sampled_from(["plain", "plain", "quoted", "block", "flow", "absent", "list", "map", "alias"])
    )
    before = draw(PROPERTIES)
    if kind == "alias":
        return " " + draw(st.sampled_from(["*map", "*word", "*here"])) + draw(COMMENTS)
    if kind == "block":
        return " " + before + draw(block_scalar(indent))
    if kind in ("list", "map"):
        mark = "- " if kind == "list" else "k{}: "
        items = draw(
            st.lists(
                st.sampled_from(["a", "'b'", "72", "", "&here x", "c: d", "|\n      e"]),
                min_size=1,
                max_size=3,
            )
        )
        rows = [f"{indent}  {mark.format(n)}{item}" for n, item in enumerate(items)]
        return f" {before}".rstrip(" ") + draw(COMMENTS) + "\n" + "\n".join(rows)
    text = {"plain": PLAIN, "quoted": PLAIN.flatmap(quoted), "flow": FLOW, "absent": ABSENT}[kind]
    gap = draw(st.sampled_from([" ", " ", "  ", f"\n{indent}  "]))
    return (gap + before + draw(text)).rstrip(" ") + draw(COMMENTS)


@st.composite
def entries(draw: st.DrawFn, indent: str) -> str:
    """One key with its value, in any of the ways to write a key."""
    key = draw(st.sampled_from(KEYS))
    style = draw(
        st.sampled_from(["{}:", "{}:", "{}:", "'{}':", '"{}":', "{} :", "? {}\n:", "? {}", "&here {}:"])
    )
    key = indent + style.format(key).replace("\n", "\n" + indent)
    if style == "? {}":
        return key + draw(COMMENTS) + "\n"
    if draw(st.integers(0, 15)) == 0:
        return f"{indent}<<: {draw(st.sampled_from(['*map', '*word', '[*map, *map]', '{quality: 5}']))}\n"
    return key + draw(values(indent)) + "\n"


@st.composite
def block_headers(draw: st.DrawFn) -> str:
    indent = draw(st.sampled_from(["", "", "", "  "]))
    parts = draw(st.lists(st.tuples(BLANKS, entries(indent)), min_size=1, max_size=6))
    return with_anchors("".join(blank + entry for blank, entry in parts) + draw(BLANKS), indent)


def with_anchors(text: str, indent: str) -> str:
    """Make most aliases mean something: define those used, and let the first `&here` be the only one."""
    before, anchor, after = text.partition("&here ")
    text = before.replace("*here", "here") + anchor + after.replace("&here ", "")
    if "*word" in text:
        text = f"{indent}word: &word 72 # said once\n{text}"
    if "*map" in text:
        text = f"{indent}base: &map {{quality: 1, published: yes, x: 2}}\n{text}"
    return text


@st.composite
def flow_headers(draw: st.DrawFn) -> str:
    pairs = draw(
        st.lists(
            st.tuples(
                st.sampled_from(['"{}": ', '"{}":', "{}: ", "'{}' : ", "? {} : ", "{}"]),
                st.sampled_from([key for key in KEYS if key != "404"]),
                FLOW,
            ),
            max_size=4,
        )
    )
    comma = draw(st.sampled_from([", ", ",", ",\n  ", ", # note\n  "]))
    start, stop = draw(
        st.sampled_from([("{", "}"), ("{ ", " }"), ("{\n  ", "\n}"), ("{", ",}"), ("&r {", "}")])
    )
    if not pairs:
        stop = stop.strip(",")
    pairs = [(key, name, item.replace("*word", "word")) for key, name, item in pairs]
    return (
        start
        + comma.join(key.format(name) + ("" if key == "{}" else item) for key, name, item in pairs)
        + stop
        + "\n"
    )


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A whole file: byte order mark, markers, header, any body, and its line endings."""
    header = draw(st.one_of(block_headers(), block_headers(), block_headers(), flow_headers()))
    opening = draw(st.sampled_from(["---\n", "---\n", "--- \n", "--- # note\n", "---\t\n"]))
    closing = draw(st.sampled_from(["---\n", "---\n", "...\n", "---  \n", "---"]))
    text = opening + header + closing
    endings = draw(st.sampled_from(["\n", "\n", "\r\n", None]))
    if endings is None:
        choice = draw(st.randoms(use_true_random=False))
        text = "".join(line + choice.choice(["\n", "\r\n"]) for line in text.removesuffix("\n").split("\n"))
    else:
        text = text.replace("\n", endings)
    mark = draw(st.sampled_from([b"", b"", b"\xef\xbb\xbf"]))
    body = draw(st.binary(max_size=20)) if closing.endswith("\n") else b""
    return mark + text.encode() + body


@given(data=files())
@settings(max_examples=settings().max_examples * 6, suppress_health_check=list(HealthCheck))
def test_an_edit_changes_one_field_and_undo_gives_the_bytes_back(
    judged: Callable[..., str], data: bytes
) -> None:
    event(judged(data))
