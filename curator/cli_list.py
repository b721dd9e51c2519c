"""`curator list`: the articles of folders, filtered and in order."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import UTC, datetime
from pathlib import Path

from curator.cli_output import (
    Cell,
    PathNames,
    complain,
    csv_lines,
    fit,
    json_array,
    parser_for,
    safe,
    table,
    write_lines,
)
from curator.errors import JournalError, QueryError
from curator.library.decided import DecidedTable, Departure
from curator.library.index import Index
from curator.library.places import find_places
from curator.library.query import Query, parse_query
from curator.library.query_states import State
from curator.library.row import Row
from curator.library.schema import index_file
from curator.library.sorting import Sort
from curator.library.workers import Workers
from curator.records import dataclass

_USAGE = "FOLDER… [--query Q] [--sort KEY] [--limit N] [--format table|json|csv|paths]"
_HEADS = (
    "path",
    "title",
    "provider",
    "published_at",
    "quality",
    "heat",
    "published",
    "state",
    "related",
    "problem",
)
_TITLE_COLUMNS = 60
_WRONG_USAGE = 2

Marks = Mapping[int, str]
"""What the journal says of articles, by their number."""


@dataclass(frozen=True, slots=True)
class _Past:
    """What the journal knows: marks, and what was decided last."""

    marks: Marks
    decided: DecidedTable = field(default_factory=DecidedTable)


def run(words: list[str]) -> int:
    """Run the command; returns the exit status."""
    parser = parser_for("list", _USAGE, "List the articles in folders and files.")
    parser.add_argument("sources", nargs="+", metavar="FOLDER", help="a folder, or a file")
    parser.add_argument(
        "--query", default="", metavar="Q", help="a filter, as in the search box of the window"
    )
    parser.add_argument(
        "--sort", choices=[sort.value for sort in Sort], default=Sort.NEWEST.value, help="the order"
    )
    parser.add_argument("--limit", type=_count, metavar="N", help="not more than this many")
    parser.add_argument("--format", choices=list(_WRITERS), default="table", help="how to print them")
    options = parser.parse_args(words)
    try:
        # As UTF-8 whatever the locale says, like all that is printed.
        query = parse_query(os.fsencode(options.query).decode("utf-8", "replace"))
    except QueryError as error:
        complain("list", f"--query, at character {error.position + 1}: {error}")
        return _WRONG_USAGE
    if query.needs_colleagues:
        complain("list", "--query: what colleagues decided (by:) is known in the window only, after a sync")
        return _WRONG_USAGE
    sources = [Path(os.path.abspath(source)) for source in options.sources]
    past = _read_past(sources, query) if query.needs_state or options.format != "paths" else _Past({})
    rows, marks, is_complete = _select(sources, query, Sort(options.sort), options.limit, past)
    if not rows and not any(map(os.path.exists, sources)):
        return _WRONG_USAGE
    _WRITERS[options.format](rows, PathNames(options.sources), marks)
    return 0 if is_complete else 1


def _select(
    sources: Sequence[Path], query: Query, sort: Sort, limit: int | None, past: _Past
) -> tuple[list[Row], Marks, bool]:
    """The rows to print, their states, and whether all sources could be read; complains of the others."""
    # Made before the first thread there is.
    workers = Workers(os.cpu_count() or 1)
    from curator.library.holdings import Holdings
    from curator.library.keeper import Keeper

    holdings = Holdings(Index.open(index_file(find_places().cache / "index", sources)))
    try:
        holdings.set_marks(past.marks.items())
        keeper = Keeper(holdings, sources, 0, lambda news: None, workers=workers)
        keeper.open()
        missing = keeper.summary().missing
        for source in missing:
            complain("list", f"{source.path}: {source.reason}")
        holdings.departures.set(past.decided)
        table, kinds = holdings.departures.departed()
        # What was decided of the article before says nothing of the one that is there now.
        swapped = [number for number, kind in zip(table.ids, kinds, strict=True) if kind == Departure.SWAPPED]
        marks = {**past.marks, **dict.fromkeys(swapped, State.CHANGED.value)}
        return holdings.rows(holdings.select(query, sort)[:limit]), marks, not missing
    finally:
        holdings.close()
        workers.rest()


def _read_past(sources: Sequence[Path], query: Query) -> _Past:
    """What the journal says of the articles; without a usable journal only a filter that needs it fails."""
    path = find_places().journal
    if not path.exists():
        return _Past({})
    # Imported here because a list of paths does without the database.
    from curator.triage.journal import Journal
    from curator.triage.last_decided import read_all_decided
    from curator.triage.past import Scope, read_marks

    try:
        journal = Journal.open(path)
        try:
            if journal.kept_as is not None:
                complain("list", f"the journal was damaged and is kept as {journal.kept_as}")
            scope = Scope.of(sources)
            return _Past(read_marks(journal, scope), read_all_decided(journal, scope))
        finally:
            journal.close()
    except JournalError as error:
        if query.needs_state:
            raise
        complain("list", f"{error} The list is without states.")
        return _Past({})


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)


def _write_table(rows: Sequence[Row], names: PathNames, marks: Marks) -> None:
    now = datetime.now(UTC)
    is_terminal = sys.stdout.isatty()
    lines = [
        (
            marks.get(row.id, ""),
            _number(row.quality),
            _number(row.heat),
            _yes_no(row.published),
            _day(row.published_at, now),
            fit(safe(row.provider or row.domain), 20),
            fit(safe(row.title), _TITLE_COLUMNS),
            names.of(row.path) + (f"  ! {row.problem}" if row.problem else ""),
        )
        for row in rows
    ]
    heads = ("STATE", "QUALITY", "HEAT", "PUBLISHED", "DATE", "PROVIDER", "TITLE", "FILE")
    made = table(heads, lines, frozenset({1, 2}))
    columns = shutil.get_terminal_size().columns
    write_lines(fit(line, columns) for line in made) if is_terminal else write_lines(made)


def _write_json(rows: Sequence[Row], names: PathNames, marks: Marks) -> None:
    records = (
        {
            **dict(zip(_HEADS, _cells(row, names, marks), strict=True)),
            "topics": row.topics,
            "domain": row.domain,
            "excerpt": row.excerpt,
        }
        for row in rows
    )
    write_lines(json_array(records))


def _write_csv(rows: Sequence[Row], names: PathNames, marks: Marks) -> None:
    write_lines(csv_lines(_HEADS, (_cells(row, names, marks) for row in rows)))


def _write_paths(rows: Sequence[Row], names: PathNames, _marks: Marks) -> None:
    """One a line, byte for byte, for `curator set -` and other programs; a terminal gets them escaped."""
    paths = [names.of(row.path) for row in rows]
    for path in [path for path in paths if "\n" in path]:
        complain("list", f"{path}: left out, because its name has more than one line")
    whole: Iterable[str] = (path for path in paths if "\n" not in path)
    if sys.stdout.isatty():
        write_lines(map(safe, whole))
        return
    sys.stdout.flush()
    for path in whole:
        sys.stdout.buffer.write(os.fsencode(path) + b"\n")
    sys.stdout.buffer.flush()


_Writer = Callable[[Sequence[Row], PathNames, Marks], None]
_WRITERS: dict[str, _Writer] = {
    "table": _write_table,
    "json": _write_json,
    "csv": _write_csv,
    "paths": _write_paths,
}


def _cells(row: Row, names: PathNames, marks: Marks) -> tuple[Cell, ...]:
    return (
        names.of(row.path),
        row.title,
        row.provider,
        row.published_at.isoformat() if row.published_at else None,
        row.quality,
        row.heat,
        row.published,
        marks.get(row.id),
        row.related,
        row.problem,
    )


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _yes_no(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def _day(moment: datetime | None, now: datetime) -> str:
    return "" if moment is None else moment.astimezone(now.tzinfo).date().isoformat()
