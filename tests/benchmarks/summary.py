"""Makes the lines of the table out of what was measured, and says what was behind the worst of it."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence

from tests.benchmarks.figures import ROWS, Figure, amount, percentile
from tests.benchmarks.measures import (
    BYTES_AN_ARTICLE,
    FRAME,
    MORE_MEMORY,
    SLOW_FRAME,
    Measured,
    Sizes,
)
from tests.benchmarks.processes import Exercised

_MIB = 1024 * 1024
_MILLION = 1_000_000
_ONE_FRAME = "one frame"


class NotMeasured(Exception):
    """The message says what is missing."""


def figures_of(measured: Measured, sizes: Sizes) -> list[Figure]:
    """Every line of the table, those that could not be measured with their reason."""
    makers: Mapping[str, Callable[[Measured, Sizes], Figure]] = {
        "start_seen": _start_seen,
        "start_new": _start_new,
        "index": _index,
        "growth": _growth,
        "growth_million": _growth_million,
        "reopen": _reopen,
        "search_p95": _search,
        "sort_p95": _sort,
        "move_p95": _moves("move_p95", "use", FRAME, _ONE_FRAME, 0.95),
        "move_max": _moves("move_max", "use", SLOW_FRAME, "50 ms", 1.0),
        "move_reading_p95": _moves("move_reading_p95", "walk", FRAME, _ONE_FRAME, 0.95),
        "move_reading_max": _moves("move_reading_max", "walk", SLOW_FRAME, "50 ms", 1.0),
        "decision_durable": _decision("decision_durable"),
        "decision_saved": _decision("decision_saved"),
        "held": _held,
        "memory": _memory,
        "memory_per_article": _memory_per_article,
    }
    of_peers = {figure.key: figure for figure in measured.peers}
    found = []
    for key in ROWS:
        if key == "growth_million" and not sizes.with_million:
            found.append(Figure(key, goal_words="≤ 1.3 ×", reason="on request: --million"))
        elif key in of_peers:
            found.append(of_peers[key])
        else:
            try:
                found.append(makers[key](measured, sizes) if key in makers else Figure(key, reason="not run"))
            except NotMeasured as missing:
                found.append(Figure(key, reason=str(missing)))
    return found


def names_of(sizes: Sizes) -> dict[str, str]:
    """What the descriptions of the lines are filled with."""
    numbers = {"articles": sizes.articles, "small": sizes.small, "indexed": sizes.indexed}
    return {**{name: f"{number:,}" for name, number in numbers.items()}, "peers": f"{sizes.indexed:,}"}


def notes_of(measured: Measured) -> list[str]:
    """What is behind the table: the longest holds with their place, the slowest questions, what failed."""
    lines = []
    holds = [(name, hold) for name, run in measured.everything() for hold in run.holds]
    holds.sort(key=lambda pair: -pair[1].milliseconds)
    for name, hold in holds[:10]:
        lines.append(
            f"held {hold.milliseconds:.0f} ms (computing {hold.own:.0f}, queued {hold.queued:.0f}, "
            f"all threads {hold.process:.0f}), "
            f"{name}, {hold.phase}: {hold.where or 'place not seen'}"
        )
    for run in measured.use:
        answers = {**run.notes.queries, **{f"sort by {key}": ms for key, ms in run.notes.sorts.items()}}
        slowest = sorted(answers.items(), key=lambda pair: -pair[1])[:5]
        lines += [f"slow answer {milliseconds:.0f} ms: {words}" for words, milliseconds in slowest]
    # One run of each kind says it.
    for name, run in dict(measured.everything()).items():
        lines += [
            f"{name}, {share.phase}: {share.share:.0%} {share.thread} thread in {share.place}"
            for share in run.shares
        ]
    lines += [f"{name} failed: {reason}" for name, reason in measured.failures.items()]
    return lines


def _start_seen(measured: Measured, _sizes: Sizes) -> Figure:
    bare = _median(measured, "bare", lambda run: run.painted)
    seen = _median(measured, "seen", lambda run: run.painted)
    return Figure("start_seen", seen, "s", bare, "a bare window", 2.5, "≤ 2.5 ×")


def _start_new(measured: Measured, _sizes: Sizes) -> Figure:
    later = _median(measured, "new", lambda run: run.painted) - _median(
        measured, "seen", lambda run: run.painted
    )
    return Figure("start_new", later, "s", 0.5, "half a second", 1.0, "≤ 0.5 s")


def _index(measured: Measured, sizes: Sizes) -> Figure:
    runs = "index_small" if sizes.small == sizes.indexed else "index"
    seconds = _median(measured, runs, lambda run: run.reading)
    processor = _median(measured, runs, lambda run: run.processor)
    detail = f"the whole process, with its children, computed {processor:.2f} s"
    against = "reading every file once"
    return Figure("index", seconds, "s", _bare(measured.reading_files), against, 4.0, "≤ 4 ×", detail=detail)


def _growth(measured: Measured, sizes: Sizes) -> Figure:
    small = _median(measured, "index_small", lambda run: run.reading) / sizes.small * 1000
    large = _median(measured, "index", lambda run: run.reading) / sizes.articles * 1000
    return Figure("growth", large, "ms", small, f"at {sizes.small:,}", 1.3, "≤ 1.3 ×")


def _growth_million(measured: Measured, sizes: Sizes) -> Figure:
    large = _median(measured, "index", lambda run: run.reading) / sizes.articles * 1000
    million = _median(measured, "index_million", lambda run: run.reading) / _MILLION * 1000
    return Figure("growth_million", million, "ms", large, f"at {sizes.articles:,}", 1.3, "≤ 1.3 ×")


def _reopen(measured: Measured, _sizes: Sizes) -> Figure:
    seconds = _median(measured, "reopen", lambda run: run.reading)
    bare = _bare(measured.stating_files)
    return Figure("reopen", seconds, "s", bare, "scandir + stat of every file", 3.0, "≤ 3 ×")


def _search(measured: Measured, _sizes: Sizes) -> Figure:
    return _answers("search_p95", list(_only(measured, "use").notes.queries.values()))


def _sort(measured: Measured, _sizes: Sizes) -> Figure:
    return _answers("sort_p95", list(_only(measured, "use").notes.sorts.values()))


def _answers(key: str, times: Sequence[float]) -> Figure:
    detail = spread(times)
    return Figure(key, percentile(times, 0.95), "ms", SLOW_FRAME, "50 ms", 1.0, "≤ 50 ms", detail=detail)


def _moves(
    key: str, exercise: str, limit: float, against: str, share: float
) -> Callable[[Measured, Sizes], Figure]:
    def make(measured: Measured, _sizes: Sizes) -> Figure:
        times = _only(measured, exercise).notes.moves
        if not times:
            raise NotMeasured("the folder was complete before a key was pressed")
        goal = f"≤ {limit:.0f} ms"
        return Figure(key, percentile(times, share), "ms", limit, against, 1.0, goal, detail=spread(times))

    return make


def _decision(key: str) -> Callable[[Measured, Sizes], Figure]:
    def make(measured: Measured, _sizes: Sizes) -> Figure:
        notes = _only(measured, "use").notes
        is_durable = key == "decision_durable"
        times = notes.durable if is_durable else notes.saved
        if not times:
            raise NotMeasured("no decision was saved")
        bare = statistics.median(notes.bare_writes)
        goal, words = (2.0, "≤ 2 ×") if is_durable else (None, "")
        against = "write + fsync + rename + fsync"
        return Figure(key, statistics.median(times), "ms", bare, against, goal, words, detail=spread(times))

    return make


def _held(measured: Measured, _sizes: Sizes) -> Figure:
    runs = measured.everything()
    if not runs:
        raise NotMeasured("no window was run")
    holds = [hold for _, run in runs for hold in run.holds]
    worst = max((hold.milliseconds for hold in holds), default=0.0)
    # On a busy machine the longest hold says more of the others than of this program.
    unqueued = max((hold.milliseconds - hold.queued for hold in holds), default=0.0)
    detail = f"without the time in which others had the processors, the longest was {unqueued:.0f} ms"
    return Figure("held", worst, "ms", SLOW_FRAME, "50 ms", 1.0, "≤ 50 ms", detail=detail)


def _memory(measured: Measured, _sizes: Sizes) -> Figure:
    more = _pss(_only(measured, "use")) - _median(measured, "bare", _pss)
    return Figure("memory", more, "MiB", MORE_MEMORY, "150 MiB", 1.0, "≤ 150 MiB")


def _memory_per_article(measured: Measured, sizes: Sizes) -> Figure:
    more = _pss(_only(measured, "use")) - _pss(_only(measured, "use_small"))
    each = more * _MIB / (sizes.articles - sizes.small)
    return Figure("memory_per_article", each, "B", BYTES_AN_ARTICLE, "500 B", 1.0, "≤ 500 B")


def _pss(run: Exercised) -> float:
    if run.memory is None:
        raise NotMeasured("this system does not tell the memory of a process")
    return run.memory.pss


def _bare(seconds: Sequence[float]) -> float:
    if not seconds:
        raise NotMeasured("the bare work was not run")
    return statistics.median(seconds)


def _only(measured: Measured, name: str) -> Exercised:
    runs = _runs(measured, name)
    return runs[-1]


def _median(measured: Measured, name: str, value: Callable[[Exercised], float | None]) -> float:
    found = [each for each in map(value, _runs(measured, name)) if each is not None]
    if not found:
        raise NotMeasured(f"{name}: it never came to that")
    return statistics.median(found)


def _runs(measured: Measured, name: str) -> list[Exercised]:
    runs: list[Exercised] = getattr(measured, name)
    if not runs:
        reason = measured.failures.get(name)
        raise NotMeasured(f"{name} failed: {reason.splitlines()[-1][-70:]}" if reason else "not run")
    return runs


def spread(values: Iterable[float]) -> str:
    """Median, 95th percentile and maximum."""
    times = list(values)
    parts = (("median", 0.5), ("p95", 0.95), ("max", 1.0))
    return " · ".join(f"{name} {amount(percentile(times, share), 'ms')}" for name, share in parts)
