"""`curator merge`: a merge driver for git, which merges the header of an article by field.

Its body is merged as text, by git itself, and so is any file without a header that can be read by field. The
result takes the place of OURS in one step; where that cannot be written, OURS is what it was.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence

from curator.articles.fields import SECURED_KEY
from curator.cli_merge_setup import install, uninstall
from curator.cli_output import complain, fit, parser_for, write_lines
from curator.frontmatter.merging import Clash, Missing, Reading
from curator.git.article_merge import merge_articles
from curator.git.text_merge import DEFAULT_MARKER_SIZE, TextMerge
from curator.library.durable import remove_quietly
from curator.library.save import SIZE_LIMIT

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
    # Of such files every step here would hold copies; git, which asked, keeps ours and calls it a conflict.
    if any(os.path.getsize(version) > SIZE_LIMIT for version in versions if os.path.exists(version)):
        complain("merge", f"{name}: a version is larger than 64 MiB; it is left as it was")
        return _CONFLICTS
    try:
        base, ours, theirs = map(_bytes_of, versions)
        merged = merge_articles((base, ours, theirs), name, text)
        for remark in (*merged.remarks, *map(_in_words, merged.clashes)):
            complain("merge", f"{name}: {remark}")
        if merged.text.data != ours:
            _put(target, merged.text.data)
    except OSError as error:
        complain("merge", f"{name}: {error.strerror or error}; it is left as it was")
        return _CONFLICTS
    return _CLEAN if merged.text.is_clean else _CONFLICTS


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
