"""Hostile articles: headers that explode, texts that would take a screen over, and files that are none."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Final

MARKUP: Final = (
    '<img src="http://127.0.0.1:{port}/{name}.png"><b>bold</b><a href="javascript:alert(1)">go</a>'
)
"""Would ask the server at this port for a picture, were it taken for HTML."""
TURNING: Final = "\u202egpj.exe\u2066"
CONTROLS: Final = "\x1b[2J\x9b31m\x07"
FORMULA: Final = "=cmd|'/c calc'!A0"

USUAL: Final = b"---\ntitle: Usual\nquality: 5\nheat: 5\npublished: true\n---\nBody.\n"


def file_of(header: str, body: str = "Body.\n") -> bytes:
    """A file with this header."""
    return f"---\n{header}\n---\n{body}".encode("utf-8", "surrogatepass")


def _aliases(line: str, count: int) -> str:
    return "".join(line.format(n, n - 1) for n in range(1, count))


BOMBS: Final = {
    "alias bomb": file_of("a0: &a0 [x, x]\n" + _aliases("a{0}: &a{0} [*a{1}, *a{1}]\n", 60)),
    "merge key bomb": file_of("a0: &a0 {x: 1}\n" + _aliases("a{0}: &a{0} {{<<: [*a{1}, *a{1}]}}\n", 60)),
    "10,000 deep in brackets": file_of("a: " + "[" * 10_000 + "]" * 10_000),
    "10,000 deep by indentation": file_of("".join(" " * n + "a:\n" for n in range(10_000))),
    "10,000 dashes": file_of("a:\n " + "- " * 10_000 + "x"),
    "100 MB header": b"---\n" + b"title: A header without end\n" * 3_600_000 + b"---\nBody.\n",
    "100 MB header without an end": b"---\n" + b"title: A header without end\n" * 3_600_000,
    "100 MB line": b"---\ntitle: " + b"x" * 100_000_000 + b"\n---\nBody.\n",
    "1,000,000 keys": b"---\n" + b"".join(b"key%d: 1\n" % n for n in range(1_000_000)) + b"---\n",
    "90,000 keys for the slow parser": file_of('a: "\t"\n' + "".join(f"k{n}: v\n" for n in range(90_000))),
    "8,000 keys for the slow parser": file_of('a: "\t"\n' + "".join(f"k{n}: v\n" for n in range(8_000))),
    "JSON of 2,700,000 lists": b'{"a":[' + b"[]," * 2_700_000 + b"[]]}",
    "JSON nested 100,000 deep": b'{"a":' + b"[" * 100_000,
    "key of 400,000 characters": file_of(f'"{"k" * 400_000}": 1'),
    "alias of 900,000 characters": file_of("title: *" + "a" * 900_000),
    "number of 5,000 digits": file_of("quality: " + "9" * 5_000),
    "8,000 related items": file_of("related:\n" + "  - title: T\n" * 8_000),
    "300,000 openings of tags": file_of("title: A", "<li <a href <!-- " * 300_000),
    "300,000 openings of links": file_of("title: A", "](" * 300_000 + " [a" * 300_000 + "javascript:"),
    "entity of 6,000 digits": file_of("title: A", "&#" + "9" * 6_000 + ";"),
    "entity of 6,000 digits in the title": file_of('title: "&#' + "9" * 6_000 + ';"'),
}
"""Files that would take a careless reader minutes or gigabytes."""

ODD: Final = {
    "NUL bytes in the header": b"---\ntitle: a\0b\nquality: 5\n---\nBody.\n",
    "NUL bytes in the body": b"---\ntitle: A\nquality: 5\n---\nBo\0dy.\n",
    "escaped NUL": file_of('title: "a\\0b"\nquality: 5'),
    "lone surrogates as escapes": file_of('title: "\\ud800x"\nexcerpt: "\\udfff"\nquality: 5'),
    "lone surrogates as bytes": file_of("title: \ud800\nquality: 5"),
    "not UTF-8": b"---\ntitle: \xff\xfe\nquality: 5\n---\n\xff\n",
    "line separators": file_of("title: a\u2028b\u2029c\nexcerpt: d\u0085e\nquality: 5"),
    "line separators in quotes": file_of(
        'title: "a\u2028b\u2029c"\nexcerpt: "d\u0085quality: 7"\nquality: 5'
    ),
    "direction turned": file_of(f"title: a{TURNING}\nexcerpt: '&#8238;x'\nquality: 5\ntopics: [{TURNING}]"),
    "control characters": file_of('title: "\\e[2J\\x9b31m\\a"\nquality: 5'),
    "control characters as entities": file_of('title: "&#27;[2J&#155;31m"\nquality: 5'),
    "tag that makes an object": file_of("title: !!python/object/apply:os.system [exit 9]\nquality: 5"),
    "tag that makes a module": file_of("title: !!python/name:os.system\nquality: !!python/tuple [1]"),
    "tag nobody knows": file_of("title: !<tag:evil> x\nquality: !evil 5"),
    "hostile links": file_of(
        "webUrl: javascript:alert(1)\noriginalUrl: file:///etc/passwd\n"
        "ampWebUrl: '\\\\host\\share'\nquality: 5\n"
        "images:\n  - url: ../../../etc/passwd\n  - url: /../../x.png\n  - url: data:image/png,x\n"
        "  - url: '//host.invalid/x.png'\n  - url: 'C:\\x.png'\n"
        "related:\n  - title: T\n    webUrl: vbscript:x\n    provider: {images: [{url: 'file:///x.png'}]}"
    ),
    "keys of no kind": file_of("? [a, b]\n: c\nquality: 5"),
    "a key twice": file_of("quality: 5\nquality: 6"),
}
"""Files whose characters, tags or links are meant to do harm."""


def hostile_article(port: int, number: int) -> bytes:
    """An article with markup in every field, and a picture on a server of this machine, which is refused."""
    words = {name: MARKUP.format(port=port, name=f"{name}{number}") for name in _FIELDS}
    return file_of(
        "\n".join(f"{name}: '{text}'" for name, text in words.items())
        + f"\nwebUrl: https://example.org/{number}\nquality: {number}\nheat: {number}\npublished: true\n"
        + f"provider:\n  name: '{words['title']}'\n  domain: '{words['title']}'\n"
        + f"topics:\n  - '{words['title']}'\n  - '{TURNING}'\n  - '{FORMULA}'\n"
        + f"images:\n  - url: http://127.0.0.1:{port}/lead.png\n    title: '{words['title']}'\n"
        + "related:\n"
        + "".join(_related(words["title"], n) for n in range(2)),
        f"{words['title']}\n\n![](http://127.0.0.1:{port}/b.png)\n\n<script>x()</script>{TURNING}\n",
    )


_FIELDS: Final = ("title", "excerpt", "category", "type", "layout")


def _related(text: str, number: int) -> str:
    return (
        f"  - title: '{text}'\n    excerpt: '{text}'\n    type: '{text}'\n    quality: {number + 80}\n"
        f"    webUrl: https://example.net/{number}\n    provider:\n      name: '{text}'\n"
    )


NAMES: Final = (
    b"new\nline.md",
    b"\x1b[2J\xc2\x9b31m.md",
    b"--quality=9.md",
    b"-.md",
    b"bad\xff\xfe.md",
    b"right\xe2\x80\xaegpj.md",
    b"<img src=x>&amp;.md",
    b"=1+1.md",
    b"x" * 252 + b".md",
)
"""Names of files that are articles all the same."""

NO_FILES: Final = ("pipe.md", "socket.md", "folder.md", "circle.md", "to_pipe.md", "to_zero.md", "gone.md")
"""Names of what `write_no_files` makes."""


def write_names(folder: Path) -> None:
    """Write a usual article under each of `NAMES`."""
    for name in NAMES:
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:
            file.write(USUAL)


def write_no_files(folder: Path) -> None:
    """Put there what is called like an article and is none; to open some of it would wait for ever."""
    os.mkfifo(folder / "pipe.md")
    (folder / "folder.md").mkdir()
    (folder / "circle.md").symlink_to("circle.md")
    (folder / "to_pipe.md").symlink_to("pipe.md")
    (folder / "to_zero.md").symlink_to("/dev/zero")
    (folder / "gone.md").symlink_to("nowhere.md")
    (folder / "again").symlink_to(".", target_is_directory=True)
    here = Path.cwd()
    os.chdir(folder)  # a socket's whole path must be short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("socket.md")
    finally:
        os.chdir(here)


def write_sparse(path: Path, header: bytes = b"") -> None:
    """Write a file of 2 GB that takes no room."""
    path.write_bytes(header)
    os.truncate(path, 2 * 1024**3)
