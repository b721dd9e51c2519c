"""`curator merge`: a merge driver for git, which merges the header of an article by field.

Its body is merged as text, by git itself, and so is any file without a header that can be read by field. The
result takes the place of OURS in one step; where that cannot be written, OURS is what it was.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence

from curator.articles.fields import PLACEMENT, SECURED_KEY
from curator.cli_merge_setup import install, uninstall
from curator.cli_merge_source import valid_versions
from curator.cli_merge_text import DEFAULT_MARKER_SIZE, Text, TextMerge
from curator.cli_output import complain, fit, parser_for, write_lines
from curator.errors import HeaderError, MergeRefused
from curator.frontmatter.contests import Contest, contests, without_hunks
from curator.frontmatter.front_matter import read
from curator.frontmatter.header import head_and_body
from curator.frontmatter.merging import (
    Clash,
    Merged,
    Missing,
    Reading,
    ended_like,
    merge,
    same,
    with_fields_of,
)
from curator.library.durable import remove_quietly

_USAGE = """BASE OURS THEIRS [--path NAME] [--marker-size N]
       curator merge --install [REPOSITORY] [--shared]
       curator merge --uninstall [REPOSITORY] [--shared]"""
_DESCRIPTION = """\
Merge two versions of an article since BASE, the header by field and the body as text, into the file OURS.
git does that by itself for *.md and *.markdown in a repository for which this driver is installed.
Exit status: 0 merged, 1 conflicts are left in OURS, 2 wrong usage."""

_CLEAN, _CONFLICTS = 0, 1
_VERSIONS = 3
_LONGEST_VALUE = 60


def run(words: list[str]) -> int:
    """Run the command; returns the exit status, 1 when conflicts are left."""
    parser = parser_for("merge", _USAGE, _DESCRIPTION)
    parser.add_argument("versions", nargs="*", metavar="FILE", help="the files BASE, OURS and THEIRS")
    parser.add_argument("--path", default="", metavar="NAME", help="what to call the file in messages")
    parser.add_argument(
        "--marker-size", type=int, default=DEFAULT_MARKER_SIZE, metavar="N", help="length of conflict markers"
    )
    parser.add_argument(
        "--install", nargs="?", const=".", metavar="REPOSITORY", help="set the driver up for this repository"
    )
    parser.add_argument("--uninstall", nargs="?", const=".", metavar="REPOSITORY", help="take that back")
    parser.add_argument("--shared", action="store_true", help="name the files in .gitattributes, for all")
    options = parser.parse_args(words)
    given = [bool(options.versions), options.install is not None, options.uninstall is not None]
    if sum(given) != 1 or (options.versions and len(options.versions) != _VERSIONS):
        parser.error("give BASE, OURS and THEIRS, or --install, or --uninstall")
    if options.versions:
        text = TextMerge(options.marker_size)
        return _merge_files(options.versions, options.path or options.versions[1], text)
    if options.install is not None:
        write_lines(install(options.install, is_shared=options.shared))
    else:
        write_lines(uninstall(options.uninstall, is_shared=options.shared))
    return _CLEAN


def _merge_files(versions: Sequence[str], name: str, text: TextMerge) -> int:
    target = versions[1]
    try:
        base, ours, theirs = map(_bytes_of, versions)
        merged = merge_articles(base, ours, theirs, name, text)
        if merged.data != ours:
            _put(target, merged.data)
    except OSError as error:
        complain("merge", f"{name}: {error.strerror or error}; it is left as it was")
        return _CONFLICTS
    return _CLEAN if merged.is_clean else _CONFLICTS


def merge_articles(base: bytes, ours: bytes, theirs: bytes, name: str, text: TextMerge) -> Text:
    """Merge three versions of the article called `name`, saying on the error stream what clashes."""
    before, given = _readable(base), (base, ours, theirs)
    valid = valid_versions(name, before, ours, theirs)
    ours, theirs = valid.ours, valid.theirs
    if valid.void:
        complain(
            "merge",
            f"{name}: the source changed, so what was decided before is void ({', '.join(valid.void)})",
        )
    try:
        merged = merge(before, ours, theirs, PLACEMENT)
    except MergeRefused as refusal:
        merged_text = text.merge(*given)
        if not merged_text.is_clean:
            complain("merge", f"{name}: merged as text, not by field; {refusal}")
        return merged_text
    for clash in merged.clashes:
        complain("merge", f"{name}: {_in_words(clash)}")
    before, mine = ended_like(before, theirs), ended_like(ours, theirs)
    if not merged.clashes and (as_text := _as_text(merged, before, mine, theirs, text)) is not None:
        return as_text
    merged = _with_comments(merged, before, mine, theirs, name, text)
    body = Text(merged.body, is_clean=True) if merged.body is not None else _body(base, mine, theirs, text)
    try:
        head = _head(merged, contests(merged, before, mine), text)
    except MergeRefused:
        # Whatever git makes of it, a person must look at the fields that were named.
        return Text(text.merge(*given).data, is_clean=False)
    return Text(head.data + body.data, head.is_clean and body.is_clean)


def _readable(base: bytes) -> bytes:
    """Return a common version without conflict hunks, which git leaves when that is itself a merge."""
    try:
        read(base)
    except HeaderError:
        return without_hunks(base)
    return base


def _as_text(merged: Merged, base: bytes, ours: bytes, theirs: bytes, text: TextMerge) -> Text | None:
    """Return git's own merge if it says the same field by field: it also keeps the comments of both sides."""
    heads = [head_and_body(version)[0] for version in (base, ours, theirs)]
    if heads[0] in heads[1:] and merged.body is not None:
        return None  # only one side changed it: nothing is lost
    whole = text.merge(base, ours, theirs)
    head, body = head_and_body(whole.data)
    is_right = whole.is_clean and _says(head, merged.head) and merged.body in (None, body)
    return whole if is_right else None


