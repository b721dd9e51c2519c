"""`curator set`: sets fields of articles through the journal and the same save as the window's."""

from __future__ import annotations

import os
import re
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from curator.articles.fields import Field
from curator.cli_output import complain, json_line, parser_for, safe
from curator.library.places import find_places
from curator.library.reach import Reach
from curator.triage.decisions import Change, Mark, Status
from curator.triage.reports import JournalReplaced, Report, SaveReport
from curator.triage.workplace import Workplace

_USAGE = "[--quality N] [--heat N] [--published yes|no] [--json] PATH…"
_DESCRIPTION = """\
Set fields of articles. PATH is a file; "-" reads paths from standard input, one a line.
A line is printed for each path, in the order given, as soon as the article is safe on the disk.
All of one call is one decision: the window undoes it in one step."""

_CHUNK = 100
"""Paths that share one wait for the journal; each file is waited for by itself."""

_READ_BYTES = 1 << 16
_WORDS = {"yes": True, "true": True, "no": False, "false": False}
_REFUSED = 1


def run(words: list[str]) -> int:
    """Run the command; returns the exit status, 1 when anything was refused."""
    parser = parser_for("set", _USAGE, _DESCRIPTION)
    parser.add_argument("--quality", type=_number, metavar="N", help="how good the article is")
    parser.add_argument("--heat", type=_number, metavar="N", help="how hot it is; -1: no heat of its own")
    parser.add_argument(
        "--published", type=_yes_or_no, metavar="yes|no", help="whether the site publishes it"
    )
    parser.add_argument("--json", action="store_true", help="print JSON: path, status, reason")
    parser.add_argument("paths", nargs="+", metavar="PATH", help='a file, or "-" for paths on standard input')
    options = parser.parse_args(words)
    given = {
        Field.QUALITY.value: options.quality,
        Field.HEAT.value: options.heat,
        Field.PUBLISHED.value: options.published,
    }
    fields = {name: value for name, value in given.items() if value is not None}
    if not fields:
        parser.error("nothing to set: give --quality, --heat or --published")
    # The journal of one user is one file for all folders, so this also finishes what a crash left anywhere.
    command = _SetCommand(fields, is_json=options.json)
    with Workplace.open(find_places().journal, command.take) as workplace:
        for paths in _chunks(_all_paths(options.paths)):
            command.set(workplace, paths)
    return _REFUSED if command.refused else 0


class _SetCommand:
    """Sets the same fields in one chunk of paths after another, and prints what became of each."""

    def __init__(self, fields: Mapping[str, int | bool], *, is_json: bool) -> None:
        self._fields = fields
        self._is_json = is_json
        self._reports: dict[Path, SaveReport] = {}
        self._group: int | None = None
        self.refused = 0

    def take(self, report: Report) -> None:
        """Note what the writer says."""
        match report:
            case SaveReport():
                self._reports[report.path] = report
            case JournalReplaced(kept_as=Path()):
                complain("set", f"the journal was damaged and is kept as {report.kept_as}")
            case _:
                pass

    def set(self, workplace: Workplace, given: list[str]) -> None:
        """Set the fields in the articles at these (distinct) paths, as they were given."""
        self._reports.clear()
        workplace.writer.reach = Reach(tuple(Path(os.path.abspath(path)) for path in given))
        changes = [Change(Path(os.path.abspath(path)), self._fields, Mark.DECIDED) for path in given]
        self._group = workplace.writer.set_at_once(changes, self._group)
        for path, change in zip(given, changes, strict=True):
            self._print(path, self._reports[change.path])
        sys.stdout.flush()

    def _print(self, path: str, report: SaveReport) -> None:
        if report.status is Status.FAILED:
            self.refused += 1
            status = "refused"
        else:
            status = "saved" if report.is_changed else "unchanged"
        if self._is_json:
            line = json_line({"path": path, "status": status, "reason": report.reason})
        else:
            reason = f": {report.reason}" if report.reason else ""
            line = safe(f"{status:<9}  {path}{reason}")
        sys.stdout.write(line + "\n")


def _all_paths(words: Iterable[str]) -> Iterator[list[str]]:
    """The paths asked for, in portions that are there at once: nobody is kept waiting for an answer."""
    for word in words:
        if word == "-":
            yield from _paths_from_input()
        else:
            yield [word]


def _paths_from_input() -> Iterator[list[str]]:
    rest = b""
    while data := os.read(sys.stdin.fileno(), _READ_BYTES):
        *lines, rest = (rest + data).split(b"\n")
        yield _as_paths(lines)
    yield _as_paths([rest])


def _as_paths(lines: Iterable[bytes]) -> list[str]:
    if os.name == "nt":
        lines = (line.removesuffix(b"\r") for line in lines)
    return [os.fsdecode(line) for line in lines if line]


def _chunks(portions: Iterable[list[str]]) -> Iterator[list[str]]:
    """Cut portions into chunks in which no article comes twice."""
    for portion in portions:
        chunk: list[str] = []
        there: set[str] = set()
        for path in portion:
            absolute = os.path.abspath(path)
            if len(chunk) == _CHUNK or absolute in there:
                yield chunk
                chunk, there = [], set()
            chunk.append(path)
            there.add(absolute)
        if chunk:
            yield chunk


def _number(text: str) -> int:
    # int() would also take 1_000, digits of other scripts, and numbers without end.
    if not re.fullmatch(r"[+-]?[0-9]{1,9}", text):
        raise ArgumentTypeError(f"{text!a} is not a whole number")
    return int(text)


def _yes_or_no(text: str) -> bool:
    try:
        return _WORDS[text.lower()]
    except KeyError:
        raise ArgumentTypeError(f"{text!a} is neither yes nor no") from None
