from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmarks.figures import ROWS, Figure, percentile, table
from tests.benchmarks.limits import LIMITS, limits_for, record, regressions
from tests.benchmarks.measures import Measured, Sizes
from tests.benchmarks.processes import Exercised
from tests.benchmarks.summary import figures_of, names_of


def test_a_figure_is_judged_by_its_ratio() -> None:
    assert Figure("index", 3.9, "s", 1.0, goal=4.0).verdict == "OK"
    assert Figure("index", 4.1, "s", 1.0, goal=4.0).verdict == "MISS"


def test_the_table_has_a_line_for_every_figure_even_when_nothing_could_be_measured() -> None:
    figures = figures_of(Measured(failures={"bare": "no display"}), Sizes())
    lines = table(figures, names_of(Sizes())).splitlines()
    assert len(lines) == len(ROWS) + 1
    assert "bare failed: no display" in lines[1]


def test_starts_are_compared_by_their_medians() -> None:
    runs = [Exercised(painted=seconds) for seconds in (1.0, 9.0, 2.0)]
    figures = figures_of(Measured(bare=[Exercised(painted=0.5)], seen=runs, new=runs), Sizes())
    assert (figures[0].measured, figures[0].ratio) == (2.0, 4.0)
    assert figures[1].measured == 0.0


def test_growth_is_the_ratio_of_the_times_per_article() -> None:
    runs = {
        size: [Exercised(painted=1.0, opened=1.0, complete=1.0 + size / 1000)] for size in (10, 100, 2000)
    }
    measured = Measured(index_small=runs[10], index=runs[100], index_million=runs[2000])
    figures = {each.key: each for each in figures_of(measured, Sizes(100, 10, with_million=True))}
    assert figures["growth"].ratio == pytest.approx(1.0)
    assert figures["growth_million"].ratio == pytest.approx(0.002)


def test_a_figure_above_its_recorded_limit_is_a_regression() -> None:
    figures = [Figure("index", 6.0, "s", 1.0), Figure("reopen", 1.0, "s", 1.0)]
    assert regressions(figures, {"index": 5.0, "reopen": 5.0}) == ["index: 6.00 ×, recorded limit 5.00 ×"]


def test_a_recorded_figure_that_could_not_be_measured_is_a_regression() -> None:
    assert "not measured" in regressions([Figure("index", reason="it failed")], {"index": 5.0})[0]


def test_limits_are_those_of_the_largest_recorded_size_that_fits(tmp_path: Path) -> None:
    file = tmp_path / "limits.json"
    file.write_text(json.dumps({"limits": {"2000": {"index": 2}, "10000": {"index": 1}}}), encoding="utf-8")
    assert limits_for(9_999, file) == {"index": 2.0}
    assert limits_for(1_000_000, file) == {"index": 1.0}
    assert limits_for(100, file) == {}


def test_limits_are_recorded_with_room_but_never_below_the_goal(tmp_path: Path) -> None:
    file = tmp_path / "limits.json"
    file.write_text('{"limits": {}}', encoding="utf-8")
    figures = [Figure("index", 8.0, "s", 1.0, goal=4.0), Figure("memory", 0.1, "MiB", 1.0, goal=1.0)]
    record(500, figures, is_quick=False, file=file)
    assert limits_for(500, file) == {"index": 12.0, "memory": 1.0}


def test_every_recorded_limit_belongs_to_a_line_of_the_table() -> None:
    recorded = json.loads(LIMITS.read_text(encoding="utf-8"))["limits"]
    assert {key for limits in recorded.values() for key in limits} <= set(ROWS)


def test_percentiles_are_values_that_occurred() -> None:
    values = [float(value) for value in range(100, 0, -1)]
    assert (percentile(values, 0.5), percentile(values, 0.95), percentile(values, 1.0)) == (51.0, 96.0, 100.0)
