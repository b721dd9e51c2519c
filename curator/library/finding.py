"""One thing that is wrong in a folder, as a list shows it."""

from __future__ import annotations

from typing import NamedTuple

from curator.articles import ProblemKind
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in one file; `line` is None and `field` "" where it is not about one of them.

    `message` is a fragment that names the field itself. It may quote the article: it is fit for display and
    no more, like all text of an article. So is `title`, the article's, which is the file's name where it has
    none.
    """

    path: str
    line: int | None
    field: str
    message: str
    kind: ProblemKind
    title: str = ""


class Departure(NamedTuple):
    """How one article of a folder is unlike the others; `article` is its number there, the rest as above."""

    article: int
    line: int | None
    field: str
    message: str
    kind: ProblemKind
