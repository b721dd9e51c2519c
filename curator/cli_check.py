"""`curator check`: what is wrong in folders, file by file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from curator.cli_output import PathNames, complain, json_array, parser_for, safe, write_lines
from curator.library.finding import Finding
from curator.library.folder_check import FolderCheck
from curator.library.survey import Survey

_USAGE = "FOLDER… [--format table|json]"
_FOUND, _WRONG_USAGE = 1, 2
_GROUPED = 10_000
"""Findings waited for to bring those of a file together; a folder with more gets them as they are found."""


def run(words: list[str]) -> int:
    """Run the command; returns the exit status, 1 when anything was found."""
    parser = parser_for("check", _USAGE, "Say what is wrong in folders and files, file by file.")
    parser.add_argument("sources", nargs="+", metavar="FOLDER", help="a folder, or a file")
    parser.add_argument("--format", choices=["table", "json"], default="table", help="how to print it")
    options = parser.parse_args(words)
    sources = [Path(source) for source in options.sources]
    survey = Survey(sources)
    check = FolderCheck(sources)
    files = (Path(seen.path) for seen in survey.files(with_stamps=False))
    findings = _Counted(_grouped(check.findings(files)), PathNames(options.sources))
    write_lines(_json_lines(findings) if options.format == "json" else _table_lines(findings))
    if options.format == "table" and check.checked:
        write_lines([_summary(findings.count, check.checked)])
    for source in survey.missing:
        complain("check", f"{source.path}: {source.reason}")
    if survey.missing and not any(map(os.path.exists, options.sources)):
        return _WRONG_USAGE
    return _FOUND if findings.count or survey.missing else 0


def _grouped(findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings, those of a file together as far as that can be known."""
    groups: dict[str, list[Finding]] = {}
    for finding in islice(findings, _GROUPED):
        groups.setdefault(finding.path, []).append(finding)
    for group in groups.values():
        yield from sorted(group, key=_line)
    yield from findings


def _line(finding: Finding) -> int:
    return finding.line or 0


class _Counted:
    """Findings to be gone through once, counted as they go by; named as their sources were given."""

    def __init__(self, findings: Iterable[Finding], names: PathNames) -> None:
        self._findings = findings
        self._names = names
        self.count = 0

    def __iter__(self) -> Iterator[tuple[str, Finding]]:
        for finding in self._findings:
            self.count += 1
            yield self._names.of(Path(finding.path)), finding


def _json_lines(findings: _Counted) -> Iterable[str]:
    return json_array(
        {
            "path": name,
            "line": finding.line,
            "field": finding.field,
            "message": finding.message,
            "kind": finding.kind.value,
        }
        for name, finding in findings
    )


def _table_lines(findings: _Counted) -> Iterator[str]:
    """The findings below the name of their file."""
    above = ""
    for name, finding in findings:
        if name != above:
            yield safe(name)
            above = name
        place = f"line {finding.line}" if finding.line is not None else ""
        yield f"  {place:<10}{safe(finding.message)}"


def _summary(count: int, files: int) -> str:
    checked = f"{files} article{'s' if files != 1 else ''} checked"
    return f"{checked}, {count or 'no'} problem{'s' if count != 1 else ''} found"
