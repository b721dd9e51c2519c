from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.figures import ROWS

COMMAND = Path(__file__).with_name("scale.py")
NEVER_IN_THE_SMALL_RUN = {"growth_million", "peer_hugo", "peer_frontmatter"}


@pytest.mark.benchmark
@pytest.mark.slow
def test_the_small_benchmark_measures_every_line_and_nothing_is_worse_than_recorded(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    command = [sys.executable, str(COMMAND), "--quick", "--json", str(file)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=400)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    figures = {figure["key"]: figure for figure in json.loads(file.read_text(encoding="utf-8"))["figures"]}
    assert list(figures) == list(ROWS)
    missing = {key for key, figure in figures.items() if figure["measured"] is None}
    assert missing <= NEVER_IN_THE_SMALL_RUN, done.stdout
