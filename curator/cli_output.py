"""What the commands print: text that cannot harm a terminal, tables, JSON, CSV, paths as they were given."""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

Cell = str | int | bool | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_HARMFUL = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_HARMLESS_FORMAT = {"\u200c", "\u200d", "\u00ad"}
"""Joiners, without which some scripts and emoji are not themselves, and the soft hyphen."""

ELLIPSIS = "…"


class _Parser(argparse.ArgumentParser):
    """Complains of arguments, which may be names of files, without showing them as they are."""

    def error(self, message: str) -> NoReturn:
        super().error(safe(message))


def parser_for(command: str, usage: str, description: str) -> argparse.ArgumentParser:
    """A parser of one command's arguments; wrong usage ends the process with status 2."""
    return _Parser(
        prog=f"curator {command}",
        usage=f"curator {command} {usage}",
        description=description,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def complain(command: str, message: str) -> None:
    """Say something on the error stream."""
    sys.stderr.write(f"curator {command}: {safe(message)}\n")


def safe(text: str) -> str:
    """The text with everything escaped that could move the cursor, change colours, or turn the direction.

    So are bytes that are not text, as file names may have.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_safe_character(character) for character in text)


def _safe_character(character: str) -> str:
    if character in _HARMLESS_FORMAT or unicodedata.category(character) not in _HARMFUL:
        return character
    number = ord(character)
    if 0xDC80 <= number <= 0xDCFF:
        return f"\\x{number - 0xDC00:02x}"
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{{{number:x}}}"


def width_of(text: str) -> int:
    """The number of columns a text takes in a terminal."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def fit(text: str, width: int) -> str:
    """The text, cut with an ellipsis where it would take more than `width` columns."""
    if width_of(text) <= width:
        return text
    used, kept = 1, []
    for character in text:
        used += _width(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept).rstrip() + ELLIPSIS


def table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()
) -> Iterable[str]:
    """Lines of a table; the columns in `right` are aligned to the right. Cells are made safe here."""
    cells = [list(heads), *([safe(cell) for cell in row] for row in rows)]
    widths = [max(width_of(row[at]) for row in cells) for at in range(len(heads))]
    for row in cells:
        parts = []
        for at, (cell, width) in enumerate(zip(row, widths, strict=True)):
            gap = " " * (width - width_of(cell))
            parts.append(gap + cell if at in right else cell + gap)
        yield "  ".join(parts).rstrip()


def json_line(record: Mapping[str, Cell | Sequence[str]]) -> str:
    """One JSON object on one line; a JSON parser gives the path as Python knows it, odd bytes and all.

    What could harm a terminal is escaped, which means the same to JSON.
    """
    line = json.dumps(record, ensure_ascii=False)
    return line if line.isascii() and line.isprintable() else "".join(map(_json_character, line))


def _json_character(character: str) -> str:
    if character in _HARMLESS_FORMAT or unicodedata.category(character) not in _HARMFUL:
        return character
    return json.dumps(character)[1:-1]


def json_array(records: Iterable[Mapping[str, Cell | Sequence[str]]]) -> Iterable[str]:
    """Lines of a JSON array, an object on each."""
    yield "["
    before = ""
    for record in records:
        if before:
            yield before + ","
        before = json_line(record)
    if before:
        yield before
    yield "]"


def csv_lines(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterable[str]:
    """Lines of CSV. A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for row in ([*heads], *rows):
        writer.writerow([_csv_cell(cell) for cell in row])
        yield buffer.getvalue().removesuffix("\n")
        buffer.seek(0)
        buffer.truncate()


def _csv_cell(cell: Cell) -> str | int:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, str):
        cell = safe(cell)
        return "'" + cell if cell.startswith(_FORMULA) else cell
    return "" if cell is None else cell


def write_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output."""
    for line in lines:
        sys.stdout.write(line + "\n")


class PathNames:
    """Writes paths the way their source was given, so that they can be used again in the same place."""

    def __init__(self, sources: Sequence[str]) -> None:
        self._sources = [(os.path.abspath(source), source) for source in sources]

    def of(self, path: Path) -> str:
        """The path below the source it was found in; absolute when it is in none."""
        text = str(path)
        for absolute, given in self._sources:
            if text == absolute:
                return given
            if text.startswith(os.path.join(absolute, "")):
                return os.path.join(given, text[len(os.path.join(absolute, "")) :])
        return text
