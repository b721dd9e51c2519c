"""`curator check`: what is wrong in folders, file by file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from curator.cli_output import PathNames, complain, json_array, parser_for, safe, write_lines
from curator.errors import ReadFailed
from curator.library.reading import load
from curator.library.survey import Survey
from curator.library.walk import Skipped
from curator.records import dataclass

_USAGE = "FOLDER… [--format table|json]"
_FOUND, _WRONG_USAGE = 1, 2


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in one file; `line` is None and `field` "" where it is not about one of them."""

    path: str
    line: int | None
    field: str
    message: str


def run(words: list[str]) -> int:
    """Run the command; returns the exit status, 1 when anything was found."""
    parser = parser_for("check", _USAGE, "Say what is wrong in folders and files, file by file.")
    parser.add_argument("sources", nargs="+", metavar="FOLDER", help="a folder, or a file")
    parser.add_argument("--format", choices=["table", "json"], default="table", help="how to print it")
    options = parser.parse_args(words)
    missing: list[Skipped] = []
    checked: list[Path] = []
    findings = _findings(options.sources, missing, checked)
    if options.format == "json":
        count = _write_json(findings)
    else:
        count = _write_table(findings)
        if checked:
            write_lines([_summary(count, len(checked))])
    for source in missing:
        complain("check", f"{source.path}: {source.reason}")
    if missing and not any(map(os.path.exists, options.sources)):
        return _WRONG_USAGE
    return _FOUND if count or missing else 0


def _findings(sources: Sequence[str], missing: list[Skipped], checked: list[Path]) -> Iterator[Finding]:
    names = PathNames(sources)
    survey = Survey([Path(source) for source in sources])
    for seen in survey.files(with_stamps=False):
        path = Path(seen.path)
        checked.append(path)
        name = names.of(path)
        try:
            problems = load(path).article.problems
        except ReadFailed as error:
            yield Finding(name, None, "", str(error))
            continue
        for problem in problems:
            yield Finding(name, problem.line, problem.field, problem.message)
    missing += survey.missing


def _write_json(findings: Iterable[Finding]) -> int:
    found = list(findings)
    write_lines(
        json_array({"path": f.path, "line": f.line, "field": f.field, "message": f.message} for f in found)
    )
    return len(found)


def _write_table(findings: Iterable[Finding]) -> int:
    """Write the findings below the name of their file, each as soon as it is known."""
    count = 0
    above = ""
    for finding in findings:
        count += 1
        if finding.path != above:
            write_lines([safe(finding.path)])
            above = finding.path
        place = f"line {finding.line}" if finding.line is not None else ""
        write_lines([f"  {place:<10}{safe(finding.message)}"])
    return count


def _summary(count: int, files: int) -> str:
    checked = f"{files} article{'s' if files != 1 else ''} checked"
    return f"{checked}, {count or 'no'} problem{'s' if count != 1 else ''} found"