def _with_comments(
    merged: Merged, base: bytes, ours: bytes, theirs: bytes, name: str, text: TextMerge
) -> Merged:
    """Bring back what else than fields our side changed in the header, its comments above all, if git can."""
    base_head, our_head, their_head = (head_and_body(version)[0] for version in (base, ours, theirs))
    if not base or base_head in (our_head, their_head):
        return merged
    try:
        only_fields = head_and_body(with_fields_of(ours, base, PLACEMENT))[0]
    except MergeRefused:
        only_fields = base_head
    if only_fields == our_head:
        return merged
    head = text.merge(only_fields, our_head, merged.head)
    if head.is_clean and _says(head.data, merged.head):
        return Merged(head.data, merged.body, merged.clashes)
    complain("merge", f"{name}: the fields are merged; comments and order of the header are theirs, not ours")
    return merged


def _says(head: bytes, wanted: bytes) -> bool:
    """Tell whether a header says what another one does, with no more keys given twice."""
    try:
        one, other = read(head), read(wanted)
    except HeaderError:
        return False
    return same(dict(one.values), dict(other.values)) and len(one.duplicates) <= len(other.duplicates)


def _head(merged: Merged, contested: Sequence[Contest], text: TextMerge) -> Text:
    """Return the merged header with the lines of each clash merged as text, mostly with conflict markers."""
    data, is_clean = merged.head, True
    for contest in reversed(contested):
        lines = text.merge(contest.base, contest.ours, contest.theirs)
        if lines.is_clean and not _differs_only_in(merged.head, contest, lines.data):
            lines = text.conflict(contest.ours, contest.theirs)
        data = data[: contest.start] + lines.data + data[contest.stop :]
        is_clean = is_clean and lines.is_clean
    return Text(data, is_clean)


def _differs_only_in(head: bytes, contest: Contest, lines: bytes) -> bool:
    """Tell whether a header with other lines for a field reads as it did in all other fields."""
    try:
        before, after = read(head), read(head[: contest.start] + lines + head[contest.stop :])
    except HeaderError:
        return False
    others = [
        {name: value for name, value in front.values.items() if name != contest.name}
        for front in (before, after)
    ]
    return same(*others) and len(after.duplicates) <= len(before.duplicates)


def _body(base: bytes, ours: bytes, theirs: bytes, text: TextMerge) -> Text:
    return text.merge(*(head_and_body(version)[1] for version in (ended_like(base, theirs), ours, theirs)))


def _in_words(clash: Clash) -> str:
    if clash.name == SECURED_KEY:
        return f"{clash.name} was changed by both"  # what it holds is nobody's business
    base, ours, theirs = (_value(reading) for reading in (clash.base, clash.ours, clash.theirs))
    return f"{clash.name} was {base}, ours is {ours}, theirs is {theirs}"


def _value(reading: Reading) -> str:
    match reading:
        case Missing():
            return "not there"
        case None:
            return "empty"
        case bool():
            return "true" if reading else "false"
        case list():
            return f"a list of {len(reading)}"
        case dict():
            return f"a mapping of {len(reading)}"
        case bytes():
            return "binary"
    return fit(str(reading).replace("\n", " "), _LONGEST_VALUE)


def _bytes_of(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _put(path: str, data: bytes) -> None:
    """Give a file its new content in one step."""
    target = os.path.realpath(path)
    descriptor, temporary = tempfile.mkstemp(prefix=".curator-", suffix=".tmp", dir=os.path.dirname(target))
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        shutil.copymode(target, temporary)
        os.replace(temporary, target)
    except BaseException:  # also a KeyboardInterrupt must not leave the file behind
        remove_quietly(temporary)
        raise
