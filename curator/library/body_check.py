"""What a person should look at in the body of an article: links that must not be followed, NUL characters.

On screen the body is plain text and does no harm; on the site it is what a visitor clicks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from curator.articles import Problem, ProblemKind
from curator.frontmatter import find_header

_LIMIT: Final = 1_000_000
"""Bytes of a body looked at."""
_SCHEME: Final = rb"(?i:(javascript|vbscript|file|data(?!:image/)):)"
_LINK: Final = re.compile(
    rb"\]\([ \t]{0,9}<?" + _SCHEME  # [text](link
    + rb"|<[A-Za-z][^<>]{0,2000}?\s(?:href|src|action)[ \t]{0,9}=[ \t]{0,9}[\"']?[ \t]{0,9}" + _SCHEME
    + rb"|^ {0,3}\[[^\]\n]{1,200}\]:[ \t]{0,9}<?" + _SCHEME,  # [name]: link
    re.MULTILINE,
)  # fmt: skip
_MAY_LINK: Final = re.compile(_SCHEME)


def body_problems(data: bytes) -> Iterator[Problem]:
    """Yield the problems of the body of a file whose content is `data`, each kind of link once."""
    start = find_header(data).body
    body = data[start : start + _LIMIT]
    if (at := body.find(b"\0")) >= 0:
        line = _line(data, start + at)
        yield Problem("", "the body holds a NUL character", line, ProblemKind.CONTROL_CHARACTER)
    if _MAY_LINK.search(body) is None:
        return
    met: set[bytes] = set()
    for match in _LINK.finditer(body):
        scheme = next(group for group in match.groups() if group).lower()
        if scheme not in met:
            met.add(scheme)
            line = _line(data, start + match.start())
            yield Problem("", f"the body holds a {scheme.decode()}: link", line, ProblemKind.HOSTILE_LINK)


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1
