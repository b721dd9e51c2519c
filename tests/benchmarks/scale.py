"""Curator with a hundred thousand articles: a table of figures, each beside what it is held against.

    python tests/benchmarks/scale.py [--articles N] [--million] [--quick] [--profile] [--json FILE]

Everything is measured in the same run, in real windows driven by keys, on folders it generates (kept in
--folders for the next run, else deleted). The last columns say what the issue asks for and whether it is so.
--profile also says where the time goes, and costs some. Exit status 1 when a figure is worse than the limit
recorded in limits.json, whatever the issue asks.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from dataclasses import asdict, replace
from pathlib import Path

if not __package__:
    sys.path[0] = str(Path(__file__).resolve().parents[2])

from tests.benchmarks.figures import Figure, table
from tests.benchmarks.limits import limits_for, record, regressions
from tests.benchmarks.measures import PARTS, Measured, Measuring, Sizes
from tests.benchmarks.processes import platform
from tests.benchmarks.summary import figures_of, names_of, notes_of

_BUSY = 0.7
QUICK = Sizes(articles=2_000, small=500, rounds=2, steps=40, decisions=12, queries=7)


def main() -> int:
    """Measure, print the table, judge."""
    options = _options()
    sizes = QUICK if options.quick else _sizes(options.articles)
    sizes = replace(
        sizes,
        parts=tuple(part for part in PARTS if part in (options.only or PARTS)),
        with_million=options.million,
        with_profile=options.profile,
    )
    started, load = time.monotonic(), _load()
    with tempfile.TemporaryDirectory(prefix="curator-benchmark-") as scratch:
        place = options.folders or Path(scratch) / "folders"
        place.mkdir(parents=True, exist_ok=True)
        measured = Measuring(sizes, place.absolute(), Path(scratch) / "homes", _say).run()
    figures = figures_of(measured, sizes)
    if options.record:
        record(sizes.articles, figures, is_quick=options.quick)
    worse = regressions(figures, limits_for(sizes.articles), is_whole=sizes.parts == PARTS)
    _write(_machine(time.monotonic() - started, load))
    _write("")
    _write(table(figures, names_of(sizes)))
    _write("")
    for figure in figures:
        if figure.detail:
            _write(f"{figure.key}: {figure.detail}")
    for line in (*notes_of(measured), *(f"WORSE THAN RECORDED {line}" for line in worse)):
        _write(line)
    if options.json:
        options.json.write_text(_document(measured, figures, worse), encoding="utf-8")
    return 1 if worse else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000, help="articles in the large folder")
    parser.add_argument("--million", action="store_true", help="index a folder of 1,000,000 as well")
    parser.add_argument("--quick", action="store_true", help="small folders and few rounds, for CI")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="measure these parts only")
    parser.add_argument("--profile", action="store_true", help="say where the time goes")
    parser.add_argument("--record", action="store_true", help="make these figures the limits for this size")
    parser.add_argument("--json", type=Path, help="write everything that was measured to this file")
    parser.add_argument("--folders", type=Path, help="where generated folders are kept")
    return parser.parse_args()


def _sizes(articles: int) -> Sizes:
    return Sizes(articles=articles, small=10_000 if articles > 10_000 else articles // 4)


def _load() -> float:
    """How many others want a processor, as an average of the last minute."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _machine(seconds: float, load: float) -> str:
    busy = ": BUSY WITH OTHER WORK, durations are too long" if load > _BUSY else ""
    return (
        f"{os.cpu_count()} cores, load before {load:.1f}{busy}\n"
        f"Python {sys.version.split()[0]}, {sys.platform}, Qt platform {platform()}, {seconds:.0f} s"
    )


def _document(measured: Measured, figures: list[Figure], worse: list[str]) -> str:
    lines = [{**asdict(figure), "ratio": figure.ratio, "verdict": figure.verdict} for figure in figures]
    runs = [{"exercise": name, **asdict(run)} for name, run in measured.everything()]
    document = {"figures": lines, "worse": worse, "notes": notes_of(measured), "runs": runs}
    return json.dumps(document, indent=1) + "\n"


def _say(words: str) -> None:
    if sys.stderr.isatty() or "CURATOR_BENCHMARK_TALKS" in os.environ:
        sys.stderr.write(f"{words} …\n")


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
