"""Makes hostile headers: real-looking ones into which bytes were thrown, and histories of three versions.

Every choice is made by a `Random` that is handed in: hypothesis gives one it can shrink, a long run one whose
seed is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Final

from curator.frontmatter import Scalar
from tests.fuzz.oracle import Versions

SEEDS: Final = (
    b"""---
title: "A title" # as the source has it
type: article
quality: 5
heat: -1
published: false

topics:
  - AI
  # the list goes on
  - Vision

related:
  - title: 'It''s'
    webUrl: https://example.org/?a=1#b
    quality: 89

secured: "abc"
---
Body
""",
    b"\xef\xbb\xbf---\r\ntitle: |+\r\n  two\r\n\r\n  lines\r\nquality: 0x1F # hex\r\nheat:\r\n---\r\nB\r\n",
    b"--- # note\nbase: &b {quality: 1, x: 2}\n<<: *b\npublished: &p yes\nother: *p\nheat: !!int '7'\n...\n",
    b'---\n{title: A, quality: 3, "published": true, topics: [a, b]}\n---\n',
    b"---\n? quality\n: 7\n'heat' : >-\n  12\n\"published\": !custom on\nquality: 8\n---\n\0body",
    b"---\n  type: x\n  quality:   # nothing\n  published: ~\n  a b: 1_000\n---",
    "---\ntitle: “日本” \u202eevil\u202c \u2028x\n404: y\nheat: 12:30:45\nquality: 72\t\n---\n".encode(),
    b"---\ntitle:\n- a\n-   - b\n    - c\nheat: 1e3\npublished: No\nquality: '72'\n# the end\n---\n",
    b"""---
c: &c c.jpg
images:
  # the best
  - url: https://example.org/a.jpg?x=1 # wide
    width: 640

  - url: 'b.jpg'
    title: |
      two

      lines
  - *c
cover: [{url: a}, # of a
  {url: b}, c]
