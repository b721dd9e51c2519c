"""Who decided what, read from git's history: for each commit, the fields of each article that it changed.

A commit that changes no field a decision can write, as a bot's mostly do, says nothing here; neither does a
new article, or one that took the place of another. The lead picture is a field like them, where the pictures
of an article are the same ones in another order.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from curator.articles import standing_in
from curator.errors import GitFailed
from curator.frontmatter import find_header
from curator.frontmatter.header import head_and_body
from curator.git.blobs import read_blobs
from curator.git.ordered import LEAD, pictures_of
from curator.git.repository import find_repository
from curator.git.running import Git
from curator.library.identity import Identity
from curator.records import dataclass

Decision = int | bool | str | None
"""What a field says, None for one that is not there; of the pictures the address of the one that leads."""

_ARTICLE: Final = (b".md", b".markdown", b".mdown", b".mkd")
_COMMIT: Final = b"\x01"
_FORMAT: Final = "--format=%x01%H%x00%aN%x00%aE%x00%aI"
_NAMED: Final = re.compile(rb"(?:quality|heat|published)[^\n]*(?:\n[ \t]+[^\n]*)*")
"""Whatever in a header can be about one of the fields, with the lines that go on with it."""


@dataclass(frozen=True, slots=True)
class ColleagueDecision:
    """One field of one article, as somebody decided it in one commit."""

    path: Path
    author: str
    when: datetime
    field: str
    before: Decision
    after: Decision


@dataclass(frozen=True, slots=True)
class _Changed:
    """A file that a commit changed: the names of its content before and after."""

    path: bytes
    author: str
    when: str
    before: str
    after: str


def decided_since(repository: Path, since: str, *, with_mine: bool = False) -> tuple[ColleagueDecision, ...]:
    """What was decided after a revision, or a date (2026-11-20, "2 weeks ago"), oldest first.

    `repository` is any folder in it. Own commits, by the address git would give them, are left out unless
    `with_mine`. Raises NoRepository, and GitFailed when `since` is neither.
    """
    git = Git(repository)
    root = find_repository(git).root
    mine = "" if with_mine else _own_address(git)
    return tuple(decisions_in(git, root, _range(git, since), but=mine))


def articles_by_author(decisions: Iterable[ColleagueDecision]) -> dict[str, int]:
    """How many articles each of them decided."""
    articles: dict[str, set[Path]] = {}
    for decision in decisions:
        articles.setdefault(decision.author, set()).add(decision.path)
    return {author: len(paths) for author, paths in articles.items()}


def decisions_in(
    git: Git, root: Path, revisions: Sequence[str], *, but: str = ""
) -> Iterator[ColleagueDecision]:
    """What the commits of these revisions decided, oldest first, without those of one address."""
    changed = list(_changed(git, revisions, but))
    before = read_blobs(git, [each.before for each in changed])
    after = read_blobs(git, [each.after for each in changed])
    for each, old, new in zip(changed, before, after, strict=True):
        path, when = root / os.fsdecode(each.path), datetime.fromisoformat(each.when)
        for field, was, now in _decided(old, new):
            yield ColleagueDecision(path, each.author, when, field, was, now)


def _range(git: Git, since: str) -> list[str]:
    known = git.run("rev-parse", "--quiet", "--verify", "--end-of-options", f"{since}^{{commit}}")
    if not known.status:
        return [f"^{known.output.decode().strip()}", "HEAD"]
    if not re.search(r"\d|yesterday|today|noon|midnight|last", since):
        raise GitFailed("log", f"{since} is neither a commit nor a date")
    return [f"--since={since}", "HEAD"]


def _own_address(git: Git) -> str:
    done = git.run("var", "GIT_AUTHOR_IDENT")
    return (
        done.output.decode(errors="replace").rpartition("<")[2].partition(">")[0] if not done.status else ""
    )


def _changed(git: Git, revisions: Sequence[str], but: str) -> Iterator[_Changed]:
    shown = git.output(
        *("log", "--reverse", "--no-merges", "--raw", "-z", "--no-abbrev", "--no-renames", "--diff-filter=M"),
        *(_FORMAT, "--no-show-signature", "--no-notes", *revisions, "--"),
    )
    parts = iter(shown.split(b"\0"))
    author = address = when = ""
    for part in parts:
        about = part.lstrip(b"\n")
        if about.startswith(_COMMIT):
            author, address, when = (next(parts).decode(errors="replace") for _ in range(3))
        elif about.startswith(b":"):
            _, mode, before, after, _ = about.decode().split(" ")
            path = next(parts)
            if address != but and mode.startswith("100") and path.lower().endswith(_ARTICLE):
                yield _Changed(path, author, when, before, after)


def _decided(old: bytes, new: bytes) -> Iterator[tuple[str, Decision, Decision]]:
    is_decided = (named := _named(old)) is None or named != _named(new)
    is_reordered = _may_be_reordered(old, new)
    if not (is_decided or is_reordered):
        return
    before, after = standing_in(old), standing_in(new)
    if Identity(before.keys).is_other_than(after.keys):
        return
    for field, was in before.decision.items():
        now = after.decision.get(field, was)
        if type(was) is not type(now) or was != now:
            yield field, was, now
    pictures, now_pictures = map(pictures_of, (old, new)) if is_reordered else ([], [])
    if pictures[:1] != now_pictures[:1] and sorted(pictures) == sorted(now_pictures):
        yield LEAD, pictures[0], now_pictures[0]


def _may_be_reordered(old: bytes, new: bytes) -> bool:
    """Tell whether two headers have the same letters in another order, but for the fields; quickly."""
    one, other = (
        [line for line in _NAMED.sub(b"", head_and_body(data)[0].replace(b"\r", b"")).split(b"\n") if line]
        for data in (old, new)
    )
    return one != other and sorted(b"".join(one)) == sorted(b"".join(other))


def _named(data: bytes) -> list[bytes] | None:
    """What in a header can be about the fields; None where a value may stand elsewhere."""
    header = find_header(data)
    text = data[header.start : header.end]
    found = [line.rstrip(b"\r") for line in _NAMED.findall(text)]
    return None if b"<<" in text or any(b"*" in line for line in found) else found
