"""`curator sync`: commits decisions, fetches, merges, pushes; or only lists what colleagues decided."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from curator.cli_output import (
    Cell,
    PathNames,
    complain,
    json_array,
    json_line,
    parser_for,
    safe,
    table,
    write_lines,
)
from curator.errors import SyncStopped
from curator.frontmatter.merging import Keep, Missing, Reading
from curator.git.colleagues import ColleagueDecision, decided_since
from curator.git.message import articles, reading_in_words
from curator.git.questions import Answer, FieldsInQuestion
from curator.git.sync import Step, Sync, Synced, Wishes
from curator.library.places import find_places
from curator.triage.reports import JournalReplaced, Report
from curator.triage.workplace import Workplace

_USAGE = """[FOLDER] [--keep mine|theirs] [--no-push] [--message TEXT] [--format table|json]
       curator sync [FOLDER] --since REVISION|DATE [--format table|json]"""
_DESCRIPTION = """\
Commit the decisions made in the repository of FOLDER, merge what others did, by field, and push, with git.
Other changes stay uncommitted. Where you and a colleague decided the same field differently, nothing is
merged and the question is printed; --keep answers all of them.
Exit status: 0 done, 1 something is left to do, as was said, 2 wrong usage."""

_STOPPED = 1


def run(words: list[str]) -> int:
    """Run the command; returns the exit status, 1 when the sync did not come to its end."""
    parser = parser_for("sync", _USAGE, _DESCRIPTION)
    parser.add_argument(
        "folder", nargs="?", default=".", metavar="FOLDER", help="any folder of the repository"
    )
    parser.add_argument(
        "--keep", choices=[keep.value for keep in Keep], help="whose value holds in a question"
    )
    parser.add_argument("--no-push", action="store_true", help="send nothing")
    parser.add_argument("--message", default="", metavar="TEXT", help="what the commit says")
    parser.add_argument("--format", choices=["table", "json"], default="table", help="how to print it")
    parser.add_argument(
        "--since", default="", metavar="REVISION|DATE", help="only list what colleagues decided after it"
    )
    options = parser.parse_args(words)
    folder = Path(options.folder)
    names = PathNames([options.folder])
    is_json = options.format == "json"
    if options.since:
        if options.keep or options.no_push or options.message:
            parser.error("--since only lists; it takes no --keep, --no-push or --message")
        write_lines(_listed(decided_since(folder, options.since), names, is_json=is_json))
        return 0
    answer = Answer(Keep(options.keep)) if options.keep else None
    return _sync(folder, Wishes(answer, not options.no_push, options.message), names, is_json=is_json)


def _sync(folder: Path, wishes: Wishes, names: PathNames, *, is_json: bool) -> int:
    is_terminal = sys.stdin.isatty() and sys.stderr.isatty()
    progress = _Line(is_shown=sys.stderr.isatty())
    # Opening it also finishes what a crash left unsaved.
    with Workplace.open(find_places().journal, _take) as workplace:
        try:
            done = Sync(folder, workplace.journal, wishes, progress.show, may_ask=is_terminal).run()
        except FieldsInQuestion as asked:
            progress.clear()
            write_lines(_questions(asked, names, is_json=is_json))
            return _STOPPED
        except SyncStopped as stopped:
            progress.clear()
            if is_json:
                write_lines([json_line({"status": "stopped", "reason": str(stopped)})])
            else:
                complain("sync", str(stopped))
            return _STOPPED
    progress.clear()
    write_lines([_as_json(done)] if is_json else _in_words(done))
    for path, reason in done.left.items():
        complain("sync", f"{names.of(path)}: its decision is not committed: {reason}")
    return _STOPPED if done.left else 0


def _take(report: Report) -> None:
    if isinstance(report, JournalReplaced):
        complain("sync", f"the journal was damaged and is kept as {report.kept_as}")


class _Line:
    """Progress on one line of a terminal, which the next overwrites; nothing elsewhere."""

    def __init__(self, *, is_shown: bool) -> None:
        self._is_shown = is_shown

    def show(self, step: Step, share: float | None) -> None:
        """Say what is being done."""
        self._write(step.value + ("…" if share is None else f" {share:.0%}"))

    def clear(self) -> None:
        """Leave an empty line."""
        self._write("")

    def _write(self, text: str) -> None:
        if self._is_shown:
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()


def _in_words(done: Synced) -> Iterator[str]:
    fields = ", ".join(f"{count} {name}" for name, count in done.committed.fields.items())
    if fields:
        yield f"Committed the decisions on {articles(done.committed.articles)}: {fields}."
    yield from (safe(line) for line in summary(done.received))
    if done.commits_received and not done.received:
        count = done.commits_received
        yield f"{count} commit{'s' if count != 1 else ''} of others came in, without a decision."
    if not done.is_pushed:
        yield "Nothing was sent, as you wished."
    elif done.sent:
        yield safe(f"Sent the decisions on {articles(done.sent)} to {done.remote}.")
    else:
        yield safe(f"{done.remote} has all that is here.")


def summary(decisions: Sequence[ColleagueDecision]) -> Iterator[str]:
    """A line for each author: how many articles, and how many of them in which field."""
    by_author: dict[str, list[ColleagueDecision]] = {}
    for decision in decisions:
        by_author.setdefault(decision.author, []).append(decision)
    for author, own in by_author.items():
        fields: dict[str, set[Path]] = {}
        for decision in own:
            fields.setdefault(decision.field, set()).add(decision.path)
        counts = ", ".join(f"{len(paths)} {field}" for field, paths in fields.items())
        yield f"{author} decided {articles(len({decision.path for decision in own}))}: {counts}."


def _as_json(done: Synced) -> str:
    record: Mapping[str, Cell | Sequence[str]] = {
        "status": "done",
        "committed": done.committed.articles,
        **done.committed.fields,
        "sent": done.sent,
        "pushed": done.is_pushed,
        "received": len({decision.path for decision in done.received}),
        "colleagues": list(summary(done.received)),
    }
    return json_line(record)


def _questions(asked: FieldsInQuestion, names: PathNames, *, is_json: bool) -> Iterable[str]:
    if is_json:
        return json_array(
            {
                "status": "question",
                "path": names.of(question.path),
                "field": question.field,
                "mine": _cell(question.mine),
                "theirs": _cell(question.theirs),
                "author": question.who,
            }
            for question in asked.questions
        )
    return [
        *(safe(question.words) for question in asked.questions),
        "Nothing was merged or sent; your decisions are committed here.",
        "Sync again with --keep mine, or with --keep theirs.",
    ]


def _cell(reading: Reading) -> Cell:
    """A value as JSON has it; what is not there is null, and what is no plain value is told in words."""
    if isinstance(reading, Missing):
        return None
    return reading if isinstance(reading, bool | int | str) else reading_in_words(reading)


def _listed(decisions: Sequence[ColleagueDecision], names: PathNames, *, is_json: bool) -> Iterable[str]:
    if is_json:
        return json_array(
            {
                "path": names.of(Path(os.path.abspath(each.path))),
                "author": each.author,
                "when": each.when.isoformat(),
                "field": each.field,
                "before": each.before,
                "after": each.after,
            }
            for each in decisions
        )
    if not decisions:
        return ["No colleague decided anything since."]
    return table(
        ["when", "who", "field", "before", "after", "article"],
        [
            [
                each.when.strftime("%Y-%m-%d %H:%M"),
                each.author,
                each.field,
                reading_in_words(each.before),
                reading_in_words(each.after),
                names.of(each.path),
            ]
            for each in decisions
        ],
        frozenset({3, 4}),
    )