---
""",
    b"---\r\nimages:\r\n- url: a\r\n  # high\r\n-   url: b\r\n# of c\r\n- |+\r\n  c\r\n\r\nx: []\r\n---\r\n",
)
"""Headers with every feature there is, some of it side by side."""

SPLINTERS: Final = (
    *(
        b"\xff",
        b"\0",
        b"\r",
        b"\r\n",
        b"\n",
        b"\t",
        b" ",
        b"  ",
        b"\xc2\x85",
        b"\xe2\x80\xa8",
        b"\xe2\x80\xa9",
    ),
    *(b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\x1b", b"\xc2\xa0", b"\xf0\x9f\x98\x80", b"\x7f"),
    *(b"---\n", b"...\n", b"---", b"- ", b": ", b":", b" #", b"# c\n", b"? ", b"{", b"}", b"[", b"]", b", "),
    *(
        b"&r ",
        b"*r",
        b"'",
        b'"',
        b"\\",
        b'"\\ud800"',
        b"!!str ",
        b"! ",
        b"!x ",
        b"|",
        b">-\n  x\n",
        b"|2\n   x\n",
    ),
    *(
        b"quality: 9\n",
        b"heat: *r\n",
        b"'published': on\n",
        b"? heat\n: 3\n",
        b"<<: {heat: 1}\n",
        b"%YAML 1.1\n",
    ),
    *(
        b"yes",
        b"null",
        b"~",
        b"0o7",
        b"0b_",
        b"1_0",
        b".inf",
        b"99999999999999999999",
        b"=",
        b"<<",
        b"@",
        b"`",
    ),
    *(b"&#9999999999;", b"<<<<<<< ours\n", b"=======\n", b">>>>>>> theirs\n"),
)
"""What is thrown into headers."""

CHANGES: Final[tuple[dict[str, Scalar], ...]] = (
    {"quality": 77},
    {"heat": -1, "published": True},
    {"published": False},
    {"quality": 0, "heat": 10, "published": True},
    {"quality": True, "title": "é: 'x' # \"y\"\n\u2028z"},
    {"a b": "", "404": 1},
    {"topics": 5},
    {"type": "yes", "heat": "-1"},
)
"""What is asked for: mostly what decisions are, at times what only the merge of a field can ask."""


def seeds_of(*folders: Path) -> list[bytes]:
    """The seeds, and the heads of files below these folders as far as there are any."""
    files = sorted(
        path for folder in folders for path in folder.rglob("*") if path.suffix in {".md", ".yaml"}
    )
    found = [path.read_bytes()[:4_000] for path in files]
    return [*SEEDS, *(data if data.startswith(b"---") else b"---\n" + data + b"\n---\n" for data in found)]


def mutated(random: Random, seeds: Sequence[bytes] = SEEDS, most: int = 5) -> bytes:
    """A seed into which something was thrown, of which something was lost, doubled or moved."""
    data = random.choice(seeds)
    for _ in range(random.randint(0, most)):
        data = _MUTATIONS[random.randint(0, len(_MUTATIONS) - 1)](data, random, seeds)
    return data


def history(random: Random, seeds: Sequence[bytes] = SEEDS) -> Versions:
    """Three versions, two of them made from the first, all perhaps damaged."""
    base = mutated(random, seeds, most=2)
    ours, theirs = (mutated(random, [base], most=4) for _ in range(2))
    return (base if random.randint(0, 19) else b""), ours, theirs


def _thrown_in(data: bytes, random: Random, _seeds: Sequence[bytes]) -> bytes:
    at = _place(data, random)
    return data[:at] + random.choice(SPLINTERS) + data[at + random.randint(0, 3) :]


def _byte_changed(data: bytes, random: Random, _seeds: Sequence[bytes]) -> bytes:
    at = _place(data, random)
    return data[:at] + bytes([random.randint(0, 255)]) + data[at + 1 :]


def _line_moved(data: bytes, random: Random, _seeds: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True)
    if len(lines) < 4:
        return data
    line = lines.pop(random.randint(1, len(lines) - 1))
    lines.insert(random.randint(1, len(lines)), line)
    return b"".join(lines)


def _line_doubled(data: bytes, random: Random, _seeds: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True)
    if not lines:
        return data
    lines.insert(random.randint(0, len(lines)), random.choice(lines))
    return b"".join(lines)


def _line_lost(data: bytes, random: Random, _seeds: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True)
    if lines:
        del lines[random.randint(0, len(lines) - 1)]
    return b"".join(lines)


def _line_from_another(data: bytes, random: Random, seeds: Sequence[bytes]) -> bytes:
    lines, others = data.splitlines(keepends=True), random.choice(seeds).splitlines(keepends=True)
    lines.insert(random.randint(0, len(lines)), random.choice(others) if others else b"\n")
    return b"".join(lines)


def _line_begun_anew(data: bytes, random: Random, _seeds: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True)
    if not lines:
        return data
    at = random.randint(0, len(lines) - 1)
    lines[at] = b" " * random.randint(0, 4) + lines[at].lstrip(b" ")
    return b"".join(lines)


def _ended_otherwise(data: bytes, random: Random, _seeds: Sequence[bytes]) -> bytes:
    plain = data.replace(b"\r\n", b"\n")
    return plain if random.randint(0, 1) else plain.replace(b"\n", b"\r\n")


def _value_changed(data: bytes, random: Random, _seeds: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True)
    if not lines:
        return data
    at = random.randint(0, len(lines) - 1)
    key, colon, rest = lines[at].partition(b": ")
    if colon:
        end = b"\r\n" if rest.endswith(b"\r\n") else b"\n"
        lines[at] = key + colon + random.choice(SPLINTERS).strip(b"\n") + b"%d" % random.randint(0, 99) + end
    return b"".join(lines)


def _place(data: bytes, random: Random) -> int:
    return random.randint(0, len(data))


_MUTATIONS: Final = (
    _thrown_in,
    _thrown_in,
    _byte_changed,
    _line_moved,
    _line_doubled,
    _line_lost,
    _line_from_another,
    _line_begun_anew,
    _ended_otherwise,
    _value_changed,
    _value_changed,
)
